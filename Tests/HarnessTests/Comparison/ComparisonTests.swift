import Primitives
import RoutingCore
import Scenarios
import Testing
import Upstreams

@testable import Harness
@testable import Tunnel

/// Comparisons of the repository's founding scenarios.
struct ComparisonTests {
  private func variants(_ from: String, _ to: String, _ id: String) throws -> ComparedPair {
    let scenario = try RepositoryScenario.load(id)
    func variant(_ name: String) throws -> Variant {
      try #require(scenario.variants.first { $0.name == name })
    }
    return .variants(try variant(from), try variant(to), of: scenario)
  }

  private func value(_ measure: Measure, _ outcome: PairOutcome) throws -> (Int64, Int64) {
    let place = try #require(outcome.measures.firstIndex(of: measure))
    return (outcome.first[place].from, outcome.first[place].to)
  }

  /// The measured run: 103 of 200 follow-ups fail before, none today.
  @Test func measuredDifferenceOfTwoOrganizations() async throws {
    let pair = try variants("before", "today", "encrypted-content/two-organizations")
    let comparison = await Comparison([pair], plan: .fixed(4), jobs: 2)
    let outcome = try #require(comparison.pairs.first)
    #expect(try value(.outcome(.failed), outcome) == (103, 0))
    #expect(try value(.load("eastus"), outcome) == (205, 208))
    #expect(try value(.load("westeu"), outcome) == (195, 192))
    let witness = try #require(outcome.witness)
    #expect(witness.offset == 0)
    #expect(witness.changes.total == 400)
    #expect(witness.changes.groups.map(\.labels.count) == [103])
    #expect(witness.changes.changed.allSatisfy { $0.label.turn == 2 })
    #expect(witness.divergence?.label.text(in: pair.from.setup) == "c1.t2")
    #expect(witness.firstChanged?.text(in: pair.from.setup) == "c2.t2")
    #expect(witness.attribution.settings?.isNone == true)
    #expect(witness.attribution.allRules?.isNone == true)
    let rules = Set(witness.attribution.rules.map(\.rule))
    #expect(rules == [.sealedCheck, .restore])
  }

  /// The control: the new release without the setting is the old one.
  @Test func upgradeWithoutTheSettingChangesNothing() async throws {
    let pair = try variants("before", "upgrade-only", "encrypted-content/two-organizations")
    let comparison = await Comparison([pair], plan: .fixed(20), jobs: 2)
    #expect(!comparison.differs)
    #expect(comparison.pairs.first?.estimates.allSatisfy(\.isZero) == true)
  }

  @Test(arguments: ["encrypted-content/two-organizations", "wildcard/reload", "gateway/changes"])
  func itselfNeverDiffers(_ id: String) async throws {
    let scenario = try RepositoryScenario.load(id)
    let pairs = scenario.variants.map { ComparedPair.variants($0, $0, of: scenario) }
    let comparison = await Comparison(pairs, plan: .fixed(50), jobs: 2)
    #expect(!comparison.differs)
    #expect(comparison.pairs.allSatisfy { $0.differingSeeds == 0 && $0.seeds == 50 })
  }

  /// Presets are exchanged under the settings of each variant; equal settings are one pair.
  @Test func presetsAreExchangedUnderEachSetting() async throws {
    let scenario = try RepositoryScenario.load("encrypted-content/two-organizations")
    let pairs = ComparedPair.exchanging(.litellm18112, .litellm11091, in: scenario)
    #expect(pairs.map(\.settings) == [["before", "upgrade-only"], ["first-fix", "today"]])
    #expect(pairs.map(\.isVariant.from) == ["before", nil])
    #expect(pairs.map(\.isVariant.to) == ["upgrade-only", "today"])
    let comparison = await Comparison(pairs, plan: .fixed(2), jobs: 2)
    #expect(comparison.pairs.map { $0.firstDiffering } == [nil, 0])
    #expect(try value(.outcome(.failed), comparison.pairs[1]) == (103, 0))
  }

  /// Jobs change nothing, and the other way round every difference has the other sign.
  @Test func theOtherWayRound() async throws {
    let pair = try variants("before", "today", "encrypted-content/two-organizations")
    let back = try variants("today", "before", "encrypted-content/two-organizations")
    let there = await Comparison([pair], plan: .fixed(6), jobs: 3)
    let again = await Comparison([pair], plan: .fixed(6), jobs: 1)
    let reverse = await Comparison([back], plan: .fixed(6), jobs: 2)
    #expect(there.pairs[0].estimates == again.pairs[0].estimates)
    #expect(there.pairs[0].witness?.changes == again.pairs[0].witness?.changes)
    for (one, other) in zip(there.pairs[0].estimates, reverse.pairs[0].estimates) {
      #expect(one.mean == -other.mean)
      #expect(one.halfWidth == other.halfWidth)
    }
  }

  /// The reload of the second incident: what changes is told step by step, and why.
  @Test func stepsOfTheReload() async throws {
    let pair = try variants("old", "new", "wildcard/reload")
    let comparison = await Comparison([pair], plan: .fixed(1), jobs: 1)
    let witness = try #require(comparison.pairs[0].witness)
    let setup = pair.from.setup
    let changed = witness.changes.changed.map { $0.label.text(in: setup) }
    #expect(changed.contains("step6"))
    #expect(witness.attribution.rules.map(\.rule).contains(.catalogReload))
    #expect(comparison.pairs[0].main.halfWidth == nil)
  }

  /// Requests that one side never sends are told, too.
  @Test func requestsOfOneSideAlone() {
    func request(_ turn: UInt16, _ kind: OutcomeKind, path: UInt64 = 1) -> LoggedRequest {
      LoggedRequest(
        label: RequestLabel(traffic: 0, conversation: 1, turn: turn, tries: 0), number: 0,
        outcome: SeenOutcome(kind: kind, status: 200, reason: .none), attempts: 1,
        deployment: 0, path: path, added: .zero, endedAt: .zero)
    }
    let changes = RequestChanges(
      from: [request(3, .ok), request(1, .ok), request(2, .ok)],
      to: [request(1, .ok), request(2, .ok, path: 2), request(4, .failed)])
    #expect(changes.total == 4)
    #expect(changes.moved == 1)
    #expect(changes.changed.map(\.label.turn) == [3, 4])
    #expect(changes.changed.map { $0.from?.kind } == [.ok, nil])
    #expect(changes.changed.map { $0.to?.kind } == [nil, .failed])
  }
}
