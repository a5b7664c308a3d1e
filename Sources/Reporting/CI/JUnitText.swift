public import Harness
import RoutingCore
import Scenarios

/// `run --format junit`: a suite for each scenario, a case for each variant.
///
/// A known fault that shows as it is known is a case that passes, with its story in `system-out`.
/// What is wrong with a golden as a whole is a case `golden` of its own.
public enum JUnitText {
  /// The document.
  public static func lines(
    _ reported: [ReportedRun], mode: String, goldens: GoldenStore
  ) -> [String] {
    let failures = RunFailure.all(in: reported, mode: mode, goldens: goldens)
    let suites = reported.map { entry in
      suite(entry, failures.filter { $0.scenario == entry.run.scenario.id })
    }
    let tests = suites.reduce(0) { $0 + $1.tests }
    let failed = suites.reduce(0) { $0 + $1.failures }
    return [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<testsuites name="windtunnel" tests="\#(tests)" failures="\#(failed)" errors="0">"#,
    ] + suites.flatMap(\.lines) + ["</testsuites>"]
  }

  private struct Suite {
    var lines: [String]
    var tests: Int
    var failures: Int
  }

  private static func suite(_ entry: ReportedRun, _ failures: [RunFailure]) -> Suite {
    let scenario = entry.run.scenario
    let classname = scenario.id.replacing("/", with: ".")
    var lines: [String] = []
    var failed = 0
    for run in entry.run.runs {
      let own = failures.filter { $0.variant == run.variant.name }
      failed += own.isEmpty ? 0 : 1
      lines.append(
        "    <testcase name=\(quoted(run.variant.name)) classname=\(quoted(classname)) "
          + "file=\(quoted(scenario.file))>")
      lines += [
        "      <properties>",
        property("verdict", run.verdict.rawValue), property("preset", run.variant.preset.rawValue),
        "      </properties>",
      ]
      // One case fails once: the expectation before the golden.
      if let first = own.first { lines += failure(first, also: own.dropFirst().map(\.details)) }
      lines += ["      <system-out>\(escaped(story(run)))</system-out>", "    </testcase>"]
    }
    var tests = entry.run.runs.count
    let whole = failures.filter { $0.variant == nil }
    if let first = whole.first {
      tests += 1
      failed += 1
      lines.append(
        "    <testcase name=\"golden\" classname=\(quoted(classname)) file=\(quoted(first.file))>")
      lines += failure(first, also: whole.dropFirst().map(\.details)) + ["    </testcase>"]
    }
    let head =
      "  <testsuite name=\(quoted(scenario.id)) tests=\"\(tests)\" failures=\"\(failed)\" "
      + "errors=\"0\" skipped=\"0\">"
    return Suite(lines: [head] + lines + ["  </testsuite>"], tests: tests, failures: failed)
  }

  private static func property(_ name: String, _ value: String) -> String {
    "        <property name=\(quoted(name)) value=\(quoted(value))/>"
  }

  private static func failure(_ failure: RunFailure, also: [[String]]) -> [String] {
    let text = ([failure.details] + also).map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
    return [
      "      <failure type=\(quoted(failure.kind.rawValue)) "
        + "message=\(quoted(failure.message))>\(escaped(text))</failure>"
    ]
  }

  private static func story(_ run: VariantRun) -> String {
    let line = VariantLine(run: run)
    let known = run.reproduced.map { "\nknown: \($0.key): \($0.judgement.found)" }.joined()
    return "\(run.verdict.rawValue): \(line.summary)  \(line.load)\(known)"
  }

  static func quoted(_ text: String) -> String { "\"\(escaped(text, isAttribute: true))\"" }

  /// The text with what XML reserves as entities, and what it forbids as a question mark.
  static func escaped(_ text: String, isAttribute: Bool = false) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\r": escaped += "&#13;"
      case "\n" where isAttribute: escaped += "&#10;"
      case "\t" where isAttribute: escaped += "&#9;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      default:
        let isForbidden = scalar.value < 32 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
        escaped.unicodeScalars.append(isForbidden ? "?" : scalar)
      }
    }
    return escaped
  }
}
