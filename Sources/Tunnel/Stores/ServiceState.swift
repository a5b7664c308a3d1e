import Primitives

/// How well a store or a database serves at present.
struct ServiceState {
  private var downUntil = Instant.zero
  private var losesUntil = Instant.zero
  private var slow: (latency: SimDuration, until: Instant)?

  /// Carries out a change that is about service.
  mutating func change(_ change: StoreChange, until end: Instant) {
    switch change {
    case .down: downUntil = end
    case .slow(let latency): slow = (latency, end)
    case .losesWrites: losesUntil = end
    case .up: self = ServiceState()
    case .flushed: break
    }
  }

  func isDown(at now: Instant) -> Bool { now < downUntil }

  /// Whether what is written is kept.
  func keepsWrites(at now: Instant) -> Bool { now >= downUntil && now >= losesUntil }

  /// How long an answer takes.
  func latency(_ usual: SimDuration, at now: Instant) -> SimDuration {
    guard let slow, now < slow.until else { return usual }
    return slow.latency
  }
}
