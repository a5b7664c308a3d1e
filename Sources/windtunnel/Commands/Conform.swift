import ArgumentParser
import Harness
import Reporting
import RoutingCore
import Scenarios

/// Replays recorded vectors.
struct Conform: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay vectors recorded from LiteLLM; compare what comes out, kind by kind.",
    discussion: """
      FILES hold one vector a line, of one kind or several; a folder stands for its *.jsonl files. \
      A vector that needs what is not modelled has failed; one that cannot be read is refused.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "Files of vectors, or folders of them.", completion: .file())
  var files: [String]

  @Option(
    help: """
      The preset for every kind; without it the release that a kind names, else the newest one.
      """, completion: .custom(Completion.presets))
  var preset: Preset?

  @Option(
    name: .customLong("rule"),
    help: "NAME=CASE changes one rule of the preset; may be given more than once.")
  var rules: [RuleChange] = []

  @Option(help: "text for people, json for other programs.")
  var format: Format = .text

  @Option(help: "How many failures of a kind are shown in full.")
  var show: Int = 3

  func validate() throws {
    guard (0...1_000_000).contains(show) else {
      throw ValidationError("--show is \(show), accepted are 0 to 1000000")
    }
  }

  func run() throws {
    var request = Conformance.Request(preset: preset)
    request.rules = rules.map { ($0.rule, $0.value) }
    let conformance = Conformance(try Self.vectors(files), request)
    switch format {
    case .json: Console.print([ConformJSON.text(conformance)])
    case .text:
      Console.print(ConformText(style: Console.style, shownMax: show).lines(conformance))
    }
    if !conformance.holds { throw ExitStatus.fallsShort.exit }
  }

  /// The vectors of all files; their problems end the command, all of them at once.
  static func vectors(_ paths: [String]) throws -> [Vector] {
    var vectors: [Vector] = []
    var problems: [Diagnostic] = []
    for path in paths.flatMap(Self.expanded) {
      switch TextFile.read(path) {
      case .success(let bytes):
        let file = VectorFile.read(path, bytes)
        vectors += file.vectors
        problems += file.problems
      case .failure(let problem):
        problems.append(
          Diagnostic(
            code: "unreadable-file", file: path, line: 0, column: 0,
            message: "the file cannot be read: \(problem.reason)"))
      }
    }
    guard problems.isEmpty else {
      for problem in problems { Console.error(problem.text) }
      throw ExitStatus.badInput.exit
    }
    return vectors
  }

  private static func expanded(_ path: String) -> [String] {
    var folder = path
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    let found = TextFile.list(folder, ending: ".jsonl")
    return found.isEmpty ? [path] : found.map { "\(folder)/\($0)" }
  }
}

/// A rule and the case it is set to, as the command line writes it: `NAME=CASE`.
struct RuleChange: ExpressibleByArgument {
  let rule: RuleName
  let value: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="),
      let rule = RuleName(rawValue: String(argument[..<equals]))
    else { return nil }
    let value = String(argument[argument.index(after: equals)...])
    guard rule.cases.contains(value) else { return nil }
    self.rule = rule
    self.value = value
  }
}
