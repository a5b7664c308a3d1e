import Primitives

/// A counter with LiteLLM's cache semantics: its window starts at the first event, lasts a fixed
/// time and is not moved by later events.
struct WindowCounter: BitwiseCopyable {
  private var count: UInt32 = 0
  private var end = Instant.zero

  /// The count at a moment; zero once the window is over.
  func value(at now: Instant) -> UInt32 { now > end ? 0 : count }

  /// Counts one event and returns the new count.
  @discardableResult
  mutating func increment(at now: Instant, lifetime: SimDuration) -> UInt32 {
    if count == 0 || now > end {
      count = 0
      end = now + lifetime
    }
    count &+= 1
    return count
  }
}

/// What a replica knows of a deployment's health.
struct DeploymentHealth: BitwiseCopyable {
  var isRemoved = false
  var isBlocked = false
  /// Attempts in flight.
  var inFlight: UInt32 = 0
  /// Failures counted against `allowed_fails`.
  var allowedFails = WindowCounter()
  private var cooledAt = Instant.zero
  private var cooledFor = SimDuration.zero
  private var entryEnd = Instant.zero
  private var hasEntry = false
  /// The attempt that set the cooldown.
  private(set) var cause = Cause(request: 0, ordinal: 0, status: 0, at: .zero, until: .zero)

  /// Starts a cooldown. A second one overwrites start and length but not the entry's end: it never
  /// extends the first and may shorten it (LiteLLM vectors of kind cooldown).
  mutating func cool(_ length: SimDuration, cause: Cause, at now: Instant) {
    if !hasEntry || now > entryEnd {
      hasEntry = true
      entryEnd = now + length
    }
    cooledAt = now
    cooledFor = length
    self.cause = cause
    self.cause.at = now
    self.cause.until = min(entryEnd, now + length)
  }

  /// Whether the deployment cools at a moment: until just before the end.
  func isCooling(at now: Instant) -> Bool {
    hasEntry && now <= entryEnd && cooledAt + cooledFor > now
  }

  /// Drops the cooldown.
  mutating func warm() { hasEntry = false }
}
