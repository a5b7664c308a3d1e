import Scenarios
import Testing

/// A file of routing tests with something wrong in it, and every word that is said about it.
struct BadRoutingTest: CustomTestStringConvertible, Sendable {
  let name: String
  let text: String
  /// The diagnostics' texts.
  let expected: [String]

  var testDescription: String { name }

  /// A file of three lines that is right.
  static let good = [
    "config: {model_list: [{model_name: m, litellm_params: {model: openai/gpt, api_key: k}, "
      + "model_info: {id: a}}]}",
    "preset: recommended",
    "cases: [{model: m, expect: {picks: a}}]",
  ]

  /// The good file with other lines at some places, by line number, and lines after it.
  init(_ name: String, lines: [Int: String] = [:], after: [String] = [], _ expected: String...) {
    self.name = name
    let all = Self.good.enumerated().map { lines[$0.offset + 1] ?? $0.element } + after
    text = all.joined(separator: "\n") + "\n"
    self.expected = expected
  }

  private static func testCase(_ name: String, _ text: String, _ expected: String...) -> Self {
    let bad = BadRoutingTest(name, lines: [3: "cases: [{model: m, \(text)}]"])
    return BadRoutingTest(name: name, text: bad.text, expected: expected)
  }

  private init(name: String, text: String, expected: [String]) {
    self.name = name
    self.text = text
    self.expected = expected
  }

  static func load(_ text: String) -> [Diagnostic] {
    CheckFileReader { _ in .success(Array(text.utf8)) }.load("bad.check.yaml").diagnostics
  }

  static let all = [
    BadRoutingTest(
      "an unknown key of the file", after: ["variants: {}"],
      "bad.check.yaml:4:1: error: a file of routing tests has no key 'variants' [unknown-key]\n"
        + "    accepted: name, description, config, preset, rules, router_settings, keys, teams, "
        + "cost_map, cases"),
    BadRoutingTest(
      "a release that is no preset", lines: [2: "preset: litellm-1.0"],
      "bad.check.yaml:2:9: error: preset is 'litellm-1.0' [unknown-value]\n"
        + "    did you mean 'litellm-1.90.7'? accepted: litellm-1.81.12, litellm-1.82.1, "
        + "litellm-1.85.7, litellm-1.90.7, litellm-1.109.1, recommended"),
    BadRoutingTest(
      "no cases", lines: [3: "cases: []"],
      "bad.check.yaml:3:8: error: cases has no entries [empty-list]"),
    .testCase(
      "a case that expects nothing", "at: 1s",
      "bad.check.yaml:3:9: error: case 1 lacks the key 'expect' [missing-key]"),
    .testCase(
      "an expectation without a claim", "expect: {}",
      "bad.check.yaml:3:28: error: expect has no entries [empty-list]"),
    .testCase(
      "an unknown key of a case", "expect: {picks: a}, blokced: [a]",
      "bad.check.yaml:3:40: error: a case has no key 'blokced' [unknown-key]\n"
        + "    did you mean 'blocked'? accepted: name, model, as, surface, sealed, previous, "
        + "session, cooling, blocked, removed, failing, at, expect, tags, enable_tag_filtering, "
        + "allowed_model_region, input_tokens, output_tokens, routing_strategy, complexity, "
        + "timeout, disable_fallbacks, beta, null_parameters, compact, container"),
    .testCase(
      "an unknown claim", "expect: {pick: a}",
      "bad.check.yaml:3:29: error: expect has no key 'pick' [unknown-key]\n"
        + "    did you mean 'picks'? accepted: candidates, probabilities, picks, upstream_model, "
        + "error, denied, attempts"),
    .testCase(
      "a status that is none", "expect: {error: 200, denied: 700}",
      "bad.check.yaml:3:36: error: error is 200, accepted are 400 to 599 [out-of-range]",
      "bad.check.yaml:3:49: error: denied is 700, accepted are 400 to 599 [out-of-range]"),
    .testCase(
      "a failure that is none", "failing: {a: late}, expect: {error: 500}",
      "bad.check.yaml:3:33: error: a failure is 'late' [unknown-value]\n"
        + "    write a status from 400 to 599, context_window or content_policy"),
    .testCase(
      "an instant without a unit", "at: 5, expect: {picks: a}",
      "bad.check.yaml:3:24: error: at is '5', expected a duration [expected-duration]\n"
        + "    write a number and a unit: 250us, 10ms, 1.5s, 2m, 6h, 1d"),
    .testCase(
      "a probability above one", "expect: {probabilities: {a: 1.5}}",
      "bad.check.yaml:3:48: error: the probability of 'a' is '1.5' [expected-number]\n"
        + "    write a fraction or a number from 0 to 1: 1/3, 0.25"),
    .testCase(
      "an unknown surface", "surface: chta, expect: {picks: a}",
      "bad.check.yaml:3:29: error: surface is 'chta' [unknown-value]\n"
        + "    did you mean 'chat'? accepted: responses, chat, embeddings, messages, gemini"),
  ]
}
