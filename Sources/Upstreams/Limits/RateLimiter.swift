public import Primitives

/// What a rate limit has counted at a moment: what the headers are written from.
public struct RateLimitState: Equatable, Sendable {
  /// The limits of a period.
  public var setup: RateLimitSetup
  /// Calls counted in the present period.
  public var requestsUsed: UInt64
  /// Tokens counted in the present period.
  public var tokensUsed: UInt64
  /// When the period ends and everything is free again.
  public var end: Instant
  /// Whether tokens, not calls, were what the latest refused call had too many of.
  public var refusedForTokens: Bool

  /// Calls left in the period.
  public var requestsRemaining: UInt64? { setup.requests.map { $0 - min($0, requestsUsed) } }
  /// Tokens left in the period.
  public var tokensRemaining: UInt64? { setup.tokens.map { $0 - min($0, tokensUsed) } }
}

/// Counts calls and tokens in periods and in the short windows within them.
///
/// Both are counted from the start of the run: a period is over for everybody at once.
public struct RateLimiter: Equatable, Sendable {
  private let setup: RateLimitSetup
  private var period = Count()
  private var window = Count()
  private var refusedForTokens = false

  private struct Count: Equatable {
    var number: UInt64 = 0
    var requests: UInt64 = 0
    var tokens: UInt64 = 0

    mutating func move(to present: UInt64) {
      guard present != number else { return }
      self = Count()
      number = present
    }
  }

  /// Makes a limiter that has counted nothing.
  public init(_ setup: RateLimitSetup) {
    precondition(
      setup.window > .zero && setup.window <= setup.period,
      "a window of a rate limit is within its period")
    self.setup = setup
  }

  /// Counts a call; how long to wait if it is one too many, or nil.
  ///
  /// With OpenAI and Azure a refused call counts, too, though its tokens do not.
  public mutating func wait(
    forTokens tokens: UInt64, _ provider: ProviderKind, at now: Instant
  ) -> SimDuration? {
    moveOn(now)
    let isBeyondPeriod = isBeyond(period, setup.requests, setup.tokens, tokens)
    let isBeyondWindow = isBeyond(
      window, setup.requestsInWindow, setup.tokensInWindow, tokens)
    if let kind = isBeyondPeriod ?? isBeyondWindow {
      refusedForTokens = kind == .tokens
      if provider == .openai || provider == .azure { count(0) }
      let length = isBeyondPeriod != nil ? setup.period : setup.window
      return SimDuration(nanoseconds: length.nanoseconds - now.nanoseconds % length.nanoseconds)
    }
    count(tokens)
    return nil
  }

  /// What is counted at a moment.
  public func state(at now: Instant) -> RateLimitState {
    var present = self
    present.moveOn(now)
    let (next, isLast) = (present.period.number + 1)
      .multipliedReportingOverflow(by: setup.period.nanoseconds)
    return RateLimitState(
      setup: setup, requestsUsed: present.period.requests, tokensUsed: present.period.tokens,
      end: isLast ? .never : Instant(nanoseconds: next),
      refusedForTokens: present.refusedForTokens)
  }

  private enum Kind { case requests, tokens }

  private func isBeyond(
    _ count: Count, _ requests: UInt64?, _ tokens: UInt64?, _ more: UInt64
  ) -> Kind? {
    if let requests, count.requests >= requests { return .requests }
    // One call larger than a short window's share goes alone; the period's limit holds for it.
    if let tokens, count.tokens + more > tokens, count.tokens > 0 || tokens == setup.tokens {
      return .tokens
    }
    return nil
  }

  private mutating func moveOn(_ now: Instant) {
    period.move(to: now.nanoseconds / setup.period.nanoseconds)
    window.move(to: now.nanoseconds / setup.window.nanoseconds)
  }

  private mutating func count(_ tokens: UInt64) {
    period.requests += 1
    window.requests += 1
    period.tokens += tokens
    window.tokens += tokens
  }
}
