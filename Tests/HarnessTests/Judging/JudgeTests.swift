import Harness
import Scenarios
import Testing

/// Claims against what a small run came to: twenty conversations of two turns and two resources.
///
/// Without the check eleven follow-ups fail; with it none does.
struct JudgeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    var expect = "{}"
    var breaks = "{}"
    /// The check is on.
    var isChecked = false
    let verdict: Verdict
    /// Each violation as `kind key: expected | found`.
    var violations: [String] = []
    var reproduced: [String] = []
    var testDescription: String { name }
  }

  private static func run(_ named: Case) throws -> VariantRun {
    let check = named.isChecked ? "[encrypted_content_affinity]" : "[]"
    let base = "api_key: k, api_base: https://"
    let scenario = try RepositoryScenario.scenario([
      "name: A",
      "random: cpython(0)",
      "config:",
      "  model_list:",
      "    - {model_name: m, litellm_params: {model: azure/m, \(base)east.openai.azure.com}}",
      "    - {model_name: m, litellm_params: {model: azure/m, \(base)west.openai.azure.com}}",
      "  router_settings: {num_retries: 0, optional_pre_call_checks: \(check)}",
      "traffic: {client: codex, model: m, conversations: 20, turns: 2}",
      "expect: \(named.expect)",
      "variants: {v: {preset: litellm-1.109.1, breaks: \(named.breaks)}}",
    ])
    return try #require(scenario.run().runs.first)
  }

  @Test(arguments: holding + breaking + counting)
  func judge(_ named: Case) throws {
    let run = try Self.run(named)
    #expect(run.violations.map(Self.text) == named.violations)
    #expect(run.reproduced.map(Self.text) == named.reproduced)
    #expect(run.verdict == named.verdict)
  }

  private static func text(_ violation: Violation) -> String {
    let judgement = violation.judgement
    return "\(violation.kind.rawValue) \(violation.key): "
      + "\(judgement.expected) | \(judgement.found)"
  }
}
