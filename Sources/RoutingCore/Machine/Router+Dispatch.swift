import Primitives

extension Router {
  /// The one switch over inputs, specialised for each observer.
  @inline(__always)
  mutating func dispatch<Observer: DecisionObserver>(
    _ input: RouterInput, _ items: [ItemFacts], _ now: Instant, _ random: inout GatewayRandom,
    _ observer: inout Observer, _ effects: inout EffectBuffer
  ) {
    switch input {
    case .requestArrived(let arrival):
      requestArrived(arrival, items, now, &random, &observer, &effects)
    case .clientGone(let request): clientGone(request, now, &effects)
    case .attemptConnected(let attempt), .attemptHead(let attempt): _ = slot(of: attempt)
    case .streamEvent(let attempt, let kind): streamEvent(attempt, kind, now, &effects)
    case .attemptEnded(let attempt): attemptEnded(attempt, now, &effects)
    case .attemptFailed(let attempt, let error):
      attemptFailed(attempt, error, now, &random, &observer, &effects)
    case .transportError(let attempt):
      guard let place = slot(of: attempt) else { return }
      if takesForEnd(place) {
        attemptEnded(attempt, now, &effects)
        return
      }
      // No HTTP answer at all: LiteLLM's APIConnectionError, status 500.
      attemptFailed(
        attempt, ErrorFacts(kind: .connection, status: 500), now, &random, &observer, &effects)
    case .timerFired(let request, let ordinal):
      timerFired(request, ordinal, now, &random, &observer, &effects)
    case .accountingDue(let accounting): book(accounting, at: now, &effects)
    case .attemptUsage, .slotFreed, .storeReply, .storeError, .storedCooldown, .keyReply,
      .probeResult, .queueScraped, .configurationChanged:
      dispatchRare(input, now, &random, &observer, &effects)
    }
  }

  /// What no ordinary request meets, apart from the rest so that it costs them nothing.
  @inline(never)
  private mutating func dispatchRare<Observer: DecisionObserver>(
    _ input: RouterInput, _ now: Instant, _ random: inout GatewayRandom,
    _ observer: inout Observer, _ effects: inout EffectBuffer
  ) {
    switch input {
    case .storeReply(let request, let session, let user):
      storeBreaker.note(failed: false, at: now)
      storeAnswered(request, session, user, now, &random, &observer, &effects)
    case .storeError(let request):
      storeBreaker.note(failed: true, at: now)
      storeAnswered(request, nil, nil, now, &random, &observer, &effects)
    case .attemptUsage(let attempt, let tokens):
      if let place = slot(of: attempt) { slots[place].answerTokens = tokens }
    case .slotFreed: grantSlots(now, &random, &observer, &effects)
    case .storedCooldown(let deployment, let cause): learnCooldown(deployment, cause, at: now)
    case .keyReply(let read, let reply):
      keyAnswered(read, reply, now, &random, &observer, &effects)
    case .probeResult(let deployment, let status): probed(deployment, status, now, &effects)
    case .queueScraped(let deployment, let depth, let moment):
      queueScraped(deployment, depth, takenAt: moment)
    case .configurationChanged(let change): apply(change)
    default: preconditionFailure("an input of requests is no rare one")
    }
  }

  /// The slot of a request in flight, or nil if the input comes late.
  mutating func slot(of request: RequestID) -> Int? {
    let place = Int(request.slot)
    guard place < slots.count, slots[place].phase != .free, slots[place].arrival.id == request
    else {
      lateInputs &+= 1
      return nil
    }
    return place
  }

  /// The slot of a running attempt, or nil if the input comes late.
  mutating func slot(of attempt: AttemptID) -> Int? {
    guard let place = slot(of: attempt.request) else { return nil }
    guard slots[place].phase == .attempting, slots[place].ordinal == attempt.ordinal else {
      lateInputs &+= 1
      return nil
    }
    return place
  }

