import Harness
import Primitives
import Scenarios
import SimulationKernel
import Testing
import Tunnel

/// How a run is carried out decides nothing.
struct ModeTests {
  static let names = [
    "encrypted-content/two-organizations", "encrypted-content/check-order",
    "encrypted-content/ids-and-retries", "encrypted-content/origin-429",
    "gateway/client-leaves", "surfaces/other-endpoints", "surfaces/anthropic-accounts",
    "surfaces/anthropic-tools", "surfaces/gemini-signatures", "surfaces/gemini-calls",
    "surfaces/rate-limits", "surfaces/short-windows",
  ]

  private func digests(_ scenario: Scenario, _ change: (inout RunMode) -> Void) -> [Digest] {
    var mode = RunMode()
    change(&mode)
    return scenario.run(mode).runs.map(\.result.decisions.digest)
  }

  @Test(arguments: names)
  func decisionsAreTheSame(_ id: String) throws {
    let scenario = try RepositoryScenario.load(id)
    let ordinary = digests(scenario) { _ in }
    for queue in QueueKind.allCases {
      #expect(digests(scenario) { $0.queue = queue } == ordinary, "\(queue)")
    }
    #expect(digests(scenario) { $0.wire = true } == ordinary, "wire")
    #expect(ordinary.count > 1)
  }

  /// What the fakes read in the texts is the truth: every turn comes out the same.
  @Test(arguments: names)
  func outcomesAreTheSame(_ id: String) throws {
    let scenario = try RepositoryScenario.load(id)
    var mode = RunMode()
    mode.wire = true
    let plain = scenario.run()
    let wire = scenario.run(mode)
    for (ordinary, other) in zip(plain.runs, wire.runs) {
      #expect(ordinary.result.outcomes == other.result.outcomes, "\(ordinary.variant.name)")
      #expect(ordinary.result.sealedAbroad == other.result.sealedAbroad)
    }
    #expect(GoldenTable(wire) == GoldenTable(plain))
  }

  /// Events, too, and every fact: only the containers differ.
  @Test(arguments: names)
  func eventsAreTheSame(_ id: String) throws {
    let scenario = try RepositoryScenario.load(id)
    let lines = DigestLine.lines([scenario.run()])
    for queue in [QueueKind.heap, .fast] {
      var mode = RunMode()
      mode.queue = queue
      let other = scenario.run(mode)
      #expect(DigestLine.difference(lines, DigestLine.lines([other])) == nil)
      #expect(GoldenTable(other) == GoldenTable(scenario.run()))
    }
  }

  /// Keeping a request's decisions in full changes none of them.
  @Test func tracesChangeNothing() throws {
    let scenario = try RepositoryScenario.load("encrypted-content/two-organizations")
    let traced = digests(scenario) {
      $0.traced = [RequestLabel(traffic: 0, conversation: 2, turn: 2, tries: 0)]
    }
    #expect(traced == digests(scenario) { _ in })
  }

  /// As many threads as there may be: the order of results is that of the file.
  @Test func jobsChangeNothing() async throws {
    let scenarios = try Self.names.prefix(3).map { try RepositoryScenario.load($0) }
    let one = await Runner(jobs: 1, mode: RunMode()).run(scenarios) { _ in }
    let four = await Runner(jobs: 4, mode: RunMode()).run(scenarios) { _ in }
    #expect(DigestLine.lines(one) == DigestLine.lines(four))
    #expect(one.map(\.scenario.id) == Array(Self.names.prefix(3)))
  }

  @Test func anotherSeedDecidesOtherwise() throws {
    let scenario = try RepositoryScenario.load("encrypted-content/two-organizations")
    let other = scenario.selecting(variant: nil, seed: 7)
    #expect(digests(scenario) { _ in } != digests(other) { _ in })
  }

  static let mine = "a\tv\td1\te1\t40\t16\tc1,c2"

  @Test(arguments: [
    ("a\tv\td1\te2\t40\t16\tc1,c9", 16...32, "decisions d1 and d1, 40 and 40 events"),
    ("a\tv\td1\te2\t40\t16\tc8,c9", 0...16, "decisions d1 and d1, 40 and 40 events"),
    ("a\tv\td1\te2\t40\t16\tc1,c2", 32...40, "decisions d1 and d1, 40 and 40 events"),
    ("a\tv\td1\te2\t41\t16\tc1,c2", 32...41, "decisions d1 and d1, 40 and 41 events"),
    ("a\tv\td2\te1\t40\t16\tc1,c2", 0...40, "decisions d1 and d2, 40 and 40 events"),
  ])
  func differencesAreTold(_ theirs: String, _ events: ClosedRange<UInt64>, _ text: String) {
    let difference = DigestLine.difference([Self.mine], [theirs])
    #expect(difference?.scenario == "a")
    #expect(difference?.variant == "v")
    #expect(difference?.events == events)
    #expect(difference?.text == text)
  }

  @Test func equalLinesDoNotDiffer() {
    #expect(DigestLine.difference([Self.mine], [Self.mine]) == nil)
  }

  @Test func brokenLinesAreTold() {
    #expect(DigestLine.difference([Self.mine], ["a\tv"])?.text == "a digest line is cut off")
    #expect(
      DigestLine.difference([Self.mine], [])?.text
        == "one process ran 1 variants, the other 0")
  }
}
