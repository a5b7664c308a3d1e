import Foundation
import Harness
import Scenarios
import Testing
import Tunnel

/// The scenarios and goldens of the repository, and scenarios of a test's own.
enum RepositoryScenario {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The names of all scenarios in a folder below `scenarios`.
  static func names(in folder: String) -> [String] {
    TextFile.list("\(root)/scenarios/\(folder)", ending: ".yaml").map {
      "\(folder)/\($0.dropLast(5))"
    }
  }

  /// The names of all goldens.
  static func goldens() -> [String] {
    TextFile.list("\(root)/golden", ending: ".golden").map { String($0.dropLast(7)) }
  }

  static func load(_ id: String) throws -> Scenario {
    let loader = ScenarioLoader { TextFile.read($0) }
    let (scenario, diagnostics) = loader.load(file: "\(root)/scenarios/\(id).yaml", id: id)
    return try #require(scenario, "\(diagnostics.map(\.text))")
  }

  static func golden(_ id: String) throws -> String {
    String(decoding: try TextFile.read("\(root)/golden/\(id).golden").get(), as: UTF8.self)
  }

  /// A scenario from its text.
  static func scenario(_ lines: [String]) throws -> Scenario {
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let loader = ScenarioLoader { _ in .success(bytes) }
    let (scenario, diagnostics) = loader.load(file: "own.yaml", id: "own")
    return try #require(scenario, "\(diagnostics.map(\.text))")
  }
}

extension Scenario {
  /// The scenario, run in all its variants.
  func run(_ mode: RunMode = RunMode()) -> ScenarioRun {
    ScenarioRun(scenario: self, runs: variants.map { VariantRun(running: $0, mode: mode) })
  }
}
