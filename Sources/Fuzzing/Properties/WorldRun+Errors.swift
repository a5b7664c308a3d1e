import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

/// What clients are told.
extension WorldRun {
  /// An error that has another status than documented, or does not say when to come back.
  var wrongError: Breach? {
    for request in result.traces {
      if let breach = brokenAnswer(request) { return breach }
      guard let error = request.end?.error, let fault = fault(of: error, request) else { continue }
      return Breach(
        property: .errorsTold, cause: fault.cause,
        text: "\(request.label.text(in: setup)) \(fault.text)", request: request.label)
    }
    return nil
  }

  /// A call that failed and is told as an answer.
  private func brokenAnswer(_ request: RequestTrace) -> Breach? {
    guard let end = request.end, end.error == nil, let last = request.attempts.last,
      last.endedAt != .never, !last.isAnswered
    else { return nil }
    return Breach(
      property: .errorsTold, cause: "a failure is told as an answer",
      text: "\(request.label.text(in: setup)) ended well, and its last call did not",
      request: request.label)
  }

  private func fault(
    of error: ErrorFacts, _ request: RequestTrace
  ) -> (cause: String, text: String)? {
    if let status = Self.documented(error.kind), error.status != status {
      return (
        "an error of the gateway has another status",
        "ended with \(error.kind) and status \(error.status); \(status) is documented"
      )
    }
    switch error.kind {
    case .callerLimited: return lateAdvice(error, atMost: .seconds(60))
    case .originGone, .originRateLimited, .originUnavailable:
      return (
        "a history is refused for want of its origin", "ended with \(error.kind), \(error.status)"
      )
    case .tagsDenied:
      guard isEmptyBeforeTags(request) else { return nil }
      return (
        "tags are told to be the reason though nobody was there",
        "was denied for its tags, and everybody was out of order"
      )
    case .noDeployments:
      guard request.attempts.isEmpty, let wait = coolestWait(request) else { return nil }
      return lateAdvice(error, atMost: wait)
    default: return untold(error, request)
    }
  }

  /// The statuses of the gateway's own errors.
  private static func documented(_ kind: ErrorKind) -> UInt16? {
    switch kind {
    case .accessDenied, .teamAccessDenied: 403
    case .callerLimited, .budgetExceeded, .noDeployments: 429
    case .tagsDenied: 401
    case .keyUnread: 503
    default: nil
    }
  }

  /// An advice that is missing, or longer than what it is about.
  private func lateAdvice(
    _ error: ErrorFacts, atMost most: SimDuration
  ) -> (cause: String, text: String)? {
    guard let wait = error.retryAfter, wait > .zero else {
      return ("a limit does not say when it is over", "was told of no wait")
    }
    guard wait > most else { return nil }
    return (
      "a wait is longer than what it waits for",
      "was told to wait \(DurationText.format(wait)); it is over after \(DurationText.format(most))"
    )
  }

  /// Whether nobody was left when a request was denied for its tags.
  private func isEmptyBeforeTags(_ request: RequestTrace) -> Bool {
    guard let place = places[request.number],
      let decision = decisions[place].map({ result.tracedDecisions[$0] })
        .first(where: { $0.error?.kind == .tagsDenied })
    else { return false }
    let before = decision.stages.prefix { $0.stage != .tags }
    let members = members(of: decision).count
    let out = before.flatMap(\.eliminations)
    return members > 0 && out.count == members
      && out.allSatisfy { [.cooling, .blocked, .removed, .overBudget].contains($0.reason) }
  }

  /// How long it takes until the first of those who cool is back, in whole seconds; nil unless
  /// cooldowns alone left nobody.
  private func coolestWait(_ request: RequestTrace) -> SimDuration? {
    guard let place = places[request.number], let last = decisions[place].last,
      let first = decisions[place].first, last == first
    else { return nil }
    let decision = result.tracedDecisions[last]
    let out = decision.stages.flatMap(\.eliminations)
    guard !out.isEmpty, out.allSatisfy({ $0.reason == .cooling }) else { return nil }
    let until = out.compactMap(\.cause).map(\.until).min()
    guard let until, until > decision.at else { return nil }
    let second: UInt64 = 1_000_000_000
    return .seconds((until.since(decision.at).nanoseconds + second - 1) / second)
  }

  /// An upstream's failure that is told as another one: the client hears of the latest.
  private func untold(
    _ error: ErrorFacts, _ request: RequestTrace
  ) -> (cause: String, text: String)? {
    guard tellsFailures, let last = request.attempts.last, error.deployment != nil,
      last.endedAt != .never, !last.isAnswered, !last.isGivenUp, last.refusal.status >= 400,
      decisions[places[request.number] ?? 0].count == request.attempts.count
    else { return nil }
    guard error.status != last.refusal.status else { return nil }
    return (
      "an earlier failure is told",
      "ended with \(error.status); its last attempt came to "
        + "\(last.refusal.status)"
    )
  }

  /// Whether the last attempt is the one to tell of: no fallback that leads back.
  private var tellsFailures: Bool {
    declared.fallbacks.isEmpty && !declared.isTrue("enable_weighted_failover")
      && !declared.hasOrders
  }
}
