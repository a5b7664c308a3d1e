public import Primitives

/// What an attempt took, for those who count: kept aside until its record is booked.
public struct AttemptUse: Sendable, BitwiseCopyable, Equatable {
  /// The name that was asked for.
  public var model: ModelIndex
  /// Who answered.
  public var deployment: DeploymentIndex
  /// From the call to its end.
  public var length = SimDuration.zero
  /// From the call to the first part of a streamed answer; nil if it was not streamed.
  public var firstToken: SimDuration?
  /// The tokens of the answer.
  public var outputTokens: UInt32 = 0
  /// The tokens of the question and the answer.
  public var totalTokens: UInt32 = 0
  /// What it cost, in dollars.
  public var cost = 0.0
  /// Whether the answer is a chat completion.
  public var isChat = true
  /// The number of the request's tags in the configuration; see `RequestTraits`.
  public var traits: UInt16 = 0
  /// The error, or nil for a success.
  public var error: ErrorKind?

  /// Makes the use of an attempt that took nothing.
  public init(model: ModelIndex, deployment: DeploymentIndex) {
    self.model = model
    self.deployment = deployment
  }

  /// A duration as Python's `timedelta` has it: whole microseconds.
  static func seconds(_ length: SimDuration) -> Double {
    Double((length.nanoseconds + 500) / 1000) / 1_000_000
  }
}

/// What was counted in one minute of the clock; LiteLLM's keys end with the hour and the minute.
struct MinuteCount: Sendable, BitwiseCopyable {
  /// The number of the minute, counted from the start.
  var minute = UInt64.max
  var tokens: UInt64 = 0
  /// Nil until the first request: such a key does not exist.
  var requests: UInt32?
  /// Whether any tokens were counted, if only zero.
  var hasTokens = false

  static func minute(of now: Instant) -> UInt64 { now.nanoseconds / 60_000_000_000 }

  /// The counts at a moment: those of another minute are not there.
  func at(_ now: Instant) -> MinuteCount {
    let present = Self.minute(of: now)
    if minute == present { return self }
    return MinuteCount(minute: present)
  }
}
