public import Harness
import RoutingCore
public import Scenarios

/// `run --format github`: an annotation for what falls short, and a summary in Markdown.
public enum GitHubText {
  /// A step shows ten errors and drops the rest without a word; the last one tells of the rest.
  static let annotationsMax = 10

  /// Commands to the runner of workflows, one a line.
  public static func annotations(
    _ reported: [ReportedRun], mode: String, goldens: GoldenStore
  ) -> [String] {
    let failures = RunFailure.all(in: reported, mode: mode, goldens: goldens)
    guard failures.count > annotationsMax else { return failures.map(annotation) }
    let rest = failures.dropFirst(annotationsMax - 1)
    let names = rest.map { "\($0.title): \($0.message)" }
    let more = "::error title=\(property("\(rest.count) more"))::"
    return failures.prefix(annotationsMax - 1).map(annotation)
      + [more + data(names.joined(separator: "\n"))]
  }

  private static func annotation(_ failure: RunFailure) -> String {
    var properties = "file=" + property(failure.file)
    if let line = failure.line { properties += ",line=\(line)" }
    if let column = failure.column { properties += ",col=\(column)" }
    properties += ",title=" + property("\(failure.title): \(failure.message)")
    return "::error \(properties)::" + data(failure.details.joined(separator: "\n"))
  }

  /// An error in a scenario file.
  public static func annotation(_ diagnostic: Diagnostic) -> String {
    "::error file=\(property(diagnostic.file)),line=\(diagnostic.line),col=\(diagnostic.column),"
      + "title=\(property(diagnostic.code))::" + data(diagnostic.text)
  }

  /// A message in its escaped form.
  static func data(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A property in its escaped form.
  static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}

/// The summary of a run in Markdown.
public enum SummaryMarkdown {
  /// What a step's summary may have is 1 MiB; paragraphs stop well before.
  static let paragraphsMax = 50

  /// The lines: numbers, what falls short with its paragraphs, then every variant, folded.
  public static func lines(
    _ reported: [ReportedRun], mode: String, goldens: GoldenStore
  ) -> [String] {
    let runs = reported.flatMap(\.run.runs)
    func count(_ verdict: Verdict) -> Int { runs.count { $0.verdict == verdict } }
    let changed = reported.count { $0.golden != nil && $0.golden != .equal }
    let isRed = reported.contains(where: \.isRed)
    let failures = RunFailure.all(in: reported, mode: mode, goldens: goldens)
    var lines = [
      "## windtunnel: \(isRed ? "falls short" : "all holds")", "",
      "\(NumberText.counted(reported.count, "scenario")), "
        + "\(NumberText.counted(runs.count, "variant")): \(count(.holds)) hold, "
        + "\(count(.reproduces)) reproduce a known fault, \(changed) changed, "
        + "\(count(.failed)) failed", "",
    ]
    if !failures.isEmpty {
      lines += ["| falls short | what |", "| --- | --- |"]
      lines += failures.map { "| \(cell($0.title)) | \(cell($0.message)) |" } + [""]
    }
    for failure in failures.prefix(paragraphsMax) {
      let text = failure.details.joined(separator: "\n")
      let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
      lines += [
        "<details><summary>\(html(failure.title))</summary>", "", fence + "text", text, fence, "",
        "</details>", "",
      ]
    }
    lines += ["<details><summary>Every variant</summary>", "", "| scenario | variant | | |"]
    lines.append("| --- | --- | --- | --- |")
    for entry in reported {
      for run in entry.run.runs {
        let result = VariantLine(run: run).summary
        lines.append(
          "| \(cell(entry.run.scenario.id)) | \(cell(run.variant.name)) | "
            + "\(run.verdict.rawValue) | \(cell(result)) |")
      }
    }
    return lines + ["", "</details>", ""]
  }

  private static func longestRun(of letter: Character, in text: String) -> Int {
    var longest = 0
    var run = 0
    for other in text {
      run = other == letter ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  private static func html(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// A text within a cell of a table: nothing in it is taken for Markdown.
  static func cell(_ text: String) -> String {
    var escaped = ""
    for letter in html(text) {
      if letter.isNewline {
        escaped += " "
      } else {
        if "\\`*_[]|~#".contains(letter) { escaped += "\\" }
        escaped.append(letter)
      }
    }
    return escaped
  }
}
