import Harness
import Scenarios

/// One thing that falls short, as other programs are told of it.
struct RunFailure {
  /// What kind of thing.
  enum Kind: String {
    case expectation, golden
  }

  var kind: Kind
  var scenario: String
  /// The variant; nil if the golden as a whole is meant.
  var variant: String?
  /// In a line.
  var message: String
  /// The paragraph that a person reads.
  var details: [String]
  var file: String
  var line: Int?
  var column: Int?

  /// `SCENARIO · VARIANT`, or the scenario alone.
  var title: String { variant.map { "\(scenario) · \($0)" } ?? scenario }

  /// Everything that falls short, in the order of the run; `mode` as in `FailureText`.
  static func all(in reported: [ReportedRun], mode: String, goldens: GoldenStore) -> [RunFailure] {
    let text = FailureText(style: Style(isColoured: false), mode: mode)
    return reported.flatMap { entry in
      entry.run.runs.flatMap { run in expectations(run, entry.run.scenario, text) }
        + golden(entry, text, goldens)
    }
  }

  private static func expectations(
    _ run: VariantRun, _ scenario: Scenario, _ text: FailureText
  ) -> [RunFailure] {
    guard let first = run.violations.first else { return [] }
    let place = first.place.flatMap { $0.file == scenario.file ? $0 : nil }
    let rest = run.violations.count - 1
    return [
      RunFailure(
        kind: .expectation, scenario: scenario.id, variant: run.variant.name,
        message: "\(first.key): \(FailureText.text(of: first))"
          + (rest > 0 ? ", and \(rest) more" : ""),
        details: text.paragraph(of: run, in: scenario), file: scenario.file, line: place?.line,
        column: place?.column)
    ]
  }

  /// A failure for each variant whose cells differ, or one for the golden.
  private static func golden(
    _ entry: ReportedRun, _ text: FailureText, _ goldens: GoldenStore
  ) -> [RunFailure] {
    let id = entry.run.scenario.id
    let details = text.golden(entry).filter { !$0.isEmpty }
    func whole(_ message: String, _ file: String, line: Int? = nil) -> RunFailure {
      RunFailure(
        kind: .golden, scenario: id, variant: nil, message: message, details: details, file: file,
        line: line, column: nil)
    }
    switch entry.golden {
    case nil, .equal: return []
    case .missing: return [whole("there is no golden", entry.run.scenario.file)]
    case .unreadable(let problem):
      return [
        whole(
          "the golden cannot be read: \(problem.reason)", goldens.path(of: id), line: problem.line)
      ]
    case .changed(let changes):
      var names: [String] = []
      for change in changes where !names.contains(change.variant) { names.append(change.variant) }
      return names.map { name in
        let own = changes.filter { $0.variant == name }
        let isRun = entry.run.runs.contains { $0.variant.name == name }
        let cells = own.map { "\($0.label) \($0.old) -> \($0.new)" }
        return RunFailure(
          kind: .golden, scenario: id, variant: isRun ? name : nil,
          message: "differs from its golden: " + cells.prefix(3).joined(separator: ", ")
            + (cells.count > 3 ? ", and \(cells.count - 3) more" : ""),
          details: ["CHANGED  \(id) · \(name)"] + cells.map { "  " + $0 }
            + ["  review   windtunnel golden review \(id)"],
          file: goldens.path(of: id), line: nil, column: nil)
      }
    }
  }
}
