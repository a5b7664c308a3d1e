import ArgumentParser
import Foundation
import Harness
import Primitives
import Reporting
import Scenarios

/// Where scenarios and goldens are.
///
/// Without options they are here; if there is no folder `scenarios` here, beside the program.
struct Places: ParsableArguments {
  @Option(
    name: .customLong("scenarios"),
    help: "The folder of scenarios; ./scenarios, else the one beside the program.")
  var scenarios: String?

  @Option(
    name: .customLong("golden"),
    help: "The folder of goldens; beside that of scenarios unless given.")
  var golden: String?

  var scenarioFolder: String { scenarios ?? Self.home + "scenarios" }
  var goldenFolder: String { golden ?? Self.home + "golden" }

  /// What stands before the names of both folders.
  private static let home: String = {
    guard !TextFile.exists("scenarios"), let program = Platform.programPath,
      let slash = program.lastIndex(of: "/")
    else { return "" }
    let folder = String(program[...slash])
    return TextFile.exists(folder + "scenarios") ? folder : ""
  }()
}

/// A scenario file that was selected.
struct SelectedFile: Sendable {
  var id: String
  var path: String
  /// Whether it lies in the folder of scenarios, where every file has a golden.
  var isKept: Bool
}

/// Finds scenario files by name, folder or path, and loads them.
struct Selection {
  let places: Places
  /// Whether errors in files are told to a runner of workflows, too.
  var annotates = false

  /// The files that the arguments name; without any, all of the folder.
  func files(_ names: [String]) throws -> [SelectedFile] {
    let all = TextFile.list(places.scenarioFolder, ending: ".yaml")
      .filter { !$0.split(separator: "/").contains("configs") }
      .map {
        SelectedFile(
          id: String($0.dropLast(5)), path: "\(places.scenarioFolder)/\($0)", isKept: true)
      }
    guard !names.isEmpty else {
      guard !all.isEmpty else {
        Console.error(
          "windtunnel: there are no scenarios in '\(places.scenarioFolder)'\n"
            + "    name a scenario file, or the folder with --scenarios")
        throw ExitStatus.badInput.exit
      }
      return all
    }
    var selected: [SelectedFile] = []
    for name in names {
      let found = matches(name, all)
      if found.isEmpty { throw unknown(name, all) }
      for file in found where !selected.contains(where: { $0.path == file.path }) {
        selected.append(file)
      }
    }
    return selected
  }

  private func matches(_ name: String, _ all: [SelectedFile]) -> [SelectedFile] {
    let bare = name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
    let folder = bare.hasSuffix("/") ? String(bare.dropLast()) : bare
    let prefix = places.scenarioFolder + "/"
    let id = folder.hasPrefix(prefix) ? String(folder.dropFirst(prefix.count)) : folder
    let kept = all.filter { $0.id == id || $0.id.hasPrefix(id + "/") }
    if !kept.isEmpty { return kept }
    let isFile = name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.contains("/")
    guard isFile, TextFile.exists(name) else { return [] }
    if !name.hasSuffix(".yaml"), !name.hasSuffix(".yml") {
      return TextFile.list(name, ending: ".yaml").map {
        SelectedFile(id: "\(folder)/\($0.dropLast(5))", path: "\(folder)/\($0)", isKept: false)
      }
    }
    return [SelectedFile(id: bare, path: name, isKept: false)]
  }

  private func unknown(_ name: String, _ all: [SelectedFile]) -> ExitCode {
    var text = "windtunnel: there is no scenario '\(name)'"
    if let nearest = Suggestion.nearest(to: name, among: all.map(\.id)) {
      text += "\n    did you mean '\(nearest)'?"
    }
    text += "\n    windtunnel list names them all"
    Console.error(text)
    return ExitStatus.badInput.exit
  }

  /// Reads the names in files, several at a time; stops if one cannot be read.
  func outlines(_ files: [SelectedFile]) async throws -> [ScenarioOutline] {
    typealias Outline = (outline: ScenarioOutline?, diagnostics: [Diagnostic])
    let parts = 4
    let read = await withTaskGroup(of: (Int, [Outline]).self) { group in
      for part in 0..<parts {
        group.addTask {
          let loader = ScenarioLoader { TextFile.read($0) }
          let own = stride(from: part, to: files.count, by: parts)
          return (part, own.map { loader.outline(file: files[$0].path, id: files[$0].id) })
        }
      }
      var read: [Outline] = Array(repeating: (nil, []), count: files.count)
      for await (part, outlines) in group {
        for (place, outline) in outlines.enumerated() { read[part + place * parts] = outline }
      }
      return read
    }
    for diagnostic in read.flatMap(\.diagnostics) { Console.error(diagnostic.text) }
    if read.contains(where: { $0.outline == nil }) { throw ExitStatus.badInput.exit }
    return read.compactMap(\.outline)
  }

  /// Loads files; tells of every problem of every file, and stops if any is an error.
  func load(_ files: [SelectedFile], notes: Bool) throws -> [Scenario] {
    let loader = ScenarioLoader { TextFile.read($0) }
    var scenarios: [Scenario] = []
    var isBad = false
    for file in files {
      let (scenario, diagnostics) = loader.load(file: file.path, id: file.id)
      for diagnostic in diagnostics where notes || diagnostic.severity == .error {
        Console.error(diagnostic.text)
        if annotates, diagnostic.severity == .error {
          Console.print([GitHubText.annotation(diagnostic)])
        }
      }
      if let scenario { scenarios.append(scenario) } else { isBad = true }
    }
    if isBad { throw ExitStatus.badInput.exit }
    return scenarios
  }
}
