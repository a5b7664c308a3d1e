import RoutingCore
import Scenarios
import Testing

@testable import Fuzzing

/// What is left of a log: both founding incidents, without anything of their owner.
struct DistillTests {
  private static let sealed = """
    name: "Distilled: 400 invalid_encrypted_content of follow-ups"
    description: >
      Distilled from a log of 5 requests, 1 of which ended so. Names, addresses and keys are \
    made up.
    config:
      model_list:
        - {model_name: g1, litellm_params: {model: azure/m1, api_base: \
    "https://e2.openai.azure.com"}}
        - {model_name: g1, litellm_params: {model: azure/m1}}
    traffic: {model: g1, turns: 2}
    expect: {follow_ups: {ok: all}}
    variants:
      found:
        preset: litellm-1.81.12
        breaks:
          follow_ups: {failed: 1, status: 400, upstream: invalid_encrypted_content}
          sealed_items_abroad: 1
      sound: recommended

    """

  private static let wildcard = """
    name: "Distilled: 401 key_model_access_denied of first turns"
    description: >
      Distilled from a log of 3 requests, 1 of which ended so. Names, addresses and keys are \
    made up.
    config: {model_list: [{model_name: "anthropic/*", litellm_params: {model: "anthropic/*"}}]}
    keys: {k1: {models: ["anthropic/*"]}}
    steps:
      - {publish: {n1: anthropic}}
      - {reload: manual}
      - {call: n1, expect: ok, breaks: {found: {status: 401, type: key_model_access_denied}}}
    variants:
      found: litellm-1.81.12
      sound: recommended

    """

  @Test(arguments: [
    (DistillLogs.sealed, TrafficLog.Format.lines), (DistillLogs.sealedOfLiteLLM, .litellm),
  ])
  func followUpsAbroad(_ text: String, _ format: TrafficLog.Format) throws {
    let found = try #require(try DistillLogs.distilled(text, format).found)
    #expect(found.isProven)
    #expect(found.deployments == 2)
    #expect(found.conversations == 1)
    #expect(found.turns == 2)
    #expect(found.document == Self.sealed)
  }

  @Test func aNameThatAReloadAdded() throws {
    let found = try #require(try DistillLogs.distilled(DistillLogs.wildcard).found)
    #expect(found.isProven)
    #expect(found.deployments == 1)
    #expect(found.conversations == 1)
    #expect(found.turns == 1)
    #expect(found.document == Self.wildcard)
  }

