public import Harness
import Primitives
import RoutingCore
import Scenarios
import WireFormats

/// `conform` for people: a line a kind, then what did not pass with how it was decided.
public struct ConformText {
  private let style: Style
  /// The most failures of a kind that are shown in full.
  private let shownMax: Int

  /// Makes the text; `shownMax` bounds the failures of each kind that are shown in full.
  public init(style: Style, shownMax: Int) {
    self.style = style
    self.shownMax = shownMax
  }

  /// The lines.
  public func lines(_ conformance: Conformance) -> [String] {
    kinds(conformance.kinds) + failures(conformance) + ["", totals(conformance.kinds)]
  }

  private func kinds(_ kinds: [Conformance.Kind]) -> [String] {
    let width = kinds.map(\.name.count).max() ?? 0
    return kinds.map { kind in
      let holds = kind.passed == kind.total
      var parts = ["\(kind.passed) of \(kind.total)"]
      if kind.failed > 0 { parts.append("\(kind.failed) failed") }
      if kind.refused > 0 { parts.append("\(kind.refused) refused") }
      let text =
        kind.name.padded(to: width) + "  "
        + style.paint(holds ? "holds " : "FAILED", holds ? .holds : .failed) + "  "
        + parts.joined(separator: ", ").padded(to: 12)
      let decided =
        kind.decisionCount == 0
        ? ""
        : "  \(NumberText.counted(kind.decisionCount, "decision")) "
          + String(kind.decisions.text.prefix(6))
      return (text + style.paint("  \(kind.preset.rawValue)" + decided, .faint))
        .trimmingTrailingSpaces()
    }
  }

  private func failures(_ conformance: Conformance) -> [String] {
    var lines: [String] = []
    for kind in conformance.kinds {
      let failures = conformance.failures.filter { $0.vector.kind == kind.name }
      for failure in failures.prefix(shownMax) { lines += [""] + self.lines(of: failure) }
      if failures.count > shownMax {
        lines += [
          "",
          style.paint(
            "\(failures.count - shownMax) more of kind \(kind.name) "
              + "(--show \(failures.count) shows all)", .faint),
        ]
      }
    }
    return lines
  }

  private func lines(of failure: VectorResult) -> [String] {
    let vector = failure.vector
    var lines = [
      style.paint(failure.verdict == .refused ? "REFUSED" : "FAILED ", .failed)
        + " \(vector.id)  \(vector.place.file):\(vector.place.line)"
    ]
    func row(_ label: String, _ text: String) {
      lines.append("  " + label.padded(to: 9) + " " + text)
    }
    if !failure.reason.isEmpty { row("because", Redaction.text(failure.reason)) }
    row("given", vector.given.lineOfText)
    row("expected", vector.expected.lineOfText)
    if let got = failure.got { row("got", got.lineOfText) }
    for (number, decision) in failure.decisions.enumerated() {
      let text = DecisionLines(decision, in: failure.configuration)
      let which = failure.decisions.count > 1 ? "\(number + 1): " : ""
      row("decision", which + "asked for '\(text.model)'")
      lines += text.lines.map { "            " + $0 }
    }
    return lines
  }

  private func totals(_ kinds: [Conformance.Kind]) -> String {
    let total = kinds.reduce(0) { $0 + $1.total }
    return "\(NumberText.counted(total, "vector")) of \(NumberText.counted(kinds.count, "kind")): "
      + "\(kinds.reduce(0) { $0 + $1.passed }) passed, "
      + "\(kinds.reduce(0) { $0 + $1.failed }) failed, "
      + "\(kinds.reduce(0) { $0 + $1.refused }) refused"
  }
}

extension JSONValue {
  /// The value on one line of ASCII, as vectors are written, without secrets.
  var lineOfText: String {
    String(decoding: hidingSecrets.serialized(style: .python), as: UTF8.self)
  }

  /// The value with every text hidden that a key names a secret.
  var hidingSecrets: JSONValue {
    switch self {
    case .array(let items): .array(items.map(\.hidingSecrets))
    case .object(let object):
      .object(
        JSONObject(
          object.members.map { key, value in
            let isHidden = value.string != nil && Redaction.isSecret(key: key)
            return (key, isHidden ? .string(Redaction.mark) : value.hidingSecrets)
          }))
    case .null, .bool, .number, .string: self
    }
  }
}
