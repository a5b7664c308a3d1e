import Primitives

/// The circuit breaker before the shared store: five failures in a row open it for 60 s, then one
/// request tries.
struct StoreBreaker: BitwiseCopyable {
  private var failures: UInt32 = 0
  private var openUntil: Instant?
  private var isTrying = false

  /// How many failures in a row open it.
  static let failuresMax: UInt32 = 5
  /// How long it stays open (LiteLLM: `REDIS_CIRCUIT_BREAKER_RECOVERY_TIMEOUT`).
  static let openTime = SimDuration.seconds(60)

  var isClosed: Bool { openUntil == nil }

  /// Whether the store may be asked; once the time is over the first one who asks tries.
  mutating func lets(at now: Instant) -> Bool {
    guard let openUntil else { return true }
    guard now >= openUntil else { return false }
    isTrying = true
    // If the one who tries leaves before the answer, another one tries later.
    self.openUntil = now + Self.openTime
    return true
  }

  /// Notes how a question to the store ended.
  mutating func note(failed: Bool, at now: Instant) {
    if failed {
      failures &+= 1
      if isTrying || failures >= Self.failuresMax { openUntil = now + Self.openTime }
      isTrying = false
    } else if openUntil == nil || isTrying {
      self = StoreBreaker()
    }
  }
}
