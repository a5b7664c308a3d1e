import Scenarios
import Testing

@testable import Harness

/// What a changed cell says about good and bad.
struct CellJudgeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let label: String
    let old: String
    let new: String
    let direction: Direction
    /// Turns that come out `ok` on both sides, besides the cell.
    var turns: (before: UInt64, after: UInt64) = (200, 200)
    var wantsDenial = false
    var step: ClaimedOutcome?
    var testDescription: String { "\(label): \(old) -> \(new)" }
  }

  private static let upstream = "follow-ups 400 invalid_encrypted_content"

  static let outcomes = [
    Case(label: "follow-ups ok", old: "200", new: "97", direction: .worse),
    Case(label: "follow-ups ok", old: "97", new: "200", direction: .better),
    Case(label: "first turns ok", old: "9", new: "10", direction: .better),
    Case(label: upstream, old: "0", new: "103", direction: .worse),
    Case(label: upstream, old: "103", new: "0", direction: .better),
    Case(label: "follow-ups degraded", old: "0", new: "1", direction: .worse),
    Case(label: "first turns denied 401", old: "0", new: "1", direction: .worse),
    Case(
      label: "first turns denied 401", old: "0", new: "1", direction: .unclear, wantsDenial: true),
    Case(label: "first turns ok", old: "3", new: "4", direction: .unclear, wantsDenial: true),
    Case(label: "first turns 500", old: "3", new: "4", direction: .worse, wantsDenial: true),
    Case(label: "chat follow-ups ok", old: "9", new: "10", direction: .better),
    Case(label: "my chat first turns 500 server_error", old: "0", new: "1", direction: .worse),
    Case(label: "first turns left", old: "3", new: "9", direction: .neutral),
    Case(label: "degraded", old: "0", new: "10", direction: .worse),
    Case(label: "sealed abroad", old: "13", new: "12", direction: .better),
    Case(
      label: "follow-ups ok", old: "100", new: "200", direction: .neutral, turns: (200, 400)),
    Case(
      label: "follow-ups ok", old: "100", new: "199", direction: .worse, turns: (200, 400)),
    Case(
      label: "follow-ups ok", old: "100", new: "201", direction: .better, turns: (200, 400)),
  ]

  static let others = [
    Case(label: "verdict", old: "holds", new: "reproduces", direction: .worse),
    Case(label: "verdict", old: "reproduces", new: "failed", direction: .worse),
    Case(label: "verdict", old: "reproduces", new: "holds", direction: .better),
    Case(label: "verdict", old: "good", new: "holds", direction: .unclear),
    Case(label: "requests", old: "400", new: "420", direction: .worse),
    Case(label: "requests", old: "400", new: "420", direction: .neutral, turns: (200, 210)),
    Case(label: "attempts max/all", old: "1/400", new: "2/400", direction: .worse),
    Case(label: "attempts max/all", old: "2/400", new: "2/399", direction: .better),
    Case(label: "attempts max/all", old: "2/400", new: "1/401", direction: .worse),
    Case(
      label: "added p50/p99/max", old: "0ms/0ms/0ms", new: "0ms/0ms/1ms", direction: .worse),
    Case(
      label: "added p50/p99/max", old: "0ms/1.5s/2s", new: "0ms/900ms/2s", direction: .better),
    Case(
      label: "added p50/p99/max", old: "0ms/1s/2s", new: "1ms/900ms/2s", direction: .worse),
    Case(label: "queued p50/p99/max", old: "0", new: "0ms/0ms/1ms", direction: .worse),
    Case(label: "queued p50/p99/max", old: "0ms/0ms/1ms", new: "0", direction: .better),
    Case(label: "added p50/p99/max", old: "soon", new: "late", direction: .unclear),
    Case(label: "load eastus", old: "3", new: "300", direction: .neutral),
    Case(label: "decisions", old: "a", new: "b", direction: .neutral),
    Case(label: "picks 1-20", old: "A", new: "B", direction: .neutral),
    Case(label: "first wrong", old: "-", new: "c1.t2", direction: .neutral),
    Case(label: "random", old: "seed 0", new: "seed 1", direction: .neutral),
    Case(label: "wrong from/to", old: "-", new: "1s/2s", direction: .worse),
    Case(label: "wrong from/to", old: "1s/2s", new: "-", direction: .better),
    Case(label: "wrong from/to", old: "1s/9s", new: "5s/7s", direction: .better),
    Case(label: "wrong from/to", old: "1s/2s", new: "3s/4s", direction: .neutral),
    Case(label: "a fact of tomorrow", old: "1", new: "2", direction: .unclear),
  ]

  static let steps = [
    Case(
      label: "6 m", old: "401 key_model_access_denied", new: "200", direction: .better, step: .ok),
    Case(label: "6 m", old: "200", new: "500 server_error", direction: .worse, step: .ok),
    Case(label: "6 m", old: "400", new: "500", direction: .unclear, step: .ok),
    Case(label: "6 m", old: "200", new: "200 degraded", direction: .worse, step: .ok),
    Case(
      label: "6 m", old: "401 key_model_access_denied", new: "403 key_model_access_denied",
      direction: .neutral, step: .denied),
    Case(
      label: "6 m", old: "403 key_model_access_denied", new: "200", direction: .worse,
      step: .denied),
    Case(
      label: "6 m", old: "400", new: "403 team_model_access_denied", direction: .better,
      step: .denied),
    Case(label: "6 m", old: "200", new: "400", direction: .unclear),
    Case(label: "6 m", old: "0", new: "200", direction: .better, step: .ok),
    Case(label: "6 m", old: "200", new: "-", direction: .worse, step: .ok),
  ]

  private static func totals(_ count: UInt64) -> TurnTotals {
    TurnTotals(
      GoldenTable(
        heading: "a.golden", columns: ["a"],
        rows: [
          .init(label: "first turns ok", cells: ["\(count)"]),
          .init(label: "follow-ups ok", cells: ["\(count)"]),
        ]), column: 0)
  }

  @Test(arguments: outcomes + others + steps)
  func direction(_ named: Case) {
    let judge = CellJudge(
      before: Self.totals(named.turns.before), after: Self.totals(named.turns.after),
      wantsDenial: named.wantsDenial, steps: named.step.map { [6: $0] } ?? [:])
    let change = GoldenChange(
      variant: "a", label: named.label, old: named.old, new: named.new)
    #expect(judge.direction(change) == named.direction)
  }

  @Test func worseWins() {
    #expect(CellJudge.together([.better, .worse, .neutral]) == .worse)
    #expect(CellJudge.together([.better, .unclear]) == .unclear)
    #expect(CellJudge.together([.neutral, .better]) == .better)
    #expect(CellJudge.together([]) == .neutral)
  }

  /// A fact whose meaning nobody wrote down counts as worse in every review.
  @Test func everyFactHasAMeaning() throws {
    let ids = RepositoryScenario.goldens()
    #expect(ids.count > 20)
    for id in ids {
      for row in try GoldenTable.parse(try RepositoryScenario.golden(id)).get().rows {
        #expect(CellMeaning(label: row.label, wantsDenial: false) != .unclear, "\(id) \(row.label)")
      }
    }
  }
}
