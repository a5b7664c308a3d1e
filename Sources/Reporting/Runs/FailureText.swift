import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

/// What `run` prints of everything red: a paragraph for each cause, with the commands to go on.
public struct FailureText {
  private let style: Style
  private let mode: String

  /// Makes the text; `mode` are the flags that a command to reproduce needs.
  public init(style: Style, mode: String) {
    self.style = style
    self.mode = mode
  }

  private struct Cause {
    var key: String
    var lines: [String]
    var also: [String] = []
  }

  /// The paragraphs of all red runs, grouped by cause.
  public func lines(_ reported: [ReportedRun]) -> [String] {
    var causes: [Cause] = []
    for entry in reported {
      for run in entry.run.runs where !run.violations.isEmpty {
        add(run, entry.run.scenario, to: &causes)
      }
    }
    var lines = causes.flatMap { cause in
      [""] + cause.lines
        + (cause.also.isEmpty
          ? [] : ["  Also red for this cause: " + cause.also.joined(separator: ", ")])
    }
    for entry in reported { lines += golden(entry) }
    return lines
  }

  private func add(_ run: VariantRun, _ scenario: Scenario, to causes: inout [Cause]) {
    let explanation = run.firstWrong.flatMap {
      Explanation($0, in: run.variant, mode: RunMode())
    }
    let why = explanation.flatMap { Blame($0).cause }
    // Runs with one reason and the same broken expectations have one cause.
    let key = "\(stem(of: why))|" + run.violations.map { "\($0.key) \($0.kind)" }.joined()
    let count = run.violations.first?.judgement.found ?? ""
    if let place = causes.firstIndex(where: { $0.key == key }) {
      causes[place].also.append("\(scenario.id) · \(run.variant.name) (\(count))")
      return
    }
    causes.append(Cause(key: key, lines: paragraph(run, scenario, explanation, why)))
  }

  /// The paragraph of one red variant alone.
  func paragraph(of run: VariantRun, in scenario: Scenario) -> [String] {
    let explanation = run.firstWrong.flatMap {
      Explanation($0, in: run.variant, mode: RunMode())
    }
    return paragraph(run, scenario, explanation, explanation.flatMap { Blame($0).cause })
  }

  /// The rule that is to blame, without names and times.
  private func stem(of why: String?) -> String {
    guard let why else { return "" }
    return why.split(separator: "\n").last.map { line in
      String(line.drop { $0 == " " }.filter { !$0.isNumber })
    } ?? ""
  }

  private func paragraph(
    _ run: VariantRun, _ scenario: Scenario, _ explanation: Explanation?, _ why: String?
  ) -> [String] {
    var lines = [
      style.paint("FAILED", .failed) + "  \(scenario.id) · \(run.variant.name)"
    ]
    for violation in run.violations { lines += self.violation(violation, scenario) }
    if let explanation { lines += ["", story(run, explanation, why)].flatMap(split) }
    lines.append("")
    let variant = "--variant \(run.variant.name)\(mode)"
    lines.append("  again    windtunnel run \(scenario.id) \(variant)")
    if let label = run.firstWrong {
      let name = label.text(in: run.variant.setup)
      lines.append("  look     windtunnel explain \(scenario.id) \(name) \(variant)")
    }
    return lines
  }

