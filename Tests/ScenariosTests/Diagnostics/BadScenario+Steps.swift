/// Problems of steps, of what happens between them, and of callers.
extension BadScenario {
  private static func steps(_ name: String, _ steps: String, _ expected: [String]) -> BadScenario {
    BadScenario(name, lines: [3: "steps: \(steps)"], expected)
  }

  static let steps = [
    steps(
      "no steps", "[]",
      ["bad.yaml:3:8: error: steps is an empty list [empty-list]"]),
    steps(
      "a step that does nothing", "[{expect: ok}]",
      [
        "bad.yaml:3:9: error: step 1 does 0 things [expected-one-key]\n"
          + "    write one of: " + Accepted.verbs
      ]),
    steps(
      "a misspelt key of a step", "[{call: m, exept: ok}]",
      [
        "bad.yaml:3:19: error: step 1 has no key 'exept' [unknown-key]\n"
          + "    accepted: " + Accepted.steps
      ]),
    steps(
      "an unknown outcome", "[{call: m, expect: denid}]",
      [
        "bad.yaml:3:27: error: what step 1 comes to is 'denid' [unknown-value]\n"
          + "    did you mean 'denied'? accepted: ok, degraded, denied, failed, left, or a status"
      ]),
    steps(
      "a break of an unknown variant", "[{call: m, expect: ok, breaks: {b: 401}}]",
      [
        "bad.yaml:3:40: error: there is no variant 'b' [unknown-variant]\n"
          + "    did you mean 'a'? accepted: a"
      ]),
    steps(
      "a break without an expectation", "[{call: m, breaks: {a: 401}}]",
      [
        "bad.yaml:3:27: error: step 1 breaks what it does not expect [unknown-expectation]\n"
          + "    say under expect what is right"
      ]),
    steps(
      "an expectation of a publication", "[{publish: {x: openai}, expect: ok}]",
      [
        "bad.yaml:3:32: error: 'expect' of step 1 is for calls [only-calls]\n"
          + "    what a call comes to is expected at the call"
      ]),
    steps(
      "two times", "[{call: m, at: 1s, after: 2s}]",
      [
        "bad.yaml:3:27: error: step 1 has both at and after [expected-one-key]\n"
          + "    keep one"
      ]),
    steps(
      "an unknown key", "[{call: m, as: nobody}]",
      [
        "bad.yaml:3:23: error: there is no key 'nobody' [unknown-key-name]\n"
          + "    accepted: default"
      ]),
    steps(
      "a replica too many", "[{call: m, on: 2}]",
      ["bad.yaml:3:23: error: on is 2, accepted are 1 to 1 [out-of-range]"]),
    steps(
      "an unknown reload", "[{reload: now}]",
      [
        "bad.yaml:3:18: error: reload is 'now' [unknown-value]\n"
          + "    write manual, {replica: 2} or {every: 6h}"
      ]),
    steps(
      "an upgrade to nothing", "[{upgrade: {replica: 1}}]",
      ["bad.yaml:3:10: error: upgrade lacks the key 'preset' [missing-key]"]),
    steps(
      "an unknown preset", "[{upgrade: litellm-1.81.11}]",
      [
        "bad.yaml:3:19: error: preset is 'litellm-1.81.11' [unknown-value]\n"
          + "    did you mean 'litellm-1.81.12'? accepted: " + Accepted.presets
      ]),
    steps(
      "an unknown fault of the map", "[{fault: {cost_map: gone}}]",
      [
        "bad.yaml:3:28: error: cost_map is 'gone' [unknown-value]\n"
          + "    did you mean 'none'? accepted: none, fails, malformed, shrunken"
      ]),
    steps(
      "an outage of nobody", "[{outage: {for: 1s}}]",
      ["bad.yaml:3:10: error: outage lacks the key 'upstream' [missing-key]"]),
    steps(
      "a brownout without a delay", "[{brownout: {upstream: east}}]",
      ["bad.yaml:3:10: error: brownout lacks the key 'delay' [missing-key]"]),
    steps(
      "an update of an unknown deployment", "[{update_deployment: {deployment: est, weight: 2}}]",
      [
        "bad.yaml:3:42: error: there is no deployment 'est' [unknown-deployment]\n"
          + "    did you mean 'east'? accepted: east"
      ]),
    steps(
      "a negative weight", "[{update_deployment: {deployment: east, weight: -1}}]",
      ["bad.yaml:3:56: error: weight is negative [out-of-range]"]),
    BadScenario(
      "an unknown team",
      after: ["keys: {a: {team_id: red}}", "teams: {reds: {}}"],
      [
        "bad.yaml:5:21: error: there is no team 'red' [unknown-team]\n"
          + "    did you mean 'reds'? accepted: reds"
      ]),
    BadScenario(
      "a pattern that this matcher lacks",
      after: ["keys: {a: {models: [\"(?=x)*\"]}}"],
      [
        "bad.yaml:5:21: error: in '(?=x)*' a group that begins with (?= is not supported "
          + "[unsupported-pattern]"
      ]),
    BadScenario(
      "a cost map entry without a provider",
      after: ["cost_map: {x: {mode: chat}}"],
      [
        "bad.yaml:5:12: error: cost map entry 'x' lacks the key 'litellm_provider' [missing-key]"
      ]),
    BadScenario(
      "a cost map that is not there",
      after: ["cost_map: prices.json"],
      [
        "bad.yaml:5:11: error: 'prices.json' cannot be read: No such file or directory [unreadable-file]"
      ]),
    BadScenario(
      "an unknown preset of a replica",
      after: ["gateway: {replicas: [litellm-1]}"],
      [
        "bad.yaml:5:22: error: a replica is 'litellm-1' [unknown-value]\n"
          + "    accepted: " + Accepted.presets
      ]),
  ]
}
