/// A named stream of random words: xoshiro256**, seeded by SplitMix64 from a seed and a name.
///
/// Every consumer has its own stream, so that a draw added in one place shifts nothing elsewhere.
/// Bounded draws and shuffles are our own: the standard library does not promise that its
/// algorithms stay the same between releases.
@frozen
public struct RandomStream: Sendable {
  @usableFromInline var word0: UInt64
  @usableFromInline var word1: UInt64
  @usableFromInline var word2: UInt64
  @usableFromInline var word3: UInt64

  /// Makes the stream of a name; `index` tells streams of one name apart.
  public init(seed: UInt64, name: String, index: UInt64 = 0) {
    // FNV-1a over the name, then mixed with the seed word by word.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    var state = seed ^ RandomStream.mix(hash) ^ RandomStream.mix(index &+ 0x9E37_79B9_7F4A_7C15)
    func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      return RandomStream.mix(state)
    }
    word0 = next()
    word1 = next()
    word2 = next()
    word3 = next()
  }

  private static func mix(_ word: UInt64) -> UInt64 {
    var mixed = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// The next word.
  @inlinable
  public mutating func next() -> UInt64 {
    let scaled = word1 &* 5
    let result = (scaled << 7 | scaled >> 57) &* 9
    let shifted = word1 << 17
    word2 ^= word0
    word3 ^= word1
    word1 ^= word2
    word0 ^= word3
    word2 ^= shifted
    word3 = word3 << 45 | word3 >> 19
    return result
  }

  /// A number below a bound, each equally likely: high half of a product, with rejection.
  @inlinable
  public mutating func below(_ bound: UInt64) -> UInt64 {
    precondition(bound > 0, "a draw below zero has no outcome")
    var (high, low) = next().multipliedFullWidth(by: bound)
    if low < bound {
      let threshold = (0 &- bound) % bound
      while low < threshold { (high, low) = next().multipliedFullWidth(by: bound) }
    }
    return high
  }

  /// True in `numerator` of `denominator` cases.
  @inlinable
  public mutating func chance(_ numerator: UInt64, in denominator: UInt64) -> Bool {
    below(denominator) < numerator
  }

  /// Puts elements into a random order (Fisher-Yates, from the end).
  @inlinable
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for place in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(place, Int(truncatingIfNeeded: below(UInt64(place + 1))))
    }
  }
}
