import Primitives
import RoutingCore
import SimulationKernel
import Upstreams

extension Simulation {
  /// Starts a conversation of independent traffic and schedules the next arrival.
  mutating func conversationArrives(_ place: Int) {
    let traffic = setup.traffic[place]
    var size: UInt32 = 1
    var gap = SimDuration.zero
    switch traffic.arrival {
    case .sequential: preconditionFailure("sequential traffic has no arrivals of its own")
    case .poisson(let mean):
      gap = Sampler(.exponential(mean: mean)).sample(&progress[place].random)
    case .constant(let interval): gap = interval
    case .burst(let burst, let interval):
      size = burst
      gap = interval
    }
    for _ in 0..<size where progress[place].started < traffic.conversations {
      let slot = startConversation(place)
      send(slot)
    }
    if progress[place].started < traffic.conversations {
      schedule(.arrival, at: scheduler.now + gap) { $0.slot = UInt32(place) }
    }
  }

  /// Sends the next turn of sequential traffic.
  mutating func continueSequence(_ place: Int) {
    let traffic = setup.traffic[place]
    let number = progress[place].conversation
    let slot: Int
    if progress[place].turn == 0 {
      slot = startConversation(place)
      if traffic.order == .phases { progress[place].slots.append(slot) }
    } else {
      slot =
        traffic.order == .phases ? progress[place].slots[Int(number)] : progress[place].slots[0]
    }
    if traffic.order == .conversations { progress[place].slots = [slot] }
    progress[place].latestStart = scheduler.now
    send(slot)
  }

  /// Moves sequential traffic on once a turn is over.
  private mutating func sequenceMovesOn(_ place: Int, gaveUp: Bool) {
    let traffic = setup.traffic[place]
    guard case .sequential(let spacing) = traffic.arrival else { return }
    switch traffic.order {
    case .conversations:
      progress[place].turn += 1
      if gaveUp || progress[place].turn == traffic.turns.count {
        progress[place].turn = 0
        progress[place].conversation += 1
      }
      guard progress[place].conversation < traffic.conversations else { return }
    case .phases:
      // Conversations that were given up are passed over.
      repeat {
        progress[place].conversation += 1
        if progress[place].conversation == traffic.conversations {
          progress[place].conversation = 0
          progress[place].turn += 1
        }
        guard progress[place].turn < traffic.turns.count else { return }
      } while progress[place].turn > 0
        && conversations[progress[place].slots[Int(progress[place].conversation)]].isFree
    }
    let next = max(scheduler.now, progress[place].latestStart + spacing)
    schedule(.sequence, at: next) { $0.slot = UInt32(place) }
  }

  private mutating func startConversation(_ place: Int) -> Int {
    let traffic = setup.traffic[place]
    progress[place].started += 1
    let number = progress[place].started
    let key = traffic.keys[Int(number - 1) % traffic.keys.count]
    var session: UInt32 = 0
    if let shared = traffic.sessions {
      let own = shared == 0 ? number - 1 : (number - 1) % shared
      session = own + 1 + sessionsBefore(place)
    }
    let slot: Int
    if let free = freeConversations.popLast() {
      slot = free
    } else {
      slot = conversations.count
      conversations.append(ConversationRecord())
    }
    conversations[slot].start(place, number: number, key: key, session: session)
    return slot
  }

  /// Streams of traffic do not share sessions.
  private func sessionsBefore(_ place: Int) -> UInt32 {
    setup.traffic[..<place].reduce(0) { $0 + ($1.sessions == nil ? 0 : $1.conversations) }
  }

  /// Sends the present turn of a conversation whose client waited for it.
  mutating func takeTurn(_ payload: EventPayload) {
    let slot = Int(payload.slot)
    guard !conversations[slot].isFree, conversations[slot].generation == payload.generation else {
      return
    }
    send(slot)
  }

  /// Sends the present turn of a conversation to a replica.
  private mutating func send(_ slot: Int) {
    let conversation = conversations[slot]
    let traffic = setup.traffic[conversation.traffic]
    let turn = traffic.turns[conversation.turn]
    if conversation.tries == 0 { prepareOrigin(slot, turn.origin) }
    gatherInput(slot, turn)
    let request = openRequest(slot)
    let id = RequestID(slot: UInt32(request), generation: requests[request].generation)
    var arrival = RequestArrival(
      id: id, number: UInt64(requests[request].number), key: conversation.key, model: turn.model)
    arrival.streams = traffic.client.streams
    arrival.session = conversation.session
    if traffic.state == .previousResponse {
      arrival.previousResponse =
        wire == nil ? conversation.previousResponse : wirePreviousResponse(slot)
    }
    noteTrace(request, arrival)
    if let leaving = traffic.leaving,
      leaving.turn ?? UInt16(conversation.turn + 1)
        == UInt16(conversation.turn + 1), let after = leaving.after
    {
      schedule(.clientLeaves, at: scheduler.now + after) {
        $0.slot = id.slot
        $0.generation = id.generation
      }
    }
    facts.removeAll(keepingCapacity: true)
    if wire != nil {
      facts.append(contentsOf: wireRequest(request, slot, turn))
    } else {
      for item in inputs[request] { facts.append(item.facts) }
    }
    feed(.requestArrived(arrival), to: requests[request].replica)
  }

