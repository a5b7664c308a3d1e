public import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel

/// What `diff` prints: for each pair what changed, by how much, where it began, and what did it.
public struct ComparisonText {
  private let comparison: Comparison
  private let style: Style
  private let isFull: Bool
  private let explains: Bool
  private let secrets: [String]
  private static let labelsMax = 10
  private static let pairsInFull = 12

  /// Makes the text; `isFull` shows every pair and measure, `explains` adds both explanations of
  /// the first changed request; `secrets` are hidden.
  public init(
    _ comparison: Comparison, style: Style, isFull: Bool, explains: Bool, hiding secrets: [String]
  ) {
    self.comparison = comparison
    self.style = style
    self.isFull = isFull
    self.explains = explains
    self.secrets = secrets
  }

  /// The lines.
  public var lines: [String] {
    var lines = headings
    var quiet = 0
    for outcome in comparison.pairs {
      // A long list of pairs without a difference says nothing.
      if outcome.firstDiffering == nil, isLong {
        quiet += 1
      } else {
        lines += [""] + self.lines(outcome)
      }
    }
    if isLong { lines += [""] + RuleSummary(comparison, style: style).lines }
    if quiet > 0 {
      let text = "\(NumberText.counted(quiet, "pair")) without a difference (--full lists them)"
      lines += ["", style.paint(text, .faint)]
    }
    return (lines + ["", total]).map { Redaction.text($0, hiding: secrets) }
  }

  /// Whether there are so many pairs that each gets a few lines.
  private var isLong: Bool { comparison.pairs.count > Self.pairsInFull && !isFull }

  /// The sides, once if they are the same for all pairs.
  private var headings: [String] {
    guard let first = comparison.pairs.first?.pair else { return [] }
    return [("A", first.from), ("B", first.to)].map { letter, side in
      let preset = side.name == side.preset.rawValue ? "" : "  \(side.preset.rawValue)"
      let changes = first.settings.isEmpty && !side.changes.isEmpty ? "  " + side.changes : ""
      return "\(letter)  " + style.paint(side.name, .strong) + style.paint(preset + changes, .faint)
    }
  }

  private func lines(_ outcome: PairOutcome) -> [String] {
    let pair = outcome.pair
    let settings = pair.settings.isEmpty ? "" : " · " + pair.settings.joined(separator: ", ")
    var lines = [style.paint(pair.title, .strong) + settings]
    if !pair.note.isEmpty { lines.append(style.paint("  " + pair.note, .faint)) }
    if let limit = outcome.limit { lines.append("  a run stopped early: \(Self.text(limit))") }
    if outcome.isCut {
      lines.append(
        "  a run had more than \(NumberText.grouped(UInt64(RequestLog.entriesMax))) requests: "
          + "later ones are not compared one by one")
    }
    let seeds = NumberText.counted(outcome.seeds, "seed")
    guard let witness = outcome.witness else {
      return lines + ["  " + style.paint("no difference", .holds) + " under \(seeds)"]
    }
    lines += changes(witness)
    guard !isLong else { return lines + briefly(witness) }
    if outcome.seeds > 1 { lines.append(style.paint("  " + often(outcome), .faint)) }
    lines += measures(outcome)
    if let divergence = witness.divergence { lines += self.divergence(witness, divergence) }
    return lines + SettingLines(witness, style: style).lines + rules(witness)
  }

  // MARK: Which requests

  private func often(_ outcome: PairOutcome) -> String {
    "under \(NumberText.grouped(UInt64(outcome.differingSeeds))) of "
      + "\(NumberText.counted(outcome.seeds, "seed")) something differs; requests that change: "
      + NumberFormat.estimate(outcome.changed, isTime: false, isSigned: false)
  }

