import Foundation
import Harness
import Primitives
import RoutingCore
import Scenarios
import Testing
import WireFormats

/// Whole runs recorded from the real LiteLLM routers of four releases, with stub upstreams on
/// loopback: how many turns got which status, how many attempts each deployment, and the picks.
///
/// They are replayed by the code of `windtunnel conform`. The runs cover sizes, seeds, weights,
/// orders of the list, order levels, pins, retries and fallbacks.
struct RecordedRunTests {
  @Test(arguments: [
    ("runs", nil, 689), ("run-1.109.1", Preset.litellm11091, 26),
    ("run-1.81.12", .litellm18112, 26),
  ])
  func everyRunComesOutAsRecorded(file: String, preset: Preset?, count: Int) throws {
    let vectors = try VectorTests.vectors(file, in: "Recorded")
    #expect(vectors.count == count)
    let conformance = Conformance(vectors, .init(preset: preset))
    #expect(conformance.kinds.allSatisfy { $0.decisionCount > 0 })
    VectorTests.expectNone(conformance.failures)
  }

  /// A recorded run with changes of what was given or expected.
  private static func changed(
    _ change: (inout JSONObject, inout JSONObject) -> Void
  ) throws -> VectorResult {
    var vector = try #require(try VectorTests.vectors("run-1.109.1", in: "Recorded").first)
    guard case .object(var given) = vector.given, case .object(var expected) = vector.expected
    else { throw CocoaError(.fileReadCorruptFile) }
    change(&given, &expected)
    vector.given = .object(given)
    vector.expected = .object(expected)
    return try #require(
      Conformance([vector], .init()).failures.first, "the change makes no difference")
  }

  @Test func aFailureTellsOfTheFirstOtherPick() throws {
    let failure = try Self.changed { _, expected in
      let picks = expected["picks"]?.string ?? ""
      #expect(picks.hasPrefix("BBABB"))
      expected.set("picks", to: .string("BBBBB" + picks.dropFirst(5)))
    }
    #expect(failure.verdict == .failed)
    #expect(failure.reason == "not as recorded: picks; pick 3, of c2.t1, is A, recorded is B")
    #expect(failure.decisions.count == 1)
    #expect(failure.decisions.first?.ordinal == 1)
    let labels = failure.configuration.texts.map(\.label)
    #expect(failure.decisions.first?.pick.map { labels[$0.choice.index] } == "A")
  }

  @Test func aFailureWithoutAnotherPickTellsOfTheFirstThatFailed() throws {
    let failure = try Self.changed { _, expected in
      expected.set("follow_ups", to: .members(["200": .integer(98), "400": .integer(102)]))
    }
    #expect(failure.reason == "not as recorded: follow_ups; the first that failed is c2.t2")
    #expect(failure.got?["follow_ups"] == .members(["200": .integer(97), "400": .integer(103)]))
    #expect(failure.decisions.count == 1)
  }

  /// What cannot be replayed says why.
  @Test(arguments: [
    (
      "variants",
      "given.variants is there, but a recorded run has none: its kind names the release, as in "
        + "run_1_81_12, and what is expected stands beside it"
    ),
    (
      "config",
      "given is no scenario: 'elsewhere' cannot be read: a recorded run is whole without other "
        + "files"
    ),
    (
      "trafic",
      "given is no scenario: a scenario has no key 'trafic'; did you mean 'traffic'?"
    ),
  ])
  func refusals(key: String, reason: String) throws {
    let failure = try Self.changed { given, _ in given.set(key, to: .string("elsewhere")) }
    #expect(failure.verdict == .refused)
    #expect(failure.reason.hasPrefix(reason), "\(failure.reason)")
  }

  @Test func expectationsAreRead() throws {
    let missing = try Self.changed { _, expected in expected.remove("load") }
    #expect(missing.reason == "expect lacks the field 'load'")
    let wrong = try Self.changed { _, expected in
      expected.set("statuses", to: .members(["200": .string("all")]))
    }
    #expect(wrong.reason == "expect.statuses.200 is 'all', expected a whole number")
  }
}
