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
  package mutating func closeSlot(_ deployment: DeploymentIndex) { parallel.free(deployment) }

  /// What stands before a call of a picked deployment: the error, or nil and the call counts.
  package mutating func rehearseCall(
    _ deployment: DeploymentIndex, under model: ModelIndex, at now: Instant
  ) -> ErrorFacts? {
    let strategy = configuration.settings.strategies.strategy
    if let error = overLimit(deployment, strategy, at: now) { return error }
    if usesStrategies { countCall(1, on: deployment, under: model, at: now) }
    return nil
  }

  /// The end of a call: what it took, and its error with what that may cool.
  package mutating func rehearseEnd(
    _ use: AttemptUse, _ error: ErrorFacts?, at now: Instant
  ) {
    enterUse(use, at: now)
    book(
      Accounting(
        deployment: use.deployment, error: error, request: Cause.outside, ordinal: 0), at: now)
  }
}
