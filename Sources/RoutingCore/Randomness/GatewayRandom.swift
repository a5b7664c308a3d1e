import Primitives

/// The gateway's randomness: own named streams, or one CPython stream in LiteLLM's call order.
public struct GatewayRandom: Sendable {
  private var picks: RandomStream
  private var jitters: RandomStream
  private var python: CPythonRandom?
  /// How many draws were made, of any kind.
  public private(set) var draws: UInt64 = 0

  /// Own streams of a replica, one a purpose.
  public init(seed: UInt64, replica: Int) {
    picks = RandomStream(seed: seed, name: "gateway/pick", index: UInt64(replica))
    jitters = RandomStream(seed: seed, name: "gateway/jitter", index: UInt64(replica))
    python = nil
  }

  /// One stream for everything, seeded as `random.seed(seed)`.
  public init(pythonSeed: UInt64) {
    self.init(seed: pythonSeed, replica: 0)
    python = CPythonRandom(seed: pythonSeed)
  }

  /// Picks one of `count` alike, as `random.choice`: a single one is drawn for, too.
  @inline(__always)
  mutating func choice(count: Int) -> Int {
    draws &+= 1
    if python != nil { return python?.choice(count: count) ?? 0 }
    return Int(truncatingIfNeeded: picks.below(UInt64(count)))
  }

  /// What a fraction is drawn for.
  enum Purpose {
    case pick, jitter
  }

  /// A fraction of one in steps of 2^-53, as `random.random`.
  mutating func uniform(_ purpose: Purpose) -> Double {
    draws &+= 1
    if python != nil { return python?.uniform() ?? 0 }
    let word = purpose == .jitter ? jitters.next() : picks.next()
    return Double(word >> 11) * 0x1p-53
  }
}
