import ArgumentParser
import Harness
import Reporting
import Scenarios
import Tunnel

/// Writes a scenario as a test of a real router, to hand to those who maintain it.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a scenario as a test of the real LiteLLM router.",
    discussion: """
      The test needs LiteLLM and pytest alone: stub upstreams on loopback, the variant's \
      configuration with made-up keys, and what the scenario says is right. It fails on a release \
      with the fault. What a real router without a clock of ours cannot play is refused.
      """)

  @Argument(help: "The scenario.", completion: .custom(Completion.scenarios))
  var scenario: String

  @Flag(help: "A file for pytest; there is no other form.")
  var pytest = false

  @Option(
    help: "The variant; else the first that is known to go wrong, or the first.",
    completion: .custom(Completion.variants))
  var variant: String?

  @Option(help: "The file to write; else standard output.")
  var out: String?

  @Flag(
    name: .customLong("all-steps"),
    help: "Go on after the last step that the variant is known to get wrong.")
  var allSteps = false

  @OptionGroup var places: Places

  func validate() throws {
    guard pytest else { throw ValidationError("say what to write: --pytest") }
  }

  func run() throws {
    let selection = Selection(places: places)
    let files = try selection.files([scenario])
    let loaded = try selection.load(files, notes: false)
    guard loaded.count == 1, var whole = loaded.first, let file = files.first else {
      Console.error("windtunnel: '\(scenario)' names \(loaded.count) scenarios, export takes one")
      throw ExitStatus.usage.exit
    }
    // The test is for others: where a file of one's own lies is nothing to them.
    if !file.isKept, let name = whole.id.split(separator: "/").last { whole.id = String(name) }
    let chosen = try choose(whole)
    let (test, diagnostics) = chosen.routerTest()
    for diagnostic in diagnostics { Console.error(diagnostic.text) }
    guard let test else { throw ExitStatus.badInput.exit }
    let run = VariantRun(running: chosen, mode: RunMode())
    let text = PytestText(whole, run, allSteps ? test : test.upToTheFault).text
    guard let out else { return Console.print([String(text.dropLast())]) }
    do {
      try TextFile.replace(out, with: text)
    } catch {
      Console.error("windtunnel: '\(error.path)' cannot be written: \(error.reason)")
      throw ExitStatus.cannotWrite.exit
    }
  }

  private func choose(_ whole: Scenario) throws -> Variant {
    guard let variant else {
      return whole.variants.first { !$0.breaks.isEmpty } ?? whole.variants[0]
    }
    if let found = whole.variants.first(where: { $0.name == variant }) { return found }
    Console.error(
      "windtunnel: there is no variant '\(variant)'\n    accepted: "
        + whole.variants.map(\.name).joined(separator: ", "))
    throw ExitStatus.usage.exit
  }
}