  private func split(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// What falls short, in a line.
  static func text(of violation: Violation) -> String {
    let what: String
    switch violation.kind {
    case .violated: what = "expected \(violation.judgement.expected)"
    case .noLongerBroken: what = "no longer breaks: known as \(violation.judgement.expected)"
    case .brokenOtherwise, .brokenAsKnown:
      what = "breaks otherwise: known as \(violation.judgement.expected)"
    case .limit: what = violation.judgement.expected
    }
    return "\(what), got \(violation.judgement.found)"
  }

  private func violation(_ violation: Violation, _ scenario: Scenario) -> [String] {
    let text = Self.text(of: violation)
    guard let place = violation.place, place.file == scenario.file,
      place.line <= scenario.lines.count
    else { return ["  \(violation.key): \(text)"] }
    let line = scenario.lines[place.line - 1]
    // A scenario may hold its configuration on the same line.
    let before = Redaction.line(String(line.prefix(max(0, place.column - 1))))
    let (source, column) = Self.window(Redaction.line(line), around: before.count + 1)
    let number = String(place.line)
    let margin = String(repeating: " ", count: number.count + 3)
    let indent = String(repeating: " ", count: max(0, column - 1))
    let carets = String(repeating: "^", count: violation.key.count)
    return [
      "  \(place.file):\(place.line):\(place.column)",
      "   \(number) | \(source)",
      "\(margin) | \(indent)" + style.paint("\(carets) \(text)", .failed),
    ]
  }

  /// A line cut to what fits beside its place, and the place within it.
  private static func window(_ line: String, around column: Int) -> (String, Int) {
    let width = 90
    let letters = Array(line)
    guard letters.count > width else { return (line, column) }
    let start = column < width - 30 ? 0 : min(column - 20, letters.count - width)
    let head = start > 0 ? "... " : ""
    let end = min(letters.count, start + width)
    let tail = end < letters.count ? " ..." : ""
    return (head + String(letters[start..<end]) + tail, column - start + head.count)
  }

  private func story(
    _ run: VariantRun, _ explanation: Explanation, _ why: String?
  ) -> String {
    let request = explanation.request
    let setup = run.variant.setup
    var lines = [
      "  First: \(request.label.text(in: setup)) at \(InstantText.format(request.startedAt))"
    ]
    if let item = request.items.first {
      let owner =
        Int(item.seal.boundary) < setup.boundaries.count
        ? setup.boundaries[Int(item.seal.boundary)] : "nobody"
      lines.append(
        "    its input    \(NumberText.counted(request.items.count, "sealed item")) of \(owner) "
          + "(made in \(item.madeBy.text(in: setup)))")
    }
    if let attempt = request.attempts.last {
      let stripped = request.end?.stripped == true ? ", with its sealed reasoning stripped" : ""
      lines.append(
        "    was sent to  \(explanation.name(attempt.deployment))"
          + (attempt.abroad > 0 ? ", which cannot open it" : stripped))
      if let why { lines.append("    because      " + why) }
      if attempt.refusal.reason != .none {
        lines.append(
          "    upstream     \(attempt.refusal.status) \(attempt.refusal.reason.code)")
      }
    }
    if let error = request.end?.error {
      lines.append("    client       \(error.clientStatus), error.code \"\(error.clientStatus)\"")
    }
    return lines.joined(separator: "\n")
  }

  /// What differs from the golden.
  func golden(_ entry: ReportedRun) -> [String] {
    let id = entry.run.scenario.id
    switch entry.golden {
    case nil, .equal: return []
    case .missing:
      return [
        "", style.paint("NEW", .failed) + "  \(id) has no golden",
        "  record   windtunnel run \(id) --update",
      ]
    case .unreadable(let problem):
      return [
        "",
        style.paint("UNREADABLE", .failed) + "  the golden of \(id), line \(problem.line): "
          + problem.reason,
        "  record   windtunnel run \(id) --update",
      ]
    case .changed(let changes):
      var lines = ["", style.paint("CHANGED", .failed) + "  \(id)"]
      let width = changes.map { "\($0.variant)  \($0.label)".count }.max() ?? 0
      for change in changes.prefix(24) {
        lines.append(
          "  " + "\(change.variant)  \(change.label)".padded(to: width)
            + "  \(change.old) -> \(change.new)")
      }
      if changes.count > 24 { lines.append("  and \(changes.count - 24) more") }
      lines.append("  review   windtunnel golden review \(id)")
      return lines
    }
  }
}
