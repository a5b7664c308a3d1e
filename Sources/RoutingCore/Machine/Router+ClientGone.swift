import Primitives

extension Router {
  /// Whether a request goes on without its client while it is in a phase.
  private func goesOnAlone(_ phase: RequestPhase) -> Bool {
    switch rules.clientGone {
    case .goesOn: true
    case .lastCall: phase == .attempting
    case .cancelled: false
    }
  }

  /// Whether the connection of the running call is never given back.
  private func leaksConnection(_ place: Int) -> Bool {
    switch rules.connectionRelease {
    case .everyExit: false
    case .notOnLeave: slots[place].phase == .attempting && slots[place].hasForwarded
    }
  }

  /// The client closed its connection: its request ends, or goes on for nobody.
  @inline(never)
  mutating func clientGone(
    _ request: RequestID, _ now: Instant, _ effects: inout EffectBuffer
  ) {
    guard let place = slot(of: request) else { return }
    guard !slots[place].flags.contains(.hasLeft) else {
      lateInputs &+= 1
      return
    }
    let error = ErrorFacts(kind: .clientGone, status: 499)
    if leaksConnection(place) { effects.effects.append(.connectionLeaks(request)) }
    if goesOnAlone(slots[place].phase) {
      slots[place].flags.insert(.hasLeft)
      effects.effects.append(
        .clientLeft(
          request,
          RequestEnd(
            error: error, attempts: slots[place].ordinal, stripped: slots[place].didStrip,
            deployment: nil)))
      return
    }
    stopListening(place, &effects)
    switch slots[place].phase {
    case .attempting:
      if let deployment = slots[place].deployment {
        attemptIsOver(on: deployment)
        if watchesCalls { leave(place, deployment, now) }
      }
      effects.effects.append(
        .cancelAttempt(AttemptID(request: request, ordinal: slots[place].ordinal)))
    case .backingOff:
      effects.effects.append(.cancelTimer(request, slots[place].timerOrdinal))
    case .readingKey, .readingStore, .waitingForSlot, .free: break
    }
    end(place, error, answeredBy: nil, &effects)
  }

  /// Ends a request without a client once its call has failed, if nothing may follow.
  mutating func endsAlone(_ place: Int, _ effects: inout EffectBuffer) -> Bool {
    guard slots[place].flags.contains(.hasLeft), !goesOnAlone(.backingOff) else {
      return false
    }
    end(place, ErrorFacts(kind: .clientGone, status: 499), answeredBy: nil, &effects)
    return true
  }
}
