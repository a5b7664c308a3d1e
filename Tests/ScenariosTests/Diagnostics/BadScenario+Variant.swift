/// Problems of variants, and of what a run is made of besides traffic.
extension BadScenario {
  static let variant = [
    BadScenario(
      "an unknown preset",
      lines: [
        4: "variants: {a: recomended}"
      ],
      [
        "bad.yaml:4:15: error: preset is 'recomended' [unknown-value]\n"
          + "    did you mean 'recommended'? accepted: " + Accepted.presets
      ]),
    BadScenario(
      "a preset of another version",
      lines: [
        4: "variants: {a: {preset: litellm-1.99.0}}"
      ],
      [
        "bad.yaml:4:24: error: preset is 'litellm-1.99.0' [unknown-value]\n"
          + "    did you mean 'litellm-1.90.7'? accepted: " + Accepted.presets
      ]),
    BadScenario(
      "a variant without a preset",
      lines: [
        4: "variants: {a: {seed: 3}}"
      ],
      [
        "bad.yaml:4:12: error: variant 'a' lacks the key 'preset' [missing-key]\n"
          + "    accepted: " + Accepted.presets
      ]),
    BadScenario(
      "an unknown key of a variant",
      lines: [
        4: "variants: {a: {preset: recommended, rule: {}}}"
      ],
      [
        "bad.yaml:4:37: error: variant 'a' has no key 'rule' [unknown-key]\n"
          + "    did you mean 'rules'? accepted: " + Accepted.variants
      ]),
    BadScenario(
      "an unknown rule",
      lines: [
        4: "variants: {a: {preset: recommended, rules: {stage_ordre: x}}}"
      ],
      [
        "bad.yaml:4:45: error: rules has no key 'stage_ordre' [unknown-key]\n"
          + "    did you mean 'stage_order'? accepted: " + Accepted.rules
      ]),
    BadScenario(
      "an unknown case of a rule",
      lines: [
        4: "variants: {a: {preset: recommended, rules: {restore: allways}}}"
      ],
      [
        "bad.yaml:4:54: error: rule restore has no case 'allways' [unknown-value]\n"
          + "    did you mean 'always'? accepted: never, always"
      ]),
    BadScenario(
      "rules that are a list",
      lines: [
        4: "variants: {a: {preset: recommended, rules: [restore]}}"
      ],
      [
        "bad.yaml:4:44: error: rules is a list, expected a mapping [expected-mapping]\n"
          + "    accepted keys: " + Accepted.rules
      ]),
    BadScenario(
      "breaks that are not expected",
      lines: [
        4: "variants: {a: {preset: recommended, breaks: {follow_up: {ok: 1}}}}"
      ],
      [
        "bad.yaml:4:46: error: breaks has no key 'follow_up' [unknown-key]\n"
          + "    did you mean 'follow_ups'? accepted: " + Accepted.expectations
      ]),
    BadScenario(
      "breaks of an expectation that is not written",
      lines: [
        4: "variants: {a: {preset: recommended, breaks: {follow_ups: {ok: 1}}}}"
      ],
      after: ["expect: {turns: {ok: all}}"],
      [
        "bad.yaml:4:46: error: breaks names 'follow_ups', which is not expected "
          + "[unknown-expectation]\n"
          + "    accepted: turns, sealed_items_abroad, markers_upstream, "
          + "unfinished_requests, attempts_over_bound"
      ]),
    BadScenario(
      "breaks that are a text",
      lines: [
        4: "variants: {a: {preset: recommended, breaks: everything}}"
      ],
      [
        "bad.yaml:4:45: error: breaks is 'everything' [expected-mapping]\n"
          + "    write what fails and how, or: same as VARIANT"
      ]),
    BadScenario(
      "the same as a missing variant",
      lines: [
        4:
          "variants: {aa: {preset: recommended, breaks: {degraded: 1}}, b: {preset: recommended, breaks: same as ab}}"
      ],
      after: ["expect: {degraded: 0}"],
      [
        "bad.yaml:4:95: error: breaks is the same as 'ab', which has no breaks of "
          + "its own [unknown-variant]\n"
          + "    did you mean 'aa'? accepted: aa"
      ]),
    BadScenario(
      "the same as one that is the same as another",
      lines: [
        4:
          "variants: {a: {preset: recommended, breaks: same as b}, b: {preset: recommended, breaks: same as a}}"
      ],
      [
        "bad.yaml:4:45: error: breaks is the same as 'b', which has no breaks of its "
          + "own [unknown-variant]",
        "bad.yaml:4:90: error: breaks is the same as 'a', which has no breaks of its "
          + "own [unknown-variant]",
      ]),
    BadScenario(
      "a bad random",
      after: ["random: cpython(x)"],
      [
        "bad.yaml:5:9: error: random is 'cpython(x)' [unknown-value]\n"
          + "    accepted: streams, cpython(SEED)"
      ]),
    BadScenario(
      "a bad seed",
      after: ["seed: -1"],
      [
        "bad.yaml:5:7: error: seed is -1, accepted are 0 to 9223372036854775807 [out-of-range]"
      ]),
    BadScenario(
      "a seed that is a text",
      after: ["seed: first"],
      [
        "bad.yaml:5:7: error: seed is 'first', expected a whole number [expected-integer]"
      ]),
    BadScenario(
      "bad limits",
      after: ["limits: {events: 0, time: long}"],
      [
        "bad.yaml:5:18: error: events is 0, accepted are 1 to 1000000000000 [out-of-range]",
        "bad.yaml:5:27: error: time is 'long', expected a duration "
          + "[expected-duration]\n"
          + "    write a number and a unit: 250us, 10ms, 1.5s, 2m, 6h, 1d",
      ]),
    BadScenario(
      "a bad gateway",
      after: [
        "gateway: {replicas: 0, balance: random, callback_lag: 1, store: redis}"
      ],
      [
        "bad.yaml:5:21: error: replicas is 0, accepted are 1 to 1000 [out-of-range]",
        "bad.yaml:5:33: error: balance is 'random' [unknown-value]\n"
          + "    accepted: round_robin, sticky",
        "bad.yaml:5:55: error: callback_lag is '1', expected a duration "
          + "[expected-duration]\n"
          + "    write a number and a unit: 250us, 10ms, 1.5s, 2m, 6h, 1d",
        "bad.yaml:5:58: error: gateway has no key 'store' [unknown-key]\n"
          + "    accepted: " + Accepted.gateway,
      ]),
  ]
}
