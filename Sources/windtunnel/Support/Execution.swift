import Foundation
import Harness
import Scenarios
import SimulationKernel
import Tunnel

/// Runs a selection here and in a second process, and compares both.
struct Execution {
  var places: Places
  /// The scenarios as the user named them.
  var names: [String]
  var variant: String?
  var seed: UInt64?
  var jobs: Int
  var queue = QueueKind.lanes
  var wire = false
  var comparesProcesses = true

  /// How many variants run at once: the processor's cores, a few at most.
  static let jobsDefault = max(1, min(8, ProcessInfo.processInfo.activeProcessorCount))
  static let jobsAccepted = 1...1024

  /// How the variants are run.
  var mode: RunMode {
    var mode = RunMode()
    mode.queue = queue
    mode.wire = wire
    return mode
  }

  /// The selected variants of loaded scenarios.
  func select(_ loaded: [Scenario]) throws -> [Scenario] {
    let selected = loaded.map { $0.selecting(variant: variant, seed: seed) }
      .filter { !$0.variants.isEmpty }
    guard selected.isEmpty, let variant else { return selected }
    let names = loaded.flatMap { $0.variants.map(\.name) }
    Console.error(
      "windtunnel: there is no variant '\(variant)'\n    accepted: "
        + names.joined(separator: ", "))
    throw ExitStatus.badInput.exit
  }

  /// Runs the scenarios; a difference between both processes ends the command.
  func run(_ selected: [Scenario]) async throws -> [ScenarioRun] {
    let second = comparesProcesses ? SecondProcess.start(arguments()) : nil
    let runs = await runHere(selected)
    try compare(runs, with: second)
    return runs
  }

  /// Runs the scenarios in this process only.
  func runHere(_ selected: [Scenario]) async -> [ScenarioRun] {
    let runs = await Runner(jobs: jobs, mode: mode).run(
      selected, done: Progress(total: selected.reduce(0) { $0 + $1.variants.count }).tell)
    Console.progress("")
    return runs
  }

  /// The arguments of the second process: the same selection.
  private func arguments() -> [String] {
    var arguments = ["run", "--print-digests", "--jobs", "\(jobs)", "--queue", queue.rawValue]
    if let variant { arguments += ["--variant", variant] }
    if let seed { arguments += ["--seed", "\(seed)"] }
    if wire { arguments.append("--wire") }
    arguments += ["--scenarios", places.scenarioFolder, "--golden", places.goldenFolder]
    return arguments + ["--"] + names
  }

  private func compare(_ runs: [ScenarioRun], with second: SecondProcess?) throws {
    guard let second, let difference = second.differences(from: DigestLine.lines(runs)) else {
      return
    }
    var lines = [
      "windtunnel: NONDETERMINISM: two processes of one build ran differently",
      "    \(difference.scenario) · \(difference.variant): \(difference.text)",
    ]
    lines += firstDifferingEvents(difference, runs)
    Console.error(lines.joined(separator: "\n"))
    throw ExitStatus.nondeterminism.exit
  }

  /// Runs the variant once more here and once more there, and finds the first event that differs.
  private func firstDifferingEvents(
    _ difference: DigestLine.Difference, _ runs: [ScenarioRun]
  ) -> [String] {
    guard let events = difference.events,
      let run = runs.first(where: { $0.scenario.id == difference.scenario }),
      let variant = run.runs.first(where: { $0.variant.name == difference.variant })
    else { return [] }
    var arguments = self.arguments()
    arguments.removeAll { $0 == "--print-digests" }
    arguments.insert(
      contentsOf: ["--print-events", "\(events.lowerBound)-\(events.upperBound)"], at: 1)
    if let separator = arguments.firstIndex(of: "--") {
      arguments.removeSubrange(separator...)
    }
    if self.variant == nil { arguments += ["--variant", difference.variant] }
    arguments += ["--", run.scenario.file]
    var mode = mode
    mode.listedEvents = events
    let mine = VariantRun(running: variant.variant, mode: mode).result.eventLines
    let theirs = SecondProcess.start(arguments)?.lines() ?? []
    for place in 0..<max(mine.count, theirs.count) {
      let here = place < mine.count ? mine[place] : "no event"
      let there = place < theirs.count ? theirs[place] : "no event"
      if here != there {
        return [
          "    first differing event of both:", "      here   \(here)", "      there  \(there)",
        ]
      }
    }
    return ["    the difference did not show again among events \(events)"]
  }
}

/// Tells how far a run has come once it takes longer than a second.
struct Progress: Sendable {
  /// How many there are; nil if nobody knows yet.
  let total: Int?
  private let noun: String
  private let start = DispatchTime.now().uptimeNanoseconds

  init(total: Int?, noun: String = "variants") {
    self.total = total
    self.noun = noun
  }

  /// Tells that so many are done.
  @Sendable func tell(_ done: Int) {
    guard DispatchTime.now().uptimeNanoseconds - start > 1_000_000_000 else { return }
    Console.progress(total.map { "\(done) of \($0) \(noun)" } ?? "\(done) \(noun)")
  }
}

extension ExitStatus {
  /// Ends the command where `CI` is set: goldens are recorded by people.
  static func refuseInCI(_ option: String) throws {
    guard ProcessInfo.processInfo.environment["CI"] != nil else { return }
    Console.error("windtunnel: \(option) is refused in CI: goldens are recorded by people")
    throw ExitStatus.usage.exit
  }
}
