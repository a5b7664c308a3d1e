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

        windtunnel diff litellm-1.81.12 litellm-1.109.1 SCENARIO…   two presets
        windtunnel diff before today --in SCENARIO                  two variants
        windtunnel diff SCENARIO:before SCENARIO:today              the same
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "A and B, and with presets the scenarios.")
  var sides: [String]

  @Option(
    name: .customLong("in"), help: "The scenario that has both variants.",
    completion: .custom(Completion.scenarios))
  var scenario: String?

  @Flag(help: "With presets: every scenario.")
  var all = false

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
    let pairs = try DiffSides(self).pairs()
    let plan = seeds.map { SeedPlan.fixed($0) } ?? .until(percent: precision)
    let comparison = await Comparison(
      pairs, plan: plan, jobs: jobs, done: Progress(total: nil, noun: "runs").tell)
    Console.progress("")
    switch format {
    case .json: Console.print([ComparisonJSON.text(comparison)])
    case .text:
      Console.print(
        ComparisonText(
          comparison, style: Console.style, isFull: full, explains: explain
        ).lines)
    }
    if comparison.differs { throw ExitStatus.fallsShort.exit }
  }
}
