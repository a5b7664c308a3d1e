public import Primitives
public import Tunnel

/// From when to when turns came out wrong.
public struct WrongSpan: Equatable, Sendable {
  /// When the first of them was over.
  public let first: Instant
  /// When the last of them was over.
  public let last: Instant

  /// Nil if every turn came out well, or its client left.
  public init?(_ result: RunResult) {
    let wrong = result.outcomes.filter { $0.kind != .ok && $0.kind != .left }
    guard let first = wrong.map(\.firstAt).min(), let last = wrong.map(\.lastAt).max() else {
      return nil
    }
    self.first = first
    self.last = last
  }
}
