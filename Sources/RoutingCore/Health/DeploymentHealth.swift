import Primitives

/// What a replica knows of a deployment's health.
struct DeploymentHealth: BitwiseCopyable {
  var isRemoved = false
  /// Whether it was ever in the configuration.
  var hasBeen = true
  var isBlocked = false
  /// Attempts in flight.
  var inFlight: UInt32 = 0
  /// The last moment of the cooldown, or nil if there was none.
  private var lastCooled: Instant?
  /// When the latest cooldown is over, whatever the cache entry says that holds it.
  private var cooldownEnd = Instant.zero
  /// When the cache entry expires.
  private var entryEnd = Instant.zero
  /// The attempt that set the cooldown.
  private(set) var cause = Cause(request: 0, ordinal: 0, status: 0, at: .zero, until: .zero)

  /// Starts a cooldown; `lastLook` is when the replica last looked at its cooldowns.
  mutating func cool(
    _ length: SimDuration, cause: Cause, at now: Instant, lastLook: Instant,
    overlap: CooldownOverlapRule
  ) {
    let end = now + length
    switch overlap {
    case .keepsFirstEnd:
      // The entry's life is all that counts, its last instant included.
      if lastCooled == nil || now > entryEnd { entryEnd = end }
      lastCooled = entryEnd
    case .corrected:
      // A look after the end drops the entry, and so does a write at its end.
      let isGone = lastCooled == nil || now >= entryEnd || lastLook >= cooldownEnd
      if isGone { entryEnd = end }
      // The next look shortens the life of an entry that outlives its cooldown; it is taken to
      // follow at once, as that of a retry does.
      if entryEnd > end + .seconds(5) { entryEnd = min(end, now + .seconds(60)) }
      lastCooled = min(entryEnd, Instant(nanoseconds: max(1, end.nanoseconds) - 1))
    // The first cooldown is still the one that counts, and so is what set it.
    case .longest where isCooling(at: now) && end < cooldownEnd: return
    case .latest, .longest:
      entryEnd = end
      lastCooled = Instant(nanoseconds: max(1, end.nanoseconds) - 1)
    }
    cooldownEnd = end
    self.cause = cause
    self.cause.at = now
    self.cause.until = overlap == .keepsFirstEnd ? entryEnd : min(entryEnd, end)
  }

  /// Drops the cache entry of a cooldown that ends at this very moment, as a sweeping write does.
  mutating func sweep(at now: Instant) {
    if entryEnd <= now { lastCooled = nil }
  }

  /// Whether the deployment cools at a moment.
  func isCooling(at now: Instant) -> Bool {
    guard let lastCooled else { return false }
    return now <= lastCooled
  }
}
