import Primitives
import RoutingCore
import SimulationKernel
import Upstreams

extension Simulation {
  /// Starts a conversation of independent traffic and schedules the next arrival.
  mutating func conversationArrives(_ place: Int) {
    let shape = traffic.shapes[place]
    var size: UInt32 = 1
    var gap = SimDuration.zero
    switch shape.arrival {
    case .sequential: preconditionFailure("sequential traffic has no arrivals of its own")
    case .poisson: gap = traffic.gaps[place].sample(&progress[place].random)
    case .constant(let interval): gap = interval
    case .burst(let burst, let interval):
      size = burst
      gap = interval
    }
    for _ in 0..<size where progress[place].started < shape.conversations {
      let slot = startConversation(place)
      send(slot)
    }
    if progress[place].started < shape.conversations {
      schedule(.arrival, at: now + gap) { $0.slot = UInt32(place) }
    }
  }

  /// Sends the next turn of sequential traffic.
  mutating func continueSequence(_ place: Int) {
    let shape = traffic.shapes[place]
    let number = progress[place].conversation
    let slot: Int
    if progress[place].turn == 0 {
      slot = startConversation(place)
      if shape.order == .phases { progress[place].slots.append(slot) }
    } else {
      slot =
        shape.order == .phases ? progress[place].slots[Int(number)] : progress[place].slots[0]
    }
    if shape.order == .conversations {
      if progress[place].slots.isEmpty { progress[place].slots.append(slot) }
      progress[place].slots[0] = slot
    }
    progress[place].latestStart = now
    send(slot)
  }

  /// Moves sequential traffic on once a turn is over.
  private mutating func sequenceMovesOn(_ place: Int, gaveUp: Bool) {
    let shape = traffic.shapes[place]
    switch shape.order {
    case .conversations:
      progress[place].turn += 1
      if gaveUp || progress[place].turn == shape.turnCount {
        progress[place].turn = 0
        progress[place].conversation += 1
      }
      guard progress[place].conversation < shape.conversations else { return }
    case .phases:
      // Conversations that were given up are passed over.
      repeat {
        progress[place].conversation += 1
        if progress[place].conversation == shape.conversations {
          progress[place].conversation = 0
          progress[place].turn += 1
        }
        guard progress[place].turn < shape.turnCount else { return }
      } while progress[place].turn > 0
        && conversations[progress[place].slots[Int(progress[place].conversation)]].isFree
    }
    let next = max(now, progress[place].latestStart + shape.spacing)
    schedule(.sequence, at: next) { $0.slot = UInt32(place) }
  }

  private mutating func startConversation(_ place: Int) -> Int {
    let shape = traffic.shapes[place]
    progress[place].started += 1
    let number = progress[place].started
    var session: UInt32 = 0
    if let shared = shape.sessions {
      let own = shared == 0 ? number - 1 : (number - 1) % shared
      session = own + 1 + shape.sessionsBefore
    }
    let slot = freeConversationSlot()
    conversations[slot].start(
      place, number: number, key: traffic.key(of: number, shape), session: session)
    return slot
  }

  /// A slot for a conversation, with an empty history.
  mutating func freeConversationSlot() -> Int {
    if let free = freeConversations.popLast() {
      histories[free].clear()
      if wire != nil { onWire { $0.forget(conversation: free) } }
      return free
    }
    conversations.append(ConversationRecord())
    histories.append([])
    return conversations.count - 1
  }

  /// Sends the present turn of a conversation whose client waited for it.
  mutating func takeTurn(_ payload: EventPayload) {
    let slot = Int(payload.slot)
    guard !conversations[slot].isFree, conversations[slot].generation == payload.generation else {
      return
    }
    send(slot)
  }

  /// Sends the present turn of a conversation to a replica: to the one at a place, if it is named.
  mutating func send(_ slot: Int, to place: Int? = nil) {
    let conversation = conversations[slot]
    let shape = traffic.shapes[conversation.traffic]
    let turn = traffic.turn(conversation.turn, of: shape)
    if conversation.tries == 0, turn.origin != nil { prepareOrigin(slot, turn.origin) }
    let request = openRequest(slot)
    if let place { requests[request].replica = active[place] }
    gatherInput(request, slot, turn, shape)
    let id = RequestID(slot: UInt32(request), generation: requests[request].generation)
    var arrival = RequestArrival(
      id: id, number: UInt64(requests[request].number), key: conversation.key, model: turn.model)
    arrival.streams = shape.client.streams
    requests[request].streams = shape.client.streams
    arrival.session = conversation.session
    arrival.hasMessages = shape.hasMessages
    arrival.hasInput = !shape.hasMessages
    arrival.traits = turn.traits
    if turn.traits != 0 { mark(request, turn.traits, &arrival) }
    if shape.state == .previousResponse {
      arrival.previousResponse =
        wire == nil ? conversation.previousResponse : wirePreviousResponse(slot)
    }
    if trace != nil { noteTrace(request, arrival) }
    if !limiters.isEmpty, let error = refusedByLimits(request, arrival) {
      let end = RequestEnd(error: error, attempts: 0, stripped: false, deployment: nil)
      endRequest(request, end)
      return
    }
    if shape.leaving != nil { scheduleLeaving(id, shape, turn: conversation.turn) }
    if wire == nil, inputs[request].count == 1, facts.count == 1, facts[0] == Self.messageFacts {
      // The facts of the request before serve again.
    } else {
      gatherFacts(request, slot, turn)
    }
    feed(.requestArrived(arrival), to: requests[request].replica)
  }

