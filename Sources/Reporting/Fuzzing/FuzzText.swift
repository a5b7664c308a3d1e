public import Fuzzing
import Harness

/// What `fuzz` and `findings` print.
public struct FuzzText {
  private let style: Style

  /// Makes a report.
  public init(style: Style) { self.style = style }

  /// A finding: the property, what happened, how small it became, and where it is.
  public func lines(_ finding: Finding, folder: String) -> [String] {
    var lines = [
      style.paint("FOUND", .failed) + "  \(finding.property.rawValue)  \(finding.cause)",
      "  \(finding.text)",
      "  \(counts(finding))",
    ]
    if !finding.decidedBy.isEmpty {
      let shown = finding.decidedBy.prefix(3).joined(separator: ", ")
      let more = finding.decidedBy.count > 3 ? " and \(finding.decidedBy.count - 3) more" : ""
      lines.append("  decided by  \(shown)\(more)")
    }
    if finding.shrinkSteps >= Shrinker.stepsMaxDefault {
      lines.append("  not smaller after \(finding.shrinkSteps) worlds, the most that are tried")
    }
    lines.append("  scenario    \(folder)/\(finding.id)/scenario.yaml")
    lines.append("  again       windtunnel findings replay \(finding.id)")
    return lines
  }

  /// `2 deployments, 1 client, 2 turns; in 312 worlds, the first of seed 4`.
  public func counts(_ finding: Finding) -> String {
    var parts = [
      NumberText.counted(finding.deployments, "deployment"),
      NumberText.counted(finding.clients, "client"), NumberText.counted(finding.turns, "turn"),
    ]
    if finding.catalogChanges > 0 {
      parts.append(NumberText.counted(finding.keys, "key"))
      parts.append(NumberText.counted(finding.catalogChanges, "catalog change"))
    }
    var text = parts.joined(separator: ", ")
    text += "; in \(NumberText.counted(finding.count, "world"))"
    if let seed = finding.seeds.first { text += ", the first of seed \(seed)" }
    return text
  }

  /// How far a run came.
  public func summary(_ run: FuzzRun, seeds: ClosedRange<UInt64>, seconds: Double) -> [String] {
    let worlds = run.coverage.worlds
    let rate = seconds > 0 ? UInt64(Double(worlds) / seconds) : 0
    let requestRate = seconds > 0 ? UInt64(Double(run.requests) / seconds) : 0
    let total = Situations.names.count
    let unkept =
      run.unkept == 0
      ? [] : ["\(FuzzRun.findingsMax) findings are kept; \(run.unkept) more worlds had others"]
    return [
      "seeds \(seeds.lowerBound)..\(seeds.upperBound): \(NumberText.counted(worlds, "world")), "
        + "\(NumberText.grouped(run.requests)) requests in \(Self.tenths(seconds)) s "
        + "(\(NumberText.grouped(rate)) worlds and \(NumberText.grouped(requestRate)) requests "
        + "a second)",
      "situations reached: \(run.coverage.reached) of \(total)",
      NumberText.counted(run.findings.count, "finding"),
    ] + unkept
  }

  /// Seconds with one decimal.
  public static func tenths(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// A line for each finding.
  public func list(_ kept: [FindingStore.Kept]) -> [String] {
    let width = kept.map(\.finding.id.count).max() ?? 0
    return kept.map { one in
      one.finding.id.padded(to: width)
        + "  \(one.finding.preset)  \(one.finding.cause)  "
        + style.paint(counts(one.finding), .faint)
    }
  }
}
