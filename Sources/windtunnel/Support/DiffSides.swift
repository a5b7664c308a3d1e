import Harness
import RoutingCore
import Scenarios

/// Finds out what the arguments of `diff` name.
struct DiffSides {
  private let command: Diff
  private let selection: Selection

  init(_ command: Diff) {
    self.command = command
    selection = Selection(places: command.places)
  }

  /// The pairs to compare, and what nothing that is printed of them may hold.
  func pairs() throws -> (pairs: [ComparedPair], secrets: [String]) {
    let names = Array(command.sides.prefix(2))
    let presets = names.compactMap { Preset(rawValue: $0) }
    let areFiles = names.allSatisfy { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
    if areFiles || command.config != nil {
      return try DiffConfigurations(command, selection).pairs(names, presets)
    }
    if command.preset != nil || command.traffic != nil {
      throw usage("--preset and --traffic go with configurations: A.yaml B.yaml, or --config")
    }
    return (try scenarioPairs(names, presets), [])
  }

  private func scenarioPairs(_ names: [String], _ presets: [Preset]) throws -> [ComparedPair] {
    if presets.count == 2 { return try underPresets(presets[0], presets[1]) }
    if let scenario = command.scenario {
      try takesNoMore()
      return [try variants(names, of: scenario)]
    }
    let parts = names.map { Self.parts($0) }
    if let left = parts[0], let right = parts[1] {
      try takesNoMore()
      guard left.scenario == right.scenario else {
        throw usage("both variants must be of one scenario: \(left.scenario), \(right.scenario)")
      }
      return [try variants([left.variant, right.variant], of: left.scenario)]
    }
    throw unknown(names)
  }

  // MARK: Presets

  private func underPresets(_ from: Preset, _ to: Preset) throws -> [ComparedPair] {
    var names = Array(command.sides.dropFirst(2))
    if let scenario = command.scenario { names.append(scenario) }
    guard command.all == names.isEmpty else {
      throw usage(
        command.all
          ? "--all and scenarios exclude each other" : "name scenarios, or say --all")
    }
    let scenarios = try selection.load(try selection.files(names), notes: false)
    return scenarios.flatMap { ComparedPair.exchanging(from, to, in: $0) }
  }

  // MARK: Variants

  private static func parts(_ text: String) -> (scenario: String, variant: String)? {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    return (String(text[..<colon]), String(text[text.index(after: colon)...]))
  }

  private func variants(_ names: [String], of scenario: String) throws -> ComparedPair {
    let loaded = try selection.load(try selection.files([scenario]), notes: false)
    guard loaded.count == 1, let scenario = loaded.first else {
      throw usage("'\(scenario)' names \(loaded.count) scenarios, diff takes one")
    }
    let found = try names.map { name in
      guard let variant = scenario.variants.first(where: { $0.name == name }) else {
        throw unknownName("variant of \(scenario.id)", name, scenario.variants.map(\.name))
      }
      return variant
    }
    return .variants(found[0], found[1], of: scenario)
  }

  private func takesNoMore() throws {
    guard command.sides.count == 2, !command.all else {
      throw usage("scenarios and --all go with two presets")
    }
  }

  // MARK: Problems

  private func usage(_ text: String) -> any Error {
    Console.error("windtunnel: " + text)
    return ExitStatus.usage.exit
  }

  private func unknown(_ names: [String]) -> any Error {
    let presets = Preset.allCases.map(\.rawValue)
    let odd = names.first { Preset(rawValue: $0) == nil } ?? names[0]
    if names.contains(where: { Preset(rawValue: $0) != nil }) {
      return unknownName("preset", odd, presets)
    }
    return usage(
      "'\(odd)' is neither a preset, a configuration nor SCENARIO:VARIANT\n    presets: "
        + presets.joined(separator: ", ") + "\n    variants: write --in SCENARIO\n"
        + "    configurations: two files that end with .yaml")
  }

  private func unknownName(_ noun: String, _ name: String, _ accepted: [String]) -> any Error {
    let nearest = Suggestion.nearest(to: name, among: accepted)
    return usage(
      "there is no \(noun) '\(name)'" + (nearest.map { "\n    did you mean '\($0)'?" } ?? "")
        + "\n    accepted: " + accepted.joined(separator: ", "))
  }
}
