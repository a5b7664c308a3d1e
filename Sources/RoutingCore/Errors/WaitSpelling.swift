/// How an answer says when to come back.
public enum WaitSpelling: UInt8, Sendable, BitwiseCopyable {
  /// `Retry-After` in seconds.
  case seconds
  /// `Retry-After` as a date.
  case date
  /// `retry-after-ms` alone.
  case milliseconds
}
