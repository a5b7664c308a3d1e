import ArgumentParser
import Reporting
import RoutingCore
import Scenarios

/// Prints the rules of the presets.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print every rule in every preset, with what the value rests on.")

  @Argument(help: "Rules; all if none is named.", completion: .custom(Completion.rules))
  var rules: [String] = []

  @Option(
    name: .customLong("preset"), help: "Only this preset; may be given more than once.",
    completion: .custom(Completion.presets))
  var presets: [String] = []

  func run() throws {
    let rules = try rules.map {
      try Self.known(RuleName(rawValue: $0), $0, "rule", RuleName.allCases.map(\.rawValue))
    }
    let presets = try presets.map {
      try Self.known(Preset(rawValue: $0), $0, "preset", Preset.allCases.map(\.rawValue))
    }
    Console.print(
      RuleTableText.lines(
        rules: rules.isEmpty ? RuleName.allCases : rules,
        presets: presets.isEmpty ? Preset.allCases : presets))
  }

  private static func known<Name>(
    _ found: Name?, _ name: String, _ noun: String, _ accepted: [String]
  ) throws -> Name {
    if let found { return found }
    let nearest = Suggestion.nearest(to: name, among: accepted)
    Console.error(
      "windtunnel: there is no \(noun) '\(name)'"
        + (nearest.map { "\n    did you mean '\($0)'?" } ?? "")
        + "\n    accepted: " + accepted.joined(separator: ", "))
    throw ExitStatus.usage.exit
  }
}
