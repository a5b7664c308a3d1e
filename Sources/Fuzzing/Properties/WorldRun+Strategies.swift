import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel

/// Strategies pick whom they say they pick.
extension WorldRun {
  /// A pick by least-busy of somebody with more calls than another candidate.
  var busierPick: Breach? {
    if let breach = otherStrategy { return breach }
    guard !declared.happens("restart") else { return nil }
    for decision in result.tracedDecisions {
      guard let pick = decision.pick, pick.strategy == .leastBusy, pick.candidates.count > 1,
        let request = request(of: decision)
      else { continue }
      let chosen = calls(on: pick.choice, at: decision.at, request, ending: true)
      let other = pick.candidates.first {
        $0 != pick.choice && calls(on: $0, at: decision.at, request, ending: false) < chosen
      }
      guard let other else { continue }
      return Breach(
        property: .leastBusyPicked, cause: "somebody busier is picked",
        text:
          "\(request.label.text(in: setup)) was sent to \(label(pick.choice)) with \(chosen) calls "
          + "in flight, and \(label(other)) had fewer",
        request: request.label)
    }
    return nil
  }

  /// A pick among several by another strategy than its request asks for.
  private var otherStrategy: Breach? {
    for decision in result.tracedDecisions {
      guard let pick = decision.pick, pick.candidates.count > 1,
        let request = request(of: decision),
        let wanted = declared.strategy(ofStream: Int(request.label.traffic)),
        let strategy = Self.strategies.first(where: { $0.name == wanted })?.strategy,
        pick.strategy != strategy
      else { continue }
      return Breach(
        property: .leastBusyPicked, cause: "a request's own strategy does not pick",
        text: "\(request.label.text(in: setup)) asked for \(wanted), and another strategy picked",
        request: request.label)
    }
    return nil
  }

  private static let strategies: [(name: String, strategy: RoutingStrategy)] = [
    ("simple-shuffle", .simpleShuffle), ("least-busy", .leastBusy),
  ]

  /// The calls in flight on a deployment; what begins or ends just then counts for the doubt:
  /// fewest of whom was chosen, most of others.
  private func calls(
    on deployment: DeploymentIndex, at now: Instant, _ request: RequestTrace, ending isChosen: Bool
  ) -> Int {
    result.traces.reduce(0) { sum, other in
      guard other.replica == request.replica else { return sum }
      return sum
        + other.attempts.count { attempt in
          guard attempt.deployment == deployment else { return false }
          let end = min(attempt.endedAt, other.endedAt)
          return isChosen
            ? attempt.startedAt < now && now < end : attempt.startedAt <= now && now <= end
        }
    }
  }
}
