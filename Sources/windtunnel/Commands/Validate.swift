import ArgumentParser
import Reporting
import Scenarios

/// Checks scenario files without running them.
struct Validate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check scenario files without running them; tells of every problem at once.")

  @Argument(
    help: "Scenarios, folders or files; all if none is named.",
    completion: .custom(Completion.scenarios))
  var scenarios: [String] = []

  @OptionGroup var places: Places

  func run() async throws {
    let selection = Selection(places: places)
    let loaded = try selection.load(try selection.files(scenarios), notes: true)
    Console.print([
      "\(NumberText.counted(loaded.count, "scenario")), "
        + NumberText.counted(loaded.reduce(0) { $0 + $1.variants.count }, "variant")
        + ": no errors"
    ])
  }
}
