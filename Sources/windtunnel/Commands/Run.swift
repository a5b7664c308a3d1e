public import ArgumentParser
import Foundation
import Harness
import Primitives
import Reporting
import Scenarios
import SimulationKernel
import Tunnel

extension QueueKind: ExpressibleByArgument {}

/// Runs scenarios and compares them with what is expected and recorded.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run scenarios and compare them with their expectations and goldens.",
    discussion: """
      SCENARIO is a name as `windtunnel list` prints it, a folder of them, or the path of a file. \
      Every selection also runs in a second process, and the digests must be equal.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "Scenarios; all if none is named.")
  var scenarios: [String] = []

  @Option(help: "Only this variant.")
  var variant: String?

  @Option(help: "Another seed; replaces that of cpython(SEED), too. Goldens are not compared.")
  var seed: UInt64?

  @Option(help: "How many variants run at once.")
  var jobs: Int = max(1, min(8, ProcessInfo.processInfo.activeProcessorCount))

  @Option(help: "text, or json with one object for each scenario and variant.")
  var format: Format = .text

  @Flag(help: "Send every message through its JSON or SSE text and back.")
  var wire = false

  @Flag(help: "Record the results as goldens. Refused in CI.")
  var update = false

  @Flag(help: "List every scenario, also those as expected.")
  var all = false

  @Option(help: "The event queue: heap, fast or lanes. The result is the same.")
  var queue: QueueKind = .lanes

  @Flag(name: .customLong("one-process"), help: "Do not compare with a second process.")
  var oneProcess = false

  @Flag(name: .customLong("print-digests"), help: .hidden)
  var printsDigests = false

  @Option(name: .customLong("print-events"), help: .hidden)
  var printedEvents: String?

  @OptionGroup var places: Places

  func validate() throws {
    guard (1...1024).contains(jobs) else {
      throw ValidationError("--jobs is \(jobs), accepted are 1 to 1024")
    }
  }

  func run() async throws {
    if update, ProcessInfo.processInfo.environment["CI"] != nil {
      Console.error("windtunnel: --update is refused in CI: goldens are recorded by people")
      throw ExitStatus.usage.exit
    }
    let selection = Selection(places: places)
    let files = try selection.files(scenarios)
    let loaded = try selection.load(files, notes: false)
    let selected = try select(loaded)
    var mode = RunMode()
    mode.queue = queue
    mode.wire = wire
    if let range = printedEvents.flatMap({ Self.range($0) }) {
      mode.listedEvents = range
      Console.print(Self.eventLines(selected, mode))
      return
    }
    let second = printsDigests || oneProcess ? nil : SecondProcess.start(arguments())
    let start = DispatchTime.now().uptimeNanoseconds
    let runs = await Runner(jobs: jobs, mode: mode).run(
      selected, done: Progress(total: selected.reduce(0) { $0 + $1.variants.count }).tell)
    Console.progress("")
    if printsDigests {
      Console.print(DigestLine.lines(runs))
      return
    }
    try compare(runs, with: second, mode)
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    try report(runs, files, seconds: seconds, compared: second != nil)
  }

  private func select(_ loaded: [Scenario]) throws -> [Scenario] {
    let selected = loaded.map { $0.selecting(variant: variant, seed: seed) }
      .filter { !$0.variants.isEmpty }
    guard selected.isEmpty, let variant else { return selected }
    let names = loaded.flatMap { $0.variants.map(\.name) }
    Console.error(
      "windtunnel: there is no variant '\(variant)'\n    accepted: "
        + names.joined(separator: ", "))
    throw ExitStatus.badInput.exit
  }

  /// The arguments of the second process: the same selection.
  private func arguments() -> [String] {
    var arguments = ["run", "--print-digests", "--jobs", "\(jobs)", "--queue", queue.rawValue]
    if let variant { arguments += ["--variant", variant] }
    if let seed { arguments += ["--seed", "\(seed)"] }
    if wire { arguments.append("--wire") }
    arguments += ["--scenarios", places.scenarioFolder, "--golden", places.goldenFolder]
    return arguments + ["--"] + scenarios
  }

  private static func range(_ text: String) -> ClosedRange<UInt64>? {
    let parts = text.split(separator: "-").compactMap { UInt64($0) }
    return parts.count == 2 && parts[0] <= parts[1] ? parts[0]...parts[1] : nil
  }

  private static func eventLines(_ scenarios: [Scenario], _ mode: RunMode) -> [String] {
    scenarios.flatMap(\.variants).flatMap { variant in
      VariantRun(running: variant, mode: mode).result.eventLines
    }
  }

  private func compare(
    _ runs: [ScenarioRun], with second: SecondProcess?, _ mode: RunMode
  ) throws {
    guard let second, let difference = second.differences(from: DigestLine.lines(runs)) else {
      return
    }
    var lines = [
      "windtunnel: NONDETERMINISM: two processes of one build ran differently",
      "    \(difference.scenario) · \(difference.variant): \(difference.text)",
    ]
    lines += firstDifferingEvents(difference, runs, mode)
    Console.error(lines.joined(separator: "\n"))
    throw ExitStatus.nondeterminism.exit
  }

  /// Runs the variant once more here and once more there, and finds the first event that differs.
  private func firstDifferingEvents(
    _ difference: DigestLine.Difference, _ runs: [ScenarioRun], _ mode: RunMode
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

  private func report(
    _ runs: [ScenarioRun], _ files: [SelectedFile], seconds: Double, compared: Bool
  ) throws {
    let store = GoldenStore(folder: places.goldenFolder)
    let reported = runs.map { run in
      let isKept = files.first { $0.id == run.scenario.id }?.isKept ?? false
      let isCompared = isKept && seed == nil && !update
      return ReportedRun(
        run: run,
        golden: isCompared ? store.compare(run, isWhole: variant == nil) : nil)
    }
    let digests = compared ? "each variant twice, digests equal" : ""
    switch format {
    case .json: Console.print([RunJSON.text(reported)])
    case .text:
      let text = RunText(style: Console.style, showsAll: all)
      Console.print(text.lines(reported))
      Console.print(FailureText(style: Console.style, mode: modeFlags).lines(reported))
      Console.print(text.totals(reported, seconds: seconds, digests: digests))
    }
    if update { try record(runs, files, store) }
    if reported.contains(where: \.isRed) { throw ExitStatus.fallsShort.exit }
  }

  /// Flags that a command to reproduce needs.
  private var modeFlags: String {
    (seed.map { " --seed \($0)" } ?? "") + (wire ? " --wire" : "")
  }

  private func record(
    _ runs: [ScenarioRun], _ files: [SelectedFile], _ store: GoldenStore
  ) throws {
    guard variant == nil, seed == nil else {
      Console.error("windtunnel: --update records whole scenarios: leave out --variant and --seed")
      throw ExitStatus.usage.exit
    }
    for run in runs where files.contains(where: { $0.id == run.scenario.id && $0.isKept }) {
      guard store.compare(run, isWhole: true) != .equal else { continue }
      if run.runs.contains(where: { $0.verdict == .failed }) {
        Console.error(
          "windtunnel: \(run.scenario.id) is not recorded: an expectation of it does not hold")
        continue
      }
      do {
        try store.record(run)
        Console.error("recorded \(store.path(of: run.scenario.id))")
      } catch {
        Console.error(
          "windtunnel: '\(error.path)' cannot be written: \(error.reason)\n"
            + "    the golden that was there is unchanged")
        throw ExitStatus.cannotWrite.exit
      }
    }
  }
}

/// Tells how far a run has come once it takes longer than a second.
struct Progress: Sendable {
  let total: Int
  private let start = DispatchTime.now().uptimeNanoseconds

  init(total: Int) { self.total = total }

  /// Tells that so many variants are done.
  @Sendable func tell(_ done: Int) {
    guard DispatchTime.now().uptimeNanoseconds - start > 1_000_000_000 else { return }
    Console.progress("\(done) of \(total) variants")
  }
}
