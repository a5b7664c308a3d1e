import Harness
import Scenarios
import Testing
import Tunnel
import Upstreams

/// A scenario names a reason, and each provider's own answer has its effect on the gateway.
struct NamedRefusalTests {
  static func run(_ lines: [String], wire: Bool = false) throws -> RunResult {
    var mode = RunMode()
    mode.wire = wire
    return try #require(try RepositoryScenario.scenario(lines).run(mode).runs.first).result
  }

  static func lines(_ model: String, _ surface: String, _ reason: String) -> [String] {
    [
      "name: A",
      "config:",
      "  model_list:",
      "    - {model_name: small, litellm_params: {model: \(model), api_base: https://small.example,"
        + " api_key: k}}",
      "    - {model_name: large, litellm_params: {model: \(model), api_base: https://large.example,"
        + " api_key: k}}",
      "  router_settings: {num_retries: 0, context_window_fallbacks: [{small: [large]}]}",
      "traffic: {model: small, surface: \(surface), conversations: 3}",
      "upstreams: {small: {faults: [{answers: \(reason)}]}}",
      "variants: {today: litellm-1.109.1}",
    ]
  }

  static let providers = [
    ("openai/gpt-5", "chat"), ("azure/gpt-5", "responses"),
    ("anthropic/claude-opus-4-5", "messages"), ("gemini/gemini-3-pro", "gemini"),
  ]

  /// A window that is too small is told by the text alone, and has fallbacks of its own.
  @Test(arguments: providers, [false, true])
  func contextWindow(_ provider: (model: String, surface: String), _ wire: Bool) throws {
    let result = try Self.run(
      Self.lines(provider.model, provider.surface, "context_length_exceeded"), wire: wire)
    #expect(result.load == [3, 3])
    #expect(result.outcomes.map(\.kind) == [.ok])
  }

  @Test(arguments: [
    ("openai/gpt-5", "chat", "overloaded", UInt16(503)),
    ("anthropic/claude-opus-4-5", "messages", "overloaded", 529),
    ("gemini/gemini-3-pro", "gemini", "invalid_api_key", 400),
    ("vertex_ai/gemini-3-pro", "gemini", "invalid_api_key", 401),
    ("azure/gpt-5", "embeddings", "insufficient_quota", 429),
  ])
  func statuses(
    _ model: String, _ surface: String, _ reason: String, _ status: UInt16
  ) throws {
    for wire in [false, true] {
      let result = try Self.run(Self.lines(model, surface, reason), wire: wire)
      let first = try #require(result.outcomes.first)
      #expect(first.kind == .failed)
      #expect(first.status == status)
      #expect(first.reason.code == reason)
    }
  }

  /// Claims on single streams are judged on their turns alone.
  @Test func claimsOnStreams() throws {
    let scenario = try RepositoryScenario.scenario([
      "name: A",
      "config: {model_list: [{model_name: m, litellm_params: {model: openai/gpt-5, api_key: k}}]}",
      "traffic:",
      "  - {label: good, model: m, conversations: 3}",
      "  - {model: m, surface: chat, stream: true, conversations: 2, start: 1m}",
      "upstreams: {openai: {faults: [{answers: 500, from: 1m}]}}",
      "expect: {streams: {good: {ok: all}, s2: {failed: all, status: 500}}}",
      "variants:",
      "  right: litellm-1.109.1",
      "  wrong: {preset: litellm-1.109.1, upstreams: {openai: {faults: []}}}",
    ])
    let runs = scenario.run().runs
    #expect(runs.map(\.verdict.rawValue) == ["holds", "failed"])
    let judgement = try #require(runs[1].violations.first).judgement
    #expect(judgement.expected == "good ok all; s2 failed all, status 500")
    #expect(judgement.found == "good ok 3 of 3; s2 failed 0 of 2, status none")
  }

  /// The match of a wildcard asks for what its own generation of Gemini asks for.
  @Test(arguments: [("gemini-3-pro", OutcomeKind.failed), ("gemini-2.5-pro", .ok)], [false, true])
  func wildcards(_ model: (name: String, kind: OutcomeKind), _ wire: Bool) throws {
    let result = try Self.run(
      [
        "name: A",
        "config: {model_list: [{model_name: gemini/*, litellm_params: {model: gemini/*, api_key: k}}]}",
        "traffic: {model: gemini/\(model.name), surface: gemini, tools: true, blobs: drop, turns: 2}",
        "variants: {today: litellm-1.109.1}",
      ], wire: wire)
    #expect(result.outcomes.map(\.kind) == [.ok, model.kind])
    #expect(
      result.outcomes.last?.reason
        == (model.kind == .ok
          ? RefusalReason.none
          : .missingThoughtSignature))
  }
}
