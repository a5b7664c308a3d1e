import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams
import WireFormats

/// `run --format json`: documented in the catalogue's article on output, and stable.
public enum RunJSON {
  /// The number of the format; it grows when a field changes its meaning or goes.
  static let version = 1

  /// One object for all scenarios, on one line each for scenarios and variants.
  public static func text(_ reported: [ReportedRun]) -> String {
    let scenarios = reported.map { entry in
      JSONValue.members([
        "scenario": .string(entry.run.scenario.id),
        "file": .string(entry.run.scenario.file),
        "golden": .string(golden(entry.golden)),
        "variants": .array(entry.run.runs.map(variant)),
      ])
    }
    let root = JSONValue.members([
      "format": .integer(version), "scenarios": .array(scenarios),
    ])
    return String(decoding: root.serialized(), as: UTF8.self)
  }

  private static func golden(_ comparison: GoldenStore.Comparison?) -> String {
    switch comparison {
    case nil: "not compared"
    case .equal: "equal"
    case .missing: "missing"
    case .changed: "changed"
    case .unreadable: "unreadable"
    }
  }

  private static func variant(_ run: VariantRun) -> JSONValue {
    let result = run.result
    let setup = run.variant.setup
    let facts = Facts(result)
    let scopes = TurnScope.allCases.map { ($0.rawValue, outcomes(facts, $0)) }
    return .members([
      "variant": .string(run.variant.name),
      "preset": .string(run.variant.preset.rawValue),
      "verdict": .string(run.verdict.rawValue),
      "requests": .integer(result.requests),
      "outcomes": .object(JSONObject(scopes)),
      "steps": .array(run.variant.steps.filter(\.hasOutcome).map { step($0, result, setup) }),
      "wrong_ns": wrongSpan(result),
      "degraded": .integer(facts.count(.degraded)),
      "sealed_items_abroad": .integer(result.sealedAbroad),
      "markers_upstream": .integer(result.markersUpstream),
      "load": .members([
        "deployments": counts(setup.configuration.texts.map(\.label), result.load),
        "boundaries": counts(setup.boundaries, result.boundaryLoad),
      ]),
      "attempts": .members([
        "total": .integer(result.attempts), "max": .integer(result.attemptsMax),
      ]),
      "added_latency": times(result.added),
      "queueing": times(result.queueing),
      "simulated_ns": .integer(result.end.nanoseconds),
      "picks": .array(
        result.firstPicks.map { .string(setup.configuration.texts[$0.index].label) }),
      "decision_digest": .string(result.decisions.digest.text),
      "first_wrong": firstWrong(run),
      "violations": .array(run.violations.map(violation)),
      "reproduced": .array(run.reproduced.map(violation)),
    ])
  }

  /// What one step came to; null if it never came.
  private static func step(
    _ text: StepText, _ result: RunResult, _ setup: TunnelSetup
  ) -> JSONValue {
    let outcome = result.steps.first { $0.step == text.number }
    return .members([
      "step": .integer(text.number), "label": .string(text.label),
      "outcome": outcome.map { .string($0.kind.claimed.rawValue) } ?? .null,
      "status": outcome.map { .integer($0.status) } ?? .null,
      "text": outcome.map { .string(StepLine.text($0)) } ?? .null,
      "served_by": outcome?.deployment.map {
        .string(setup.configuration.texts[$0.index].label)
      } ?? .null,
      "model": outcome?.upstreamModel.map { .string($0) } ?? .null,
      "replica": outcome.map { .integer($0.replica + 1) } ?? .null,
      "at_ns": outcome.map { .integer($0.at.nanoseconds) } ?? .null,
    ])
  }

  /// When the first and the last turn that came out wrong were over.
  private static func wrongSpan(_ result: RunResult) -> JSONValue {
    guard let span = WrongSpan(result) else { return .null }
    return .members([
      "from": .integer(span.first.nanoseconds), "to": .integer(span.last.nanoseconds),
    ])
  }

  private static func outcomes(_ facts: Facts, _ scope: TurnScope) -> JSONValue {
    let cells = facts.cells(scope)
    var members: [JSONObject.Member] = [("total", .integer(facts.total(scope)))]
    for outcome in ClaimedOutcome.allCases {
      members.append((outcome.rawValue, .integer(facts.count(outcome, scope))))
    }
    let statuses = cells.map { ("\($0.status)", $0.count) }
    let upstream = cells.filter { $0.reason != .none }.map { ($0.reason.code, $0.count) }
    let gateway = cells.compactMap { cell in
      cell.gatewayError.map { ("\($0)", cell.count) }
    }
    members.append(("by_status", summed(statuses)))
    members.append(("by_upstream_code", summed(upstream)))
    members.append(("by_gateway_error", summed(gateway)))
    return .object(JSONObject(members))
  }

  private static func summed(_ counts: [(String, UInt64)]) -> JSONValue {
    var sums: [(name: String, count: UInt64)] = []
    for (name, count) in counts {
      if let place = sums.firstIndex(where: { $0.name == name }) {
        sums[place].count += count
      } else {
        sums.append((name, count))
      }
    }
    sums.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return .object(JSONObject(sums.map { ($0.name, .integer($0.count)) }))
  }

  private static func counts(_ names: [String], _ counts: [UInt64]) -> JSONValue {
    .object(JSONObject(zip(names, counts).map { ($0, .integer($1)) }))
  }

  private static func times(_ histogram: LatencyHistogram) -> JSONValue {
    .members([
      "p50_ns": .integer(histogram.quantile(50, of: 100).nanoseconds),
      "p90_ns": .integer(histogram.quantile(90, of: 100).nanoseconds),
      "p99_ns": .integer(histogram.quantile(99, of: 100).nanoseconds),
      "max_ns": .integer(histogram.max.nanoseconds),
    ])
  }

  private static func firstWrong(_ run: VariantRun) -> JSONValue {
    guard let label = run.firstWrong else { return .null }
    let setup = run.variant.setup
    var members: [JSONObject.Member] = [("request", .string(label.text(in: setup)))]
    if let abroad = run.result.firstAbroad, abroad.request == label {
      members.append(("sealed_by", .string(setup.boundaries[Int(abroad.sealedBy)])))
      members.append(
        ("sent_to", .string(setup.configuration.texts[abroad.sentTo.index].label)))
      members.append(("at_ns", .integer(abroad.at.nanoseconds)))
    }
    return .object(JSONObject(members))
  }

  private static func violation(_ violation: Violation) -> JSONValue {
    .members([
      "expectation": .string(violation.key),
      "kind": .string(violation.kind.rawValue),
      "expected": .string(violation.judgement.expected),
      "found": .string(violation.judgement.found),
      "line": violation.place.map { .integer($0.line) } ?? .null,
    ])
  }
}
