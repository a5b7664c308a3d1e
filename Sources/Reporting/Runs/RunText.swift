public import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel

/// A scenario's run and what comparing it with its golden came to.
public struct ReportedRun: Sendable {
  /// The run.
  public var run: ScenarioRun
  /// The comparison; nil if it was not compared.
  public var golden: GoldenStore.Comparison?

  /// Makes a report's entry.
  public init(run: ScenarioRun, golden: GoldenStore.Comparison?) {
    self.run = run
    self.golden = golden
  }

  /// Whether something falls short.
  public var isRed: Bool {
    if run.runs.contains(where: { $0.verdict == .failed }) { return true }
    return golden != nil && golden != .equal
  }
}

/// What `run` prints: a line for each variant, paragraphs only for red.
public struct RunText {
  private let style: Style
  private let showsAll: Bool

  /// Makes the text; `showsAll` lists scenarios in which everything is as expected, too.
  public init(style: Style, showsAll: Bool) {
    self.style = style
    self.showsAll = showsAll
  }

  /// The lines of all runs.
  public func lines(_ reported: [ReportedRun]) -> [String] {
    var lines: [String] = []
    let isOne = reported.count == 1
    // A long list of green says nothing; the founding scenarios stand for it.
    var hidden = (scenarios: 0, variants: 0)
    for (place, entry) in reported.enumerated() {
      guard showsAll || entry.isRed || reported.count <= 12 || place < 6 else {
        hidden.scenarios += 1
        hidden.variants += entry.run.runs.count
        continue
      }
      lines.append(style.paint(entry.run.scenario.id, .strong))
      lines += variantLines(entry)
      if isOne { lines += details(entry) }
    }
    if hidden.scenarios > 0 {
      lines.append(
        style.paint(
          "\(NumberText.counted(hidden.scenarios, "more scenario")), "
            + "\(NumberText.counted(hidden.variants, "variant")) as expected (--all lists them)",
          .faint))
    }
    return lines
  }

  private func variantLines(_ entry: ReportedRun) -> [String] {
    let runs = entry.run.runs
    let nameWidth = runs.map(\.variant.name.count).max() ?? 0
    let summaries = runs.map { VariantLine(run: $0).summary }
    let width = min(64, summaries.map(\.count).max() ?? 0)
    return zip(runs, summaries).map { run, summary in
      let isChanged = changes(entry).contains { $0.variant == run.variant.name }
      let (word, meaning): (String, Style.Meaning) =
        switch (run.verdict, isChanged) {
        case (.failed, _): ("FAILED", .failed)
        case (_, true): ("changed", .failed)
        case (.holds, _): ("holds", .holds)
        case (.reproduces, _): ("reproduces", .reproduces)
        }
      let line =
        "  " + run.variant.name.padded(to: nameWidth) + "  "
        + style.paint(word.padded(to: 10), meaning) + "  "
      let load = VariantLine(run: run).load
      guard !load.isEmpty else { return line + summary }
      return line + summary.padded(to: width) + "  " + style.paint(load, .faint)
    }
  }

  private func changes(_ entry: ReportedRun) -> [GoldenChange] {
    if case .changed(let changes) = entry.golden { return changes }
    return []
  }

  /// What one scenario alone shows besides: outcomes by code, latency, the slowest request.
  private func details(_ entry: ReportedRun) -> [String] {
    var lines: [String] = []
    for run in entry.run.runs {
      lines.append("")
      let setup = run.variant.setup
      lines.append(
        "  " + style.paint(run.variant.name, .strong) + "  \(run.variant.preset.rawValue)"
          + (run.variant.changes.isEmpty ? "" : style.paint("  " + run.variant.changes, .faint)))
      let result = run.result
      lines.append(
        "    requests \(NumberText.grouped(result.requests))  attempts "
          + "\(NumberText.grouped(result.attempts)), at most \(result.attemptsMax) for one"
          + "  added p50 " + time(result.added, 50) + " p99 " + time(result.added, 99) + " max "
          + DurationText.format(result.added.max))
      if result.queueing.max > .zero {
        lines.append(
          "    waited for capacity p50 \(time(result.queueing, 50)) p99 "
            + "\(time(result.queueing, 99)) max \(DurationText.format(result.queueing.max))")
      }
      lines.append(
        "    sealed items abroad \(result.sealedAbroad)  degraded "
          + "\(Facts(result).count(.degraded))")
      if !setup.timeline.isEmpty, let span = WrongSpan(result) {
        lines.append(
          "    wrong from \(InstantText.format(span.first)) to \(InstantText.format(span.last))")
      }
      let request = run.firstWrong ?? result.slowest?.request
      if let request {
        let word = run.firstWrong == nil ? "slowest" : "first wrong"
        lines.append(
          "    \(word) \(request.text(in: setup))  windtunnel explain \(entry.run.scenario.id) "
            + "\(request.text(in: setup)) --variant \(run.variant.name)")
      }
    }
    return lines
  }

  private func time(_ histogram: LatencyHistogram, _ percent: UInt64) -> String {
    DurationText.format(histogram.quantile(percent, of: 100))
  }

  /// The closing lines: how many of what, and how much was simulated.
  public func totals(_ reported: [ReportedRun], seconds: Double, digests: String) -> [String] {
    let runs = reported.flatMap(\.run.runs)
    let changed = reported.count { $0.golden != nil && $0.golden != .equal }
    let simulated = runs.reduce(0) { $0 + $1.result.end.nanoseconds / 1_000_000_000 }
    let requests = runs.reduce(0) { $0 + $1.result.requests }
    func count(_ verdict: Verdict) -> Int { runs.count { $0.verdict == verdict } }
    return [
      "",
      "\(NumberText.counted(reported.count, "scenario")), "
        + "\(NumberText.counted(runs.count, "variant")): \(count(.holds)) hold, "
        + "\(count(.reproduces)) reproduce, \(changed) changed, \(count(.failed)) failed",
      "\(NumberText.grouped(requests)) requests (\(Self.span(simulated)) simulated) in "
        + "\(Self.fixed(seconds)) s" + (digests.isEmpty ? "" : ", " + digests),
    ]
  }

  private static func span(_ seconds: UInt64) -> String {
    if seconds >= 86_400 { return "\(seconds / 86_400) d \(seconds % 86_400 / 3_600) h" }
    if seconds >= 3_600 { return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min" }
    if seconds >= 60 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds) s"
  }

  private static func fixed(_ seconds: Double) -> String {
    let hundredths = UInt64(seconds * 100)
    let digits = String(hundredths % 100)
    return "\(hundredths / 100)." + (digits.count == 1 ? "0" : "") + digits
  }
}
