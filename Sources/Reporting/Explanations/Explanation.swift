import Harness
import Primitives
public import RoutingCore
public import Scenarios
public import Tunnel
import Upstreams

/// A request run again with every reason recorded.
public struct Explanation: Sendable {
  /// The variant.
  public let variant: Variant
  /// The request.
  public let request: RequestTrace
  /// Its decisions.
  public let decisions: [TracedDecision]
  /// Everything else that was traced with it: earlier turns, and requests that set a state.
  let others: [RequestTrace]

  /// Runs the variant again with the request traced; nil if the run has no such request.
  public init?(_ label: RequestLabel, in variant: Variant, mode: RunMode) {
    var mode = mode
    mode.traced = [label]
    for turn in 1..<max(2, label.turn) {
      for tries in UInt8(0)...3 {
        mode.traced.append(
          RequestLabel(
            traffic: label.traffic, conversation: label.conversation, turn: turn, tries: tries))
      }
    }
    var first = Simulation(variant.setup, mode: mode)
    var result = first.run()
    guard let found = result.traces.first(where: { $0.label == label }) else { return nil }
    // The requests that set a state which eliminated somebody are told by number; a second run
    // knows what a person calls them.
    let causes = result.tracedDecisions.flatMap(\.stages).flatMap(\.eliminations)
      .compactMap { $0.cause?.request }
    if !causes.isEmpty {
      mode.tracedNumbers = causes
      var second = Simulation(variant.setup, mode: mode)
      result = second.run()
    }
    self.variant = variant
    request = found
    decisions = result.tracedDecisions.filter { $0.request == found.number }
    others = result.traces.filter { $0.number != found.number }
  }

  /// The API that the request's client speaks.
  var surface: Surface {
    let streams = variant.setup.traffic
    let place = Int(request.label.traffic)
    // The calls of steps are a stream of their own, after those of the traffic.
    return place < streams.count ? streams[place].surface : .responses
  }

  /// What a deployment is called.
  func name(_ deployment: DeploymentIndex) -> String {
    variant.setup.configuration.texts[deployment.index].label
  }

  /// The boundary of a deployment's upstream.
  func boundary(of deployment: DeploymentIndex) -> UInt16 {
    variant.setup.upstreams[variant.setup.upstreamOfDeployment[deployment.index]].boundary
  }

  /// Whether a deployment can open every sealed item of the request, in truth.
  func canOpen(_ deployment: DeploymentIndex) -> Bool {
    request.items.allSatisfy {
      $0.seal.state != .intact || $0.seal.boundary == boundary(of: deployment)
    }
  }

  /// The first decision that chose somebody who cannot open the items.
  var firstWrong: TracedDecision? {
    guard let attempt = request.attempts.first(where: { $0.abroad > 0 }) else { return nil }
    return decisions.first { $0.ordinal == attempt.ordinal && $0.pick != nil }
  }

  /// What a person calls the request with this number.
  func label(of number: UInt64) -> String {
    guard number != Cause.outside else { return "other traffic" }
    let trace = others.first { $0.number == number } ?? (request.number == number ? request : nil)
    return trace.map { $0.label.text(in: variant.setup) } ?? "request \(number)"
  }
}
