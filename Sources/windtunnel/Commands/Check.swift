import ArgumentParser
import Harness
import Reporting
import Scenarios

/// Runs routing tests against a configuration.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run routing tests: who may answer a request, with which probability.",
    discussion: """
      A file names a LiteLLM configuration, a preset and cases; no time passes but what a case \
      says. The article on routing tests has the format.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit
  }

  @Argument(help: "Files of routing tests, or folders of them.", completion: .file())
  var files: [String]

  @Option(help: "text for people; json or junit for other programs.")
  var format: Format = .text

  @Option(
    help: "Also write the results to a file as JUnit XML, whatever the format.",
    completion: .file())
  var junit: String?

  @Option(
    name: .customLong("fail-under"),
    help: "Status 1 if the cases of a file cover less than this share of its cells, in hundredths.")
  var failUnder: Double?

  @Flag(help: "List what no case reaches.")
  var uncovered = false

  @Flag(help: "List every case, also those that hold.")
  var all = false

  func validate() throws {
    if let failUnder, !(0...100).contains(failUnder) {
      throw ValidationError("--fail-under is \(failUnder), accepted are 0 to 100")
    }
  }

  func run() throws {
    let runs = try load().map { CheckRun($0) }
    switch format {
    case .json: Console.print([CheckJSON.text(runs)])
    case .junit: Console.print(CheckJUnitText.lines(runs, failUnder: failUnder))
    case .text:
      let text = CheckText(style: Console.style, all: all, uncovered: uncovered)
      Console.print(runs.flatMap(text.lines))
    }
    if let junit { try write(CheckJUnitText.lines(runs, failUnder: failUnder), to: junit) }
    let low = failUnder.map { bound in runs.filter { $0.coverage.percent < bound } } ?? []
    for run in low {
      Console.error(
        "windtunnel: \(run.file.path) covers \(run.coverage.covered) of "
          + "\(run.coverage.cells.count) cells, less than --fail-under \(failUnder ?? 0) asks for; "
          + "--uncovered lists the rest")
    }
    if !low.isEmpty || runs.contains(where: { !$0.holds }) { throw ExitStatus.fallsShort.exit }
  }

  private func write(_ lines: [String], to path: String) throws {
    do {
      try TextFile.replace(path, with: lines.joined(separator: "\n") + "\n")
    } catch {
      Console.error("windtunnel: '\(error.path)' cannot be written: \(error.reason)")
      throw ExitStatus.cannotWrite.exit
    }
  }

  /// The tests of all files; their problems end the command, all of them at once.
  private func load() throws -> [CheckFile] {
    let reader = CheckFileReader { TextFile.read($0) }
    var read: [CheckFile] = []
    var isBad = false
    for path in files.flatMap(Self.expanded) {
      let (file, diagnostics) = reader.load(path)
      for diagnostic in diagnostics where diagnostic.severity == .error {
        Console.error(diagnostic.text)
      }
      if let file { read.append(file) } else { isBad = true }
    }
    if isBad { throw ExitStatus.badInput.exit }
    return read
  }

  private static func expanded(_ path: String) -> [String] {
    var folder = path
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    let found = TextFile.list(folder, ending: ".check.yaml")
    return found.isEmpty ? [path] : found.map { "\(folder)/\($0)" }
  }
}
