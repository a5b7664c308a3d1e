public import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import WireFormats

/// `audit --json`: documented in the catalogue's article on output, and stable.
public enum AuditJSON {
  /// The number of the format; it grows when a field changes its meaning or goes.
  static let version = 1

  /// One object for an audit; `written` are paths of scenario files by the place of their finding.
  public static func text(_ audit: Audit, written: [Int: String] = [:]) -> String {
    let request = audit.request
    let findings = audit.findings.enumerated().map { place, finding in
      self.finding(finding, file: written[place])
    }
    let root = JSONValue.members([
      "format": .integer(version),
      "config": .string(request.file.path),
      "preset": .string(request.preset.rawValue),
      "compared": .array(request.compared.map { .string($0.rawValue) }),
      "seed": .integer(request.seed),
      "suffered": .integer(audit.suffered),
      "requests": .integer(audit.requests),
      "groups": .array(
        audit.groups.map { .members(["group": .string($0.name), "behind": .string($0.text)]) }),
      "findings": .array(findings),
      "notes": .array(request.notes.filter { $0.severity == .note }.map(note)),
    ])
    let hidden = root.hiding(request.file.secrets)
    return String(decoding: hidden.serialized(), as: UTF8.self)
  }

  private static func finding(_ finding: AuditFinding, file: String?) -> JSONValue {
    let line = AuditLine(finding: finding)
    let best = finding.bestTrial
    return .members([
      "incident": .string(finding.incident.rawValue),
      "group": .optional(finding.group),
      "verdict": .string(finding.verdict.rawValue),
      "summary": .string(line.summary),
      "reason": .string(finding.text),
      "place": finding.place.map {
        .members([
          "file": .string($0.file), "line": .integer($0.line), "column": .integer($0.column),
        ])
      } ?? .null,
      "cases": .array(finding.runs.map(run)),
      "prevented_by": best.map { $0.verdict.isSuffered ? .null : .string($0.text) } ?? .null,
      "reduced_by": best.map { $0.verdict.isSuffered ? .string($0.text) : .null } ?? .null,
      "cost": .optional(best.flatMap { line.cost($0) }),
      "tried": .array(
        finding.trials.map { trial in
          .members([
            "setting": .string(trial.text), "preset": .string(trial.preset.rawValue),
            "verdict": .string(trial.verdict.rawValue), "cases": .array(trial.runs.map(run)),
          ])
        }),
      "compared": .array(
        finding.comparisons.map {
          .members([
            "preset": .string($0.preset.rawValue), "verdict": .string($0.verdict.rawValue),
            "worst": run($0.worst),
          ])
        }),
      "scenario": .optional(file),
    ])
  }

  private static func run(_ run: VariantRun) -> JSONValue {
    let facts = Facts(run.result)
    let result = run.result
    let counts = ClaimedOutcome.allCases.map { outcome in
      (outcome.rawValue, JSONValue.integer(facts.count(outcome, .turns)))
    }
    return .members([
      "case": .string(run.variant.name),
      "turns": .integer(facts.total(.turns)),
      "outcomes": .object(JSONObject(counts)),
      "sealed_items_abroad": .integer(result.sealedAbroad),
      "attempts_max": .integer(result.attemptsMax),
      "added_p50_ns": .integer(result.added.quantile(50, of: 100).nanoseconds),
      "added_p99_ns": .integer(result.added.quantile(99, of: 100).nanoseconds),
      "added_max_ns": .integer(result.added.max.nanoseconds),
      "decision_digest": .string(result.decisions.digest.text),
    ])
  }

  private static func note(_ note: Diagnostic) -> JSONValue {
    .members([
      "code": .string(note.code), "file": .string(note.file), "line": .integer(note.line),
      "column": .integer(note.column), "message": .string(note.message),
      "hint": .string(note.hint),
    ])
  }
}
