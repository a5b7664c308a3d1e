import Primitives
import Testing
import Upstreams
import WireFormats

/// Rate limits, and the headers that are written from what they have counted.
struct RateLimitTests {
  /// 2026-02-23T10:00:00Z.
  static let start: Int64 = 1_771_840_800

  static func upstream(
    _ provider: ProviderKind, requests: UInt64? = nil, tokens: UInt64? = nil,
    window: SimDuration = .seconds(60), spelling: RetryAfterSpelling? = nil, isVertex: Bool = false
  ) -> Upstream {
    var setup = UpstreamSetup(label: "u", provider: provider, boundary: 0)
    setup.isVertex = isVertex
    setup.time.tokens = 40
    var limit = RateLimitSetup(spelling: spelling ?? .usual(of: provider, isVertex: isVertex))
    limit.requests = requests
    limit.tokens = tokens
    limit.window = window
    setup.rateLimit = limit
    return Upstream(setup, seed: 0)
  }

  static func call(_ upstream: inout Upstream, at milliseconds: UInt64) -> Refusal? {
    let call = UpstreamCall(model: 0, turn: 1, streams: false, previousResponse: nil)
    let now = Instant.zero + .milliseconds(milliseconds)
    switch upstream.judge(call, items: [], at: now) {
    case .refuses(let refusal): return refusal
    case .serves: return nil
    }
  }

  static func lines(_ upstream: Upstream, _ refusal: Refusal?, at milliseconds: UInt64) -> [String]
  {
    let fields = upstream.headers(
      refusal, at: .zero + .milliseconds(milliseconds), startUnixSeconds: start)
    return fields.fields.map { "\($0.name): \($0.value)" }
  }

  @Test func callsOfAPeriod() {
    var upstream = Self.upstream(.anthropic, requests: 2)
    #expect(Self.call(&upstream, at: 0) == nil)
    #expect(Self.call(&upstream, at: 1_000) == nil)
    let refusal = Self.call(&upstream, at: 2_500)
    #expect(refusal?.reason == .rateLimited)
    #expect(refusal?.status == 429)
    #expect(refusal?.retryAfter == .seconds(58))
    #expect(Self.call(&upstream, at: 59_999)?.retryAfter == .seconds(1))
    #expect(Self.call(&upstream, at: 60_000) == nil)
  }

  @Test func tokensOfAPeriod() {
    var upstream = Self.upstream(.anthropic, tokens: 100)
    #expect(Self.call(&upstream, at: 0) == nil)
    #expect(Self.call(&upstream, at: 0) == nil)
    #expect(Self.call(&upstream, at: 0)?.reason == .rateLimited)
    #expect(upstream.limiter?.state(at: .zero).tokensUsed == 80)
    #expect(upstream.limiter?.state(at: .zero).refusedForTokens == true)
  }

  /// 60 a minute in windows of a second: one a second, wherever the minute stands.
  @Test func shortWindows() {
    var upstream = Self.upstream(.azure, requests: 60, window: .seconds(1))
    #expect(Self.call(&upstream, at: 100) == nil)
    #expect(Self.call(&upstream, at: 200)?.retryAfter == .seconds(1))
    #expect(Self.call(&upstream, at: 999)?.retryAfter == .seconds(1))
    #expect(Self.call(&upstream, at: 1_000) == nil)
  }

  /// With OpenAI a refused call counts towards the minute, with Anthropic it does not.
  @Test(arguments: [(ProviderKind.openai, UInt64(4)), (.azure, 4), (.anthropic, 2), (.gemini, 2)])
  func refusedCalls(_ provider: ProviderKind, _ used: UInt64) {
    var upstream = Self.upstream(provider, requests: 60, window: .seconds(1))
    for milliseconds: UInt64 in [0, 10, 1_000, 1_010] {
      _ = Self.call(&upstream, at: milliseconds)
    }
    #expect(upstream.limiter?.state(at: .zero + .seconds(2)).requestsUsed == used)
  }

  static let headers: [(ProviderKind, Bool, [String])] = [
    (
      .openai, false,
      [
        "x-ratelimit-limit-requests: 10", "x-ratelimit-limit-tokens: 1000",
        "x-ratelimit-remaining-requests: 9", "x-ratelimit-remaining-tokens: 960",
        "x-ratelimit-reset-requests: 59s", "x-ratelimit-reset-tokens: 59s",
      ]
    ),
    (
      .azure, false,
      [
        "x-ratelimit-limit-requests: 10", "x-ratelimit-limit-tokens: 1000",
        "x-ratelimit-remaining-requests: 9", "x-ratelimit-remaining-tokens: 960",
      ]
    ),
    (
      .anthropic, false,
      [
        "anthropic-ratelimit-requests-limit: 10", "anthropic-ratelimit-requests-remaining: 9",
        "anthropic-ratelimit-requests-reset: 2026-02-23T10:01:00Z",
        "anthropic-ratelimit-tokens-limit: 1000", "anthropic-ratelimit-tokens-remaining: 960",
        "anthropic-ratelimit-tokens-reset: 2026-02-23T10:01:00Z",
      ]
    ),
    (.anthropic, true, []), (.gemini, false, []), (.gemini, true, []),
  ]

