import Primitives

extension Router {
  /// What the timer of an attempt does at a moment.
  private enum TimerAction {
    case none, start, stop
  }

  /// What happens to an attempt: it is sent, or something of its answer comes.
  private enum AttemptMoment {
    case sent, heard
  }

  private func timerAction(at moment: AttemptMoment) -> TimerAction {
    switch (rules.attemptTimer, moment) {
    case (.silence, _), (.firstByte, .sent), (.afterHead, .heard): .start
    case (.firstByte, .heard): .stop
    case (.afterHead, .sent): .none
    }
  }

  /// Whether an attempt of any deployment can time out.
  static func timesOut(_ configuration: GatewayConfiguration) -> Bool {
    configuration.settings.timeout != nil || configuration.settings.streamTimeout != nil
      || configuration.texts.contains { $0.timeout != nil || $0.streamTimeout != nil }
  }

  /// How long a silence of an attempt is borne; nil for any length.
  ///
  /// Of a stream: `stream_timeout` of the entry, else of the router. Else the request's timeout,
  /// the entry's, the router's (LiteLLM C6).
  private func silenceMax(_ place: Int, _ deployment: DeploymentIndex) -> SimDuration? {
    let entry = configuration.texts[deployment.index]
    let settings = configuration.settings
    if slots[place].arrival.streams,
      let limit = entry.streamTimeout ?? settings.streamTimeout
    {
      return limit
    }
    if slots[place].flags.contains(.hasTimeout) { return slots[place].requestTimeout }
    return entry.timeout ?? settings.timeout
  }

  /// Begins to listen for an attempt that is sent.
  mutating func listen(
    _ place: Int, for deployment: DeploymentIndex, _ now: Instant, _ effects: inout EffectBuffer
  ) {
    slots[place].flags.remove(.listens)
    slots[place].silenceMax = silenceMax(place, deployment) ?? .zero
    turnTimer(place, at: .sent, now, &effects)
  }

  /// Something of the running attempt's answer came.
  mutating func heard(_ place: Int, _ now: Instant, _ effects: inout EffectBuffer) {
    guard slots[place].flags.contains(.timed) else { return }
    turnTimer(place, at: .heard, now, &effects)
  }

  private mutating func turnTimer(
    _ place: Int, at moment: AttemptMoment, _ now: Instant, _ effects: inout EffectBuffer
  ) {
    guard slots[place].silenceMax > .zero else { return }
    switch timerAction(at: moment) {
    case .none: break
    case .stop: stopListening(place, &effects)
    case .start:
      slots[place].heardAt = now
      // An armed timer that fires too early is armed again.
      guard !slots[place].flags.contains(.listens) else { return }
      armAttemptTimer(place, &effects)
    }
  }

  private mutating func armAttemptTimer(_ place: Int, _ effects: inout EffectBuffer) {
    slots[place].flags.insert(.listens)
    slots[place].timerOrdinal &+= 1
    effects.effects.append(
      .armTimer(
        slots[place].arrival.id, slots[place].timerOrdinal,
        slots[place].heardAt + slots[place].silenceMax))
  }

  /// Forgets the timer of an attempt that is over.
  mutating func stopListening(_ place: Int, _ effects: inout EffectBuffer) {
    guard slots[place].flags.contains(.listens) else { return }
    slots[place].flags.remove(.listens)
    effects.effects.append(
      .cancelTimer(slots[place].arrival.id, slots[place].timerOrdinal))
  }

  /// The timer of the running attempt fired: too long a silence is an error, 408.
  mutating func stepAfterSilence(
    _ place: Int, _ now: Instant, _ effects: inout EffectBuffer
  ) -> Step? {
    slots[place].flags.remove(.listens)
    guard now >= slots[place].heardAt + slots[place].silenceMax else {
      armAttemptTimer(place, &effects)
      return nil
    }
    let attempt = AttemptID(request: slots[place].arrival.id, ordinal: slots[place].ordinal)
    effects.effects.append(.cancelAttempt(attempt))
    return stepAfterFailure(
      place, attempt, ErrorFacts(kind: .timeout, status: 408), now, &effects)
  }
}
