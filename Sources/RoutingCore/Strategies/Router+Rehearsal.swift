package import Primitives

/// Doors for replays of what a real router's parts were asked: they run what a run runs.
extension Router {
  /// What a deployment's slot says to one more call.
  package enum SlotAnswer: Sendable, Equatable {
    case open
    case waits
    case refused
    /// The deployment has no slots.
    case unlimited
  }

  /// Asks for a slot.
  package mutating func openSlot(_ deployment: DeploymentIndex) -> SlotAnswer {
    guard parallel.limits[deployment.index] != nil else { return .unlimited }
    if parallel.take(deployment) { return .open }
    return switch rules.parallelSlots {
    case .waits: .waits
    case .refuses, .refusesUntilEnd: .refused
    }
  }

  /// Gives a slot back.
  package mutating func closeSlot(_ deployment: DeploymentIndex) {
    if parallel.free(deployment) { slotCameFree = true }
  }

  /// What stands before a call of a picked deployment: the error, or nil and the call counts.
  package mutating func rehearseCall(
    _ deployment: DeploymentIndex, at now: Instant
  ) -> ErrorFacts? {
    let strategy = configuration.settings.strategies.strategy
    if let error = overLimit(deployment, strategy, at: now) { return error }
    if activeStrategies.contains(.leastBusy) {
      countCall(1, on: deployment, under: use(of: deployment).model, at: now)
    }
    return nil
  }

  /// What a call of a deployment takes under its group's name, to be filled in.
  package func use(of deployment: DeploymentIndex) -> AttemptUse {
    let group = configuration.deployments[deployment.index].group.index
    return AttemptUse(model: nameOfGroup[group], deployment: deployment)
  }

  /// The place of the traits of a request whose input has so many tokens, and nothing else.
  package mutating func traits(ofInput tokens: UInt32) -> UInt16 {
    var traits = RequestTraits()
    traits.inputTokens = tokens
    if let known = configuration.traits.firstIndex(of: traits) { return UInt16(known) }
    configuration.traits.append(traits)
    return UInt16(configuration.traits.count - 1)
  }

  /// The end of a call: what it took, and its error with what that may cool.
  package mutating func rehearseEnd(
    _ use: AttemptUse, _ error: ErrorFacts?, at now: Instant
  ) {
    enterUse(use, at: now)
    let accounting = Accounting(
      deployment: use.deployment, error: error, request: Cause.outside, ordinal: 0)
    var effects = EffectBuffer()
    book(accounting, at: now, &effects)
  }
}
