public import Primitives
import WireFormats

/// How an upstream says when to come back.
public enum RetryAfterSpelling: String, CaseIterable, Sendable, BitwiseCopyable {
  /// `retry-after-ms`, and `retry-after` in seconds beside it (OpenAI, Azure).
  case milliseconds = "ms"
  /// `retry-after` in seconds (Anthropic).
  case seconds
  /// `retry-after` as a date.
  case date
  /// It does not (Gemini, Vertex AI).
  case none

  /// What a provider does unless a scenario says otherwise.
  public static func usual(of provider: ProviderKind, isVertex: Bool) -> RetryAfterSpelling {
    switch provider {
    case _ where isVertex: .none
    case .openai, .azure: .milliseconds
    case .anthropic: .seconds
    case .gemini: .none
    }
  }
}

/// How many calls and tokens an upstream takes in a time.
public struct RateLimitSetup: Equatable, Sendable {
  /// Calls in a period; nil for any number.
  public var requests: UInt64?
  /// Tokens in a period; nil for any number.
  public var tokens: UInt64?
  /// The period.
  public var period = SimDuration.seconds(60)
  /// Short windows in which only their share of the period's calls and tokens is taken, at least
  /// one: 60 a minute may mean one a second. The period itself if there are none.
  public var window: SimDuration
  /// How it says when to come back.
  public var spelling: RetryAfterSpelling

  /// Makes a limit on nothing.
  public init(spelling: RetryAfterSpelling) {
    self.spelling = spelling
    window = period
  }

  /// The most calls of one window; nil for any number.
  var requestsInWindow: UInt64? { requests.map(share) }
  /// The most tokens of one window; nil for any number.
  var tokensInWindow: UInt64? { tokens.map(share) }

  private func share(of limit: UInt64) -> UInt64 {
    guard window < period else { return limit }
    let (high, low) = limit.multipliedFullWidth(by: window.nanoseconds)
    // The window is the shorter one, so the share is no larger than the limit.
    return max(1, period.nanoseconds.dividingFullWidth((high, low)).quotient)
  }

  /// What a caller is told of a wait, as a gateway reads it; nil if it is told nothing.
  ///
  /// Upstreams tell whole seconds, rounded up; then every spelling says the same.
  public func told(_ wait: SimDuration) -> SimDuration? {
    guard spelling != .none else { return nil }
    let second: UInt64 = 1_000_000_000
    let seconds = wait.nanoseconds / second + (wait.nanoseconds % second == 0 ? 0 : 1)
    return .seconds(max(1, seconds))
  }
}
