import Foundation
import Testing
import Tunnel

@testable import Harness

/// What a review makes of a golden that somebody edited.
struct GoldenReviewTests {
  static let id = "encrypted-content/two-organizations"

  /// Reviews the scenario against its own golden with some texts replaced.
  private func review(_ edits: [(String, String)]) throws -> GoldenReview {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("windtunnel-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try RepositoryScenario.load(Self.id).run()
    var text = GoldenTable(run).text
    for (old, new) in edits {
      #expect(text.contains(old))
      text = text.replacing(old, with: new)
    }
    let store = GoldenStore(folder: folder)
    try TextFile.replace(store.path(of: Self.id), with: text)
    return GoldenReview([run], store, isWhole: true)
  }

  private func kinds(_ review: GoldenReview) -> [String] {
    review.changes.map { "\($0.variant) \($0.kind.rawValue)" }
  }

  @Test func nothingChanged() throws {
    let review = try review([])
    #expect(review.changes.isEmpty && review.causes.isEmpty && review.unreadable.isEmpty)
  }

  @Test func aPickThatDiffersNamesItsRequest() throws {
    let review = try review([("BBBBBBAABAA", "BBBBBBAABAB")])
    #expect(Set(review.changes.map(\.kind)) == [.neutral])
    let first = try #require(review.changes.first?.first)
    guard case .pick(let number, let label?) = first else {
      Issue.record("\(first)")
      return
    }
    // One request after the other, two turns each.
    #expect(label.conversation == UInt32((number + 1) / 2))
    #expect(label.turn == UInt16((number + 1) % 2 + 1))
  }

  @Test func aDigestAloneNamesNoDecision() throws {
    let table = GoldenTable(try RepositoryScenario.load(Self.id).run())
    let digest = try #require(table.rows.first { $0.label == "decisions" }).cells[2]
    let review = try review([(digest, "000000000000")])
    #expect(kinds(review) == ["first-fix NEUTRAL", "today NEUTRAL"])
    #expect(review.changes.map(\.first) == [.afterPick(20), .afterPick(20)])
    #expect(review.causes.count == 1)
    #expect(review.cause(of: 1) == 1)
  }

  @Test func worseBetterAndMixed() throws {
    let worse = try review([("103", "102")])
    #expect(kinds(worse) == ["before WORSE", "upgrade-only WORSE"])
    #expect(worse.causes.count == 1)
    #expect(!worse.changes[0].isMixed)
    let better = try review([("103", "104")])
    #expect(kinds(better) == ["before BETTER", "upgrade-only BETTER"])
    let both = try review([(" 97 ", " 98 "), (" 103 ", " 104 ")])
    #expect(kinds(both).first == "before WORSE")
    #expect(both.changes.allSatisfy { $0.kind == .worse && $0.isMixed })
  }

  @Test func unreadable() throws {
    let review = try review([("decisions", "decisiveness")])
    #expect(review.unreadable.map(\.scenario) == [Self.id])
    #expect(review.changes.map(\.kind) == [.new, .new, .new, .new])
  }

  @Test func whatBreaksAnExpectationCannotBeAccepted() throws {
    let scenario = try RepositoryScenario.scenario([
      "name: A",
      "config: {model_list: [{model_name: m, litellm_params: {model: openai/m, api_key: k}}]}",
      "traffic: {model: m, conversations: 3}",
      "expect: {turns: {failed: 1}}",
      "variants: {a: recommended}",
    ])
    let store = GoldenStore(folder: "nowhere")
    let review = GoldenReview([scenario.run()], store, isWhole: true)
    #expect(kinds(review) == ["a NEW"])
    #expect(review.changes[0].broken == ["turns"])
    #expect(!review.changes[0].isAcceptable)
  }

  @Test(arguments: [
    ("all-neutral", ReviewSelector.kind(.neutral)), ("neutral", .kind(.neutral)),
    ("better", .kind(.better)), ("all-better", .kind(.better)), ("new", .kind(.new)),
    ("gone", .kind(.gone)), ("cause:12", .cause(12)),
    ("a/b", .scenario("a/b", variant: nil)), ("a/b · c", .scenario("a/b", variant: "c")),
    ("a/b:c", .scenario("a/b", variant: "c")), ("worse", .scenario("worse", variant: nil)),
  ])
  func selectors(_ text: String, _ selector: ReviewSelector) {
    #expect(ReviewSelector(text) == selector)
  }

  @Test(arguments: ["", "cause:", "cause:0", "cause:x", " · a"])
  func noSelectors(_ text: String) { #expect(ReviewSelector(text) == nil) }
}
