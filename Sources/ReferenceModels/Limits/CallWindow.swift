public import Primitives

/// A minute of calls that begins with the first thing that happens once the minute before is over.
public struct CallWindow: Sendable {
  /// How long it lasts.
  public static let length = SimDuration.seconds(60)

  private var start: Instant?
  private var count = 0
  /// Whether something happened at the very end of a window, which some count in and some do not.
  public private(set) var isDoubtful = false

  /// Makes a window that has not begun.
  public init() {}

  /// Something other than a call happens.
  public mutating func touch(at now: Instant) {
    if let start, now.since(start) < Self.length { return }
    if let start, now.since(start) == Self.length { isDoubtful = true }
    start = now
    count = 0
  }

  /// Whether it has begun, and is not over.
  public func isOpen(at now: Instant) -> Bool {
    start.map { now.since($0) <= Self.length } ?? false
  }

  /// Whether it ends at this very moment, so that some still count in it and some do not.
  public func ends(at now: Instant) -> Bool {
    start.map { now.since($0) == Self.length } ?? false
  }

  /// The whole seconds until it is over.
  public func rest(at now: Instant) -> SimDuration {
    guard let start else { return Self.length }
    let second: UInt64 = 1_000_000_000
    return .seconds(((start + Self.length).since(now).nanoseconds + second - 1) / second)
  }

  /// A call comes; which one of its minute it is.
  public mutating func call(at now: Instant) -> Int {
    touch(at: now)
    count += 1
    return count
  }
}
