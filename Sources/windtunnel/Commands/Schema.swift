import ArgumentParser
import Foundation
import Harness
import Scenarios

/// Prints the JSON Schema of scenarios or routing tests, or keeps those beside them up to date.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of a scenario file, or of routing tests, for editors.",
    discussion: """
      --write puts both beside the scenarios, as scenario.schema.json and check.schema.json, and \
      gives each scenario and each *.check.yaml the first line by which editors with a YAML \
      language server find its schema. --check tells what --write would change, and fails if there \
      is something.
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case scenario, check

    /// The schema's file, beside the scenarios.
    var fileName: String {
      switch self {
      case .scenario: ScenarioSchema.fileName
      case .check: CheckSchema.fileName
      }
    }

    var text: String {
      switch self {
      case .scenario: ScenarioSchema.text
      case .check: CheckSchema.text
      }
    }
  }

  @Argument(help: "What is printed: the schema of a scenario, or of routing tests (check).")
  var kind = Kind.scenario

  @Flag(help: "Write the schemas and the first lines of scenarios and routing tests.")
  var write = false

  @Flag(help: "Fail if --write would change something.")
  var check = false

  @OptionGroup var places: Places

  func validate() throws {
    guard !write || !check else { throw ValidationError("--write and --check exclude each other") }
  }

  func run() throws {
    guard write || check else {
      Console.print([String(kind.text.dropLast())])
      return
    }
    var isStale = false
    for (path, text) in changes() {
      isStale = true
      if check {
        Console.error("windtunnel: '\(path)' is out of date: windtunnel schema --write")
        continue
      }
      try ExitStatus.writing { () throws(TextFile.WriteProblem) in
        try TextFile.replace(path, with: text)
      }
      Console.print(["wrote \(path)"])
    }
    if check, isStale { throw ExitStatus.fallsShort.exit }
    if !isStale { Console.print(["everything is up to date"]) }
  }

  /// The files that are not as they should be, and what they should be.
  private func changes() -> [(path: String, text: String)] {
    var changes: [(String, String)] = []
    for kind in Kind.allCases {
      let path = "\(places.scenarioFolder)/\(kind.fileName)"
      if text(path) != kind.text { changes.append((path, kind.text)) }
    }
    for name in TextFile.list(places.scenarioFolder, ending: ".yaml") {
      let isCheck = name.hasSuffix(CheckSchema.ending)
      if !isCheck, name.split(separator: "/").contains("configs") { continue }
      let path = "\(places.scenarioFolder)/\(name)"
      guard let old = text(path) else { continue }
      let line =
        isCheck
        ? CheckSchema.firstLine(ofFile: name) : ScenarioSchema.firstLine(ofScenario: name)
      let new = Self.withFirstLine(line, old)
      if new != old { changes.append((path, new)) }
    }
    return changes
  }

  private func text(_ path: String) -> String? {
    guard case .success(let bytes) = TextFile.read(path) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with the line at its top, in place of another one of its kind.
  private static func withFirstLine(_ line: String, _ text: String) -> String {
    guard text.hasPrefix("# yaml-language-server:") else { return line + "\n" + text }
    return line + text.drop { $0 != "\n" }
  }
}
