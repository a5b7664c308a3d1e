import Foundation
import Scenarios
import Testing

/// Every message, word for word, with its place.
struct DiagnosticTests {
  static func load(_ bytes: [UInt8]) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    let loader = ScenarioLoader { path in
      path == "bad.yaml" ? .success(bytes) : .failure(.init(reason: "No such file or directory"))
    }
    return loader.load(file: "bad.yaml", id: "bad")
  }

  @Test func theGoodScenarioIsGood() {
    let (scenario, diagnostics) = Self.load(
      Array(BadScenario.good.joined(separator: "\n").utf8))
    #expect(scenario?.variants.map(\.name) == ["a"])
    #expect(diagnostics == [])
  }

  @Test(arguments: BadScenario.all)
  func errors(_ bad: BadScenario) {
    let (scenario, diagnostics) = Self.load(Array(bad.text.utf8))
    #expect(scenario == nil)
    #expect(diagnostics.contains { $0.severity == .error })
    #expect(diagnostics.map(\.text) == bad.expected)
  }

  @Test(arguments: BadScenario.notes)
  func notes(_ bad: BadScenario) {
    let (scenario, diagnostics) = Self.load(Array(bad.text.utf8))
    #expect(scenario != nil)
    #expect(diagnostics.allSatisfy { $0.severity == .note })
    #expect(diagnostics.map(\.text) == bad.expected)
  }
}

/// The bad scenarios as files, for `scripts/check-schema`, which sets the variable.
struct BadScenarioExport {
  private static let folder = ProcessInfo.processInfo.environment["WINDTUNNEL_BAD_SCENARIOS"]

  @Test(.enabled(if: folder != nil))
  func writesEach() throws {
    let folder = try #require(Self.folder)
    let all =
      (BadScenario.all + BadScenario.notes).map { bad in
        (
          "scenario", bad.name, bad.text,
          DiagnosticTests.load(Array(bad.text.utf8)).diagnostics
        )
      }
      + BadRoutingTest.all.map { ("check", $0.name, $0.text, BadRoutingTest.load($0.text)) }
    for (place, (schema, name, text, diagnostics)) in all.enumerated() {
      let entry: [String: Any] = [
        "schema": schema, "name": name, "text": text,
        "problems": diagnostics.map { diagnostic -> [String: Any] in
          [
            "code": diagnostic.code, "severity": diagnostic.severity.rawValue,
            "line": diagnostic.line, "column": diagnostic.column,
          ]
        },
      ]
      let data = try JSONSerialization.data(withJSONObject: entry)
      try data.write(to: URL(fileURLWithPath: "\(folder)/\(place).json"))
    }
  }
}