  /// Without the later answer only a cost map can tell that the name was to be granted.
  @Test func aCostMapTellsWhatIsGranted() throws {
    let lines = DistillLogs.wildcard.split(separator: "\n").dropLast().joined(separator: "\n")
    let alone = try DistillLogs.distilled(lines)
    #expect(alone.found == nil)
    #expect(alone.attempts.map(\.shown) == [16])
    var file = try DistillLogs.file()
    let isMap = file.addCostMap(Array("[]".utf8))
    #expect(!isMap)
    _ = file.addCostMap(Array(#"{"claude-acme-5": {"litellm_provider": "anthropic"}}"#.utf8))
    #expect(try DistillLogs.distilled(lines, file: file).found?.isProven == true)
  }

  /// Whatever names the owner begins with the same four letters.
  @Test func nothingOfTheOwnerIsLeft() throws {
    let file = try DistillLogs.file()
    for text in [DistillLogs.sealed, DistillLogs.wildcard] {
      let traffic = file.traffic(of: try DistillLogs.log(text))
      let world = LoggedWorld(
        traffic: traffic, boundaries: file.boundaries, preset: "litellm-1.81.12")
      let parts = traffic.conversations.indices.map {
        LoggedWorld.Part(conversation: $0, turns: 9)
      }
      let whole = world.value(parts, seed: 3)
      #expect(WorldRun.problem(of: whole) == nil)
      let shown = whole.document.lowercased()
      #expect(!shown.contains("acme"))
      #expect(!shown.contains("0123456789"))
    }
  }

  /// What routing reads of the configuration is kept.
  @Test func theConfigurationIsTheSameButForNames() throws {
    let traffic = try DistillLogs.file().traffic(of: try DistillLogs.log(DistillLogs.sealed))
    #expect(
      traffic.configuration.value.document == """
        model_list:
          - {model_name: g1, litellm_params: {model: azure/m1, api_base: \
        "https://e1.openai.azure.com", api_key: key-1}, model_info: {id: d1}}
          - {model_name: g1, litellm_params: {model: azure/m1, api_base: \
        "https://e2.openai.azure.com", api_key: key-2}}
          - {model_name: g1, litellm_params: {model: azure/m1, litellm_credential_name: c1, \
        weight: 2, tags: [t1]}}
          - {model_name: g2, litellm_params: {model: openai/m2, api_key: key-3}}
          - {model_name: "anthropic/*", litellm_params: {model: "anthropic/*", api_key: key-4}}
          - {model_name: "w2-*", litellm_params: {model: "openai/*", api_key: key-5}}
        credential_list:
          - {credential_name: c1, credential_values: {api_base: \
        "https://e3.openai.azure.com/p1", api_key: key-6}}
        router_settings:
          num_retries: 1
          fallbacks: [{g1: [g2]}]
          model_group_alias: {a1: g1}
          model_group_retry_policy: {g1: {TimeoutErrorRetries: 1}}
          redis_host: store.example.com

        """)
  }

  /// With the check on, an origin that cools sends its follow-ups abroad: the errors that cool it
  /// and the check are part of the incident.
  @Test func anOriginThatCools() throws {
    let held = DistillLogs.configuration.replacing(
      "num_retries: 1", with: "optional_pre_call_checks: [encrypted_content_affinity]")
    let found = try #require(
      try DistillLogs.distilled(
        DistillLogs.cooling, preset: .litellm1821, file: try DistillLogs.file(held)
      ).found)
    #expect(found.isProven)
    #expect(
      found.document.contains(
        "  router_settings: {optional_pre_call_checks: [encrypted_content_affinity]}\n"))
    #expect(found.document.contains("outage: {upstream: "))
    #expect(found.document.contains("\nexpect: {follow_ups: {ok: all}}\n"))
    #expect(found.document.contains("failed: 1, status: 400, upstream: invalid_encrypted_content"))
  }

  /// Where the recommended rules give up what was sealed for a good answer, nothing fails there.
  @Test func whatIsDegradedDoesNotFail() throws {
    let two = """
      model_list:
        - model_name: acme-codex
          litellm_params: {model: azure/x, api_base: "https://acme-one.openai.azure.com"}
        - model_name: acme-codex
          litellm_params: {model: azure/x, api_base: "https://acme-west.openai.azure.com"}
      router_settings:
        num_retries: 0
        optional_pre_call_checks: [encrypted_content_affinity]
      """
    let log =
      DistillLogs.cooling + "\n"
        + """
        {"time": 1012, "model": "acme-codex", "deployment": "acme-one", "status": 429, \
        "conversation": "x"}
        """
    let found = try #require(
      try DistillLogs.distilled(log, preset: .litellm1821, file: try DistillLogs.file(two)).found)
    #expect(found.isProven)
    #expect(found.document.contains("\nexpect: {follow_ups: {failed: 0}}\n"))
  }

  /// Of a stream it matters which events the client keeps.
  @Test func streamsAreOfCodex() throws {
    let log = DistillLogs.sealed.replacing("\"status\"", with: "\"stream\": true, \"status\"")
    let found = try #require(try DistillLogs.distilled(log).found)
    #expect(found.isProven)
    let file = try DistillLogs.file()
    let traffic = file.traffic(of: try DistillLogs.log(log))
    let world = LoggedWorld(traffic: traffic, boundaries: [], preset: "litellm-1.81.12")
    let value = world.value([LoggedWorld.Part(conversation: 2, turns: 1)], seed: 0)
    #expect(
      value["traffic"]?.flow == "[{model: g2, client: codex, start: \"5s\", keys: [k1]}]")
  }

  @Test func whatDoesNotShowIsTold() throws {
    let odd = #"{"time": 1, "model": "acme-chat", "status": 418, "error": "Acme says no"}"#
    let distillation = try DistillLogs.distilled(odd)
    #expect(distillation.found == nil)
    #expect(distillation.attempts.map(\.wrong.text) == ["418 of first turns"])
    #expect(distillation.attempts.map(\.worlds) == [16])
    #expect(distillation.attempts.map(\.shown) == [0])
    #expect(distillation.facts.errors == 1)
    // Under later rules the check sends every follow-up home: nothing shows.
    let held = DistillLogs.configuration.replacing(
      "num_retries: 1", with: "optional_pre_call_checks: [encrypted_content_affinity]")
    let file = try DistillLogs.file(held)
    #expect(
      try DistillLogs.distilled(DistillLogs.sealed, preset: .litellm11091, file: file).found == nil)
  }

  /// Errors that upstreams make of themselves are played where and when they came; the attempts of
  /// one request are one turn.
  @Test func faultsOfUpstreamsArePlayed() throws {
    let log = """
      {"time": 100, "model": "acme-codex", "deployment": "acme-one", "status": 429, "request": \
      "r1", "conversation": "c"}
      {"time": 101, "model": "acme-codex", "deployment": "acme-one", "status": 429, "request": \
      "r1", "conversation": "c"}
      {"time": 102, "model": "acme-codex", "deployment": "acme-west", "status": 200, "request": \
      "r1", "conversation": "c"}
      {"time": 300, "model": "acme-codex", "deployment": "acme-one", "status": 429, \
      "conversation": "c"}
      {"time": 310, "model": "acme-codex", "deployment": "acme-nowhere", "status": 500, \
      "conversation": "d"}
      """
    let file = try DistillLogs.file()
    let traffic = file.traffic(of: try DistillLogs.log(log))
    #expect(traffic.unknownDeployments == 1)
    #expect(traffic.requests == 3)
    #expect(traffic.conversations.map { $0.turns.map(\.status) } == [[200, 429], [500]])
    let world = LoggedWorld(
      traffic: traffic, boundaries: file.boundaries, preset: "litellm-1.81.12")
    let value = world.value([LoggedWorld.Part(conversation: 0, turns: 2)], seed: 0)
    #expect(
      value["timeline"]?.flow
        == "[{at: \"4.5s\", outage: {upstream: e1, for: \"2s\", status: 429}}, "
        + "{at: \"204.5s\", outage: {upstream: e1, for: \"1s\", status: 429}}]")
    #expect(
      value["traffic"]?.flow
        == "[{model: g1, turns: 2, spacing: \"200s\", start: \"5s\", keys: [k1]}]")
  }
}