  private func changes(_ witness: Witness) -> [String] {
    let changes = witness.changes
    var parts = ["\(changes.changed.count) of \(changes.total) requests change"]
    if changes.moved > 0 { parts.append("\(changes.moved) take another way to the same end") }
    if changes.delayed > 0 { parts.append("\(changes.delayed) are delayed otherwise") }
    var lines = ["  " + parts.joined(separator: ", ") + style.paint("  " + seed(witness), .faint)]
    let groups = changes.groups
    let width = groups.map { String($0.labels.count).count }.max() ?? 1
    for group in groups {
      let text = OutcomeText.text(group.from) + " -> " + OutcomeText.text(group.to)
      let count = String(group.labels.count)
      lines.append(
        "    " + String(repeating: " ", count: width - count.count) + count + "  "
          + style.paint(text, OutcomeText.meaning(group.from, group.to)))
      guard !isLong else { continue }
      let setup = witness.pair.from.setup
      let labels = group.labels.prefix(Self.labelsMax).map { $0.text(in: setup) }
      let more = group.labels.count - labels.count
      lines.append(
        String(repeating: " ", count: width + 6)
          + style.paint(
            labels.joined(separator: " ") + (more > 0 ? " and \(more) more" : ""), .faint))
    }
    return lines
  }

  private func seed(_ witness: Witness) -> String {
    let setup = witness.pair.from.setup
    if case .cpython(let seed) = setup.random { return "cpython(\(seed))" }
    return "seed \(setup.seed)"
  }

  // MARK: By how much

  private func measures(_ outcome: PairOutcome) -> [String] {
    var rows: [[String]] = [["", "A", "B", ""]]
    for (place, measure) in outcome.measures.enumerated() {
      let estimate = outcome.estimates[place]
      guard isFull || !estimate.isZero else { continue }
      let first = outcome.first[place]
      rows.append([
        measure.name + (measure.isTime ? ", ms" : ""),
        NumberFormat.value(first.from, isTime: measure.isTime),
        NumberFormat.value(first.to, isTime: measure.isTime),
        NumberFormat.estimate(estimate, isTime: measure.isTime),
      ])
    }
    // The sum of one kind of outcome says nothing new.
    if !isFull, rows.count > 2, outcome.outcomesThatDiffer == 1 { rows.remove(at: 1) }
    guard rows.count > 1 else { return [] }
    rows[0][3] = heading(outcome)
    let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.enumerated().map { place, row in
      let left = row[0].padded(to: widths[0])
      let numbers = (1...2).map {
        String(repeating: " ", count: widths[$0] - row[$0].count) + row[$0]
      }
      let line = "  " + ([left] + numbers + [row[3]]).joined(separator: "  ")
      return place == 0 ? style.paint(line, .faint) : line
    }
  }

  private func heading(_ outcome: PairOutcome) -> String {
    guard outcome.seeds > 1 else { return "B - A under one seed" }
    let seeds = NumberText.grouped(UInt64(outcome.seeds))
    let open = outcome.isPrecise ? "" : ", the most that are tried"
    return "B - A, mean and 95 % interval of \(seeds) seeds\(open)"
  }

  // MARK: Where it began

  private func divergence(_ witness: Witness, _ divergence: Divergence) -> [String] {
    let setup = witness.pair.from.setup
    let label = divergence.label.text(in: setup)
    let what =
      divergence.ordinal.map { "attempt \($0)" } ?? "after the same picks"
    let first = DivergenceTable(divergence.label, divergence.ordinal, in: witness.pair)
    var lines = [
      "  first diverging decision  " + style.paint(label, .strong)
        + ", \(what), t=\(InstantText.format(divergence.at))"
    ]
    lines += rows(first)
    if let changed = witness.firstChanged, changed != divergence.label {
      lines.append("  first changed request  " + style.paint(changed.text(in: setup), .strong))
      lines += rows(DivergenceTable(changed, nil, in: witness.pair))
    }
    let pair = witness.pair
    let named = (witness.firstChanged ?? divergence.label).text(in: setup)
    for (letter, name) in [("A", pair.isVariant.from), ("B", pair.isVariant.to)] {
      guard let name, witness.offset == 0 else { continue }
      lines.append(
        style.paint(
          "    \(letter): windtunnel explain \(pair.title) \(named) --variant \(name)", .faint))
    }
    return lines + (explains ? explanations(witness, first) : [])
  }

