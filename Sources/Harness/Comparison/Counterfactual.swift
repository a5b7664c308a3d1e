public import Primitives
public import RoutingCore
public import Scenarios
public import Tunnel

/// A run beside the same run in which one pick was forced; all draws are the same.
public struct Counterfactual: Sendable {
  /// Why a pick cannot be forced.
  public enum Refusal: Error, Equatable, Sendable {
    /// The run has no such request.
    case noRequest
    /// The request's first decision had only these candidates.
    case noCandidate([DeploymentIndex])
  }

  /// The variant.
  public let variant: Variant
  /// What was forced.
  public let forced: ForcedPick
  /// The run as it is.
  public let before: RunResult
  /// The run with the forced pick.
  public let after: RunResult
  /// What differs, request by request.
  public let changes: RequestChanges

  /// Runs the variant twice.
  public init(_ forced: ForcedPick, in variant: Variant, mode: RunMode) throws(Refusal) {
    var mode = mode
    mode.keepsLog = true
    mode.traced = [forced.request]
    var plain = Simulation(variant.setup, mode: mode)
    before = plain.run()
    guard let request = before.traces.first(where: { $0.label == forced.request }) else {
      throw .noRequest
    }
    let decision = before.tracedDecisions.first { $0.request == request.number }
    var candidates: [DeploymentIndex] = []
    for note in decision?.stages.flatMap(\.notes) ?? [] {
      if case .candidates(let members) = note { candidates = members }
    }
    guard candidates.contains(forced.deployment) else { throw .noCandidate(candidates) }
    mode.forced = forced
    var fork = Simulation(variant.setup, mode: mode)
    after = fork.run()
    changes = RequestChanges(before.log, after.log)
    self.variant = variant
    self.forced = forced
  }

  /// The stage that had left the deployment out, and why; nil if it was a candidate to the end.
  public var leftOut: (stage: Stage, reason: EliminationReason)? {
    for stage in after.tracedDecisions.first(where: { $0.forced != nil })?.stages ?? [] {
      if let found = stage.eliminations.first(where: { $0.deployment == forced.deployment }) {
        return (stage.stage, found.reason)
      }
    }
    return nil
  }
}
