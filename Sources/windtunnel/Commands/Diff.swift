import ArgumentParser
import Foundation
import Harness
import Reporting
import RoutingCore
import Scenarios

/// Compares two presets, two variants or two configurations under common random numbers.
struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two presets, variants or configurations under common random numbers.",
    discussion: """
      Both sides meet the same clients and upstreams under the same seeds. Exit status 0: no \
      request differs; 1: something does.

        windtunnel diff PRESET PRESET SCENARIO…          each variant's settings, two presets
        windtunnel diff PRESET PRESET --config FILE      one configuration, two presets
        windtunnel diff A.yaml B.yaml --preset PRESET    two configurations
        windtunnel diff before today --in SCENARIO       two variants
        windtunnel diff SCENARIO:before SCENARIO:today   the same

      Configurations are asked for each of their model groups, two turns with sealed reasoning \
      where there may be any; --traffic says what else, and --in takes it from a scenario.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "A and B, and with presets the scenarios.")
  var sides: [String]

  @Option(
    name: [.customLong("in"), .customLong("scenario")],
    help: "The scenario that has both variants, or that both configurations go through.",
    completion: .custom(Completion.scenarios))
  var scenario: String?

  @Flag(help: "With presets: every scenario.")
  var all = false

  @Option(help: "A LiteLLM configuration, for two presets.")
  var config: String?

  @Option(help: "The release whose rules two configurations run under; there is no default.")
  var preset: Preset?

  @Option(
    help: """
      What every group of a configuration is asked, as a scenario writes it and without model: \
      '{client: codex, conversations: 50, turns: 3}'.
      """)
  var traffic: String?

  @Option(help: "How many seeds; else as many as the precision needs.")
  var seeds: Int?

  @Option(
    help: """
      Seeds are added until half the 95 % interval of the requests that are not ok is at most this \
      percentage of all requests, or there are \(SeedPlan.openMax) seeds.
      """)
  var precision: Double = SeedPlan.percentDefault

  @Option(help: "How many runs at once; the result is the same.")
  var jobs: Int = Execution.jobsDefault

  @Option(help: "text for people, json for other programs.")
  var format: Format = .text

  @Flag(help: "Every pair in full, and every measure, zeros included.")
  var full = false

  @Flag(help: "Explain the first diverging request in full, on both sides.")
  var explain = false

  @OptionGroup var places: Places

  func validate() throws {
    guard Execution.jobsAccepted.contains(jobs) else {
      throw ValidationError("--jobs is \(jobs), accepted are 1 to 1024")
    }
    if let traffic, !traffic.hasPrefix("{") || traffic.contains(where: \.isNewline) {
      throw ValidationError("--traffic is one mapping on one line: '{conversations: 50, turns: 3}'")
    }
    guard sides.count >= 2 else {
      throw ValidationError("diff takes two presets, variants or configurations")
    }
    if let seeds, !SeedPlan.accepted.contains(seeds) {
      throw ValidationError(
        "--seeds is \(seeds), accepted are \(SeedPlan.accepted.lowerBound) to "
          + "\(SeedPlan.accepted.upperBound)")
    }
    guard precision >= 0.001, precision <= 100 else {
      throw ValidationError("--precision is \(precision), accepted are 0.001 to 100 percent")
    }
  }

  func run() async throws {
    let (pairs, secrets) = try DiffSides(self).pairs()
    let plan = seeds.map { SeedPlan.fixed($0) } ?? .until(percent: precision)
    let comparison = await Comparison(
      pairs, plan: plan, jobs: jobs, done: Progress(total: nil, noun: "runs").tell)
    Console.progress("")
    switch format {
    case .json: Console.print([ComparisonJSON.text(comparison, hiding: secrets)])
    case .text:
      Console.print(
        ComparisonText(
          comparison, style: Console.style, isFull: full, explains: explain,
          hiding: secrets
        ).lines)
    }
    if comparison.differs { throw ExitStatus.fallsShort.exit }
  }
}
