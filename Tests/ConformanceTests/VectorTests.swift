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

  /// The same questions, put to the releases that no vectors were recorded from.
  @Test(arguments: [
    ("access-1.81.12", Preset.litellm18112, 220), ("access-1.82.1", .litellm1821, 320),
    ("access-1.90.7", .litellm1907, 320),
  ])
  func otherReleases(file: String, preset: Preset, count: Int) throws {
    let vectors = try Self.vectors(file, in: "Recorded")
    #expect(vectors.count == count)
    // The function that was asked is not the one that judges such keys in these releases.
    let asked = vectors.filter { vector in
      let list = vector.given["key"]?["models"]?.array ?? []
      return preset.rules.teamModels != .teamCheck || !list.contains(.string("all-team-models"))
    }
    #expect(asked.count == (preset.rules.teamModels == .teamCheck ? count - 19 : count))
    Self.expectNone(Conformance(asked, .init(preset: preset)).failures)
  }

  /// What a release in between says to questions of every kind. Its access check is not the one
  /// that judges keys with the models of their team; a deployment that was tried already and a
  /// check that only some groups have are narrowed in the router here, and not there.
  @Test func releaseInBetween() throws {
    let vectors = try Self.vectors("release-1.85.7", in: "Recorded")
    let conformance = Conformance(vectors, .init(preset: .litellm1857))
    let found = conformance.kinds.map { "\($0.name) \($0.passed) of \($0.total)" }
    #expect(
      found == [
        "access 56 of 58", "access_reload 47 of 47", "codec 75 of 75", "affinity 51 of 55",
        "candidates 79 of 79", "weights 59 of 59", "cooldown 86 of 86", "retry 90 of 91",
        "fallback 67 of 70", "strategy 70 of 70",
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
