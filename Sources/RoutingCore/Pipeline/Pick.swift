import Primitives

/// The candidates of one pick while the stages run.
struct Pick {
  /// Who is left, by position in the group's list.
  var set: CandidateSet
  /// The order level that an order hop asks for.
  let targetOrder: Int32?
  /// How many of the request's tried deployments, from the first, are left out.
  let excludedCount: Int
  /// Whether sealed items narrowed the list.
  var isPinned = false
  /// The error of the stage that owns one.
  var error: ErrorFacts?
  /// Folded over eliminations and their reasons.
  var hash: UInt64

  init(count: Int, for hop: Hop, hash: UInt64) {
    set = CandidateSet(all: count)
    targetOrder = hop.targetOrder
    excludedCount = hop.excludedCount
    self.hash = hash
  }

  /// What the hash starts from: the group and how many members it lists.
  static func seedHash(group: Int, count: Int) -> UInt64 {
    (UInt64(group) << 32 | UInt64(count)) &* 0x9E37_79B9_7F4A_7C15
  }

  /// Folds a word into the hash.
  @inline(__always)
  mutating func fold(_ word: UInt64) {
    hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
    hash ^= hash >> 32
  }

  /// Leaves a member out for a reason.
  @inline(__always)
  mutating func eliminate(_ member: Int, at stage: Stage, _ reason: EliminationReason) {
    set.remove(member)
    fold(UInt64(stage.rawValue) << 40 | UInt64(reason.rawValue) << 32 | UInt64(member))
  }
}
