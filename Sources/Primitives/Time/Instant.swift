/// A moment of virtual time, counted in nanoseconds since the scenario's start.
@frozen
public struct Instant: Comparable, Hashable, Sendable, BitwiseCopyable {
  /// Nanoseconds since the scenario's start.
  public var nanoseconds: UInt64

  /// Makes the instant that lies this many nanoseconds after the start.
  @inlinable
  public init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

  /// The scenario's start.
  public static let zero = Instant(nanoseconds: 0)

  /// Later than every instant a simulation can reach.
  public static let never = Instant(nanoseconds: .max)

  /// The instant a duration later; saturates at `never`.
  @inlinable
  public static func + (instant: Instant, duration: SimDuration) -> Instant {
    let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(duration.nanoseconds)
    return Instant(nanoseconds: overflow ? .max : sum)
  }

  /// The time from an earlier instant to this one; zero if it was not earlier.
  @inlinable
  public func since(_ earlier: Instant) -> SimDuration {
    SimDuration(
      nanoseconds: nanoseconds > earlier.nanoseconds
        ? nanoseconds &- earlier.nanoseconds : 0)
  }

  /// Whether the left instant is earlier.
  @inlinable
  public static func < (left: Instant, right: Instant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}
