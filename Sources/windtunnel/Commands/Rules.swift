import ArgumentParser
import Reporting
import RoutingCore

/// Prints the rules of the presets.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print every rule in every preset, with what the value rests on.")

  func run() throws { Console.print(RuleTableText.lines()) }
}
