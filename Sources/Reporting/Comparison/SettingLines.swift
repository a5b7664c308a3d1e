import Harness
import Scenarios

/// The settings of two configurations that mattered.
struct SettingLines {
  private let witness: Witness
  private let style: Style
  private static let valueMax = 60

  init(_ witness: Witness, style: Style) {
    self.witness = witness
    self.style = style
  }

  var lines: [String] {
    guard witness.settingsDiffering > 0 else { return [] }
    let found = witness.settings
    let noun = witness.settingsDiffering == 1 ? "setting that differs" : "settings that differ"
    var lines = [
      "  \(found.count) of \(witness.settingsDiffering) \(noun) mattered"
        + (found.isEmpty ? "" : ":")
    ]
    for finding in found {
      lines.append("    " + finding.setting.name)
      let values = [finding.setting.from, finding.setting.to].map(Self.value)
      lines.append("      " + style.paint(values.joined(separator: " -> "), .strong))
      if finding.onlyTogether {
        lines.append("      only together with others")
      } else {
        lines.append("      B's in A: \(ComparisonText.text(finding.alone))")
        lines.append("      A's in B: \(ComparisonText.text(finding.undone))")
      }
    }
    return lines
  }

  private static func value(_ text: String?) -> String {
    guard let text else { return "not set" }
    return text.count > valueMax ? text.prefix(valueMax - 3) + "..." : text
  }
}
