/// A running digest of words, equal for equal sequences in every process and build.
@frozen
public struct Digest: Equatable, Sendable, BitwiseCopyable {
  @usableFromInline var low: UInt64
  @usableFromInline var high: UInt64

  /// Makes the digest of nothing.
  @inlinable
  public init() {
    low = 0x6A09_E667_F3BC_C908
    high = 0xBB67_AE85_84CA_A73B
  }

  /// Folds a word in: one full-width product a word, both halves kept.
  @inlinable
  public mutating func fold(_ word: UInt64) {
    let product = (low ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    low = product.low ^ high
    high = high &* 0xD6E8_FEB8_6659_FD93 &+ (product.high ^ word)
  }

  /// The digest as one word.
  @inlinable
  public var value: UInt64 {
    var word = low ^ (high << 23 | high >> 41)
    word = (word ^ word >> 32) &* 0xBF58_476D_1CE4_E5B9
    return word ^ word >> 29
  }

  /// The digest as 16 hexadecimal digits.
  public var text: String { Digest.text(of: value) }

  /// A word as 16 hexadecimal digits.
  public static func text(of word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// A digest that keeps its value at intervals, so that two runs can be searched for the first
/// interval in which they differ.
///
/// At most 64 checkpoints are kept; when they are full, every second one goes and the interval
/// doubles.
public struct CheckpointedDigest: Equatable, Sendable {
  /// The most checkpoints kept.
  public static let checkpointsMax = 64

  /// The digest of everything so far.
  public private(set) var digest = Digest()
  /// How many records were folded in.
  public private(set) var count: UInt64 = 0
  /// How many records lie between checkpoints.
  public private(set) var interval: UInt64 = 16
  /// The digest's value after each interval.
  public private(set) var checkpoints: [UInt64] = []

  /// Makes the digest of nothing.
  public init() {}

  /// Folds a record of three words in.
  @inline(__always)
  public mutating func record(_ first: UInt64, _ second: UInt64, _ third: UInt64) {
    digest.fold(first)
    digest.fold(second)
    digest.fold(third)
    count &+= 1
    if count % interval == 0 { keepCheckpoint() }
  }

  /// Folds a record of two words in.
  public mutating func record(_ first: UInt64, _ second: UInt64) {
    digest.fold(first)
    digest.fold(second)
    count &+= 1
    if count % interval == 0 { keepCheckpoint() }
  }

  private mutating func keepCheckpoint() {
    checkpoints.append(digest.value)
    guard checkpoints.count == CheckpointedDigest.checkpointsMax else { return }
    checkpoints = stride(from: 1, to: checkpoints.count, by: 2).map { checkpoints[$0] }
    interval *= 2
  }

  /// The records, counted from zero, among which another run first differs; nil if it does not.
  ///
  /// Runs of different lengths may keep checkpoints at different intervals; those at the coarser
  /// one are in both.
  public func firstDifference(from other: CheckpointedDigest) -> ClosedRange<UInt64>? {
    guard self != other else { return nil }
    let step = max(interval, other.interval)
    var equal: UInt64 = 0
    while true {
      let end = equal + step
      guard let mine = checkpoint(at: end), let theirs = other.checkpoint(at: end) else { break }
      if mine != theirs { return equal...end - 1 }
      equal = end
    }
    return equal...max(equal, max(count, other.count))
  }

  private func checkpoint(at count: UInt64) -> UInt64? {
    let place = Int(count / interval) - 1
    return checkpoints.indices.contains(place) ? checkpoints[place] : nil
  }
}
