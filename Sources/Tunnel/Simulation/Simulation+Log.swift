import Primitives
import RoutingCore

extension Simulation {
  /// Keeps the decisions of the input at hand, if the run keeps all.
  @inline(never)
  mutating func logDecisions() {
    guard mode.keepsLog else { return }
    for place in effects.decisions.indices {
      let decision = effects.decisions[place]
      result.log.note(decision, of: decision.choice.map { logged($0) }, at: now)
    }
  }

  /// The number that stands for a deployment in the log.
  private func logged(_ deployment: DeploymentIndex) -> UInt32 {
    deployment.index < mode.loggedNumbers.count
      ? mode.loggedNumbers[deployment.index] : UInt32(deployment.index)
  }

  // Out of line, so that a run without a log does not make room for it.
  /// Keeps a request that is over, if the run keeps all.
  @inline(never)
  mutating func logEnd(_ request: RequestRecord, _ end: RequestEnd, _ added: SimDuration) {
    guard mode.keepsLog else { return }
    let seen = Seen(end, isSpoiled: request.marks.contains(.isSpoiled))
    result.log.note(
      LoggedRequest(
        label: request.label, number: request.number,
        outcome: SeenOutcome(
          kind: seen.kind, status: seen.status, reason: seen.reason,
          gatewayError: seen.gatewayError),
        attempts: end.attempts,
        deployment: end.deployment.map { logged($0) }, path: 0, added: added, endedAt: now))
  }
}
