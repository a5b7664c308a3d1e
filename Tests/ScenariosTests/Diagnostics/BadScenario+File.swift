/// Problems of a file as a whole.
extension BadScenario {
  static let file = [
    BadScenario(
      "an unknown key",
      lines: [
        3: "trafic: {model: m}"
      ],
      [
        "bad.yaml:1:1: error: the scenario lacks the key 'traffic' [missing-key]\n"
          + "    or steps: calls in a set order",
        "bad.yaml:3:1: error: a scenario has no key 'trafic' [unknown-key]\n"
          + "    did you mean 'traffic'? accepted: name, description, expect, variants, "
          + "limits, steps, config, router_settings, keys, teams, access_groups, cost_map, gateway, "
          + "upstreams, traffic, timeline, random, seed, start",
      ]),
    BadScenario(
      "an unknown key far from any",
      after: ["colour: red"],
      [
        "bad.yaml:5:1: error: a scenario has no key 'colour' [unknown-key]\n"
          + "    accepted: name, description, expect, variants, limits, steps, config, "
          + "router_settings, keys, teams, access_groups, cost_map, gateway, upstreams, traffic, "
          + "timeline, random, seed, start"
      ]),
    BadScenario(
      "a scenario that is a list",
      text: "- a\n- b\n",
      [
        "bad.yaml:1:1: error: a scenario is a list, expected a mapping "
          + "[expected-mapping]\n"
          + "    accepted keys: name, description, expect, variants, limits, steps, "
          + "config, router_settings, keys, teams, access_groups, cost_map, gateway, upstreams, "
          + "traffic, timeline, random, seed, start"
      ]),
    BadScenario(
      "a scenario that is a text",
      text: "just words\n",
      [
        "bad.yaml:1:1: error: a scenario is 'just words', expected a mapping "
          + "[expected-mapping]\n"
          + "    accepted keys: name, description, expect, variants, limits, steps, "
          + "config, router_settings, keys, teams, access_groups, cost_map, gateway, upstreams, "
          + "traffic, timeline, random, seed, start"
      ]),
    BadScenario(
      "missing keys",
      text: "description: nothing else\n",
      [
        "bad.yaml:1:1: error: the scenario lacks the key 'name' [missing-key]",
        "bad.yaml:1:1: error: the scenario lacks the key 'config' [missing-key]",
        "bad.yaml:1:1: error: the scenario lacks the key 'traffic' [missing-key]\n"
          + "    or steps: calls in a set order",
        "bad.yaml:1:1: error: the scenario lacks the key 'variants' [missing-key]",
      ]),
    BadScenario(
      "a key twice",
      after: ["seed: 1", "seed: 2"],
      [
        "bad.yaml:5:1: error: a mapping names 'seed' more than once [duplicate-key]"
      ]),
    BadScenario(
      "a key twice in a mapping",
      lines: [
        3: "traffic: {model: m, turns: 2, turns: 3}"
      ],
      [
        "bad.yaml:3:21: error: a mapping names 'turns' more than once [duplicate-key]"
      ]),
    BadScenario(
      "two problems at once",
      lines: [
        3: "traffic: {model: m, turms: 2}",
        4: "variants: {a: recommend}",
      ],
      after: ["expect: {degraded: some}"],
      [
        "bad.yaml:3:21: error: traffic has no key 'turms' [unknown-key]\n"
          + "    did you mean 'turns'? accepted: " + Accepted.traffic,
        "bad.yaml:4:15: error: preset is 'recommend' [unknown-value]\n"
          + "    did you mean 'recommended'? accepted: " + Accepted.presets,
        "bad.yaml:5:20: error: degraded is 'some', expected a count "
          + "[expected-count]\n"
          + "    write a whole number, all, 100..110, 5.. or ..5",
      ]),
    BadScenario(
      "an empty file",
      text: "",
      [
        "bad.yaml: error: the file is empty [empty-file]"
      ]),
    BadScenario(
      "comments alone",
      text: "# nothing\n\n",
      [
        "bad.yaml: error: the file is empty [empty-file]"
      ]),
    BadScenario(
      "not YAML",
      lines: [
        3: "traffic: {model: m"
      ],
      [
        "bad.yaml:4:9: error: this is not YAML: did not find expected ',' or '}' [invalid-yaml]"
      ]),
    BadScenario(
      "a tab",
      lines: [
        3: "traffic:",
        4: "\tmodel: m",
      ],
      [
        "bad.yaml:4:1: error: this is not YAML: found character that cannot start "
          + "any token [invalid-yaml]"
      ]),
    BadScenario(
      "a lone bracket",
      text: "name: A\nconfig: ]\n",
      [
        "bad.yaml:2:9: error: this is not YAML: did not find expected node content [invalid-yaml]"
      ]),
    BadScenario(
      "an alias without an anchor",
      lines: [
        3: "traffic: *nowhere"
      ],
      [
        "bad.yaml:3:10: error: this is not YAML: found undefined alias [invalid-yaml]"
      ]),
    BadScenario(
      "a key that is no text",
      after: ["? [a, b]", ": c"],
      [
        "bad.yaml:5:3: error: a key is not a text [key-not-text]"
      ]),
    BadScenario(
      "a config file that is not there",
      lines: [
        2: "config: missing.yaml"
      ],
      [
        "bad.yaml:2:9: error: 'missing.yaml' cannot be read: No such file or "
          + "directory [unreadable-file]"
      ]),
    BadScenario(
      "a null config",
      lines: [
        2: "config:"
      ],
      [
        "bad.yaml:2:8: error: config is nothing, expected a LiteLLM configuration "
          + "[expected-mapping]\n"
          + "    write model_list: and router_settings: here, or the path of a "
          + "config.yaml"
      ]),
    BadScenario(
      "no variants",
      lines: [
        4: "variants: {}"
      ],
      [
        "bad.yaml:4:11: error: variants has no entries [empty-list]\n"
          + "    write {name: preset} or {name: {preset: …}}"
      ]),
    BadScenario(
      "variants that are a text",
      lines: [
        4: "variants: recommended"
      ],
      [
        "bad.yaml:4:11: error: variants is 'recommended' [expected-mapping]\n"
          + "    write {name: preset} or {name: {preset: …}}"
      ]),
  ]
}
