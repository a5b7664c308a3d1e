import ArgumentParser
import Harness
import Reporting
import RoutingCore
import Scenarios

/// Replays recorded vectors.
struct Conform: AsyncParsableCommand {
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

  @Flag(
    name: .customLong("mutate-rules"),
    help: """
      Set one rule after the other to each of its other cases, and tell which vectors fail, and \
      which scenarios if none does. 1 if nobody sees a case.
      """)
  var mutatesRules = false

  @Option(help: "With --mutate-rules, how many cases are tried at once.")
  var jobs: Int = Execution.jobsDefault

  @OptionGroup var places: Places

  func validate() throws {
    guard (0...1_000_000).contains(show) else {
      throw ValidationError("--show is \(show), accepted are 0 to 1000000")
    }
    guard Execution.jobsAccepted.contains(jobs) else {
      throw ValidationError("--jobs is \(jobs), accepted are 1 to 1024")
    }
  }

  func run() async throws {
    var request = Conformance.Request(preset: preset)
    request.rules = rules.map { ($0.rule, $0.value) }
    let vectors = try Self.vectors(files)
    let conformance = Conformance(vectors, request)
    // What fails already says nothing of a rule.
    if mutatesRules, conformance.holds { return try await mutate(vectors, request) }
    switch format {
    case .json: Console.print([ConformJSON.text(conformance)])
    case .text:
      Console.print(ConformText(style: Console.style, shownMax: show).lines(conformance))
    }
    if !conformance.holds { throw ExitStatus.fallsShort.exit }
  }

  private func mutate(_ vectors: [Vector], _ request: Conformance.Request) async throws {
    let mutants = RuleMutants(vectors, request, jobs: jobs)
    var tried = await mutants.tried(done: Progress(total: nil, noun: "wrong cases tried").tell)
    let selection = Selection(places: places)
    let scenarios = try selection.load(try selection.files([]), notes: false)
    let store = GoldenStore(folder: places.goldenFolder)
    let blind = tried.indices.filter { tried[$0].failed.isEmpty }
    let progress = Progress(total: blind.count, noun: "wrong cases run in all scenarios")
    for (number, place) in blind.enumerated() {
      tried[place].scenarios = await mutants.scenarios(
        seeing: tried[place], among: scenarios, goldens: store)
      progress.tell(number + 1)
    }
    Console.progress("")
    switch format {
    case .json: Console.print([RuleMutantText.json(tried)])
    case .text:
      Console.print(RuleMutantText.lines(tried) + ["", RuleMutantText.totals(tried)])
    }
    if tried.contains(where: \.isUnseen) { throw ExitStatus.fallsShort.exit }
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
