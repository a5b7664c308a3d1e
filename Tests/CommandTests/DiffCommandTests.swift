import Foundation
import Testing

/// `diff` as people call it.
struct DiffCommandTests {
  static let config = "scenarios/configs/azure-regions.yaml"
  static let presets = ["litellm-1.81.12", "litellm-1.109.1"]
  static let founding = "encrypted-content/two-organizations"

  static let statuses: [(arguments: [String], status: Int32, text: String)] = [
    (["before", "upgrade-only", "--in", founding, "--seeds", "3"], 0, "no difference"),
    (["\(founding):before", "\(founding):today", "--seeds", "2"], 1, "103 of 400 requests change"),
    (presets + [founding, "--seeds", "2"], 1, "103 of 400 requests change"),
    ([config, config, "--preset", presets[0], "--seeds", "2"], 0, "no difference"),
    ([config, config], 64, "name it with --preset"),
    ([config, config, founding, "--preset", presets[0]], 64, "scenarios and --all go with"),
    ([presets[0], config], 64, "there is no preset"),
    ([presets[0]], 64, "takes two presets, variants or configurations"),
    (presets, 64, "name scenarios, or say --all"),
    (presets + ["--all", founding], 64, "exclude each other"),
    (["before", "tody", "--in", founding], 64, "did you mean 'today'?"),
    (["before", "today", "--in", "nothing/here"], 65, "there is no scenario 'nothing/here'"),
    (["no.yaml", config, "--preset", presets[0]], 65, "no.yaml: error: the file cannot be read"),
    (
      [config, config, "--preset", presets[0], "--traffic", "{turn: 3}"], 65,
      "--traffic:1:11: error: "
    ),
    (
      [config, config, "--preset", presets[0], "--traffic", "codex"], 64, "one mapping on one line"
    ),
    (presets + [founding, "--seeds", "0"], 64, "--seeds is 0, accepted are 1 to 10000"),
    (
      presets + [founding, "--precision", "0"], 64, "--precision is 0.0, accepted are 0.001 to 100"
    ),
  ]

  @Test(arguments: statuses.indices)
  func status(_ place: Int) throws {
    let (arguments, status, text) = Self.statuses[place]
    let command = try Command.run(["diff"] + arguments)
    #expect(command.status == status, "\(command.errors)")
    #expect((command.output + command.errors).contains(text), "\(command.output)\(command.errors)")
    #expect((command.output == "") == (status >= 64))
  }

  /// What the catalogue's article shows.
  @Test func measuredDifference() throws {
    let command = try Command.run(["diff", "before", "today", "--in", Self.founding])
    let lines = command.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.prefix(13).map(String.init) == [
        "A  before  litellm-1.81.12",
        "B  today  litellm-1.109.1  "
          + "router_settings: {optional_pre_call_checks: [encrypted_content_affinity]}",
        "",
        "encrypted-content/two-organizations",
        "  103 of 400 requests change, 147 take another way to the same end  cpython(0)",
        "    103  400 invalid_encrypted_content -> ok",
        "         c2.t2 c5.t2 c6.t2 c8.t2 c9.t2 c10.t2 c11.t2 c13.t2 c15.t2 c17.t2 and 93 more",
        "  under 20 of 20 seeds something differs; requests that change: 100.6 ± 3.2",
        "                         A    B  B - A, mean and 95 % interval of 20 seeds",
        "  failed               103    0  -100.6 ± 3.2",
        "  load eastus          205  208  -2.1 ± 5.5",
        "  load westeu          195  192  +2.1 ± 5.5",
        "  sealed items abroad  103    0  -100.6 ± 3.2",
      ])
    #expect(command.output.contains("sealed_check  unknown (recorded) -> pins (recorded)"))
    #expect(command.output.contains("first diverging decision  c1.t2, attempt 1, t=1.0 s"))
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test func jsonHasTheDocumentedFields() throws {
    let command = try Command.run([
      "diff", "before", "today", "--in", Self.founding, "--seeds", "3", "--format", "json",
    ])
    #expect(command.status == 1)
    let parsed = try JSONSerialization.jsonObject(with: Data(command.output.utf8))
    let root = try #require(parsed as? [String: Any])
    #expect(root.keys.sorted() == ["differs", "format", "pairs", "requests"])
    let pair = try #require((root["pairs"] as? [[String: Any]])?.first)
    #expect(
      pair.keys.sorted() == [
        "a", "b", "changed_requests", "differing_seeds", "differs", "first_differing", "measures",
        "note", "precise", "seeds", "settings", "stopped_early", "title",
      ])
    let witness = try #require(pair["first_differing"] as? [String: Any])
    #expect(
      witness.keys.sorted() == [
        "changed", "delayed", "first_diverging", "groups", "moved", "requests", "rules",
        "rules_alone", "rules_differing", "seed_offset", "settings", "settings_alone",
        "settings_differing",
      ])
    let rule = try #require((witness["rules"] as? [[String: Any]])?.first)
    #expect(
      rule.keys.sorted() == [
        "a", "a_evidence", "a_in_b", "b", "b_evidence", "b_in_a", "only_together", "rule",
      ])
  }

  /// A configuration's secrets stay in it.
  @Test func secretsAreHidden() throws {
    let folder = try Scratch()
    let text = """
      model_list:
        - {model_name: m, litellm_params: {model: openai/gpt-5, api_key: verysecretvalue1}}
        - {model_name: m, litellm_params: {model: openai/gpt-5, api_key: verysecretvalue2}}
      """
    let changed = text.replacing("verysecretvalue2", with: "verysecretvalue1")
    for (name, text) in [("a.yaml", text), ("b.yaml", changed)] {
      try text.write(toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
    }
    let files = ["\(folder.path)/a.yaml", "\(folder.path)/b.yaml"]
    let plain = try Command.run(["diff"] + files + ["--preset", "litellm-1.81.12", "--full"])
    let json = try Command.run(
      ["diff"] + files + ["--preset", "litellm-1.81.12", "--format", "json"])
    #expect(plain.status == 1)
    #expect(json.status == 1)
    #expect(!(plain.output + json.output).contains("verysecret"))
    #expect(plain.output.contains("model_list[2].litellm_params.api_key"))
  }
}
