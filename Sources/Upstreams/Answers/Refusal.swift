public import Primitives

/// An upstream's refusal.
@frozen
public struct Refusal: Equatable, Sendable, BitwiseCopyable {
  /// The reason.
  public var reason: RefusalReason
  /// The HTTP status; zero for a connection that broke without an answer.
  public var status: UInt16
  /// `Retry-After`, if the answer has one.
  public var retryAfter: SimDuration?
  /// How that is written.
  public var header = WaitHeader.seconds
  /// The place of the offending item in the input, if one is to blame.
  public var item: UInt32

  /// Makes what stands in the place of a refusal for a good answer.
  @inlinable
  public init() {
    reason = .none
    status = 200
    retryAfter = nil
    item = .max
  }

  /// The refusal with a wait.
  func advising(_ wait: AdvisedWait?) -> Refusal {
    guard let wait else { return self }
    var refusal = self
    refusal.retryAfter = wait.duration
    refusal.header = wait.header
    return refusal
  }

  /// Makes a refusal; without a status, with the one that OpenAI gives it.
  public init(
    _ reason: RefusalReason, status: UInt16? = nil, retryAfter: SimDuration? = nil,
    item: UInt32 = .max
  ) {
    self.reason = reason
    self.status = status ?? ErrorCatalog.status(of: reason, .openai)
    self.retryAfter = retryAfter
    self.item = item
  }
}