  @Test(arguments: headers)
  func headersOfAGoodAnswer(_ provider: ProviderKind, _ isVertex: Bool, _ lines: [String]) {
    var upstream = Self.upstream(provider, requests: 10, tokens: 1_000, isVertex: isVertex)
    #expect(Self.call(&upstream, at: 500) == nil)
    #expect(Self.lines(upstream, nil, at: 1_000) == lines)
  }

  @Test func resetsOfLongPeriods() {
    var setup = RateLimitSetup(spelling: .seconds)
    setup.requests = 5
    setup.period = .seconds(600)
    setup.window = setup.period
    var limiter = RateLimiter(setup)
    let rested = RateHeaders.fields(
      limiter.state(at: .zero), provider: .openai, isVertex: false, at: .zero,
      startUnixSeconds: Self.start)
    #expect(rested["x-ratelimit-reset-requests"] == "0s")
    let now = Instant.zero + .seconds(240)
    #expect(limiter.wait(forTokens: 1, .openai, at: now) == nil)
    let used = RateHeaders.fields(
      limiter.state(at: now), provider: .openai, isVertex: false, at: now,
      startUnixSeconds: Self.start)
    #expect(used["x-ratelimit-reset-requests"] == "6m0s")
  }

  static let spellings: [(RetryAfterSpelling, [String])] = [
    (.milliseconds, ["retry-after-ms: 58000", "retry-after: 58"]),
    (.seconds, ["retry-after: 58"]),
    (.date, ["retry-after: Mon, 23 Feb 2026 10:01:01 GMT"]),
    (.none, []),
  ]

  @Test(arguments: spellings)
  func spellingsOfRetryAfter(_ spelling: RetryAfterSpelling, _ lines: [String]) {
    var upstream = Self.upstream(.openai, requests: 1, spelling: spelling)
    #expect(Self.call(&upstream, at: 0) == nil)
    let refusal = Self.call(&upstream, at: 2_250)
    #expect(
      Self.lines(upstream, refusal, at: 2_250).filter { $0.hasPrefix("retry-after") } == lines)
  }

  /// The gateway reads the same in every spelling, whenever it is told, through the text itself.
  @Test(arguments: [UInt64(0), 1, 250, 999, 1_000, 30_001, 58_999, 59_001, 59_999])
  func everySpellingSaysTheSame(_ milliseconds: UInt64) throws {
    let now = Instant.zero + .milliseconds(milliseconds)
    for spelling in [RetryAfterSpelling.milliseconds, .seconds, .date] {
      var upstream = Self.upstream(.openai, requests: 1, spelling: spelling)
      #expect(Self.call(&upstream, at: 0) == nil)
      let refusal = try #require(Self.call(&upstream, at: milliseconds))
      let fields = upstream.headers(refusal, at: now, startUnixSeconds: Self.start)
      let read = try #require(HeaderFields(encoded: fields.encoded()))
      let heard = RateHeaders.retryAfter(in: read, at: now, startUnixSeconds: Self.start)
      let wait = (60_000 - milliseconds + 999) / 1_000
      #expect(heard == .seconds(wait), "\(spelling)")
      #expect(heard == refusal.retryAfter)
      // Who waits as told is served.
      #expect(Self.call(&upstream, at: milliseconds + wait * 1_000) == nil)
    }
  }

  /// What the headers say holds: so many more calls pass, and after the reset all do.
  @Test(arguments: [UInt64(1), 3, 7])
  func headersTellTheTruth(_ before: UInt64) throws {
    var upstream = Self.upstream(.openai, requests: 8)
    for _ in 0..<before { #expect(Self.call(&upstream, at: 4_000) == nil) }
    let now = Instant.zero + .seconds(4)
    let fields = upstream.headers(nil, at: now, startUnixSeconds: Self.start)
    let left = try #require(fields["x-ratelimit-remaining-requests"].flatMap { UInt64($0) })
    let reset = try #require(
      fields["x-ratelimit-reset-requests"].flatMap(ResetDuration.duration))
    var later = upstream
    for _ in 0..<left { #expect(Self.call(&upstream, at: 5_000) == nil) }
    #expect(Self.call(&upstream, at: 5_000) != nil)
    let free = 4_000 + reset.nanoseconds / 1_000_000
    for _ in 0..<8 { #expect(Self.call(&later, at: free) == nil) }
  }

  @Test func messagesNameTheLimit() {
    var upstream = Self.upstream(.openai, requests: 1)
    _ = Self.call(&upstream, at: 0)
    guard let refusal = Self.call(&upstream, at: 0) else {
      Issue.record("the second call passed")
      return
    }
    var context = RefusalContext()
    context.model = "gpt-5"
    context.limit = upstream.limiter?.state(at: .zero)
    let error = OpenAIError(
      body: RefusalBody.write(refusal, provider: .openai, context))
    #expect(
      error?.message
        == "Rate limit reached for gpt-5 on requests per min (RPM): Limit 1, Used 2. "
        + "Please try again in 1m0s.")
    #expect(error?.type == "requests")
    let body = RefusalBody.write(refusal, provider: .gemini, context)
    #expect(GeminiError(body: body)?.retryDelay == .seconds(60))
    context.isVertex = true
    let vertex = RefusalBody.write(refusal, provider: .gemini, context)
    #expect(GeminiError(body: vertex)?.retryDelay == nil)
  }
}
