import Primitives

/// What the gateway reads of an upstream's wait, and what it tells its own clients.
extension Router {
  /// The wait that an answer asks for, as far as the version reads it.
  func heeded(_ error: ErrorFacts) -> SimDuration? {
    switch rules.retryAfterReading {
    case .everySpelling: error.retryAfter
    case .secondsAndDates: error.spelling == .milliseconds ? nil : error.retryAfter
    case .secondsOnly: error.spelling == .seconds ? error.retryAfter : nil
    }
  }

  /// The error with what its client is told of a wait: whole seconds, rounded up, while everybody
  /// in the group cools (LiteLLM, `RouterRateLimitError`).
  func advising(_ error: ErrorFacts, _ place: Int, _ now: Instant) -> ErrorFacts {
    guard error.kind == .noDeployments,
      let group = names.resolutions[slots[place].frames[0].model.index].candidates
    else { return error }
    let cooling = groupMembers[group.index].map { health[$0.index] }
      .filter { !$0.isRemoved && $0.isCooling(at: now) }.map(\.cause)
    let wait: SimDuration?
    switch rules.gatewayRetryAfter {
    case .textOnly: return error
    case .cooldownLength:
      wait =
        cooling.map { $0.until.since($0.at) }.min() ?? configuration.settings.cooldownTime
    case .remaining: wait = cooling.map { $0.until.since(now) }.min()
    }
    guard let wait, wait > .zero else { return error }
    var advising = error
    let second: UInt64 = 1_000_000_000
    advising.retryAfter = .seconds((wait.nanoseconds + second - 1) / second)
    return advising
  }
}