  /// Puts the turn's input together: what the client holds, tampered with if asked; its message.
  private mutating func gatherInput(_ slot: Int, _ turn: TurnSetup) {
    inputItems.removeAll(keepingCapacity: true)
    let state = setup.traffic[conversations[slot].traffic].state
    if turn.replays, state == .replay {
      inputItems.append(contentsOf: conversations[slot].items)
      if let tampering = turn.tampering { tamper(tampering, slot) }
    }
    inputItems.append(.userMessage)
  }

  private mutating func tamper(_ how: Tampering, _ slot: Int) {
    let donor = progress[conversations[slot].traffic].seal(notOf: conversations[slot].number)
    for place in inputItems.indices where inputItems[place].seal.state == .intact {
      switch how {
      case .corrupt, .forge: inputItems[place].seal.state = .damaged
      case .swap:
        if let donor { inputItems[place].seal = donor }
      case .drop:
        inputItems[place].seal.state = .missing
        inputItems[place].facts.hasSealedText = false
        inputItems[place].facts.hasSealedValue = false
        inputItems[place].facts.hasSealedKey = false
        inputItems[place].facts.contentMarker = .absent
      }
    }
  }

  private mutating func openRequest(_ slot: Int) -> Int {
    let request: Int
    if let free = freeRequests.popLast() {
      request = free
    } else {
      request = requests.count
      requests.append(RequestRecord())
      inputs.append([])
    }
    let conversation = conversations[slot]
    var record = RequestRecord()
    record.generation = requests[request].generation &+ 1
    record.isFree = false
    record.conversation = slot
    record.label = RequestLabel(
      traffic: UInt16(conversation.traffic), conversation: conversation.number,
      turn: UInt16(conversation.turn + 1), tries: conversation.tries)
    record.number = requestsMade
    record.startedAt = scheduler.now
    record.isMixed = isMixed(inputItems)
    switch setup.balance {
    case .roundRobin:
      record.replica = nextReplica
      nextReplica = nextReplica + 1 == setup.replicas ? 0 : nextReplica + 1
    case .sticky: record.replica = Int(conversation.number) % setup.replicas
    }
    requests[request] = record
    inputs[request].removeAll(keepingCapacity: true)
    inputs[request].append(contentsOf: inputItems)
    requestsMade &+= 1
    result.requests &+= 1
    return request
  }

  private func isMixed(_ items: [WorldItem]) -> Bool {
    var boundary: UInt16?
    for item in items where item.seal.state == .intact {
      if let boundary, boundary != item.seal.boundary { return true }
      boundary = item.seal.boundary
    }
    return false
  }

  mutating func clientLeaves(_ payload: EventPayload) {
    let slot = Int(payload.slot)
    guard !requests[slot].isFree, requests[slot].generation == payload.generation else { return }
    feed(
      .clientGone(RequestID(slot: payload.slot, generation: payload.generation)),
      to: requests[slot].replica)
  }

  /// What a client does when its turn is over: try again, go on, or end the conversation.
  mutating func turnIsOver(_ request: RequestRecord, _ end: RequestEnd) {
    let slot = request.conversation
    let traffic = setup.traffic[conversations[slot].traffic]
    if let error = end.error, let wait = clientWait(after: error, slot, traffic.client) {
      conversations[slot].tries += 1
      scheduleTurn(slot, after: wait)
      return
    }
    count(request, end)
    restoreOrigin(slot, traffic.turns[conversations[slot].turn].origin)
    conversations[slot].tries = 0
    conversations[slot].turn += 1
    let gaveUp = end.error != nil && traffic.client.afterError == .stop
    let place = conversations[slot].traffic
    let isDone = gaveUp || conversations[slot].turn == traffic.turns.count
    if isDone {
      conversations[slot].isFree = true
      if traffic.order != .phases { freeConversations.append(slot) }
    }
    if case .sequential = traffic.arrival {
      sequenceMovesOn(place, gaveUp: gaveUp)
    } else if !isDone {
      scheduleTurn(slot, after: Sampler(traffic.think).sample(&clientRandom))
    }
  }

  private mutating func scheduleTurn(_ slot: Int, after pause: SimDuration) {
    let generation = conversations[slot].generation
    schedule(.turn, at: scheduler.now + pause) {
      $0.slot = UInt32(slot)
      $0.generation = generation
    }
  }

  /// How long the client waits before it tries again, or nil if it does not (OpenAI Python SDK:
  /// `Retry-After` up to two minutes, none beyond; else 0.5 s doubled up to 8 s, less up to 25%).
  private mutating func clientWait(
    after error: ErrorFacts, _ slot: Int, _ client: ClientProfile
  ) -> SimDuration? {
    guard conversations[slot].tries < client.retries, error.kind != .clientGone else { return nil }
    let status = error.clientStatus
    guard status == 408 || status == 409 || status == 429 || status >= 500 else { return nil }
    if let asked = error.retryAfter, asked > .zero {
      return asked <= .seconds(120) ? asked : nil
    }
    let doubled = UInt64(500_000_000) << UInt64(min(conversations[slot].tries, 4))
    let base = min(doubled, 8_000_000_000)
    return SimDuration(nanoseconds: base - clientRandom.below(base / 4 + 1))
  }
}
