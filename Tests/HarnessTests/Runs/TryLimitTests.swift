import Harness
import RoutingCore
import Scenarios
import Testing
import Tunnel

/// Retries times fallbacks have no bound of their own; one request has.
struct TryLimitTests {
  /// Settings under which a request of some releases never comes to its end.
  struct Endless: CustomTestStringConvertible, Sendable {
    let name: String
    /// How many names there are; each falls back to all others.
    var names = 3
    let settings: String
    let preset: String
    /// Whether nobody is there to be called.
    var isEmpty = false
    var testDescription: String { "\(name), \(preset)" }
  }

  static let endless = [
    Endless(
      name: "retries of fallbacks that lead back", settings: "num_retries: 1000",
      preset: "litellm-1.81.12"),
    Endless(
      name: "fallbacks alone that lead back", settings: "num_retries: 0",
      preset: "litellm-1.82.1"),
    Endless(
      name: "a walk without a single call", settings: "num_retries: 0",
      preset: "litellm-1.81.12", isEmpty: true),
    // Where every name is called once, many of them with many retries each do it.
    Endless(
      name: "retries of many fallbacks", names: 12, settings: "num_retries: 1000",
      preset: "litellm-1.109.1"),
    Endless(
      name: "retries that a policy allows", names: 12,
      settings: "retry_policy: {InternalServerErrorRetries: 1000}", preset: "litellm-1.109.1"),
  ]

  private static func scenario(_ endless: Endless) throws -> Scenario {
    let names = (1...endless.names).map { "m\($0)" }
    let entries = names.map { name in
      "  - {model_name: \(name), litellm_params: {model: openai/gpt-5, "
        + "api_base: \"https://\(name).example.com\", api_key: \(name)}, model_info: {id: \(name)}}"
    }
    let lists = names.map { name in
      "{\(name): [\(names.filter { $0 != name }.joined(separator: ", "))]}"
    }
    let removals = names.map { "- {at: 1s, remove_deployment: \($0)}" }
    return try RepositoryScenario.scenario(
      ["name: Endless", "config:", "  model_list:"] + entries + [
        "router_settings: {max_fallbacks: 100, fallbacks: [\(lists.joined(separator: ", "))], "
          + endless.settings + "}",
        "upstreams: {all: {faults: [{answers: 500}]}}",
        "traffic: {model: m1, conversations: 2, start: 2s}",
        "variants: {v: \(endless.preset)}",
      ] + (endless.isEmpty ? ["timeline:"] + removals : []))
  }

  @Test(arguments: endless)
  func aRequestEndsAtItsLimit(_ endless: Endless) throws {
    let run = try #require(try Self.scenario(endless).run().runs.first)
    let first = RequestLabel(traffic: 0, conversation: 1, turn: 1, tries: 0)
    #expect(run.result.limit == .tries(10_000, of: first))
    #expect(run.verdict == .failed)
    #expect(
      run.violations.first?.judgement.found == "it stopped when a request had used up 10000 tries")
    #expect(run.violations.first?.judgement.first == first)
    // Tries that found nobody count, although nothing was sent.
    #expect(run.result.attempts == (endless.isEmpty ? 0 : 10_000))
  }

  /// As many tries as one setting alone allows are no trouble.
  @Test func theLargestSettingAloneEnds() throws {
    let endless = Endless(
      name: "retries alone", names: 2, settings: "num_retries: 1000", preset: "litellm-1.109.1")
    let run = try #require(try Self.scenario(endless).run().runs.first)
    #expect(run.result.limit == nil)
    #expect(run.result.attemptsMax == 2_002)
  }
}
