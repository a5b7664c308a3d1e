import ArgumentParser
import Foundation
import Harness
import Reporting
import Scenarios
import Tunnel

/// What is done with goldens.
struct Golden: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Review what changed against the goldens.",
    subcommands: [GoldenReviewing.self, GoldenComparing.self])
}

/// Compares two recorded goldens.
struct GoldenComparing: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Print the cells in which two golden files differ; a file may be missing.",
    discussion: """
      Exit status 1 if an outcome differs, 0 if nothing does or only cells that say nothing about \
      good or bad: digests, picks, loads.
      """)

  @Argument(help: "The golden file before.", completion: .file(extensions: ["golden"]))
  var old: String

  @Argument(help: "The golden file after.", completion: .file(extensions: ["golden"]))
  var new: String

  func run() throws {
    let difference: GoldenDifference
    do {
      difference = try GoldenDifference(old: Self.text(old), new: Self.text(new))
    } catch {
      Console.error("windtunnel: line \(error.line) of a golden: \(error.reason)")
      throw ExitStatus.badInput.exit
    }
    for change in difference.outcomes { Console.print([Self.line(change, "outcome")]) }
    for change in difference.neutral { Console.print([Self.line(change, "neutral")]) }
    if !difference.outcomes.isEmpty { throw ExitStatus.fallsShort.exit }
  }

  private static func text(_ path: String) -> String? {
    guard case .success(let bytes) = TextFile.read(path) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func line(_ change: GoldenChange, _ kind: String) -> String {
    "\(kind)  \(change.variant)  \(change.label)  \(change.old) -> \(change.new)"
  }
}

/// Shows what changed against the goldens, and records what is accepted.
struct GoldenReviewing: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Show the cells that changed and what kind of change it is; record what is accepted.",
    discussion: """
      On a terminal it asks for each change. Elsewhere it prints the review and records only what \
      --accept names: all-neutral, better, new, gone, cause:NUMBER, SCENARIO, 'SCENARIO · VARIANT' \
      or SCENARIO:VARIANT. Changes that break an expectation are never recorded. Exit status 1 \
      while a change is not recorded.
      """)

  @Argument(help: "Scenarios; all if none is named.", completion: .custom(Completion.scenarios))
  var scenarios: [String] = []

  @Option(help: "Only this variant.", completion: .custom(Completion.variants))
  var variant: String?

  @Option(help: "How many variants run at once.")
  var jobs: Int = Execution.jobsDefault

  @Option(help: "Record these changes. Refused in CI.")
  var accept: [String] = []

  @Option(help: "Leave these changes as they are, whatever --accept names.")
  var reject: [String] = []

  @Flag(help: "Show the cells of every variant of a cause.")
  var all = false

  @OptionGroup var places: Places

  func validate() throws {
    guard Execution.jobsAccepted.contains(jobs) else {
      throw ValidationError("--jobs is \(jobs), accepted are 1 to 1024")
    }
    for text in accept + reject where ReviewSelector(text) == nil {
      throw ValidationError("'\(text)' names no change, accepted are \(ReviewSelector.accepted)")
    }
  }

  func run() async throws {
    if !accept.isEmpty { try ExitStatus.refuseInCI("--accept") }
    let selection = Selection(places: places)
    let files = try selection.files(scenarios).filter(\.isKept)
    guard !files.isEmpty else {
      Console.error("windtunnel: only scenarios in '\(places.scenarioFolder)' have goldens")
      throw ExitStatus.badInput.exit
    }
    let execution = Execution(places: places, names: scenarios, variant: variant, jobs: jobs)
    let selected = try execution.select(try selection.load(files, notes: false))
    let runs = try await execution.run(selected)
    let store = GoldenStore(folder: places.goldenFolder)
    let gone = scenarios.isEmpty && variant == nil ? store.gone(files.map(\.id)) : []
    let review = GoldenReview(runs, store, isWhole: variant == nil, gone: gone)
    var session = ReviewSession(
      review: review, runs: runs, store: store, isWhole: variant == nil, showsAll: all)
    let isCI = ProcessInfo.processInfo.environment["CI"] != nil
    if Terminal.isInteractive, !isCI, accept.isEmpty, reject.isEmpty {
      try session.ask()
    } else {
      try session.print(accepting: accept, rejecting: reject)
    }
    if !session.open.isEmpty { throw ExitStatus.fallsShort.exit }
  }
}
