import Harness
import Scenarios
import Testing

/// Claims on waiting: one resource that takes one call of two seconds at a time, and four at once.
struct LatencyTests {
  /// Waits of 0, 2, 4 and 6 seconds: each claim with what it says of them, and whether it holds.
  static let claims: [(String, String, Bool)] = [
    ("{max: 6s}", "max within 6s | 0 of 4 beyond 6s", true),
    ("{max: 5.999999999s}", "max within 5.999999999s | 1 of 4 beyond 5.999999999s", false),
    ("{p50: 2s}", "p50 within 2s | 2 of 4 beyond 2s", true),
    ("{p50: 1.999999999s}", "p50 within 1.999999999s | 3 of 4 beyond 1.999999999s", false),
    ("{p99: 4s}", "p99 within 4s | 1 of 4 beyond 4s", false),
    (
      "{p90: 6s, p99: 6s, p99.9: 6s}",
      "p90 within 6s, p99 within 6s, p99.9 within 6s | "
        + "0 of 4 beyond 6s, 0 of 4 beyond 6s, 0 of 4 beyond 6s", true
    ),
    (
      "{p50: 2s, max: 4s}", "p50 within 2s, max within 4s | 2 of 4 beyond 2s, 1 of 4 beyond 4s",
      false
    ),
  ]

  private func run(_ expect: String, breaks: String = "{}") throws -> VariantRun {
    let scenario = try RepositoryScenario.scenario([
      "name: A",
      "config: {model_list: [{model_name: m, litellm_params: {model: openai/m, api_key: k}}]}",
      "upstreams: {all: {capacity: 1, first_byte: 2s, per_token: 0ms, tokens: 0}}",
      "traffic: {model: m, conversations: 4, arrival: {burst: 4, every: 1s}}",
      "expect: \(expect)",
      "variants: {v: {preset: recommended, breaks: \(breaks)}}",
    ])
    return try #require(scenario.run().runs.first)
  }

  @Test(arguments: claims)
  func queueing(_ claim: String, _ text: String, _ holds: Bool) throws {
    let run = try run("{queueing: \(claim), added_latency: {max: 6s}}")
    #expect(run.verdict == (holds ? .holds : .failed))
    let judgement = try #require(
      run.variant.expectations.first { $0.key == "queueing" }
        .map { Judge(run.result, run.variant.setup).judge($0.claim) })
    #expect("\(judgement.expected) | \(judgement.found)" == text)
    #expect(judgement.holds == holds)
  }

  /// A break says that the bound is exceeded: it is, and a wider one is not.
  @Test(arguments: [("5s", Verdict.reproduces), ("6s", .failed)])
  func breaks(_ bound: String, _ verdict: Verdict) throws {
    let run = try run("{queueing: {max: 1s}}", breaks: "{queueing: {max: \(bound)}}")
    #expect(run.verdict == verdict)
    #expect(run.violations.map(\.kind) == (verdict == .failed ? [.brokenOtherwise] : []))
  }
}
