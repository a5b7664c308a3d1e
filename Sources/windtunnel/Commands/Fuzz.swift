import ArgumentParser
import Dispatch
import Fuzzing
import Harness
import Reporting
import RoutingCore

/// Looks for worlds in which a property does not hold.
struct Fuzz: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw worlds, check properties, and make what fails small.",
    discussion: """
      Each world is drawn from its seed: deployments, groups, keys, a cost map, traffic, faults \
      and changes. A finding is kept in a folder of its own as a scenario. Findings of earlier \
      runs are tried again first.
      """)

  @Option(help: ArgumentHelp("The rules to run under.", valueName: "preset"))
  var preset: String = Preset.recommended.rawValue

  @Option(help: ArgumentHelp("The seeds.", valueName: "A..B"))
  var seeds: String?

  @Option(help: "For how many minutes; ends after a block of seeds.")
  var minutes: Double?

  @Option(help: "How many worlds run at once.")
  var jobs: Int = Execution.jobsDefault

  @Option(help: ArgumentHelp("Properties to check; all unless given.", valueName: "name"))
  var property: [String] = []

  @Option(help: "How worlds are drawn: swarm, calm or storm.")
  var profile: String = Profile.swarm.rawValue

  @Option(help: ArgumentHelp("A rule that differs from the preset.", valueName: "rule=case"))
  var rule: [String] = []

  @Option(help: ArgumentHelp("Write everything as JSON.", valueName: "file"))
  var json: String?

  @Option(help: "The folder of findings.")
  var findings: String = FindingStore.folderDefault

  @Option(help: ArgumentHelp("The least share of situations to reach.", valueName: "percent"))
  var failUnder: Int?

  @OptionGroup var part: FuzzPart

  @Flag(help: "List the situations that no world reached.")
  var uncovered = false

  @Flag(help: "List the properties, and stop.")
  var listProperties = false

  @Option(
    help: ArgumentHelp("Print the world of a seed as a scenario, and stop.", valueName: "seed"))
  var draw: UInt64?

  @Flag(help: "Set each rule to each other case in turn: which property notices, and how soon?")
  var mutateRules = false

  @Flag(help: .hidden)
  var printDigests = false

  @Option(help: .hidden)
  var digestEvery: UInt64 = 64

  @Flag(help: "Stop after the block with the first finding, and make that one small alone.")
  var untilFound = false

  #if MUTANTS
    @Option(help: .hidden)
    var mutant: String?

    @Flag(help: .hidden)
    var listMutants = false
  #endif

  func run() async throws {
    if listProperties {
      let width = Property.allCases.map(\.rawValue.count).max() ?? 0
      Console.print(
        Property.allCases.map {
          $0.rawValue.padded(to: width) + "  \($0.statement)"
        })
      return
    }
    #if MUTANTS
      if listMutants {
        Console.print(MutantArguments.lines(preset: preset))
        return
      }
      if let mutant { try MutantArguments.activate(mutant) }
    #endif
    let plan = try FuzzArguments(
      preset: preset, properties: property, profile: profile, rules: rule
    ).plan()
    if let minutes, !(minutes > 0 && minutes <= Self.minutesMax) {
      throw ValidationError("--minutes is \(minutes); accepted: more than 0 and at most 10080")
    }
    if let failUnder, !(0...100).contains(failUnder) {
      throw ValidationError("--fail-under is \(failUnder); accepted: 0 to 100")
    }
    if let draw {
      Console.print([plan.document(seed: draw)])
      return
    }
    guard Execution.jobsAccepted.contains(jobs) else {
      throw ValidationError("--jobs is \(jobs); accepted: 1 to 1024")
    }
    let range = try FuzzArguments.range(seeds, minutes: minutes)
    if mutateRules {
      let mutants = Preset(rawValue: preset).map { RuleMutant.all(of: $0.rules) } ?? []
      let tried = await FuzzedMutant.tried(
        mutants, plan, seeds: range, jobs: jobs,
        done: Progress(total: mutants.count, noun: "mutants").tell)
      Console.progress("")
      Console.print(KillTable(tried).lines)
      return
    }
    if printDigests {
      try await printDigests(plan, range)
      return
    }
    try await fuzz(plan, range)
  }

  /// A week.
  private static let minutesMax = 10_080.0

  private func fuzz(_ plan: FuzzPlan, _ seeds: ClosedRange<UInt64>) async throws {
    let store = FindingStore(folder: findings)
    let commit = part.commit ?? Commit.present
    let known = try replayKnown(store, plan)
    let text = FuzzText(style: Console.style)
    let start = DispatchTime.now().uptimeNanoseconds
    func seconds() -> Double { Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9 }
    var run = try part.run(plan, jobs: jobs)
    if untilFound { run.findingsMost = 1 }
    var next = seeds.lowerBound
    while next <= seeds.upperBound {
      if untilFound, !run.findings.isEmpty { break }
      if let minutes, seconds() >= minutes * 60 { break }
      let last = min(
        seeds.upperBound, next / FuzzRun.blockSize * FuzzRun.blockSize + FuzzRun.blockSize - 1)
      for finding in await run.run(next...last) {
        try keep(finding, store, commit)
        Console.progress("")
        Console.print(text.lines(finding, folder: findings) + [""])
      }
      next = last + 1
      Console.progress(
        "\(NumberText.grouped(UInt64(run.coverage.worlds))) worlds, \(run.findings.count) findings, "
          + "\(run.coverage.reached) of \(Situations.names.count) situations")
    }
    Console.progress("")
    for finding in run.findings { try keep(finding, store, commit) }
    let done = seeds.lowerBound...max(seeds.lowerBound, next - 1)
    if let path = part.coverageOut { try write(FuzzPart.text(run.coverage), to: path) }
    if let json { try write(FuzzJSON.text(run, seeds: done) + "\n", to: json) }
    if uncovered { Console.print(run.coverage.uncovered.map { "not reached: \($0)" }) }
    Console.print(text.summary(run, seeds: done, seconds: seconds()))
    try compareProcesses(run, done)
    try finish(run, known: known)
  }

  /// What ends the command with another status than zero.
  private func finish(_ run: FuzzRun, known: Int) throws {
    for problem in run.problems.prefix(3) {
      Console.error(
        "windtunnel: the world of seed \(problem.seed) is no scenario: \(problem.reason)")
    }
    if !run.problems.isEmpty { throw ExitStatus.bug.exit }
    let share = run.coverage.reached * 100 / Situations.names.count
    if let failUnder, share < failUnder {
      Console.error(
        "windtunnel: \(share) % of the situations were reached, \(failUnder) % are asked for")
      throw ExitStatus.fallsShort.exit
    }
    if !run.findings.isEmpty || known > 0 { throw ExitStatus.fallsShort.exit }
  }

  private func write(_ text: String, to path: String) throws {
    try ExitStatus.writing { () throws(TextFile.WriteProblem) in
      try TextFile.replace(path, with: text)
    }
  }

  private func keep(_ finding: Finding, _ store: FindingStore, _ commit: String) throws {
    try ExitStatus.writing { () throws(TextFile.WriteProblem) in
      try store.keep(finding, commit: commit)
    }
  }

  /// Findings of earlier runs under this preset come first: how many still show?
  private func replayKnown(_ store: FindingStore, _ plan: FuzzPlan) throws -> Int {
    let known = try store.all().filter {
      $0.finding.preset == plan.preset && plan.properties.contains($0.finding.property)
        && plan.rules.isEmpty
    }
    guard !known.isEmpty else { return 0 }
    let held = known.filter { $0.finding.replayed == nil }
    let shown = known.count - held.count
    Console.print([
      "\(NumberText.counted(known.count, "known finding")) tried again: \(shown) still found, "
        + "\(held.count) mended"
    ])
    Console.print(held.map { "  mended  \($0.finding.id)" } + [""])
    return shown
  }

  // MARK: Another process

  private func printDigests(_ plan: FuzzPlan, _ seeds: ClosedRange<UInt64>) async throws {
    var run = try part.run(plan, jobs: jobs)
    run.digestEvery = max(1, digestEvery)
    var next = seeds.lowerBound
    while next <= seeds.upperBound {
      let last = min(
        seeds.upperBound, next / FuzzRun.blockSize * FuzzRun.blockSize + FuzzRun.blockSize - 1)
      await run.observe(next...last)
      next = last + 1
    }
    Console.print(run.digests.map { "\($0.seed) \($0.digest)" })
  }

  /// A share of the seeds is run again in a second process, with another hash seed.
  private func compareProcesses(_ run: FuzzRun, _ seeds: ClosedRange<UInt64>) throws {
    let compared = seeds.lowerBound...min(seeds.upperBound, seeds.lowerBound + 1_023)
    var arguments = [
      "fuzz", "--print-digests", "--preset", preset, "--profile", profile, "--jobs", "\(jobs)",
      "--seeds", "\(compared.lowerBound)..\(compared.upperBound)",
    ]
    for rule in rule { arguments += ["--rule", rule] }
    arguments += part.arguments
    #if MUTANTS
      if let mutant { arguments += ["--mutant", mutant] }
    #endif
    guard !untilFound, let second = SecondProcess.start(arguments) else { return }
    let theirs = second.lines()
    let mine = run.digests.filter { compared.contains($0.seed) }.map { "\($0.seed) \($0.digest)" }
    guard mine != theirs else {
      Console.print([
        "\(NumberText.counted(mine.count, "world")) run again in a second process, digests equal"
      ])
      return
    }
    let differing = zip(mine, theirs).first { $0 != $1 }
    Console.error(
      "windtunnel: NONDETERMINISM: two processes of one build ran differently: "
        + "\(differing?.0 ?? "\(mine.count) worlds") and \(differing?.1 ?? "\(theirs.count) worlds")"
    )
    throw ExitStatus.nondeterminism.exit
  }
}
