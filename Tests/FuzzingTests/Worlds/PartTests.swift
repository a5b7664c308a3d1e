import Harness
import Testing
import WireFormats

@testable import Fuzzing

/// Parts of a campaign together are what one run is.
struct PartTests {
  private static let plan = FuzzPlan(
    preset: "litellm-1.81.12", properties: [.sealedStaysHome], profile: .swarm)
  private static let blocks: [ClosedRange<UInt64>] = (0..<4).map { $0 * 256...$0 * 256 + 15 }

  /// Something rare; with 190 worlds too few to steer the first epoch, and enough for the next.
  private static func known(worlds: Int) -> Coverage {
    let nothing = Coverage()
    var (cells, features, both) = (nothing.cells, nothing.features, nothing.both)
    cells[0] = 1
    features[0] = 1
    both[0] = 1
    return Coverage(worlds: worlds, cells: cells, features: features, both: both)
  }

  @Test func partsOfEpochsReachWhatOneRunReaches() async {
    let known = Self.known(worlds: 190)
    var one = FuzzRun(plan: Self.plan, jobs: 2, epoch: 2, after: known)
    for block in Self.blocks { _ = await one.run(block) }
    var merged = known
    var digests: [String] = []
    var found: [String: Finding] = [:]
    for epoch in [[0, 1], [2, 3]] {
      let earlier = merged
      // The order of an epoch's parts does not matter.
      for place in epoch.reversed() {
        var part = FuzzRun(plan: Self.plan, jobs: 1, epoch: 2, after: earlier)
        _ = await part.run(Self.blocks[place])
        merged.add(part.coverage)
        digests += part.digests.map(\.digest)
        for finding in part.findings {
          found[finding.id] =
            found[finding.id]?.merged(with: finding, keeping: .first) ?? finding
        }
      }
    }
    var whole = known
    whole.add(one.coverage)
    let isEqual = merged == whole
    #expect(isEqual)
    #expect(digests.sorted() == one.digests.map(\.digest).sorted())
    #expect(!one.findings.isEmpty)
    #expect(found.count == one.findings.count)
    for finding in one.findings {
      #expect(found[finding.id]?.document == finding.document)
      #expect(found[finding.id]?.facts == finding.facts)
    }
  }

  @Test func whatWasReachedBeforeSteers() async {
    var steered = FuzzRun(plan: Self.plan, jobs: 2, after: Self.known(worlds: 1_000))
    await steered.observe(Self.blocks[0])
    var alone = FuzzRun(plan: Self.plan, jobs: 2)
    await alone.observe(Self.blocks[0])
    let isEqual = steered.coverage == alone.coverage
    #expect(!isEqual)
  }

  @Test func theScenarioOfTheFirstSeedIsKept() async throws {
    var run = FuzzRun(plan: Self.plan, jobs: 2)
    _ = await run.run(Self.blocks[0])
    let first = try #require(run.findings.first)
    var later = first
    later.shrinkSteps = -1
    later.seeds = [(first.seeds.first ?? 0) + 1_000]
    for (one, other) in [(first, later), (later, first)] {
      #expect(one.merged(with: other).shrinkSteps == -1)
      #expect(one.merged(with: other, keeping: .first).shrinkSteps == first.shrinkSteps)
    }
  }

  @Test func coverageIsReadAsItIsWritten() async throws {
    var run = FuzzRun(plan: Self.plan, jobs: 2)
    await run.observe(Self.blocks[0])
    let text = run.coverage.json.serialized()
    #expect(Coverage(try JSONValue.parse(text)) == run.coverage)
  }

  @Test(arguments: [
    "{}", "[]", #"{"worlds":1,"cells":[],"features":[],"both":[]}"#,
    #"{"worlds":-1,"cells":[0],"features":[0],"both":[0]}"#,
  ])
  func otherSumsAreNoCoverage(_ text: String) throws {
    #expect(Coverage(try JSONValue.parse(Array(text.utf8))) == nil)
  }
}
