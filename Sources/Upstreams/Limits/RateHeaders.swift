public import Primitives
public import WireFormats

/// The header fields that tell of rate limits, in each provider's way.
public enum RateHeaders {
  /// The fields that an answer carries at a moment; Gemini and Vertex AI send none.
  public static func fields(
    _ state: RateLimitState, provider: ProviderKind, isVertex: Bool, at now: Instant,
    startUnixSeconds: Int64
  ) -> HeaderFields {
    var fields = HeaderFields()
    guard !isVertex else { return fields }
    let setup = state.setup
    let counts = [
      ("requests", setup.requests, state.requestsRemaining, state.requestsUsed),
      ("tokens", setup.tokens, state.tokensRemaining, state.tokensUsed),
    ]
    switch provider {
    case .openai, .azure:
      for (name, limit, _, _) in counts {
        if let limit { fields.append("x-ratelimit-limit-" + name, "\(limit)") }
      }
      for (name, _, remaining, _) in counts {
        if let remaining { fields.append("x-ratelimit-remaining-" + name, "\(remaining)") }
      }
      // Until everything is free again, not until the next call may come.
      for (name, limit, _, used) in counts where limit != nil && provider == .openai {
        let reset = used == 0 ? SimDuration.zero : state.end.since(now)
        fields.append("x-ratelimit-reset-" + name, ResetDuration.text(reset))
      }
    case .anthropic:
      let end = unixSeconds(of: state.end, startUnixSeconds)
      for (name, limit, remaining, _) in counts {
        guard let limit, let remaining else { continue }
        fields.append("anthropic-ratelimit-\(name)-limit", "\(limit)")
        fields.append("anthropic-ratelimit-\(name)-remaining", "\(remaining)")
        fields.append(
          "anthropic-ratelimit-\(name)-reset", RFC3339.text(unixSeconds: end))
      }
    case .gemini: break
    }
    return fields
  }

  /// Adds what a refused caller is told, in the spelling of the limit.
  public static func add(
    retryAfter: SimDuration, _ spelling: RetryAfterSpelling, to fields: inout HeaderFields,
    at now: Instant, startUnixSeconds: Int64
  ) {
    switch spelling {
    case .milliseconds:
      fields.append("retry-after-ms", RetryAfter.milliseconds(retryAfter))
      fields.append("retry-after", RetryAfter.seconds(retryAfter))
    case .seconds: fields.append("retry-after", RetryAfter.seconds(retryAfter))
    case .date:
      fields.append(
        "retry-after",
        RetryAfter.date(after: retryAfter, at: now, startUnixSeconds: startUnixSeconds))
    case .none: break
    }
  }

  /// What a gateway reads in an answer: whole seconds, the rest dropped, as LiteLLM does.
  public static func retryAfter(
    in fields: HeaderFields, at now: Instant, startUnixSeconds: Int64
  ) -> SimDuration? {
    let read = RetryAfter.delay(
      retryAfterMilliseconds: fields["retry-after-ms"], retryAfter: fields["retry-after"],
      at: now, startUnixSeconds: startUnixSeconds)
    return read.map { .seconds($0.nanoseconds / 1_000_000_000) }
  }

  private static func unixSeconds(of instant: Instant, _ start: Int64) -> Int64 {
    let second: UInt64 = 1_000_000_000
    let seconds = instant.nanoseconds / second + (instant.nanoseconds % second == 0 ? 0 : 1)
    let (sum, overflow) = start.addingReportingOverflow(Int64(clamping: seconds))
    return overflow ? .max : sum
  }
}

extension Upstream {
  /// The header fields of an answer that tell of limits, and of `Retry-After` if it is a refusal.
  public func headers(
    _ refusal: Refusal?, at now: Instant, startUnixSeconds: Int64
  ) -> HeaderFields {
    guard let limiter, let limit = setup.rateLimit else { return HeaderFields() }
    var fields = RateHeaders.fields(
      limiter.state(at: now), provider: setup.provider, isVertex: setup.isVertex, at: now,
      startUnixSeconds: startUnixSeconds)
    if let wait = refusal?.retryAfter {
      RateHeaders.add(
        retryAfter: wait, limit.spelling, to: &fields, at: now, startUnixSeconds: startUnixSeconds)
    }
    return fields
  }
}
