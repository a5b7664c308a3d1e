public import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel

/// What `explain --force` prints: the request's own end, the other requests, loads and seals.
public struct CounterfactualText {
  private let fork: Counterfactual
  private let style: Style
  private static let labelsMax = 10

  /// Makes the text.
  public init(_ fork: Counterfactual, style: Style) {
    self.fork = fork
    self.style = style
  }

  /// The lines.
  public var lines: [String] {
    let setup = fork.variant.setup
    let label = fork.forced.request.text(in: setup)
    let name = setup.configuration.texts[fork.forced.deployment.index].label
    var lines = [style.paint("\(label) forced to \(name)", .strong) + leftOut]
    lines.append(row(label, "\(end(fork.before)) -> \(end(fork.after))"))
    return lines + others + loads
      + [row("abroad", "\(fork.before.sealedAbroad) -> \(fork.after.sealedAbroad)")]
  }

  private var leftOut: String {
    fork.leftOut.map { ", which the stage '\($0.stage.label)' had left out" } ?? ""
  }

  private func end(_ result: RunResult) -> String {
    let logged = result.log.requests.first { $0.label == fork.forced.request }
    let added = logged.map { " (+\(DurationText.format($0.added)) added)" } ?? ""
    return OutcomeText.text(logged?.outcome) + added
  }

  /// The other requests whose ends changed, the largest group first.
  private var others: [String] {
    let setup = fork.variant.setup
    let changed = fork.changes.changed.count { $0.label != fork.forced.request }
    var text = "\(changed) of \(max(0, fork.changes.total - 1)) change"
    if fork.changes.moved > 0 { text += ", \(fork.changes.moved) take another way" }
    if fork.changes.delayed > 0 { text += ", \(fork.changes.delayed) are delayed otherwise" }
    var lines = [row("others", text)]
    for group in fork.changes.groups {
      let labels = group.labels.filter { $0 != fork.forced.request }
      guard !labels.isEmpty else { continue }
      let shown = labels.prefix(Self.labelsMax).map { $0.text(in: setup) }
      let more = labels.count - shown.count
      let change = OutcomeText.text(group.from) + " -> " + OutcomeText.text(group.to)
      lines.append(
        row(
          "",
          style.paint(change, OutcomeText.meaning(group.from, group.to)) + "  "
            + shown.joined(separator: " ") + (more > 0 ? " and \(more) more" : "")))
    }
    return lines
  }

  private var loads: [String] {
    let texts = fork.variant.setup.configuration.texts
    let rows = texts.indices.filter { fork.before.load[$0] != fork.after.load[$0] }.map {
      "\(texts[$0].label) \(fork.before.load[$0]) -> \(fork.after.load[$0])"
    }
    return [row("load", rows.isEmpty ? "as before" : rows.joined(separator: ", "))]
  }

  private func row(_ label: String, _ text: String) -> String {
    "  " + label.padded(to: 10) + text
  }
}
