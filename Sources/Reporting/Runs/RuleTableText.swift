import Harness
public import RoutingCore

/// The rule × preset table as text, made from the code.
public enum RuleTableText {
  /// A row for each rule; a cell is the case and what it rests on.
  public static func lines(
    rules: [RuleName] = RuleName.allCases, presets: [Preset] = Preset.allCases
  ) -> [String] {
    var rows: [[String]] = [["rule"] + presets.map(\.rawValue) + ["source"]]
    for row in PresetTable.cells where rules.contains(row.rule) {
      rows.append(
        [row.rule.rawValue]
          + presets.map { "\(row[$0].value) (\(row[$0].evidence.rawValue))" } + [row.source])
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ").trimmingTrailingSpaces()
    }
  }
}

extension String {
  /// The text without spaces at its end.
  func trimmingTrailingSpaces() -> String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
