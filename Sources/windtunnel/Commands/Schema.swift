import ArgumentParser
import Foundation
import Harness
import Scenarios

/// Prints the JSON Schema of scenario files, or keeps the one beside them up to date.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of a scenario file, for editors.",
    discussion: """
      --write puts it beside the scenarios, as scenario.schema.json, and gives each scenario the \
      first line by which editors with a YAML language server find it. --check tells what --write \
      would change, and fails if there is something.
      """)

  @Flag(help: "Write the schema and the first lines of scenarios.")
  var write = false

  @Flag(help: "Fail if --write would change something.")
  var check = false

  @OptionGroup var places: Places

  func validate() throws {
    guard !write || !check else { throw ValidationError("--write and --check exclude each other") }
  }

  func run() throws {
    guard write || check else {
      Console.print([String(ScenarioSchema.text.dropLast())])
      return
    }
    var isStale = false
    for (path, text) in changes() {
      isStale = true
      if check {
        Console.error("windtunnel: '\(path)' is out of date: windtunnel schema --write")
        continue
      }
      do {
        try TextFile.replace(path, with: text)
        Console.print(["wrote \(path)"])
      } catch {
        Console.error("windtunnel: '\(error.path)' cannot be written: \(error.reason)")
        throw ExitStatus.cannotWrite.exit
      }
    }
    if check, isStale { throw ExitStatus.fallsShort.exit }
    if !isStale { Console.print(["everything is up to date"]) }
  }

  /// The files that are not as they should be, and what they should be.
  private func changes() -> [(path: String, text: String)] {
    let schema = "\(places.scenarioFolder)/\(ScenarioSchema.fileName)"
    var changes: [(String, String)] = []
    if text(schema) != ScenarioSchema.text { changes.append((schema, ScenarioSchema.text)) }
    for name in TextFile.list(places.scenarioFolder, ending: ".yaml")
    where !name.split(separator: "/").contains("configs") {
      let path = "\(places.scenarioFolder)/\(name)"
      guard let old = text(path) else { continue }
      let new = Self.withFirstLine(ScenarioSchema.firstLine(ofScenario: name), old)
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
