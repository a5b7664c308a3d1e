import Primitives
import Testing

/// Digests, computed by another implementation, and the search for a first difference.
struct DigestTests {
  static let digests: [([UInt64], String)] = [
    ([], "d99dcdaf8087bc99"), ([0], "36d3708ed263d642"), ([0, 0], "b6a3b11fd58734e3"),
    ([1, 2, 3], "f28993898f000b5f"), ([3, 2, 1], "75fb1e47e9f17285"),
    ([.max], "00dc145a59192f12"), (Array(0..<100), "7d5b4ba6c65bd9f8"),
  ]

  @Test(arguments: digests)
  func textIsThatOfTheAlgorithm(_ words: [UInt64], _ text: String) {
    var digest = Digest()
    for word in words { digest.fold(word) }
    #expect(digest.text == text)
    #expect(Digest.text(of: digest.value) == text)
  }

  @Test func checkpointsFoldTheSameWords() {
    var digest = CheckpointedDigest()
    digest.record(1, 2, 3)
    #expect(digest.digest.text == "f28993898f000b5f")
    #expect(digest.count == 1)
  }

  /// A digest of so many records, of which one may be another.
  private static func digest(of count: UInt64, changing changed: UInt64? = nil)
    -> CheckpointedDigest
  {
    var digest = CheckpointedDigest()
    for number in 0..<count { digest.record(number, 7, number == changed ? 1 : 0) }
    return digest
  }

  @Test(arguments: [
    (10, 16, 0), (16, 16, 1), (1_000, 16, 62), (1_008, 16, 63), (1_024, 32, 32),
    (1_000_000, 16_384, 61),
  ])
  func fewCheckpointsAreKept(_ count: UInt64, _ interval: UInt64, _ kept: Int) {
    let digest = Self.digest(of: count)
    #expect(digest.count == count)
    #expect(digest.interval == interval)
    #expect(digest.checkpoints.count == kept)
    #expect(digest.checkpoints.count <= CheckpointedDigest.checkpointsMax)
  }

  /// The interval of the first difference holds the record that differs.
  @Test(arguments: [UInt64(1), 15, 16, 17, 900, 1_024, 5_000])
  func firstDifferenceIsFound(_ count: UInt64) throws {
    let whole = Self.digest(of: count)
    #expect(whole.firstDifference(from: Self.digest(of: count)) == nil)
    for changed in Set([0, 1, count / 3, count / 2, count - 1]).sorted() where changed < count {
      let other = Self.digest(of: count, changing: changed)
      let found = try #require(whole.firstDifference(from: other))
      #expect(found.contains(changed), "record \(changed) of \(count) is not in \(found)")
      let isLast = found.upperBound >= count
      #expect(isLast || found.count == Int(whole.interval))
      #expect(found.lowerBound % whole.interval == 0)
      #expect(other.firstDifference(from: whole) == found)
    }
  }

  @Test func whatIsMissingIsADifference() throws {
    let found = try #require(Self.digest(of: 100).firstDifference(from: Self.digest(of: 99)))
    #expect(found == 96...100)
  }
}
