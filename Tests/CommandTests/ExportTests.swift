import Foundation
import Testing

/// `export` as people call it.
struct ExportTests {
  static let statuses: [(arguments: String, status: Int32, errors: String)] = [
    ("wildcard/reload --pytest", 0, ""),
    ("wildcard/reload", 64, "Error: say what to write: --pytest\n"),
    (
      "wildcard/reload --pytest --variant nope", 64,
      "windtunnel: there is no variant 'nope'\n    accepted: old, first-fix, fail-fast, new, sound\n"
    ),
    (
      "gateway --pytest", 64, "windtunnel: 'gateway' names "
    ),
    (
      "wildcard/removal --pytest", 65,
      """
      scenarios/wildcard/removal.yaml:15:14: error: the timeline verb 'remove_deployment' cannot \
      be exported [not-exportable]
          a test runs in real time; write steps instead
      scenarios/wildcard/removal.yaml:16:14: error: the timeline verb 'revoke_key' cannot be \
      exported [not-exportable]
          a test runs in real time; write steps instead

      """
    ),
    (
      "wildcard/namespace --pytest", 65,
      """
      scenarios/wildcard/namespace.yaml:9:57: error: the provider of 'watsonx/*' cannot be \
      exported [not-exportable]
          the stub speaks as openai, azure, anthropic do

      """
    ),
    (
      "encrypted-content/streaming --pytest --variant final-only-item-done", 65,
      """
      scenarios/encrypted-content/streaming.yaml:29:5: error: the changed rule 'stream_marking: \
      final_only' cannot be exported [not-exportable]
          no release behaves so

      """
    ),
  ]

  @Test(arguments: statuses.indices)
  func status(_ place: Int) throws {
    let (arguments, status, errors) = Self.statuses[place]
    let command = try Command.run(["export"] + arguments.split(separator: " ").map(String.init))
    #expect(command.status == status)
    #expect(status == 64 ? command.errors.hasPrefix(errors) : command.errors == errors)
    #expect((command.output == "") == (status != 0))
  }

  /// Everything that cannot be played is told at once.
  @Test func allRefusalsAreTold() throws {
    let command = try Command.run(["export", "--pytest", "gateway/client-leaves"])
    #expect(command.status == 65)
    #expect(command.errors.contains("'arrival' of traffic cannot be exported"))
    #expect(command.errors.contains("'leave' of traffic cannot be exported"))
  }

  @Test func conversationsAreWritten() throws {
    let arguments = ["encrypted-content/two-organizations", "--variant", "before"]
    let text = try Command.run(["export", "--pytest"] + arguments).output
    #expect(
      text.contains(
        "\n    103 of 200 follow-ups 400 (upstream invalid_encrypted_content)  "
          + "eastus 205  westeu 195\n"))
    for line in [
      "def test_encrypted_content_two_organizations_before():",
      "    run.expect(\"follow_ups ok\", run.count(\"follow_ups\", \"ok\"), run.total(\"follow_ups\"))",
      "    run.expect(\"sealed_items_abroad\", run.brought(\"abroad\"), 0)",
      "CONVERSATIONS = 200", "SEED = 0", "KEEP_IDS = False  # whether it sends item ids back",
      "    \"num_retries\": 0,",
    ] {
      #expect(text.split(separator: "\n").contains { $0 == line }, "\(line)")
    }
    #expect(text.contains("Not asserted: added_latency (it is judged in virtual time)."))
    #expect(!text.contains("optional_pre_call_checks"))
    let fixed = try Command.run(["export", "--pytest", arguments[0], "--variant", "today"]).output
    #expect(fixed.contains("    \"optional_pre_call_checks\": [\"encrypted_content_affinity\"],"))
  }

  /// What comes after a fault is not needed to show it.
  @Test func stepsEndAtTheFault() throws {
    let old = try Command.run(["export", "--pytest", "wildcard/reload", "--variant", "old"]).output
    #expect(old.contains("{\"step\": 7, \"call\": \"zeta-poet-9\", \"as\": \"named\","))
    #expect(!old.contains("\"step\": 8"))
    let all = try Command.run(["export", "--pytest", "wildcard/reload", "--all-steps"]).output
    #expect(all.contains("    {\"step\": 13, \"restart\": True},"))
    #expect(all.contains("{\"step\": 15,"))
    let sound = try Command.run([
      "export", "--pytest", "wildcard/reload", "--variant", "sound",
    ]).output
    #expect(sound.contains("{\"step\": 15,"))
  }

  @Test func fileIsWrittenAndPythonReadsIt() throws {
    let folder = try Scratch()
    for name in ["encrypted-content/previous-response", "wildcard/provider-moved"] {
      let path = "\(folder.path)/below/test.py"
      let command = try Command.run(["export", "--pytest", name, "--out", path])
      #expect(command.status == 0, "\(command.errors)")
      #expect(command.output == "")
      let line = "! command -v python3 > /dev/null || python3 -m py_compile \(path)"
      let parsed = try Command.shell(line, environment: ["PYTHONPYCACHEPREFIX": folder.path])
      #expect(parsed.status == 0, "\(parsed.errors)")
    }
    let refused = try Command.run([
      "export", "--pytest", "wildcard/reload", "--out", "README.md/no",
    ])
    #expect(refused.status == 73)
  }

  /// Keys are made up, and what is written like a key is hidden wherever it stands.
  @Test func secretsAreLeftOut() throws {
    let folder = try Scratch()
    let text = """
      name: A secret
      description: "It says sk-aaaabbbbcccc1111 and \\"quotes\\" and a \\\\ backslash."
      config:
        model_list:
          - model_name: g
            litellm_params:
              {model: openai/m, api_base: "https://one.test", api_key: plainsecret, weight: 2,
               extra_headers: {authorization: hushhush}, organization: quietquiet}
            model_info: {id: sk-ddddeeeeffff2222, team_id: shushshush}
        router_settings: {redis_password: stillsecret, num_retries: 1}
      traffic: {model: g}
      variants: {now: litellm-1.109.1}
      """
    try text.write(toFile: "\(folder.path)/s.yaml", atomically: true, encoding: .utf8)
    let command = try Command.run(["export", "--pytest", "\(folder.path)/s.yaml"])
    #expect(command.status == 0, "\(command.errors)")
    for secret in [
      "plainsecret", "hushhush", "quietquiet", "shushshush", "stillsecret", "aaaabbbb", "ddddeeee",
    ] {
      #expect(!command.output.contains(secret), "\(secret)")
    }
    #expect(command.output.contains("\"weight\": 2"))
    #expect(command.output.contains("made-up-key-of-one"))
    #expect(command.output.contains("It says [hidden] and \\\"quotes\\\" and a \\\\ backslash."))
  }
}
