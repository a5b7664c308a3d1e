/// Which members of a group are still candidates: one bit a member, in list order.
@frozen
public struct CandidateSet: Sendable {
  /// The most members a set can hold.
  public static let capacity = 1024

  @usableFromInline var words: InlineArray<16, UInt64>
  @usableFromInline var wordCount: Int

  /// Makes a set of the first `count` members.
  @inlinable
  public init(all count: Int) {
    precondition(count <= CandidateSet.capacity, "a group holds at most 1024 deployments")
    words = InlineArray(repeating: 0)
    wordCount = (count + 63) >> 6
    for word in 0..<wordCount {
      let rest = count - word << 6
      words[word] = rest >= 64 ? .max : (1 << UInt64(rest)) &- 1
    }
  }

  /// Whether a member is in the set.
  @inlinable
  public func contains(_ member: Int) -> Bool {
    words[member >> 6] >> UInt64(member & 63) & 1 == 1
  }

  /// Takes a member out.
  @inlinable
  public mutating func remove(_ member: Int) {
    words[member >> 6] &= ~(1 << UInt64(member & 63))
  }

  /// Puts a member in.
  @inlinable
  public mutating func insert(_ member: Int) {
    words[member >> 6] |= 1 << UInt64(member & 63)
  }

  /// Takes every member out.
  @inlinable
  public mutating func removeAll() {
    for word in 0..<wordCount { words[word] = 0 }
  }

  /// How many members are left.
  @inlinable
  public var count: Int {
    var sum = 0
    for word in 0..<wordCount { sum &+= words[word].nonzeroBitCount }
    return sum
  }

  /// Whether nobody is left.
  @inlinable
  public var isEmpty: Bool {
    for word in 0..<wordCount where words[word] != 0 { return false }
    return true
  }

  /// The first member at or after a position, or nil.
  @inlinable
  public func next(from position: Int) -> Int? {
    var word = position >> 6
    guard word < wordCount else { return nil }
    var bits = words[word] & (UInt64.max << UInt64(position & 63))
    while bits == 0 {
      word += 1
      guard word < wordCount else { return nil }
      bits = words[word]
    }
    return word << 6 + bits.trailingZeroBitCount
  }

  /// The member at a rank among those left, counted from zero in list order.
  @inlinable
  public func member(atRank rank: Int) -> Int {
    var left = rank
    for word in 0..<wordCount {
      let here = words[word].nonzeroBitCount
      guard left >= here else {
        var bits = words[word]
        for _ in 0..<left { bits &= bits &- 1 }
        return word << 6 + bits.trailingZeroBitCount
      }
      left -= here
    }
    preconditionFailure("rank \(rank) lies beyond the candidates that are left")
  }

  /// The words that hold the set, for a digest.
  @inlinable
  public func forEachWord(_ body: (UInt64) -> Void) {
    for word in 0..<wordCount { body(words[word]) }
  }
}
