import Primitives

extension Router {
  /// What happens next to a request.
  enum Step {
    /// The top frame tries a deployment.
    case tryTop
    /// A try of the top frame failed.
    case tryFailed(ErrorFacts)
    /// The top frame is out of tries.
    case raised(ErrorFacts)
    /// Nothing, until the next input.
    case waits
  }

  /// Takes steps until the request waits for an input or is over.
  @inline(never)
  mutating func advance<Observer: DecisionObserver>(
    _ place: Int, _ first: Step, _ now: Instant, _ random: inout GatewayRandom,
    _ observer: inout Observer, _ effects: inout EffectBuffer
  ) {
    var step = first
    while true {
      switch step {
      case .waits: return
      case .tryTop:
        guard countsTry(place) else {
          let error = ErrorFacts(kind: .triesUsedUp, status: 500)
          end(place, error, answeredBy: nil, &effects)
          return
        }
        step = tryAgain(place, now, &random, &observer, &effects)
      case .tryFailed(let error): step = afterFailedTry(place, error, now, &random, &effects)
      case .raised(let error): step = afterRaise(place, error, now, &effects)
      }
    }
  }

  @inline(never)
  private mutating func tryAgain<Observer: DecisionObserver>(
    _ place: Int, _ now: Instant, _ random: inout GatewayRandom, _ observer: inout Observer,
    _ effects: inout EffectBuffer
  ) -> Step {
    tryTop(place, now, &random, &observer, &effects)
  }

  /// Picks for the request's top frame and sends it there.
  @inline(__always)
  mutating func tryTop<Observer: DecisionObserver>(
    _ place: Int, _ now: Instant, _ random: inout GatewayRandom, _ observer: inout Observer,
    _ effects: inout EffectBuffer
  ) -> Step {
    let picked = pick(
      slot: place, at: now, random: &random, observer: &observer, effects: &effects)
    guard case .chosen(let deployment) = picked else {
      guard case .failed(let error) = picked else { return .waits }
      return .tryFailed(error)
    }
    if watchesCalls { return admit(place, deployment, now, &effects) }
    start(place, deployment, now, &effects)
    return .waits
  }

  /// Sends the request to a deployment.
  @inline(__always)
  mutating func start(
    _ place: Int, _ deployment: DeploymentIndex, _ now: Instant, _ effects: inout EffectBuffer
  ) {
    stripForHop(place, to: deployment, from: slots[place].deployment)
    claimPins(place, for: deployment, at: now, effects: &effects)
    slots[place].phase = .attempting
    slots[place].ordinal += 1
    slots[place].deployment = deployment
    slots[place].heldEvents = 0
    health[deployment.index].inFlight += 1
    let attempt = AttemptID(request: slots[place].arrival.id, ordinal: slots[place].ordinal)
    let edits = appendInputEdits(place, &effects)
    if slots[place].flags != [] { prepare(place, deployment, now, &effects) }
    effects.effects.append(.startAttempt(attempt, deployment, edits: edits))
  }

  /// What an attempt of a request with traits needs before it is sent.
  @inline(never)
  private mutating func prepare(
    _ place: Int, _ deployment: DeploymentIndex, _ now: Instant, _ effects: inout EffectBuffer
  ) {
    slots[place].flags.remove(.hasSpoken)
    let traits = slots[place].flags
    if traits.continues { effects.effects.append(.continues(slots[place].arrival.id)) }
    if traits.contains(.parametered) {
      effects.effects.append(
        .parameters(slots[place].arrival.id, parameters(place, to: deployment)))
    }
    if traits.contains(.timed) { listen(place, for: deployment, now, &effects) }
  }

  /// One edit for each item: what was stripped stays stripped, markers come off as the rule says.
  // Mutating, although it changes nothing: for a method that only reads, the compiler copies all of
  // the router.
  mutating func appendInputEdits(_ place: Int, _ effects: inout EffectBuffer) -> EditRange {
    let start = effects.inputEdits.count
    let restores =
      switch rules.restore {
      case .never: false
      case .always: true
      }
    // Restoring an item without marks changes nothing, so nobody looks for them.
    for strip in slots[place].strips {
      #if MUTANTS
        let restores = restores && !Mutant.markerSentUp.isActive
      #endif
      effects.inputEdits.append(strip != .keep ? strip : restores ? .restore : .keep)
    }
    return EditRange(
      start: UInt32(start), count: UInt32(effects.inputEdits.count - start))
  }

  mutating func attemptIsOver(on deployment: DeploymentIndex) {
    precondition(
      health[deployment.index].inFlight > 0, "an attempt ended that was never counted")
    health[deployment.index].inFlight -= 1
  }