  private static let messageFacts = WorldItem.userMessage.facts

  private mutating func gatherFacts(_ request: Int, _ slot: Int, _ turn: TurnSetup) {
    facts.clear()
    // LiteLLM looks for sealed items in the input of Responses alone (D4).
    let surface = traffic.shapes[conversations[slot].traffic].surface
    guard surface == .responses else {
      if wire != nil { wireOtherRequest(request, slot, turn) }
      return
    }
    if wire != nil {
      facts.append(contentsOf: wireRequest(request, slot, turn))
    } else {
      for place in inputs[request].indices { facts.append(inputs[request][place].facts) }
    }
  }

  private mutating func scheduleLeaving(_ id: RequestID, _ shape: TrafficShape, turn: Int) {
    guard let leaving = shape.leaving, let after = leaving.after,
      leaving.turn ?? UInt16(turn + 1) == UInt16(turn + 1)
    else { return }
    schedule(.clientLeaves, at: now + after) {
      $0.slot = id.slot
      $0.generation = id.generation
    }
  }

  /// Puts the turn's input together: what the client holds, tampered with if asked, and its own
  /// message.
  private mutating func gatherInput(
    _ request: Int, _ slot: Int, _ turn: TurnSetup, _ shape: TrafficShape
  ) {
    // An input of one item is the client's message, and that is alike for every request.
    if histories[slot].isEmpty, inputs[request].count == 1 { return }
    inputs[request].clear()
    if turn.replays, shape.state == .replay {
      for place in histories[slot].indices { inputs[request].append(histories[slot][place]) }
      if let tampering = turn.tampering { tamper(tampering, request, slot) }
      requests[request].isMixed = isMixed(inputs[request])
    }
    inputs[request].append(.userMessage)
  }

  private mutating func tamper(_ how: Tampering, _ request: Int, _ slot: Int) {
    let donor = progress[conversations[slot].traffic].seal(notOf: conversations[slot].number)
    for place in inputs[request].indices where inputs[request][place].seal.state == .intact {
      switch how {
      case .corrupt, .forge: inputs[request][place].seal.state = .damaged
      case .standIn: inputs[request][place].seal.state = .standIn
      case .swap:
        if let donor { inputs[request][place].seal = donor }
      case .drop:
        inputs[request][place].loseSeal()
        inputs[request][place].facts.hasSealedText = false
        inputs[request][place].facts.hasSealedValue = false
        inputs[request][place].facts.hasSealedKey = false
        inputs[request][place].facts.contentMarker = .absent
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
    let generation = requests[request].generation &+ 1
    requests[request].open(
      generation: generation, conversation: slot,
      label: RequestLabel(
        traffic: UInt16(conversation.traffic), conversation: conversation.number,
        turn: UInt16(conversation.turn + 1), tries: conversation.tries),
      number: requestsMade, at: now)
    if setup.replicas > 1 {
      requests[request].replica = active[chooseReplica(conversation.number)]
    } else if soleReplica != 0 {
      requests[request].replica = soleReplica
    }
    requestsMade &+= 1
    result.requests &+= 1
    return request
  }

  private mutating func chooseReplica(_ conversation: UInt32) -> Int {
    switch setup.balance {
    case .roundRobin:
      let chosen = nextReplica
      nextReplica = nextReplica + 1 == setup.replicas ? 0 : nextReplica + 1
      return chosen
    case .sticky: return Int(conversation) % setup.replicas
    }
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
    let place = conversations[slot].traffic
    if place == stepTraffic {
      stepIsOver(request, end)
      return
    }
    let shape = traffic.shapes[place]
    if let error = end.error, let wait = clientWait(after: error, slot, shape.client) {
      conversations[slot].tries += 1
      scheduleTurn(slot, after: wait)
      return
    }
    count(request, end)
    if conversations[slot].actedOn != nil {
      restoreOrigin(slot, traffic.turn(conversations[slot].turn, of: shape).origin)
    }
    conversations[slot].tries = 0
    conversations[slot].turn += 1
    let gaveUp = end.error != nil && shape.client.afterError == .stop
    let isDone = gaveUp || conversations[slot].turn == shape.turnCount
    if isDone {
      conversations[slot].isFree = true
      if shape.order != .phases { freeConversations.append(slot) }
    }
    if shape.isSequential {
      sequenceMovesOn(place, gaveUp: gaveUp)
    } else if !isDone {
      scheduleTurn(slot, after: traffic.think[place].sample(&clientRandom))
    }
  }

  private mutating func scheduleTurn(_ slot: Int, after pause: SimDuration) {
    let generation = conversations[slot].generation
    schedule(.turn, at: now + pause) {
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
    if client.honoursRetryAfter, let asked = error.retryAfter, asked > .zero {
      return asked <= .seconds(120) ? asked : nil
    }
    let doubled = UInt64(500_000_000) << UInt64(min(conversations[slot].tries, 4))
    let base = min(doubled, 8_000_000_000)
    return SimDuration(nanoseconds: base - clientRandom.below(base / 4 + 1))
  }
}
