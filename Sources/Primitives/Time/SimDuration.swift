/// A length of virtual time in whole nanoseconds, never negative.
@frozen
public struct SimDuration: Comparable, Hashable, Sendable, BitwiseCopyable {
  /// The length in nanoseconds.
  public var nanoseconds: UInt64

  /// Makes a duration of this many nanoseconds.
  @inlinable
  public init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

  /// No time at all.
  public static let zero = SimDuration(nanoseconds: 0)

  /// A duration of whole microseconds; saturates.
  @inlinable
  public static func microseconds(_ count: UInt64) -> SimDuration { scaled(count, by: 1_000) }

  /// A duration of whole milliseconds; saturates.
  @inlinable
  public static func milliseconds(_ count: UInt64) -> SimDuration { scaled(count, by: 1_000_000) }

  /// A duration of whole seconds; saturates.
  @inlinable
  public static func seconds(_ count: UInt64) -> SimDuration { scaled(count, by: 1_000_000_000) }

  /// Whole milliseconds in this duration, rounded down.
  @inlinable
  public var wholeMilliseconds: UInt64 { nanoseconds / 1_000_000 }

  /// The sum of two durations; saturates.
  @inlinable
  public static func + (left: SimDuration, right: SimDuration) -> SimDuration {
    let (sum, overflow) = left.nanoseconds.addingReportingOverflow(right.nanoseconds)
    return SimDuration(nanoseconds: overflow ? .max : sum)
  }

  /// Adds a duration in place; saturates.
  @inlinable
  public static func += (left: inout SimDuration, right: SimDuration) { left = left + right }

  /// Whether the left duration is shorter.
  @inlinable
  public static func < (left: SimDuration, right: SimDuration) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  @usableFromInline
  static func scaled(_ count: UInt64, by unit: UInt64) -> SimDuration {
    let (product, overflow) = count.multipliedReportingOverflow(by: unit)
    return SimDuration(nanoseconds: overflow ? .max : product)
  }
}
