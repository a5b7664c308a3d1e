import Foundation
import Scenarios
import Testing
import Tunnel

@testable import Harness

/// Some variants are recorded, the others keep their cells; all of them make a whole golden.
struct AcceptingTests {
  private final class Folder {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("windtunnel-\(UUID().uuidString)").path
    var store: GoldenStore { GoldenStore(folder: path) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func text(_ id: String) throws -> String {
      String(decoding: try TextFile.read(store.path(of: id)).get(), as: UTF8.self)
    }
  }

  /// Another seed changes outcomes, picks and digests; the third scenario loses variants, too.
  @Test(
    arguments: [
      "encrypted-content/origin-429", "encrypted-content/pins", "gateway/client-leaves",
      "encrypted-content/two-organizations", "gateway/skewed-load", "encrypted-content/tampered",
    ], [false, true])
  func oneByOneComesToTheWhole(_ id: String, _ isBackwards: Bool) throws {
    let folder = Folder()
    let scenario = try RepositoryScenario.load(id)
    try folder.store.record(scenario.selecting(variant: nil, seed: 77).run())
    let run = scenario.run()
    let names = run.runs.map(\.variant.name)
    let order = isBackwards ? names.reversed() : names
    for (place, name) in order.enumerated() {
      let before = try GoldenTable.parse(try folder.text(id)).get()
      try folder.store.record(run, variants: [name], isWhole: true)
      let after = try GoldenTable.parse(try folder.text(id)).get()
      #expect(after.columns == names)
      let accepted = order.prefix(place + 1)
      let review = GoldenReview([run], folder.store, isWhole: true)
      #expect(review.changes.allSatisfy { !accepted.contains($0.variant) })
      // The columns that were not accepted say what they said.
      let kept = before.columns.filter { !accepted.contains($0) }
      let moved = after.changes(from: before).filter { kept.contains($0.variant) }
      #expect(moved == [])
    }
    #expect(try folder.text(id) == GoldenTable(run).text)
    #expect(GoldenReview([run], folder.store, isWhole: true).changes.isEmpty)
  }

  @Test func newVariantsAndGoneOnes() throws {
    let folder = Folder()
    let id = "encrypted-content/two-organizations"
    let scenario = try RepositoryScenario.load(id)
    var before = scenario
    before.variants.remove(at: 1)
    before.variants[0].name = "once"
    try folder.store.record(before.run())
    let run = scenario.run()
    let review = GoldenReview([run], folder.store, isWhole: true)
    #expect(
      review.changes.map { "\($0.variant) \($0.kind.rawValue)" } == [
        "before NEW", "upgrade-only NEW", "once GONE",
      ])
    #expect(review.causes.map(\.members) == [[0, 1], [2]])
    try folder.store.record(run, variants: ["upgrade-only"], isWhole: true)
    let table = try GoldenTable.parse(try folder.text(id)).get()
    #expect(table.columns == ["upgrade-only", "first-fix", "today", "once"])
    try folder.store.record(run, variants: ["before", "once"], isWhole: true)
    #expect(try folder.text(id) == GoldenTable(run).text)
  }

  @Test func aPartOfTheVariantsWasRun() throws {
    let folder = Folder()
    let id = "encrypted-content/two-organizations"
    let scenario = try RepositoryScenario.load(id)
    try folder.store.record(scenario.selecting(variant: nil, seed: 5).run())
    let old = try GoldenTable.parse(try folder.text(id)).get()
    let run = scenario.selecting(variant: "today", seed: nil).run()
    try folder.store.record(run, variants: ["today"], isWhole: false)
    let new = try GoldenTable.parse(try folder.text(id)).get()
    #expect(new.columns == old.columns)
    let changed = new.changes(from: old).map(\.variant)
    #expect(!changed.isEmpty)
    #expect(changed.allSatisfy { $0 == "today" })
  }

  @Test func thereWasNoGolden() throws {
    let folder = Folder()
    let id = "gateway/client-leaves"
    let run = try RepositoryScenario.load(id).run()
    try folder.store.record(run, variants: ["sound"], isWhole: true)
    #expect(try GoldenTable.parse(try folder.text(id)).get().columns == ["sound"])
    try folder.store.record(run, variants: ["waiting", "mid-stream", "backing-off"], isWhole: true)
    #expect(try folder.text(id) == GoldenTable(run).text)
  }

  @Test func goldensOfScenariosThatAreGone() throws {
    let folder = Folder()
    try TextFile.replace(folder.path + "/a/b.golden", with: "x\n")
    try TextFile.replace(folder.path + "/bench/instructions.txt", with: "x\n")
    #expect(folder.store.gone([]) == ["a/b"])
    #expect(folder.store.gone(["a/b"]) == [])
    try folder.store.remove("a/b")
    #expect(folder.store.gone([]) == [])
    #expect(throws: TextFile.WriteProblem.self) { try folder.store.remove("a/b") }
  }
}
