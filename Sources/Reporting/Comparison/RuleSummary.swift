import Harness
import RoutingCore

/// The rules that mattered in any pair of a long comparison.
struct RuleSummary {
  private let style: Style
  private var rows: [(finding: RuleFinding, pairs: Int)] = []

  init(_ comparison: Comparison, style: Style) {
    self.style = style
    for finding in comparison.pairs.flatMap({ $0.witness?.attribution.rules ?? [] }) {
      let place = rows.firstIndex {
        $0.finding.rule == finding.rule && $0.finding.from == finding.from
          && $0.finding.to == finding.to
      }
      if let place {
        rows[place].pairs += 1
      } else {
        rows.append((finding, 1))
      }
    }
    // A sort that keeps equal ones in their order.
    rows = rows.enumerated().sorted {
      ($1.element.pairs, $0.offset) < ($0.element.pairs, $1.offset)
    }.map(\.element)
  }

  var lines: [String] {
    guard !rows.isEmpty else { return [style.paint("no rule mattered", .strong)] }
    let width = rows.map(\.finding.rule.rawValue.count).max() ?? 0
    let digits = rows.map { String($0.pairs).count }.max() ?? 1
    return [style.paint("rules that mattered, and in how many pairs", .strong)]
      + rows.map { finding, pairs in
        let count = String(pairs)
        return "  " + String(repeating: " ", count: digits - count.count) + count + "  "
          + finding.rule.rawValue.padded(to: width)
          + "  \(finding.from) (\(ComparisonText.text(finding.fromEvidence)))"
          + " -> \(finding.to) (\(ComparisonText.text(finding.toEvidence)))"
      }
  }
}
