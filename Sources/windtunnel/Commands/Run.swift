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
    case text, json, junit, github
  }

  @Argument(help: "Scenarios; all if none is named.", completion: .custom(Completion.scenarios))
  var scenarios: [String] = []

  @Option(help: "Only this variant.", completion: .custom(Completion.variants))
  var variant: String?

  @Option(help: "Another seed; replaces that of cpython(SEED), too. Goldens are not compared.")
  var seed: UInt64?

  @Option(help: "How many variants run at once.")
  var jobs: Int = Execution.jobsDefault

  @Option(help: "text for people; json, junit or github for other programs.")
  var format: Format = .text

  @Option(
    help: """
      Append a summary in Markdown to a file; with --format github the file that \
      GITHUB_STEP_SUMMARY names is the default.
      """, completion: .file())
  var summary: String?

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
    guard Execution.jobsAccepted.contains(jobs) else {
      throw ValidationError("--jobs is \(jobs), accepted are 1 to 1024")
    }
  }

  func run() async throws {
    if update { try ExitStatus.refuseInCI("--update") }
    let selection = Selection(places: places, annotates: format == .github)
    let files = try selection.files(scenarios)
    let loaded = try selection.load(files, notes: false)
    let execution = Execution(
      places: places, names: scenarios, variant: variant, seed: seed, jobs: jobs, queue: queue,
      wire: wire, comparesProcesses: !oneProcess)
    let selected = try execution.select(loaded)
    if let range = printedEvents.flatMap({ Self.range($0) }) {
      var mode = execution.mode
      mode.listedEvents = range
      Console.print(Self.eventLines(selected, mode))
      return
    }
    if printsDigests {
      Console.print(DigestLine.lines(await execution.runHere(selected)))
      return
    }
    let start = DispatchTime.now().uptimeNanoseconds
    let runs = try await execution.run(selected)
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    try report(runs, files, seconds: seconds)
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

  private func report(
    _ runs: [ScenarioRun], _ files: [SelectedFile], seconds: Double
  ) throws {
    let store = GoldenStore(folder: places.goldenFolder)
    let reported = runs.map { run in
      let isKept = files.first { $0.id == run.scenario.id }?.isKept ?? false
      let isCompared = isKept && seed == nil && !update
      return ReportedRun(
        run: run,
        golden: isCompared ? store.compare(run, isWhole: variant == nil) : nil)
    }
    let digests = !oneProcess ? "each variant twice, digests equal" : ""
    switch format {
    case .json: Console.print([RunJSON.text(reported)])
    case .junit: Console.print(JUnitText.lines(reported, mode: modeFlags, goldens: store))
    case .text, .github:
      let text = RunText(style: Console.style, showsAll: all)
      Console.print(text.lines(reported))
      // Annotations tell of the failures, and fold away.
      Console.print(
        format == .github
          ? GitHubText.annotations(reported, mode: modeFlags, goldens: store)
          : FailureText(style: Console.style, mode: modeFlags).lines(reported))
      Console.print(text.totals(reported, seconds: seconds, digests: digests))
    }
    try summarize(reported, store)
    if update { try record(runs, files, store) }
    if reported.contains(where: \.isRed) { throw ExitStatus.fallsShort.exit }
  }

  private func summarize(_ reported: [ReportedRun], _ store: GoldenStore) throws {
    let named =
      format == .github ? ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"] : nil
    guard let path = summary ?? named, !path.isEmpty else { return }
    let lines = SummaryMarkdown.lines(reported, mode: modeFlags, goldens: store)
    try ExitStatus.writing { () throws(TextFile.WriteProblem) in
      try TextFile.append(lines.joined(separator: "\n"), to: path)
    }
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
      try ExitStatus.writing(orSay: "the golden that was there is unchanged") {
        () throws(TextFile.WriteProblem) in
        try store.record(run)
      }
      Console.error("recorded \(store.path(of: run.scenario.id))")
    }
  }
}
