import Foundation
import Testing

/// What a scenario of one's own has and no test can play: told, by its name and place, and never
/// dropped.
struct ExportRefusalTests {
  /// A scenario of four lines with others in some places, and every word about it.
  struct Refused: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let lines: [Int: String]
    let after: [String]
    let errors: String

    init(_ name: String, _ lines: [Int: String] = [:], after: String..., errors: String) {
      testDescription = name
      self.lines = lines
      self.after = after
      self.errors = errors
    }
  }

  /// A configuration with one entry that holds more, and settings.
  private static func entry(_ more: String = "", settings: String = "{}") -> String {
    "config: {model_list: [{model_name: g, litellm_params: {model: azure/gpt-5\(more)}}], "
      + "router_settings: \(settings)}"
  }

  static let refused = [
    Refused(
      "the budget of an entry",
      [2: entry(", output_cost_per_token: 0.1, max_budget: 1, budget_duration: 1d")],
      errors: """
        s.yaml:2:104: error: the budget of an entry cannot be exported [not-exportable]
            what is left of it depends on times and costs that a test in real time has not

        """),
    Refused(
      "limits of a key",
      after: "keys:", "  k:", "    rpm_limit: 1", "    tpm_limit: 2",
      "    max_parallel_requests: 3", "    max_budget: 4", "    models: []", "    tags:",
      errors: [
        (7, "rpm_limit"), (8, "tpm_limit"), (9, "max_parallel_requests"), (10, "max_budget"),
      ]
      .map { line, key in
        "s.yaml:\(line):5: error: '\(key)' of key 'k' cannot be exported [not-exportable]\n"
          + "    conversations go to the router, which knows no keys\n"
      }.joined()),
    Refused(
      "models of a key", after: "keys: {k: {models: [g]}}",
      errors: """
        s.yaml:5:12: error: 'models' of key 'k' cannot be exported [not-exportable]
            conversations go to the router, which knows no keys

        """),
    Refused(
      "limits of a key of steps", [3: "steps: [{call: g, expect: ok}]"],
      after: "keys: {k: {models: [g], rpm_limit: 1}}",
      errors: """
        s.yaml:5:25: error: 'rpm_limit' of key 'k' cannot be exported [not-exportable]
            accepted: models; the rest is the proxy's own

        """),
    Refused(
      "tags of a request", [3: "traffic: [{model: g, tags: [blue]}]"],
      errors: "s.yaml:3:22: error: 'tags' of traffic cannot be exported [not-exportable]\n"),
    Refused(
      "what only some turns have",
      [3: "traffic: {model: g, turns: [{}, {replay: false}, {tags: [blue], tamper: drop}]}"],
      errors: """
        s.yaml:3:34: error: 'replay' of turn 2 cannot be exported [not-exportable]
        s.yaml:3:51: error: 'tags' of turn 3 cannot be exported [not-exportable]
        s.yaml:3:65: error: 'tamper' of turn 3 cannot be exported [not-exportable]

        """),
    Refused(
      "pins by keys", [2: entry(settings: "{optional_pre_call_checks: [deployment_affinity]}")],
      errors: """
        s.yaml:2:124: error: the check 'deployment_affinity' cannot be exported [not-exportable]
            a test calls without a key, and this check pins by keys

        """),
    Refused(
      "pins by keys of a group",
      [2: entry(settings: "{model_group_affinity_config: {g: [deployment_affinity]}}")],
      errors: """
        s.yaml:2:131: error: the check 'deployment_affinity' cannot be exported [not-exportable]
            a test calls without a key, and this check pins by keys

        """),
  ]

  static let timeouts = [
    Refused(
      "a timeout of the settings", [2: entry(settings: "{timeout: 1}")],
      after: "upstreams: {all: {first_byte: 3s}}",
      errors: """
        s.yaml:2:106: error: the setting 'timeout' cannot be exported [not-exportable]
            azure can be silent for 3.2s, and a stub answers at once

        """),
    Refused(
      "a timeout of the settings that goes first",
      [2: entry(settings: "{timeout: 60, request_timeout: 1}")],
      after: "upstreams: {all: {per_token: 1s}}",
      errors: """
        s.yaml:2:127: error: the setting 'request_timeout' cannot be exported [not-exportable]
            azure can be silent for 40.2s, and a stub answers at once

        """),
    Refused(
      "a timeout of an entry", [2: entry(", timeout: 10", settings: "{timeout: 60}")],
      after: "upstreams: {all: {first_byte: {exponential: 1s}}}",
      errors: """
        s.yaml:2:85: error: 'timeout' of an entry cannot be exported [not-exportable]
            azure can be silent for 45.2s, and a stub answers at once

        """),
    Refused(
      "a timeout of streams",
      [
        2: entry(", timeout: 60", settings: "{stream_timeout: 1}"),
        3: "traffic: {model: g, stream: true}",
      ],
      after: "upstreams: {all: {first_byte: 2s}}",
      errors: """
        s.yaml:2:126: error: the setting 'stream_timeout' cannot be exported [not-exportable]
            azure can be silent for 2s, and a stub answers at once

        """),
    Refused(
      "a timeout of a request", [3: "traffic: {model: g, timeout: 1s}"],
      errors: "s.yaml:3:21: error: 'timeout' of traffic cannot be exported [not-exportable]\n"),
  ]

  /// What `export` makes of a scenario of four lines with others in some places.
  static func export(_ lines: [Int: String], after: [String] = []) throws -> Command {
    let folder = try Scratch()
    let plain = ["name: A", entry(), "traffic: {model: g}", "variants: {now: litellm-1.109.1}"]
    let all = plain.enumerated().map { lines[$0.offset + 1] ?? $0.element } + after
    let path = "\(folder.path)/s.yaml"
    try all.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    var command = try Command.run(["export", "--pytest", path])
    command.errors = command.errors.replacingOccurrences(of: path, with: "s.yaml")
    #expect(!command.output.contains(folder.path))
    return command
  }

  @Test(arguments: refused + timeouts)
  func isTold(_ refused: Refused) throws {
    let command = try Self.export(refused.lines, after: refused.after)
    #expect(command.errors == refused.errors)
    #expect(command.status == 65)
    #expect(command.output == "")
  }

  /// Times that no upstream outlasts, and prices that nothing reads, are written.
  @Test func timesAndPricesAreWritten() throws {
    let more =
      ", timeout: 30, stream_timeout: 0, input_cost_per_token: 0.5, output_cost_per_token: 1"
    let command = try Self.export([2: Self.entry(more, settings: "{timeout: 0, max_fallbacks: 1}")])
    #expect(command.status == 0, "\(command.errors)")
    let written =
      "\"timeout\": 30, \"stream_timeout\": 0, \"input_cost_per_token\": 0.5, "
      + "\"output_cost_per_token\": 1, "
    #expect(command.output.contains(written))
    #expect(command.output.contains("    \"timeout\": 0,\n"))
  }
}
