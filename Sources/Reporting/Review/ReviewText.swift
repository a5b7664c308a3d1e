public import Harness
import Scenarios
import Tunnel

/// What a review of goldens prints: only the cells that changed, and what kind of change it is.
public struct ReviewText {
  private let style: Style
  private let showsAll: Bool
  /// How many variants of one cause show their cells; all of them are named.
  private static let shownMax = 3
  private static let width = 100

  /// Makes the text; `showsAll` shows the cells of every variant of a cause.
  public init(style: Style, showsAll: Bool) {
    self.style = style
    self.showsAll = showsAll
  }

  /// The whole review, cause by cause.
  public func lines(_ review: GoldenReview) -> [String] {
    var lines: [String] = []
    for entry in review.unreadable {
      lines += [
        style.paint("UNREADABLE", .failed) + "  the golden of \(entry.scenario), line "
          + "\(entry.problem.line): \(entry.problem.reason)", "",
      ]
    }
    for place in review.causes.indices { lines += cause(place, of: review) + [""] }
    return lines
  }

  private func cause(_ place: Int, of review: GoldenReview) -> [String] {
    let cause = review.causes[place]
    let members = cause.members.map { review.changes[$0] }
    var lines = [
      style.paint("cause \(place + 1)", .strong) + "  "
        + style.paint(cause.kind.rawValue, cause.kind.meaning)
        + "  \(NumberText.counted(members.count, "variant"))"
    ]
    let shown = showsAll ? members.count : Self.shownMax
    for member in members.prefix(shown) { lines += change(member) }
    let rest = members.dropFirst(shown)
    if !rest.isEmpty {
      lines += wrapped(
        ["  and \(rest.count) more:"] + rest.map(\.name), separator: "  ", indent: "    ")
    }
    return lines
  }

  /// One variant: its changed cells, then its class.
  public func change(_ change: VariantReview) -> [String] {
    var lines = ["  " + change.name]
    lines += wrapped(
      change.cells.map { cell in
        let text = "\(cell.change.label) \(cell.change.old) -> \(cell.change.new)"
        return text + (change.kind == .worse ? Self.mark(cell.direction) : "")
      }, separator: "   ", indent: "      ")
    lines.append("      " + style.paint(change.kind.rawValue, change.kind.meaning) + remark(change))
    return lines
  }

  /// In a change for the worse, which cells make it one.
  private static func mark(_ direction: Direction) -> String {
    switch direction {
    case .worse: " (worse)"
    case .better: " (better)"
    case .unclear: " (cannot be told)"
    case .neutral: ""
    }
  }

  private func remark(_ change: VariantReview) -> String {
    var parts: [String] = []
    if change.isMixed { parts.append("some cells are better") }
    if !change.broken.isEmpty {
      parts.append(
        "breaks " + change.broken.map { "expect:\($0)" }.joined(separator: ", ")
          + " (cannot be accepted)")
    }
    if let first = change.first { parts.append(Self.text(first, change)) }
    if change.kind == .new { parts.append("no golden of it yet") }
    if change.kind == .gone {
      parts.append(
        change.variant == GoldenStore.allVariants ? "the scenario is gone" : "the variant is gone")
    }
    return parts.isEmpty ? "" : ": " + parts.joined(separator: "; ")
  }

  /// Where decisions first differ, as far as a golden tells.
  public static func text(_ first: FirstDifference, _ change: VariantReview) -> String {
    switch first {
    case .pick(let number, let label):
      guard let label, let run = change.run else {
        return "first differing decision: pick \(number), which this run does not make"
      }
      return "first differing pick \(number), \(label.text(in: run.variant.setup))"
    case .afterPick(let count):
      return "picks 1-\(count) are equal; the golden does not tell which later decision differs"
    case .noPick: return "no pick differs, reasons or survivors do"
    }
  }

  /// How many of which class.
  public func totals(_ review: GoldenReview, open: [Int]) -> [String] {
    guard !review.changes.isEmpty else { return ["no changes: every golden is as recorded"] }
    var parts: [String] = []
    for kind in ChangeClass.allCases {
      let count = review.changes.count { $0.kind == kind }
      if count > 0 { parts.append("\(count) \(kind.rawValue)") }
    }
    let blocked = review.changes.count { !$0.isAcceptable }
    let causes = NumberText.counted(review.causes.count, "cause")
    return [
      "\(NumberText.counted(review.changes.count, "change")), \(causes): "
        + parts.joined(separator: ", ")
        + (blocked > 0 ? "; \(blocked) cannot be accepted" : "")
        + (open.isEmpty ? "; all recorded" : "; \(open.count) not recorded")
    ]
  }

  private func wrapped(_ parts: [String], separator: String, indent: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for part in parts {
      if !line.isEmpty, line.count + separator.count + part.count > Self.width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? (part.hasPrefix(" ") ? part : indent + part) : separator + part
    }
    return line.isEmpty ? lines : lines + [line]
  }
}

extension ChangeClass {
  /// The colour of the class.
  var meaning: Style.Meaning {
    switch self {
    case .worse: .failed
    case .better: .holds
    case .neutral, .new, .gone: .reproduces
    }
  }
}
