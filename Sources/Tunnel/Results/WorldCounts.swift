/// What the world counts besides outcomes: what was done for nobody, and what was never given back.
public struct WorldCounts: Equatable, Sendable {
  /// Answers that upstreams completed for clients that had left.
  public var answersForNobody: UInt64 = 0
  /// Attempts that were started for clients that had left.
  public var attemptsForNobody: UInt64 = 0
  /// Connections that were never given back to their pools.
  public var leakedConnections: UInt64 = 0
  /// How long upstreams worked for clients that had left, in nanoseconds.
  public var nanosecondsForNobody: UInt64 = 0
}