  /// How items of this request's answer are marked: in item events, and in whole responses.
  private mutating func outputEdits(_ place: Int) -> (item: OutputEdit, whole: OutputEdit) {
    guard slots[place].marksOutput else { return ([], []) }
    switch rules.streamMarking {
    case .finalOnly: return ([], [.wrapContent, .encodeID])
    case .everyEvent: return (.wrapContent, [.wrapContent, .encodeID])
    }
  }

  @inline(never)
  mutating func streamEvent(
    _ attempt: AttemptID, _ kind: StreamEventKind, _ now: Instant,
    _ effects: inout EffectBuffer
  ) {
    guard let place = slot(of: attempt) else { return }
    if watchesCalls { answerBegins(place, now) }
    if slots[place].flags != [] { heard(place, now, &effects) }
    slots[place].heldEvents += 1
    let holds =
      switch rules.streamOpening {
      case .sentAtOnce: false
      case .heldBack: kind == .opening
      }
    if !holds { forward(place, attempt, &effects) }
  }

  /// Sends the client every event it has not got.
  private mutating func forward(
    _ place: Int, _ attempt: AttemptID, _ effects: inout EffectBuffer
  ) {
    guard slots[place].heldEvents > 0 else { return }
    if !slots[place].hasForwarded {
      effects.effects.append(.head(attempt.request))
      slots[place].hasForwarded = true
    }
    if slots[place].flags != [] { slots[place].flags.insert(.hasSpoken) }
    let edits = outputEdits(place)
    effects.effects.append(
      .events(attempt, count: slots[place].heldEvents, item: edits.item, whole: edits.whole))
    slots[place].heldEvents = 0
  }

  mutating func attemptEnded(
    _ attempt: AttemptID, _ now: Instant, _ effects: inout EffectBuffer
  ) {
    guard let place = slot(of: attempt), let deployment = slots[place].deployment else { return }
    attemptIsOver(on: deployment)
    if slots[place].flags != [] { stopListening(place, &effects) }
    account(place, deployment, nil, now, &effects)
    if slots[place].arrival.streams {
      forward(place, attempt, &effects)
    } else {
      effects.effects.append(.head(attempt.request))
      effects.effects.append(.body(attempt, outputEdits(place).whole))
    }
    end(place, nil, answeredBy: deployment, &effects)
  }

  mutating func attemptFailed<Observer: DecisionObserver>(
    _ attempt: AttemptID, _ error: ErrorFacts, _ now: Instant, _ random: inout GatewayRandom,
    _ observer: inout Observer, _ effects: inout EffectBuffer
  ) {
    guard let place = slot(of: attempt),
      let step = stepAfterFailure(place, attempt, error, now, &effects)
    else { return }
    advance(place, step, now, &random, &observer, &effects)
  }

  /// What follows upon the failure of the running attempt; nil if the request is over.
  mutating func stepAfterFailure(
    _ place: Int, _ attempt: AttemptID, _ error: ErrorFacts, _ now: Instant,
    _ effects: inout EffectBuffer
  ) -> Step? {
    guard let deployment = slots[place].deployment else { return nil }
    var error = error
    error.deployment = deployment
    error.retryAfter = heeded(error)
    noteTags(place, of: deployment)
    attemptIsOver(on: deployment)
    stopListening(place, &effects)
    account(place, deployment, error, now, &effects)
    let fate = pinFate
    // Also the pin that the failed call itself has made.
    if fate.isDropped { dropPins(place, to: deployment, at: now, effects: &effects) }
    if endsAlone(place, &effects) { return nil }
    // What the client has already got cannot be taken back.
    if failedMidStream(place) {
      forward(place, attempt, &effects)
      if startsContinuation(place, after: error) { return .raised(error) }
      end(place, error, answeredBy: deployment, &effects)
      return nil
    }
    slots[place].heldEvents = 0
    if error.isSealRefusal, recovers(place, from: error) { return .tryTop }
    if slots[place].isPinned {
      slots[place].isPinned = false
      if fate.endsRequest {
        end(place, error, answeredBy: deployment, &effects)
        return nil
      }
    }
    return .tryFailed(error)
  }

  /// Books an attempt at once, or sends the record out to come back after the callback lag.
  ///
  /// Only successes lag: LiteLLM books a failure before it decides what follows, and leaves a
  /// success to a background task (measured on all four releases).
  private mutating func account(
    _ place: Int, _ deployment: DeploymentIndex, _ error: ErrorFacts?, _ now: Instant,
    _ effects: inout EffectBuffer
  ) {
    var accounting = Accounting(
      deployment: deployment, error: error, request: slots[place].arrival.number,
      ordinal: slots[place].ordinal)
    accounting.hasMessages = slots[place].arrival.hasMessages
    if watchesCalls { accounting.use = noteUse(place, deployment, error, now) }
    if booksAtOnce || error != nil {
      book(accounting, at: now, &effects)
    } else {
      effects.effects.append(.account(accounting))
    }
  }
}
