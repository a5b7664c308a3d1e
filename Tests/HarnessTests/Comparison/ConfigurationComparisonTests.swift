import RoutingCore
import Scenarios
import Testing

@testable import Harness

/// Comparisons of LiteLLM configurations.
struct ConfigurationComparisonTests {
  private static let twoResources = """
    model_list:
      - model_name: codex
        litellm_params: {model: azure/gpt-5.1-codex, api_base: https://eastus, api_key: us}
      - model_name: codex
        litellm_params: {model: azure/gpt-5.1-codex, api_base: https://westeu, api_key: eu}
      - model_name: chat
        litellm_params: {model: anthropic/claude-opus-4-5, api_key: one, weight: 1}
    router_settings:
      num_retries: 0

    """
  private static let checked = twoResources.replacing(
    "num_retries: 0",
    with: "num_retries: 0\n  optional_pre_call_checks: [encrypted_content_affinity]")

  private func file(_ path: String, _ text: String) throws -> ConfigurationFile {
    let (file, diagnostics) = ConfigurationFile.load(path) { _ in .success(Array(text.utf8)) }
    return try #require(file, "\(diagnostics.map(\.text))")
  }

  private func compared(
    _ from: String, _ to: String, _ preset: Preset = .litellm11091
  ) throws -> ComparedConfigurations {
    ComparedConfigurations(
      .init(try file("a.yaml", from), preset), .init(try file("b.yaml", to), preset))
  }

  /// The check prevents what its absence does; a group that seals nothing stays as it is.
  @Test func theSettingThatMatters() async throws {
    let other = Self.checked.replacing("weight: 1}", with: "weight: 2}")
    let (pairs, diagnostics) = try compared(Self.twoResources, other).synthesized()
    #expect(diagnostics.isEmpty)
    #expect(pairs.map(\.title) == ["codex", "chat"])
    #expect(pairs.map(\.from.name) == ["a.yaml", "a.yaml"])
    let comparison = await Comparison(pairs, plan: .fixed(3), jobs: 2)
    #expect(comparison.pairs.map(\.firstDiffering) == [0, nil])
    let witness = try #require(comparison.pairs.first?.witness)
    #expect(witness.attribution.differing == 0)
    #expect(witness.settingsDiffering == 2)
    #expect(
      witness.settings.map(\.setting.name) == ["router_settings.optional_pre_call_checks"])
    #expect(witness.settings.first?.setting.from == nil)
    #expect(witness.settings.first?.setting.to == "[encrypted_content_affinity]")
    #expect(witness.settings.first?.alone.changed == witness.changes.changed.count)
    #expect(witness.settings.first?.undone.changed == witness.changes.changed.count)
  }

  /// Under a thousand seeds a configuration does not differ from itself.
  @Test func itselfNeverDiffers() async throws {
    let text = "{conversations: 4, turns: 2}"
    var compared = try compared(Self.checked, Self.checked)
    compared.traffic = text
    let (pairs, _) = compared.synthesized()
    let comparison = await Comparison(pairs, plan: .fixed(1_000), jobs: 2)
    #expect(!comparison.differs)
    #expect(comparison.pairs.map(\.seeds) == [1_000, 1_000])
    #expect(comparison.pairs.allSatisfy { $0.estimates.allSatisfy(\.isZero) })
  }

  /// A group of one side alone is asked of both.
  @Test func groupsOfOneSideAlone() async throws {
    let less = Self.twoResources.replacing("model_name: chat", with: "model_name: talk")
    let (pairs, _) = try compared(Self.twoResources, less).synthesized()
    #expect(pairs.map(\.title) == ["codex", "chat", "talk"])
    let comparison = await Comparison(pairs, plan: .fixed(1), jobs: 2)
    let changed = comparison.pairs.map { $0.witness?.changes.groups.map(\.labels.count) ?? [] }
    #expect(changed == [[], [1], [1]])
    let names = comparison.pairs.last?.witness?.settings.map(\.setting.name)
    #expect(names == ["model_list[3].model_name"])
  }

  @Test func presetsUnderOneConfiguration() async throws {
    let one = try file("a.yaml", Self.checked)
    let compared = ComparedConfigurations(.init(one, .litellm18112), .init(one, .litellm11091))
    let (pairs, _) = compared.synthesized()
    #expect(pairs.map(\.settings) == [["a.yaml"], ["a.yaml"]])
    #expect(pairs.map(\.to.name) == ["litellm-1.109.1", "litellm-1.109.1"])
    let comparison = await Comparison([pairs[0]], plan: .fixed(1), jobs: 1)
    let rules = comparison.pairs[0].witness?.attribution.rules.map(\.rule) ?? []
    #expect(rules.contains(.sealedCheck))
    #expect(comparison.pairs[0].witness?.settingsDiffering == 0)
  }

  /// A scenario's traffic and happenings; its own configuration, variants and claims are left out.
  @Test func aroundAScenario() async throws {
    let scenario = """
      name: calls
      config: nowhere.yaml
      variants: {old: litellm-1.81.12}
      steps:
        - {call: codex, expect: ok, breaks: {old: 400}}
        - {call: nobody, expect: denied}
      """
    let (pairs, diagnostics) = try compared(Self.twoResources, Self.checked).around(
      scenario: "s.yaml", id: "s"
    ) { _ in .success(Array(scenario.utf8)) }
    #expect(diagnostics.map(\.text) == [])
    let comparison = await Comparison(pairs, plan: .fixed(2), jobs: 1)
    #expect(!comparison.differs)
    #expect(comparison.requests == 8)
  }

  @Test func wrongTrafficIsToldOnce() throws {
    var compared = try compared(Self.twoResources, Self.checked)
    compared.traffic = "{conversation: 4}"
    let (pairs, diagnostics) = compared.synthesized()
    #expect(pairs.isEmpty)
    #expect(diagnostics.map(\.file) == ["--traffic"])
    #expect(diagnostics.map(\.line) == [1])
  }

  /// Leaves that differ, by their paths; a lacking section is one in which nothing is set.
  @Test func differencesAreLeaves() throws {
    let other = Self.twoResources.replacing("api_key: us", with: "api_key: other")
      .replacing("api_key: eu", with: "api_key: eu, weight: 3")
      .replacing("router_settings:\n  num_retries: 0", with: "litellm_settings: {num_retries: 2}")
    let from = try file("a.yaml", Self.twoResources)
    let differences = from.differences(to: try file("b.yaml", other))
    #expect(
      differences.map { "\($0.name): \($0.from ?? "-") -> \($0.to ?? "-")" } == [
        "model_list[1].litellm_params.api_key: [hidden] -> [hidden]",
        "model_list[2].litellm_params.weight: - -> 3",
        "router_settings.num_retries: 0 -> -",
        "litellm_settings.num_retries: - -> 2",
      ])
    let all = from.with(differences, of: try file("b.yaml", other))
    #expect(all?.differences(to: try file("b.yaml", other)).isEmpty == true)
  }
}
