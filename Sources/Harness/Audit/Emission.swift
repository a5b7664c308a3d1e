import RoutingCore
import Scenarios
import Tunnel

/// A suffered incident as a scenario file: what was run, and what came of it.
struct Emission: Sendable {
  var probe: Probe
  var columns: [Probe.Column]
  var runs: [VariantRun]

  /// The text, for a configuration at a path seen from the file's folder.
  func text(config: String, seed: UInt64, comment: [String]) -> String {
    // What a variant cannot write is not part of the file.
    let written = zip(columns, runs).filter { $0.0.patch == nil }
    var breaks: [String: ScenarioValue] = [:]
    var steps: [Int: [(key: String, value: ScenarioValue)]] = [:]
    for (column, run) in written where !run.violations.isEmpty {
      let claims = run.violations.compactMap { Self.claim($0, run) }
      if !claims.isEmpty { breaks[column.name] = .map(claims) }
      for outcome in run.result.steps
      where run.violations.contains(where: { $0.key == "step \(outcome.step)" }) {
        // Steps say of each variant what is known to be wrong.
        steps[outcome.step, default: []].append((column.name, .number(Int(outcome.status))))
      }
    }
    return probe.text(
      config: config, seed: seed, columns: written.map(\.0), comment: comment, breaks: breaks,
      stepBreaks: steps.mapValues { .map($0) })
  }

  /// What came out instead of an expectation, as a claim.
  private static func claim(
    _ violation: Violation, _ run: VariantRun
  ) -> (key: String, value: ScenarioValue)? {
    let facts = Facts(run.result)
    if let scope = TurnScope(rawValue: violation.key) {
      let counts = ClaimedOutcome.allCases.map { ($0.rawValue, facts.count($0, scope)) }
        .filter { $0.1 > 0 || $0.0 == ClaimedOutcome.ok.rawValue }
      return (violation.key, .map(counts.map { ($0.0, .number(Int($0.1))) }))
    }
    if let count = RunCount(rawValue: violation.key) {
      return (violation.key, .number(Int(facts.count(count))))
    }
    if violation.key == "load", case .load(let claims) = expected(violation, run) {
      let texts = run.variant.setup.configuration.texts
      let loads = claims.map { claim in
        (claim.name, texts.firstIndex { $0.label == claim.name }.map { run.result.load[$0] } ?? 0)
      }
      return (violation.key, .map(loads.map { ($0.0, .number(Int($0.1))) }))
    }
    if violation.key == "attempts" {
      return (violation.key, .map(["max": .number(Int(run.result.attemptsMax))]))
    }
    return nil
  }

  private static func expected(_ violation: Violation, _ run: VariantRun) -> Claim? {
    run.variant.expectations.first { $0.key == violation.key }?.claim
  }
}
