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
    case .clientGone(let request): clientGone(request, &effects)
    case .attemptConnected(let attempt), .attemptHead(let attempt): _ = slot(of: attempt)
    case .streamEvent(let attempt, let kind): streamEvent(attempt, kind, &effects)
    case .attemptEnded(let attempt): attemptEnded(attempt, now, &effects)
    case .attemptFailed(let attempt, let error):
      attemptFailed(attempt, error, now, &random, &observer, &effects)
    case .transportError(let attempt):
      // No HTTP answer at all: LiteLLM's APIConnectionError, status 500.
      attemptFailed(
        attempt, ErrorFacts(kind: .connection, status: 500), now, &random, &observer, &effects)
    case .timerFired(let request, let ordinal):
      timerFired(request, ordinal, now, &random, &observer, &effects)
    case .storeReply(let request, let session, let user):
      storeAnswered(request, session, user, now, &random, &observer, &effects)
    case .storeError(let request):
      storeAnswered(request, nil, nil, now, &random, &observer, &effects)
    case .accountingDue(let accounting): book(accounting, at: now)
    case .configurationChanged(let change): apply(change)
    }
  }

  /// The slot of a request in flight, or nil if the input comes late.
  private mutating func slot(of request: RequestID) -> Int? {
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

  private mutating func requestArrived<Observer: DecisionObserver>(
    _ arrival: RequestArrival, _ items: [ItemFacts], _ now: Instant,
    _ random: inout GatewayRandom, _ observer: inout Observer, _ effects: inout EffectBuffer
  ) {
    let place = Int(arrival.id.slot)
    while slots.count <= place { slots.append(RequestSlot()) }
    precondition(slots[place].phase == .free, "a request arrived in a slot that is in use")
    slots[place].reset(for: arrival, items: items)
    let dispatched = names.dispatched(arrival.key, arrival.model)
    slots[place].frames.append(Frame(model: dispatched, targetOrder: nil, depth: 0))
    inFlight += 1
    let keys = keysToRead(arrival)
    if keys.session != nil || keys.user != nil {
      slots[place].phase = .readingStore
      effects.effects.append(.storeRead(arrival.id, session: keys.session, user: keys.user))
      return
    }
    advance(place, .tryTop, now, &random, &observer, &effects)
  }

  /// The keys that the pipeline will want from the shared store, so that it never waits.
  private mutating func keysToRead(_ arrival: RequestArrival) -> (
    session: CacheKey?, user: CacheKey?
  ) {
    guard configuration.settings.sharedStore,
      let group = names.resolutions[names.dispatched(arrival.key, arrival.model).index].candidates
    else { return (nil, nil) }
    let pins = pinChecks(of: group.index)
    let wantsSession = pins.contains(.session) && arrival.session != 0
    return (
      wantsSession ? sessionKey(of: arrival, group) : nil,
      pins.contains(.user) ? .user(key: arrival.key, group: group) : nil
    )
  }

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

  private mutating func timerFired<Observer: DecisionObserver>(
    _ request: RequestID, _ ordinal: UInt16, _ now: Instant, _ random: inout GatewayRandom,
    _ observer: inout Observer, _ effects: inout EffectBuffer
  ) {
    guard let place = slot(of: request) else { return }
    guard slots[place].phase == .backingOff, slots[place].timerOrdinal == ordinal else {
      lateInputs &+= 1
      return
    }
    advance(place, afterBackOff(place), now, &random, &observer, &effects)
  }

  private mutating func clientGone(_ request: RequestID, _ effects: inout EffectBuffer) {
    guard let place = slot(of: request) else { return }
    switch slots[place].phase {
    case .attempting:
      if let deployment = slots[place].deployment { attemptIsOver(on: deployment) }
      effects.effects.append(
        .cancelAttempt(AttemptID(request: request, ordinal: slots[place].ordinal)))
    case .backingOff:
      effects.effects.append(.cancelTimer(request, slots[place].timerOrdinal))
    case .readingStore, .free: break
    }
    end(place, ErrorFacts(kind: .clientGone, status: 499), answeredBy: nil, &effects)
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
