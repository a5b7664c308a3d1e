import Foundation
import Harness
import RoutingCore
import Scenarios
import Testing
import WireFormats

/// The public vectors and those of other releases, replayed by the code of `windtunnel conform`.
struct VectorTests {
  @Test(arguments: [
    ("access", 220), ("access_reload", 100), ("access_reload_1_81_12", 100),
    ("access_generalization", 110), ("codec", 280), ("affinity", 220), ("candidates", 280),
    ("weights", 130), ("cooldown", 170), ("retry", 190), ("fallback", 190),
  ])
  func everyVectorComesOutAsRecorded(kind: String, count: Int) throws {
    let vectors = try Self.vectors(kind, in: "Vectors")
    #expect(vectors.count == count)
    #expect(Set(vectors.map(\.id)).count == count)
    let conformance = Conformance(vectors, .init())
    #expect(conformance.kinds.map(\.name) == [kind])
    Self.expectNone(conformance.failures)
  }

  /// The same questions, put to the releases that no vectors were recorded from; those that a
  /// release's proxy would put to another function are left out.
  @Test(arguments: [
    ("access-1.81.12", Preset.litellm18112, 201), ("access-1.82.1", .litellm1821, 301),
    ("access-1.90.7", .litellm1907, 320),
  ])
  func otherReleases(file: String, preset: Preset, count: Int) throws {
    let vectors = try Self.vectors(file, in: "Recorded")
    #expect(vectors.count == count)
    Self.expectNone(Conformance(vectors, .init(preset: preset)).failures)
  }

  /// Questions that a release answers otherwise than its neighbours: each fails under another case
  /// of some rule.
  @Test(arguments: [
    ("rules-1.81.12", Preset.litellm18112, 20), ("rules-1.82.1", .litellm1821, 39),
    ("rules-1.85.7", .litellm1857, 57), ("rules-1.90.7", .litellm1907, 50),
  ])
  func singleRules(file: String, preset: Preset, count: Int) throws {
    let vectors = try Self.vectors(file, in: "Recorded")
    #expect(vectors.count == count)
    Self.expectNone(Conformance(vectors, .init(preset: preset)).failures)
  }

  /// What a release in between says to questions of every kind.
  @Test func releaseInBetween() throws {
    let vectors = try Self.vectors("release-1.85.7", in: "Recorded")
    let conformance = Conformance(vectors, .init(preset: .litellm1857))
    Self.expectNone(conformance.failures)
    let found = conformance.kinds.map { "\($0.name) \($0.total)" }
    #expect(
      found == [
        "access 56", "access_reload 47", "codec 75", "affinity 55", "candidates 79", "weights 59",
        "cooldown 86", "retry 91", "fallback 70", "strategy 70",
      ])
  }

  /// What strategies, limits and slots of four releases said to the same calls.
  @Test(arguments: [
    ("strategy-1.81.12", Preset.litellm18112), ("strategy-1.82.1", .litellm1821),
    ("strategy-1.90.7", .litellm1907), ("strategy-1.109.1", .litellm11091),
  ])
  func strategies(file: String, preset: Preset) throws {
    let vectors = try Self.vectors(file, in: "Recorded")
    #expect(vectors.count == 271)
    Self.expectNone(Conformance(vectors, .init(preset: preset)).failures)
  }

  static func expectNone(_ failures: [VectorResult]) {
    for failure in failures {
      Issue.record(
        """
        \(failure.vector.id) \(failure.verdict.rawValue) \(failure.reason)
        expected \(text(failure.vector.expected))
        got      \(failure.got.map(text) ?? "nothing")
        """)
    }
  }

  private static func text(_ value: JSONValue) -> String {
    String(decoding: value.serialized(style: .python), as: UTF8.self)
  }

  /// The vectors of a file.
  static func vectors(_ name: String, in folder: String) throws -> [Vector] {
    let file = try #require(
      Bundle.module.url(forResource: name, withExtension: "jsonl", subdirectory: folder))
    let (vectors, problems) = VectorFile.read(name, Array(try Data(contentsOf: file)))
    #expect(problems.map(\.text) == [])
    return vectors
  }
}
