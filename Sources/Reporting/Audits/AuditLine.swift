import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel

/// What is said of a finding: how badly, what prevents it, what that costs.
struct AuditLine {
  let finding: AuditFinding

  /// The line beside the verdict.
  var summary: String {
    guard finding.worst < finding.runs.count else {
      return finding.text + (finding.place.map { "  \($0.file):\($0.line):\($0.column)" } ?? "")
    }
    let run = finding.runs[finding.worst]
    let text = Self.summary(run, finding.incident)
    guard finding.runs.count > 1 else { return text }
    if finding.verdict.isSuffered { return "\(run.variant.name): " + text }
    return text + " (worst of \(finding.runs.count): \(run.variant.name))"
  }

  /// What a run came to.
  static func summary(_ run: VariantRun, _ incident: Incident) -> String {
    let result = run.result
    let texts = run.variant.setup.configuration.texts
    switch incident {
    case .idleDeployments:
      let claimed = run.variant.expectations.flatMap { expectation -> [String] in
        if case .load(let claims) = expectation.claim { claims.map(\.name) } else { [] }
      }
      let loads = texts.indices.filter { claimed.contains(texts[$0].label) }
        .map { "\(texts[$0].label) \(result.load[$0])" }
      return "attempts \(loads.prefix(8).joined(separator: ", "))"
        + (loads.count > 8 ? " and \(loads.count - 8) more" : "")
    case .refusedRequests:
      return "up to \(result.attemptsMax) attempts for a request that no attempt helps"
        + latency(result)
    default:
      let line = VariantLine(run: run, firstTurns: isSingle(run) ? "requests" : "first turns")
      let attempts = result.attemptsMax > 1 ? ", up to \(result.attemptsMax) attempts" : ""
      return line.summary + attempts + latency(result)
    }
  }

  private static func isSingle(_ run: VariantRun) -> Bool {
    run.variant.setup.traffic.allSatisfy { $0.turns.count == 1 }
  }

  private static func latency(_ result: RunResult) -> String {
    guard result.added.max > .zero else { return "" }
    let p50 = time(result.added.quantile(50, of: 100))
    let p99 = time(result.added.quantile(99, of: 100))
    return ", added p50 \(p50) p99 \(p99) max \(time(result.added.max))"
  }

  /// A time in whole milliseconds once it has some.
  private static func time(_ duration: SimDuration) -> String {
    let millisecond: UInt64 = 1_000_000
    guard duration.nanoseconds >= millisecond else { return DurationText.format(duration) }
    let rounded = (duration.nanoseconds + millisecond / 2) / millisecond * millisecond
    return DurationText.format(SimDuration(nanoseconds: rounded))
  }

  /// Lines below a suffered incident.
  var details: [(String, String)] {
    guard finding.verdict.isSuffered, !finding.runs.isEmpty else { return [] }
    var lines: [(String, String)] = []
    let others = suffering.filter { $0 != finding.runs[finding.worst].variant.name }
    if !others.isEmpty { lines.append(("also", others.joined(separator: ", "))) }
    if !finding.text.isEmpty { lines.append(("because", finding.text)) }
    guard let trial = finding.bestTrial else {
      let count = finding.trials.count
      if count > 0 {
        lines.append(("prevented by", "nothing that was tried: " + tried))
      }
      return lines
    }
    let worst = trial.runs.max { Self.harm($0) < Self.harm($1) } ?? trial.runs[0]
    let verified = Self.summary(worst, finding.incident)
    if trial.verdict.isSuffered {
      lines.append(("reduced by", "\(trial.text) - verified: \(verified)"))
    } else {
      lines.append(("prevented by", "\(trial.text) - verified: \(verified)"))
    }
    if let cost = cost(trial) { lines.append(("which costs", cost)) }
    return lines
  }

  private var tried: String {
    let texts = finding.trials.map(\.text)
    return texts.prefix(4).joined(separator: "; ")
      + (texts.count > 4 ? "; and \(texts.count - 4) more" : "")
  }

  /// The cases that suffer, by name.
  private var suffering: [String] {
    finding.runs.filter { Self.harm($0) > 0 }.map(\.variant.name)
  }

  private static func harm(_ run: VariantRun) -> UInt64 {
    let facts = Facts(run.result)
    return facts.count(.failed, .turns) + facts.count(.denied, .turns)
      + facts.count(.degraded, .turns)
  }

  /// How the group's load and the added time move.
  func cost(_ trial: AuditFinding.Trial) -> String? {
    guard finding.worst < trial.runs.count else { return nil }
    let before = finding.runs[finding.worst].result
    let after = trial.runs[finding.worst].result
    let texts = finding.runs[finding.worst].variant.setup.configuration.texts
    var parts: [String] = []
    let loads = finding.members.filter { before.load[$0] != after.load[$0] }.prefix(4).map {
      "\(texts[$0].label) \(before.load[$0]) -> \(after.load[$0])"
    }
    if !loads.isEmpty { parts.append("attempts " + loads.joined(separator: ", ")) }
    let old = before.added.quantile(99, of: 100)
    let new = after.added.quantile(99, of: 100)
    if old != new {
      parts.append("added p99 \(Self.time(old)) -> \(Self.time(new))")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