  @inline(never)
  private mutating func requestArrived<Observer: DecisionObserver>(
    _ arrival: RequestArrival, _ items: [ItemFacts], _ now: Instant,
    _ random: inout GatewayRandom, _ observer: inout Observer, _ effects: inout EffectBuffer
  ) {
    let place = Int(arrival.id.slot)
    while slots.count <= place { slots.append(RequestSlot()) }
    precondition(slots[place].phase == .free, "a request arrived in a slot that is in use")
    slots[place].reset(for: arrival, items: items, flags: plainFlags)
    if arrival.traits != 0 { describe(place) }
    var dispatched = names.dispatched(arrival.key, arrival.model)
    if hasTiers { dispatched = tier(of: dispatched, place, at: now) }
    slots[place].frames.append(Frame(model: dispatched, targetOrder: nil, depth: 0))
    inFlight += 1
    guard !asksOutside else {
      prepare(place, now, &random, &observer, &effects)
      return
    }
    // The first try goes without the loop: nearly every request ends with it.
    let step = tryTop(place, now, &random, &observer, &effects)
    if case .waits = step { return }
    advance(place, step, now, &random, &observer, &effects)
  }

  @inline(never)
  private mutating func storeAnswered<Observer: DecisionObserver>(
    _ request: RequestID, _ session: DeploymentIndex?, _ user: DeploymentIndex?, _ now: Instant,
    _ random: inout GatewayRandom, _ observer: inout Observer, _ effects: inout EffectBuffer
  ) {
    guard let place = slot(of: request) else { return }
    guard slots[place].phase == .readingStore else {
      lateInputs &+= 1
      return
    }
    slots[place].storedSessionPin = session
    slots[place].storedUserPin = user
    advance(place, .tryTop, now, &random, &observer, &effects)
  }

  @inline(never)
  private mutating func timerFired<Observer: DecisionObserver>(
    _ request: RequestID, _ ordinal: UInt16, _ now: Instant, _ random: inout GatewayRandom,
    _ observer: inout Observer, _ effects: inout EffectBuffer
  ) {
    guard let place = slot(of: request) else { return }
    guard slots[place].timerOrdinal == ordinal else {
      lateInputs &+= 1
      return
    }
    guard let step = stepAfterTimer(place, now, &effects) else { return }
    advance(place, step, now, &random, &observer, &effects)
  }

  /// What follows upon the present timer of a request, if anything does.
  private mutating func stepAfterTimer(
    _ place: Int, _ now: Instant, _ effects: inout EffectBuffer
  ) -> Step? {
    switch slots[place].phase {
    case .backingOff: return afterBackOff(place)
    case .attempting where slots[place].flags.contains(.listens):
      return stepAfterSilence(place, now, &effects)
    case .attempting, .readingKey, .readingStore, .waitingForSlot, .free:
      lateInputs &+= 1
      return nil
    }
  }

  /// Ends a request, once: every path of a request comes through here.
  mutating func end(
    _ place: Int, _ error: ErrorFacts?, answeredBy deployment: DeploymentIndex?,
    _ effects: inout EffectBuffer
  ) {
    precondition(slots[place].phase != .free, "a request ended twice")
    let end = RequestEnd(
      error: error, attempts: slots[place].ordinal, stripped: slots[place].didStrip,
      deployment: deployment)
    effects.effects.append(.end(slots[place].arrival.id, end))
    slots[place].phase = .free
    inFlight -= 1
  }

  /// The slots of `max_parallel_requests` that are taken.
  public var heldSlots: Int { parallel.held }

  /// Checks what must hold between any two inputs; for tests and the fuzzer.
  package func checkInvariants() {
    let busy = slots.count { $0.phase != .free }
    precondition(busy == inFlight, "\(inFlight) requests in flight, but \(busy) slots in use")
    let attempting = slots.count { $0.phase == .attempting }
    let counted = health.reduce(0) { $0 + Int($1.inFlight) }
    precondition(
      counted == attempting, "\(counted) attempts counted in flight, but \(attempting) run")
  }
}
