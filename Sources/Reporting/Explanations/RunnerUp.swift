import Harness
import RoutingCore
import Scenarios
public import Tunnel

/// What would have come of a request whose first pick was wrong, had its best other candidate been
/// picked: the whole run again, with that pick forced.
public struct RunnerUp: Sendable {
  /// The line that an explanation ends with.
  let line: String

  /// Runs the variant with the other pick; nil if there is nobody else, or nothing went wrong.
  public init?(_ explanation: Explanation, mode: RunMode) {
    guard let decision = explanation.firstWrong, let pick = decision.pick,
      decision == explanation.decisions.first
    else { return nil }
    let others = pick.candidates.filter { $0 != pick.choice }
    guard let other = others.first(where: explanation.canOpen) ?? others.first,
      let fork = try? Counterfactual(
        ForcedPick(request: explanation.request.label, deployment: other),
        in: explanation.variant, mode: mode),
      let logged = fork.after.log.requests.first(where: { $0.label == explanation.request.label })
    else { return nil }
    let name = explanation.name(other)
    let label = explanation.request.label.text(in: explanation.variant.setup)
    let text = "forced runner-up  \(name) -> \(OutcomeText.text(logged.outcome))"
    line = text.padded(to: 48) + "  (--force \(label)=\(name) runs on to the end)"
  }
}
