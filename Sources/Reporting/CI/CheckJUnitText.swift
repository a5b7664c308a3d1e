public import Harness
import RoutingCore
import Scenarios

/// `check --junit`: a suite for each file, a case for each of its cases.
///
/// A file that covers less than is asked for has a case `coverage` more, which fails.
public enum CheckJUnitText {
  /// The document; `failUnder` is the share of cells that each file must cover, in hundredths.
  public static func lines(_ runs: [CheckRun], failUnder: Double?) -> [String] {
    let suites = runs.map { suite($0, isLow: $0.coverage.percent < failUnder ?? 0) }
    let tests = suites.reduce(0) { $0 + $1.tests }
    let failed = suites.reduce(0) { $0 + $1.failures }
    return [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<testsuites name="windtunnel check" tests="\#(tests)" failures="\#(failed)" errors="0">"#,
    ] + suites.flatMap(\.lines) + ["</testsuites>"]
  }

  private static func suite(
    _ run: CheckRun, isLow: Bool
  ) -> (lines: [String], tests: Int, failures: Int) {
    let path = JUnitText.quoted(run.file.path)
    func head(_ name: String) -> String {
      "    <testcase name=\(JUnitText.quoted(name)) classname=\(path) file=\(path)"
    }
    var lines: [String] = []
    for result in run.results {
      let opened = head(result.test.name) + " line=\"\(result.test.place.line)\""
      if let first = result.failures.first {
        lines += [opened + ">"] + failure(result, first, run) + ["    </testcase>"]
      } else {
        lines.append(opened + "/>")
      }
    }
    if isLow {
      let text =
        "\(run.coverage.covered) of \(run.coverage.cells.count) cells covered, less than asked for"
      lines += [
        head("coverage") + ">",
        "      <failure type=\"coverage\" message=\(JUnitText.quoted(text))/>", "    </testcase>",
      ]
    }
    let tests = run.results.count + (isLow ? 1 : 0)
    let failures = run.results.count { !$0.failures.isEmpty } + (isLow ? 1 : 0)
    return (
      [
        "  <testsuite name=\(path) tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\" "
          + "skipped=\"0\">"
      ] + lines + ["  </testsuite>"], tests, failures
    )
  }

  /// What was expected first in the message, all of it with the decisions in the text.
  private static func failure(
    _ result: CheckResult, _ first: CheckResult.Failure, _ run: CheckRun
  ) -> [String] {
    func line(_ failure: CheckResult.Failure) -> String {
      "\(failure.key): expected \(failure.expected), got \(failure.got)"
    }
    var text = ["\(first.place.file):\(first.place.line)"] + result.failures.map(line)
    for decision in result.decisions {
      let lines = DecisionLines(decision, in: run.file.configuration)
      text.append("asked for '\(lines.model)'")
      text += lines.lines.map { "  " + $0 }
    }
    return [
      "      <failure type=\"claim\" message=\(JUnitText.quoted(line(first)))>"
        + "\(JUnitText.escaped(text.joined(separator: "\n")))</failure>"
    ]
  }
}
