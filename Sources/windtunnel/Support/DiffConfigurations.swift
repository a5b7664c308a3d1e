import Harness
import RoutingCore
import Scenarios

/// Reads what `diff` compares of LiteLLM configurations.
struct DiffConfigurations {
  private let command: Diff
  private let selection: Selection

  init(_ command: Diff, _ selection: Selection) {
    self.command = command
    self.selection = selection
  }

  /// The pairs of two files, or of one under two presets, and the secrets in them.
  func pairs(
    _ names: [String], _ presets: [Preset]
  ) throws -> (pairs: [ComparedPair], secrets: [String]) {
    guard command.sides.count == 2, !command.all else {
      throw usage("scenarios and --all go with two presets; --in names one for configurations")
    }
    guard command.traffic == nil || command.scenario == nil else {
      throw usage("--traffic and --in exclude each other: the scenario has traffic of its own")
    }
    var compared = try sides(names, presets)
    compared.traffic = command.traffic
    let (pairs, diagnostics) = try result(compared)
    for diagnostic in diagnostics { Console.error(diagnostic.text) }
    guard !pairs.isEmpty, diagnostics.isEmpty else {
      if diagnostics.isEmpty {
        Console.error("windtunnel: \(names[0]): there is no model group to ask for")
      }
      throw ExitStatus.badInput.exit
    }
    return (pairs, compared.from.file.secrets + compared.to.file.secrets)
  }

  private func sides(
    _ names: [String], _ presets: [Preset]
  ) throws -> ComparedConfigurations {
    if let config = command.config {
      guard presets.count == 2, command.preset == nil else {
        throw usage("--config goes with two presets: windtunnel diff PRESET PRESET --config FILE")
      }
      let file = try load([config])[0]
      return ComparedConfigurations(.init(file, presets[0]), .init(file, presets[1]))
    }
    guard let preset = command.preset else {
      throw usage(
        "two configurations run under the rules of one release: name it with --preset\n"
          + "    accepted: " + Preset.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let files = try load(names)
    return ComparedConfigurations(.init(files[0], preset), .init(files[1], preset))
  }

  private func result(_ compared: ComparedConfigurations) throws -> ComparedConfigurations.Pairs {
    guard let scenario = command.scenario else { return compared.synthesized() }
    let files = try selection.files([scenario])
    guard files.count == 1 else {
      throw usage("'\(scenario)' names \(files.count) scenarios, diff takes one")
    }
    return compared.around(scenario: files[0].path, id: files[0].id) { TextFile.read($0) }
  }

  /// Reads files, and tells of the problems of all of them.
  private func load(_ paths: [String]) throws -> [ConfigurationFile] {
    let loaded = paths.map { path in ConfigurationFile.load(path) { TextFile.read($0) } }
    for diagnostic in loaded.flatMap(\.diagnostics) where diagnostic.severity == .error {
      Console.error(diagnostic.text)
    }
    let files = loaded.compactMap(\.file)
    guard files.count == paths.count else { throw ExitStatus.badInput.exit }
    return files
  }

  private func usage(_ text: String) -> any Error {
    Console.error("windtunnel: " + text)
    return ExitStatus.usage.exit
  }
}
