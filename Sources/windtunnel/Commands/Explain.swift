import ArgumentParser
import Foundation
import Harness
import Primitives
import Reporting
import RoutingCore
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

  @Option(
    help: ArgumentHelp(
      "Run on to the end with this request sent elsewhere at first.",
      valueName: "request=deployment"))
  var force: String?

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
    if let force { return try self.force(force, in: selected, mode) }
    let label = try self.label(in: selected, mode)
    guard let explanation = Explanation(label, in: selected, mode: mode) else {
      Console.error(
        "windtunnel: the run has no request \(label.text(in: selected.setup))\n    accepted: "
          + Self.range(selected))
      throw ExitStatus.usage.exit
    }
    Console.print(
      ExplanationText(
        explanation, style: Console.style, showsAllStages: allStages,
        runnerUp: RunnerUp(explanation, mode: mode)
      ).lines)
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

  /// Shows what changes when one pick is forced.
  private func force(_ text: String, in variant: Variant, _ mode: RunMode) throws {
    func fail(_ message: String, accepted: String) -> ExitCode {
      Console.error("windtunnel: \(message)\n    accepted: \(accepted)")
      return ExitStatus.usage.exit
    }
    let texts = variant.setup.configuration.texts
    guard request == nil, let sign = text.firstIndex(of: "=") else {
      throw fail(
        request == nil ? "'\(text)' forces nothing" : "--force names the request by itself",
        accepted: "--force c2.t2=\(texts[0].label)")
    }
    let (left, right) = (String(text[..<sign]), String(text[text.index(after: sign)...]))
    guard let label = RequestLabel(left, in: variant.setup) else {
      throw fail("'\(left)' is no request", accepted: Self.range(variant))
    }
    guard let place = texts.firstIndex(where: { $0.label == right }) else {
      throw fail(
        "there is no deployment '\(right)'",
        accepted: texts.map(\.label).joined(separator: ", "))
    }
    do {
      let fork = try Counterfactual(
        ForcedPick(request: label, deployment: DeploymentIndex(place)), in: variant, mode: mode)
      Console.print(CounterfactualText(fork, style: Console.style).lines)
    } catch .noRequest {
      throw fail("the run has no request \(left)", accepted: Self.range(variant))
    } catch .noCandidate(let candidates) {
      throw fail(
        "'\(right)' was no candidate of \(left)",
        accepted: candidates.map { texts[$0.index].label }.joined(separator: ", "))
    }
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
