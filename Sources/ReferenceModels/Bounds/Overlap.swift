public import Primitives

/// How many intervals of time overlap, and how many begin in one minute.
public struct Overlap: Sendable {
  private var intervals: [(from: Instant, until: Instant)] = []

  /// Makes a count of nothing.
  public init() {}

  /// Adds what began and ended.
  public mutating func add(from: Instant, until: Instant) { intervals.append((from, until)) }

  /// How many there are.
  public var count: Int { intervals.count }

  /// The most at once, and when they were first so many; what ends at an instant makes room for
  /// what begins then.
  public var most: (count: Int, at: Instant) {
    var edges = intervals.map { (at: $0.from, change: 1) }
    edges += intervals.map { (at: $0.until, change: -1) }
    edges.sort { ($0.at, $0.change) < ($1.at, $1.change) }
    var running = 0
    var most = (count: 0, at: Instant.zero)
    for edge in edges {
      running += edge.change
      if running > most.count { most = (running, edge.at) }
    }
    return most
  }

  /// The most beginnings in one minute of a clock whose minutes begin `offset` after zero.
  public func mostInAMinute(offset: SimDuration) -> (count: Int, minute: UInt64) {
    let minute: UInt64 = 60_000_000_000
    var counts: [(minute: UInt64, count: Int)] = []
    for interval in intervals {
      let number = (interval.from.nanoseconds + offset.nanoseconds) / minute
      if let place = counts.firstIndex(where: { $0.minute == number }) {
        counts[place].count += 1
      } else {
        counts.append((number, 1))
      }
    }
    let most = counts.max { $0.count < $1.count }
    return (most?.count ?? 0, most?.minute ?? 0)
  }
}