  private func rows(_ table: DivergenceTable) -> [String] {
    let rows = [DivergenceTable.Row(label: "", cells: ["A", "B"])] + table.rows
    let labels = rows.map(\.label.count).max() ?? 0
    let width = min(36, rows.map { $0.cells[0].count }.max() ?? 0)
    return rows.map { row in
      "    " + row.label.padded(to: labels) + "  " + row.cells[0].padded(to: width) + "  "
        + row.cells[1]
    }
  }

  private func explanations(_ witness: Witness, _ first: DivergenceTable) -> [String] {
    var table = first
    if let changed = witness.firstChanged {
      table = DivergenceTable(changed, nil, in: witness.pair)
    }
    return zip(["A", "B"], table.sides).flatMap { letter, side -> [String] in
      guard let side else { return [] }
      let lines = ExplanationText(side, style: style, showsAllStages: false).lines
      return ["", "    " + style.paint("\(letter)  \(side.variant.name)", .strong)]
        + lines.map { $0.isEmpty ? "" : "    " + $0 }
    }
  }

  // MARK: What did it

  private func rules(_ witness: Witness) -> [String] {
    let attribution = witness.attribution
    var lines: [String] = []
    // Of two configurations each setting was tried by itself.
    if witness.settingsDiffering == 0, let settings = attribution.settings,
      let rules = attribution.allRules
    {
      lines.append("  B's settings alone: \(Self.text(settings))")
      if attribution.differing > 0 { lines.append("  B's rules alone: \(Self.text(rules))") }
    }
    guard attribution.differing > 0 else { return lines + ["  no rule differs"] }
    let noun = attribution.differing == 1 ? "rule that differs" : "rules that differ"
    lines.append(
      "  \(attribution.rules.count) of \(NumberText.grouped(UInt64(attribution.differing))) "
        + "\(noun) mattered" + (attribution.rules.isEmpty ? "" : ":"))
    let width = attribution.rules.map(\.rule.rawValue.count).max() ?? 0
    for finding in attribution.rules {
      lines.append(
        "    " + finding.rule.rawValue.padded(to: width) + "  "
          + style.paint(
            "\(finding.from) (\(Self.text(finding.fromEvidence))) -> "
              + "\(finding.to) (\(Self.text(finding.toEvidence)))", .strong))
      let indent = String(repeating: " ", count: width + 6)
      if finding.onlyTogether {
        lines.append(indent + "only together with others")
        continue
      }
      lines.append(indent + "B's in A: \(Self.text(finding.alone))")
      lines.append(indent + "A's in B: \(Self.text(finding.undone))")
    }
    return lines
  }

  /// The rules that mattered, by their names.
  private func briefly(_ witness: Witness) -> [String] {
    let names = witness.attribution.rules.map(\.rule.rawValue)
    return names.isEmpty ? [] : ["  rules  " + names.joined(separator: ", ")]
  }

  static func text(_ evidence: Evidence?) -> String {
    evidence?.rawValue ?? "set here"
  }

  static func text(_ effect: Effect) -> String {
    if effect.isNone { return "nothing changes" }
    return "\(effect.changed) change, \(effect.moved) take another way"
  }

  private static func text(_ limit: LimitReached) -> String {
    switch limit {
    case .events(let count): "\(count) events"
    case .virtualTime(let instant): "at \(InstantText.format(instant)) of virtual time"
    case .pending(let count): "\(count) events waiting at once"
    case .items(let count): "\(count) items in a conversation"
    case .processes(let count): "\(count) processes"
    case .tries(let count, of: _): "\(count) tries of a request"
    }
  }

  private var total: String {
    let differing = comparison.pairs.count { $0.firstDiffering != nil }
    let same = comparison.pairs.count - differing
    return "\(NumberText.counted(comparison.pairs.count, "pair")) under common random numbers: "
      + "\(differing) \(differing == 1 ? "differs" : "differ"), "
      + "\(same) \(same == 1 ? "does" : "do") not; "
      + "\(NumberText.grouped(comparison.requests)) requests simulated"
  }
}
