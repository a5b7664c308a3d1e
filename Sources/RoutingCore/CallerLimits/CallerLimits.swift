public import Primitives

/// What a key or a team may use (LiteLLM, `/key/generate` and `/team/new`).
public struct CallerLimits: Sendable, Equatable, BitwiseCopyable {
  /// `rpm_limit`: requests in a minute.
  public var requests: UInt64?
  /// `tpm_limit`: tokens in a minute.
  public var tokens: UInt64?
  /// `max_parallel_requests`: requests at once.
  public var parallel: UInt64?
  /// `max_budget`: dollars.
  public var budget: Double?
  /// `budget_duration`: for how long, from the start on; nil for ever.
  public var budgetWindow: SimDuration?

  /// Makes no limits.
  public init() {}

  /// Whether nothing is limited.
  public var isEmpty: Bool {
    requests == nil && tokens == nil && parallel == nil && budget == nil
  }
}
