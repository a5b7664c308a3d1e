import Primitives
import ReferenceModels
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

/// What answers can have sent somebody into a cooldown.
extension WorldRun {
  /// Whether a deployment may be in a cooldown, by what it answered before: a status that calls for
  /// one, often enough, and not longer ago than the longest cooldown it can have started.
  func mayCool(
    _ deployment: DeploymentIndex, _ entry: DeclaredWorld.Entry, at now: Instant,
    _ request: RequestTrace
  ) -> Bool {
    // Failed checks count as failed calls, and leave no trace.
    if declared.turnsChangeOrigins || declared.checksHealth { return true }
    let isShared = declared.settings["redis_host"] != nil
    let replicas = isShared ? Array(0..<setup.replicas) : [request.replica]
    return replicas.contains { cools(deployment, entry, at: now, on: $0) }
  }

  /// Whether a replica may have sent a deployment into a cooldown that still lasts.
  private func cools(
    _ deployment: DeploymentIndex, _ entry: DeclaredWorld.Entry, at now: Instant, on replica: Int
  ) -> Bool {
    let general = DeclaredWorld.number(declared.settings["cooldown_time"]) ?? 5
    let failures = failures(of: deployment, by: now, on: replica)
    let allowed = DeclaredWorld.number(declared.settings["allowed_fails"])
    return failures.contains { failure in
      // These count, and start nothing.
      guard failure.refusal.status != 403, failure.refusal.status != 0 else { return false }
      let length: SimDuration =
        entry.cooldownSeconds.map { .seconds(UInt64($0)) } ?? failure.refusal.retryAfter
        ?? .seconds(UInt64(general))
      // What replicas tell each other arrives later.
      guard now <= failure.endedAt + length + Self.rumour else { return false }
      if let allowed {
        return failures.count { $0.endedAt <= failure.endedAt } > allowed
      }
      if [401, 402, 404, 429].contains(failure.refusal.status) { return true }
      return failsMostly(deployment, at: failure.endedAt, failures, on: replica)
    }
  }

  /// Whether more than half of at least five calls had failed: of those that answers and failures
  /// have counted in their present minutes, which begin with the first of each.
  private func failsMostly(
    _ deployment: DeploymentIndex, at now: Instant, _ failures: [AttemptTrace],
    on replica: Int
  ) -> Bool {
    // A new process has forgotten, and who is removed is not counted for.
    if declared.happens("restart") || absences.contains(where: { $0.place == deployment.index }) {
      return failures.count { $0.endedAt <= now } >= 3
    }
    var failed = CallWindow()
    var count = 0
    for failure in failures.sorted(by: { $0.endedAt < $1.endedAt }) where failure.endedAt <= now {
      count = failed.call(at: failure.endedAt)
    }
    var answered = CallWindow()
    var answers = 0
    // Who answered at the same instant may have been counted, or not.
    var latest = 0
    let times = result.traces.filter { $0.replica == replica }.flatMap(\.attempts)
      .filter { $0.deployment == deployment && $0.isAnswered }
      .map { $0.endedAt + setup.callbackLag }.sorted()
    for time in times where time <= now {
      let number = answered.call(at: time)
      latest = number
      if time + .milliseconds(1) < now { answers = number }
    }
    if failed.isDoubtful || answered.isDoubtful || answered.ends(at: now) { return true }
    if !answered.isOpen(at: now) { (answers, latest) = (0, 0) }
    return count + max(answers, latest) >= 5 && count > answers
  }

  /// What replicas take to hear of each other.
  static let rumour = SimDuration.seconds(2)

  /// The failures of a deployment that count, as a replica has seen them.
  private func failures(
    of deployment: DeploymentIndex, by now: Instant, on replica: Int
  ) -> [AttemptTrace] {
    result.traces.filter { $0.replica == replica }
      .flatMap { request in
        // The call that was given up because its client left did not fail.
        guard request.end?.error?.kind == .clientGone, let last = request.attempts.last,
          last.isGivenUp, last.endedAt >= request.endedAt
        else { return request.attempts[...] }
        return request.attempts.dropLast()
      }
      .filter { attempt in
        guard attempt.deployment == deployment, attempt.endedAt <= now, !attempt.isAnswered else {
          return false
        }
        // Whom the gateway gave up did not answer in time.
        let status = attempt.refusal.status
        return attempt.isGivenUp || status == 0 || (401...404).contains(status) || status == 408
          || status == 429 || status >= 500
      }
  }
}
