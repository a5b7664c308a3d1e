import ArgumentParser
import Foundation
import Harness
import Reporting
import Scenarios
import Tunnel

/// Explains one request: who was a candidate at each stage, and why it went where it went.
struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain one request of a scenario, decision by decision.",
    discussion: "REQUEST is conversation and turn, as in c2.t2; runs print the first wrong one.")

  @Argument(help: "The scenario.", completion: .custom(Completion.scenarios))
  var scenario: String

  @Argument(help: "The request: c2.t2; the first wrong one if none is named.")
  var request: String?

  @Option(
    help: "The variant; may be left out if there is only one.",
    completion: .custom(Completion.variants))
  var variant: String?

  @Option(help: "Another seed.")
  var seed: UInt64?

  @Flag(help: "Send every message through its text and back.")
  var wire = false

  @Flag(name: .customLong("all-stages"), help: "Show stages that changed nothing, too.")
  var allStages = false

  @OptionGroup var places: Places

  func run() async throws {
    let selection = Selection(places: places)
    let loaded = try selection.load(try selection.files([scenario]), notes: false)
    guard loaded.count == 1, let whole = loaded.first else {
      Console.error("windtunnel: '\(scenario)' names \(loaded.count) scenarios, explain takes one")
      throw ExitStatus.usage.exit
    }
    let names = whole.variants.map(\.name)
    guard let variant = variant ?? (names.count == 1 ? names[0] : nil), names.contains(variant)
    else {
      Console.error(
        "windtunnel: "
          + (variant.map { "there is no variant '\($0)'" } ?? "--variant is needed")
          + "\n    accepted: " + names.joined(separator: ", "))
      throw ExitStatus.usage.exit
    }
    let selected = whole.selecting(variant: variant, seed: seed).variants[0]
    var mode = RunMode()
    mode.wire = wire
    let label = try self.label(in: selected, mode)
    guard let explanation = Explanation(label, in: selected, mode: mode) else {
      Console.error(
        "windtunnel: the run has no request \(label.text(in: selected.setup))\n    accepted: "
          + Self.range(selected))
      throw ExitStatus.usage.exit
    }
    Console.print(
      ExplanationText(explanation, style: Console.style, showsAllStages: allStages).lines)
  }

  private func label(in variant: Variant, _ mode: RunMode) throws -> RequestLabel {
    if let request {
      if let label = RequestLabel(request, in: variant.setup) { return label }
      Console.error(
        "windtunnel: '\(request)' is no request\n    accepted: " + Self.range(variant))
      throw ExitStatus.usage.exit
    }
    if let label = VariantRun(running: variant, mode: mode).firstWrong { return label }
    Console.error("windtunnel: no request of '\(variant.name)' went wrong: name one, as in c2.t2")
    throw ExitStatus.usage.exit
  }

  private static func range(_ variant: Variant) -> String {
    variant.setup.traffic.enumerated().map { place, traffic in
      let last = RequestLabel(
        traffic: UInt16(place), conversation: traffic.conversations,
        turn: UInt16(traffic.turns.count), tries: 0)
      let first = RequestLabel(traffic: UInt16(place), conversation: 1, turn: 1, tries: 0)
      return "\(first.text(in: variant.setup)) to \(last.text(in: variant.setup))"
    }.joined(separator: ", ")
  }
}
