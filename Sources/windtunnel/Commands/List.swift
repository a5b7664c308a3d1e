import ArgumentParser
import Reporting
import Scenarios

/// Lists scenarios.
struct List: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List scenarios with their names and variants.")

  @Argument(
    help: "Scenarios or folders; all if none is named.",
    completion: .custom(Completion.scenarios))
  var scenarios: [String] = []

  @OptionGroup var places: Places

  func run() async throws {
    let selection = Selection(places: places)
    let loaded = try await selection.outlines(try selection.files(scenarios))
    let width = loaded.map(\.id.count).max() ?? 0
    Console.print(
      loaded.flatMap { scenario in
        let padding = String(repeating: " ", count: width - scenario.id.count)
        return [
          scenario.id + padding + "  " + scenario.name,
          Console.style.paint(
            String(repeating: " ", count: width) + "  "
              + scenario.variants.joined(separator: ", "), .faint),
        ]
      })
  }
}
