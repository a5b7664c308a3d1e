public import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel

/// What `audit` prints: group by group a line for each incident, and for what is suffered what
/// prevents it.
public struct AuditText {
  private let style: Style
  private let audit: Audit
  /// By finding: the path of the scenario that was written for it.
  private let written: [Int: String]
  private static let width = 26

  /// Makes the text; `written` are paths of scenario files by the place of their finding.
  public init(_ audit: Audit, style: Style, written: [Int: String] = [:]) {
    self.audit = audit
    self.style = style
    self.written = written
  }

  /// All lines, without secrets.
  public var lines: [String] {
    let request = audit.request
    var lines = [
      "Audit of \(request.file.path) under \(request.preset.rawValue), seed \(request.seed)",
      style.paint(
        "Each pair of api_base and api_key counts as an account of its own, "
          + "keys of one Azure resource as one.", .faint),
      "", style.paint("the configuration", .strong),
    ]
    lines += entries { $0.group == nil }
    for group in audit.groups {
      lines += ["", style.paint(group.name, .strong) + "  " + style.paint(group.text, .faint)]
      lines += entries { $0.group == group.name }
    }
    lines += unmodelled + ["", total]
    return lines.map { Redaction.text($0, hiding: request.file.secrets) }
  }

  private func entries(_ isShown: (AuditFinding) -> Bool) -> [String] {
    let shown = audit.findings.enumerated().filter { isShown($0.element) }
    let lines = shown.filter { $0.element.verdict != .notApplicable }
      .flatMap { entry($0.element, $0.offset) }
    return lines + inapplicable(shown.map(\.element).filter { $0.verdict == .notApplicable })
  }

  /// Incidents that cannot happen for one reason stand on one line.
  private func inapplicable(_ findings: [AuditFinding]) -> [String] {
    var reasons: [(text: String, titles: [String])] = []
    for finding in findings {
      if let place = reasons.firstIndex(where: { $0.text == finding.text }) {
        reasons[place].titles.append(finding.incident.title)
      } else {
        reasons.append((finding.text, [finding.incident.title]))
      }
    }
    return reasons.map { reason in
      style.paint(
        "  " + "n/a".padded(to: 9) + "  " + reason.titles.joined(separator: ", ") + ": "
          + reason.text, .faint)
    }
  }

  private func entry(_ finding: AuditFinding, _ place: Int) -> [String] {
    let (word, meaning): (String, Style.Meaning) =
      switch finding.verdict {
      case .fails: ("SUFFERS", .failed)
      case .degrades: ("SUFFERS", .reproduces)
      case .holds: ("holds", .holds)
      case .notApplicable: ("n/a", .faint)
      case .notTried: ("NOT TRIED", .reproduces)
      }
    let line = AuditLine(finding: finding)
    var lines = [
      "  " + style.paint(word.padded(to: 9), meaning) + "  "
        + finding.incident.title.padded(to: Self.width) + "  " + line.summary
    ]
    for (label, text) in line.details + comparisons(finding) + shown(finding, place) {
      lines.append(
        String(repeating: " ", count: 13) + label.padded(to: Self.width) + "  " + text)
    }
    return lines
  }

  private func comparisons(_ finding: AuditFinding) -> [(String, String)] {
    finding.comparisons.map { other in
      let word = other.verdict.isSuffered ? "suffers" : "holds"
      return (
        "under \(other.preset.rawValue)",
        "\(word): " + AuditLine.summary(other.worst, finding.incident)
      )
    }
  }

  private func shown(_ finding: AuditFinding, _ place: Int) -> [(String, String)] {
    guard finding.verdict.isSuffered else { return [] }
    if let path = written[place] { return [("shown by", "windtunnel run \(path)")] }
    return finding.incident.scenario.map { [("like", "windtunnel run \($0)")] } ?? []
  }

  // MARK: What is left out

  private var unmodelled: [String] {
    let told = audit.findings.compactMap(\.place)
    let notes = audit.request.notes.filter { note in
      note.severity == .note && !told.contains { $0.line == note.line && $0.column == note.column }
    }
    guard !notes.isEmpty else { return [] }
    return [
      "",
      style.paint("What the configuration has and the model does not", .strong),
    ]
      + notes.map { note in
        "  \(note.file):\(note.line):\(note.column)  \(note.message)"
          + (note.hint.isEmpty ? "" : ": \(note.hint)")
      }
  }

  private var total: String {
    func count(_ verdict: AuditFinding.Verdict) -> Int {
      audit.findings.count { $0.verdict == verdict }
    }
    let untried = count(.notTried)
    return "\(NumberText.counted(audit.groups.count, "group")) under "
      + "\(audit.request.preset.rawValue): "
      + "\(NumberText.counted(audit.suffered, "incident")) suffered "
      + "(\(count(.fails)) fail, \(count(.degrades)) degrade), \(count(.holds)) hold, "
      + "\(count(.notApplicable)) not applicable"
      + (untried > 0 ? ", \(untried) not tried" : "")
      + "; \(NumberText.grouped(audit.requests)) requests simulated"
  }
}
