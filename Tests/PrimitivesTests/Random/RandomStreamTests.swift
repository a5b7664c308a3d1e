import Primitives
import Testing

/// Words computed by another implementation of xoshiro256**, SplitMix64 and FNV-1a.
struct RandomStreamTests {
  struct Recording: CustomTestStringConvertible, Sendable {
    let seed: UInt64
    let name: String
    let index: UInt64
    let words: [UInt64]
    var testDescription: String { "seed \(seed), '\(name)', \(index)" }
  }

  static let recordings = [
    Recording(
      seed: 0, name: "", index: 0,
      words: [0x333d_de4f_ed60_5406, 0x7bbe_ca8f_faa4_0354, 0x30ae_aeef_0f5c_7f6b]),
    Recording(
      seed: 0, name: "clients", index: 0,
      words: [0x54d2_53ab_8c20_e130, 0xb955_bcaa_0d74_1174, 0x4a77_8e96_1a56_03d1]),
    Recording(
      seed: 1, name: "clients", index: 0,
      words: [0x3b8d_a31c_53a2_8030, 0xfe06_4f10_6bf8_4106, 0x8a0a_a11b_34bb_a20a]),
    Recording(
      seed: 0, name: "clients", index: 1,
      words: [0xc3d5_c1e1_c988_b274, 0xf3e2_d62d_e040_ed60, 0xdc10_cb34_366c_9c9b]),
    Recording(
      seed: .max, name: "uplink", index: 7,
      words: [0x5e2c_2670_2e45_e8f1, 0xb2d9_b8a7_2da1_dea4, 0xffbd_8d69_1df6_97fe]),
  ]

  static func clients() -> RandomStream { RandomStream(seed: 0, name: "clients") }

  @Test(arguments: recordings)
  func wordsAreThoseOfTheAlgorithm(_ recording: Recording) {
    var random = RandomStream(
      seed: recording.seed, name: recording.name, index: recording.index)
    #expect(recording.words.map { _ in random.next() } == recording.words)
  }

  @Test func boundedDrawsAreThoseOfTheAlgorithm() {
    var random = Self.clients()
    let drawn = (0..<16).map { _ in random.below(10) }
    #expect(drawn == [3, 7, 2, 8, 4, 9, 9, 9, 5, 7, 5, 7, 6, 4, 4, 7])
    // A bound that throws a quarter of all words away.
    random = Self.clients()
    let large = (0..<4).map { _ in random.below(3 << 62) }
    #expect(
      large == [
        4_024_435_692_279_988_956, 12_036_411_980_465_737_336,
        5_726_187_367_766_633_930, 13_470_667_741_069_737_204,
      ])
    random = Self.clients()
    var numbers = Array(0..<10)
    random.shuffle(&numbers)
    #expect(numbers == [0, 1, 5, 9, 4, 7, 8, 2, 6, 3])
  }

  @Test(arguments: [UInt64(1), 2, 3, 5, 7, 10, 100, 1 << 32, .max / 2 + 1, .max - 1, .max])
  func drawsStayBelowTheirBound(_ bound: UInt64) {
    var random = RandomStream(seed: 3, name: "bounds")
    let drawn = (0..<2_000).map { _ in random.below(bound) }
    #expect(drawn.allSatisfy { $0 < bound })
    if bound <= 100 { #expect(Set(drawn).count == Int(bound)) }
  }

  /// 60,000 draws: each number comes as often as the others, within five standard deviations.
  @Test(arguments: [2, 3, 5, 6, 7, 10])
  func drawsAreUnbiased(_ bound: Int) {
    var random = RandomStream(seed: 4, name: "bias")
    var counts = Array(repeating: 0.0, count: bound)
    for _ in 0..<60_000 { counts[Int(random.below(UInt64(bound)))] += 1 }
    let share = 1 / Double(bound)
    let deviation = (60_000 * share * (1 - share)).squareRoot()
    for count in counts { #expect(abs(count - 60_000 * share) < 5 * deviation) }
  }

  /// Without rejection the lowest third of this bound would come twice as often as the others.
  @Test func drawsBelowLargeBoundsAreUnbiased() {
    var random = RandomStream(seed: 5, name: "bias")
    var thirds = [0, 0, 0]
    for _ in 0..<30_000 { thirds[Int(random.below(3 << 62) >> 62)] += 1 }
    for count in thirds { #expect(abs(count - 10_000) < 400) }
  }

  @Test func everyOrderOfThreeIsAsLikely() {
    var random = RandomStream(seed: 6, name: "shuffle")
    var counts: [[Int]: Int] = [:]
    for _ in 0..<12_000 {
      var numbers = [1, 2, 3]
      random.shuffle(&numbers)
      counts[numbers, default: 0] += 1
    }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { abs($0 - 2_000) < 205 })
  }

  @Test func chancesAreAsLarge() {
    var random = RandomStream(seed: 7, name: "chance")
    let hits = (0..<20_000).filter { _ in random.chance(1, in: 20) }.count
    #expect(abs(hits - 1_000) < 155)
    #expect(!(0..<100).contains { _ in random.chance(0, in: 3) })
    #expect((0..<100).allSatisfy { _ in random.chance(3, in: 3) })
  }

  /// Streams that differ in seed, name or index alone: half of all bits are equal.
  @Test func namedStreamsAreIndependent() {
    let streams = [
      (0, "clients", 0), (1, "clients", 0), (0, "client", 0), (0, "clientt", 0),
      (0, "clients", 1), (0, "clients", 2), (2, "clients", 0), (0, "gateway", 0),
    ]
    let words = streams.map { seed, name, index in
      var random = RandomStream(seed: UInt64(seed), name: name, index: UInt64(index))
      return (0..<500).map { _ in random.next() }
    }
    for left in words.indices {
      for right in words.indices where right > left {
        let equal = zip(words[left], words[right]).reduce(0) { sum, pair in
          sum + (~(pair.0 ^ pair.1)).nonzeroBitCount
        }
        // 32,000 bits: five standard deviations are 447.
        #expect(abs(equal - 16_000) < 447, "\(streams[left]) and \(streams[right])")
      }
    }
  }
}
