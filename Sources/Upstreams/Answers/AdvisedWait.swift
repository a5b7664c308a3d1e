public import Primitives

/// The field of an answer that says when to come back.
public enum WaitHeader: String, CaseIterable, Sendable, BitwiseCopyable {
  /// `Retry-After` in seconds.
  case seconds
  /// `Retry-After` as a date.
  case date
  /// `retry-after-ms`, and nothing beside it.
  case milliseconds = "ms"
}

/// When to come back, and how an answer says so.
public struct AdvisedWait: Equatable, Sendable, BitwiseCopyable {
  /// How long from now.
  public var duration: SimDuration
  /// How it is written.
  public var header: WaitHeader

  /// Makes a wait.
  public init(_ duration: SimDuration, _ header: WaitHeader = .seconds) {
    self.duration = duration
    self.header = header
  }
}
