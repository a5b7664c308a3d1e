import Primitives
import RoutingCore
import Tunnel
import Upstreams

/// How the state of deployments, requests, conversations and grants changes.
extension Situations {
  /// What a decision sees of a deployment that is a candidate, or is left out for its state.
  private enum DeploymentState: Int, CaseIterable {
    case free, cooling, paused, removed, full, spent
  }
  private static let states = DeploymentState.allCases
  static let stateNames =
    states.flatMap { from in states.filter { $0 != from }.map { (from, $0) } }
    .map { "a deployment that was \($0) is \($1)" } + ["a cooldown becomes longer"]

  /// Transitions between what successive decisions of a replica saw.
  static func noteStates(of run: WorldRun, _ seen: inout [Bool]) {
    let count = run.setup.configuration.deployments.count
    var last = Array(repeating: DeploymentState?.none, count: count * run.setup.replicas)
    var ends = Array(repeating: Instant.zero, count: last.count)
    for decision in run.result.tracedDecisions {
      guard let request = run.request(of: decision) else { continue }
      let first = request.replica * count
      for elimination in decision.stages.flatMap(\.eliminations) {
        guard let state = state(elimination.reason) else { continue }
        let place = first + elimination.deployment.index
        if let until = elimination.cause?.until, state == .cooling {
          if last[place] == .cooling, until > ends[place] { seen[firstStep - 1] = true }
          ends[place] = until
        }
        change(&last[place], to: state, &seen)
      }
      for candidate in decision.pick?.candidates ?? [] {
        change(&last[first + candidate.index], to: .free, &seen)
      }
    }
  }

  private static func change(
    _ last: inout DeploymentState?, to state: DeploymentState, _ seen: inout [Bool]
  ) {
    if let from = last, from != state {
      let place = state.rawValue - (state.rawValue > from.rawValue ? 1 : 0)
      seen[firstState + from.rawValue * (states.count - 1) + place] = true
    }
    last = state
  }

  private static func state(_ reason: EliminationReason) -> DeploymentState? {
    switch reason {
    case .cooling: .cooling
    case .blocked: .paused
    case .removed: .removed
    case .limitReached, .saturated: .full
    case .overBudget: .spent
    default: nil
    }
  }

  private static let failures = [
    "a refusal for good", "a rate limit", "a server error", "a lost connection", "a broken stream",
    "an attempt that was given up",
  ]
  private static let nexts = [
    "the same deployment", "another one of its level", "another level", "another group",
    "the end",
  ]
  static let stepNames =
    failures.flatMap { failure in nexts.map { "after \(failure): \($0)" } }
    + ["the next try comes at once", "the next try waits"]

  /// Where a request goes after each attempt that failed.
  static func noteSteps(of request: RequestTrace, _ run: WorldRun, _ seen: inout [Bool]) {
    for (number, attempt) in request.attempts.enumerated() where !attempt.isAnswered {
      let later = number + 1 < request.attempts.count ? request.attempts[number + 1] : nil
      let place = failure(attempt) * nexts.count + next(after: attempt, later, run)
      seen[firstStep + place] = true
      guard let later else { continue }
      let waits = attempt.endedAt < later.startedAt
      seen[firstStep + failures.count * nexts.count + (waits ? 1 : 0)] = true
    }
  }

  private static func failure(_ attempt: AttemptTrace) -> Int {
    if attempt.isGivenUp { return 5 }
    let status = attempt.refusal.status
    if status == 0 || status == 200 { return attempt.hasSpoken ? 4 : 3 }
    if attempt.hasSpoken { return 4 }
    return status == 429 ? 1 : status >= 500 || status == 408 || status == 409 ? 2 : 0
  }

  private static func next(
    after attempt: AttemptTrace, _ later: AttemptTrace?, _ run: WorldRun
  ) -> Int {
    guard let later else { return 4 }
    if later.deployment == attempt.deployment { return 0 }
    let entries = run.setup.configuration.deployments
    let (one, other) = (entries[attempt.deployment.index], entries[later.deployment.index])
    if one.group != other.group { return 3 }
    let isOfLevel =
      run.entry(of: attempt.deployment)?.order == run.entry(of: later.deployment)?.order
    return isOfLevel ? 1 : 2
  }

  private static let moves = [
    "stays with its deployment", "goes to another one of its boundary", "goes to another boundary",
  ]
  static let courseNames =
    moves.flatMap { move in
      ["a conversation \(move)", "a conversation with sealed items \(move)"]
    } + ["a name that was refused is granted", "a name that was granted is refused"]

  /// Where conversations go from turn to turn, and what becomes of grants.
  static func noteCourses(of run: WorldRun, _ seen: inout [Bool]) {
    var answerers: [UInt64: DeploymentIndex] = [:]
    var refusals: [UInt64: Bool] = [:]
    for request in run.result.traces {
      guard let end = request.end else { continue }
      let name = UInt64(request.key.index) << 32 | UInt64(request.model.index)
      let isRefused = end.error?.kind.isDenial ?? false
      if let before = refusals[name], before != isRefused {
        seen[firstCourse + moves.count * 2 + (isRefused ? 1 : 0)] = true
      }
      refusals[name] = isRefused
      guard end.error == nil, let deployment = request.attempts.last?.deployment else { continue }
      let label = request.label
      let conversation = UInt64(label.traffic) << 32 | UInt64(label.conversation)
      if let before = answerers[conversation], label.turn > 1 {
        let upstreams = run.setup.upstreamOfDeployment
        let isOfBoundary =
          run.setup.upstreams[upstreams[before.index]].boundary
          == run.setup.upstreams[upstreams[deployment.index]].boundary
        let move = before == deployment ? 0 : isOfBoundary ? 1 : 2
        seen[firstCourse + move * 2 + (request.items.isEmpty ? 0 : 1)] = true
      }
      answerers[conversation] = deployment
    }
  }
}
