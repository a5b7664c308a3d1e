/// Problems of expectations, the timeline, upstreams and the configuration.
extension BadScenario {
  static let parts = [
    BadScenario(
      "a bad count",
      after: ["expect: {degraded: few}"],
      [
        "bad.yaml:5:20: error: degraded is 'few', expected a count [expected-count]\n"
          + "    write a whole number, all, 100..110, 5.. or ..5"
      ]),
    BadScenario(
      "a range that falls",
      after: ["expect: {turns: {ok: 5..3}}"],
      [
        "bad.yaml:5:22: error: ok is '5..3', expected a count [expected-count]\n"
          + "    write a whole number, all, 100..110, 5.. or ..5"
      ]),
    BadScenario(
      "an unknown expectation",
      after: ["expect: {folow_ups: {ok: all}}"],
      [
        "bad.yaml:5:10: error: expect has no key 'folow_ups' [unknown-key]\n"
          + "    did you mean 'follow_ups'? accepted: " + Accepted.expectations
      ]),
    BadScenario(
      "an unknown outcome",
      after: ["expect: {turns: {okay: all}}"],
      [
        "bad.yaml:5:18: error: turns has no key 'okay' [unknown-key]\n"
          + "    accepted: ok, degraded, denied, failed, left, upstream, status"
      ]),
    BadScenario(
      "a percentile that is not counted",
      after: ["expect: {added_latency: {p95: 1ms}}"],
      [
        "bad.yaml:5:26: error: added_latency has no key 'p95' [unknown-key]\n"
          + "    did you mean 'p90'? accepted: p50, p90, p99, p99.9, max"
      ]),
    BadScenario(
      "an unknown deployment in load",
      after: ["expect: {load: {west: 1}}"],
      [
        "bad.yaml:5:17: error: load has no key 'west' [unknown-key]\n    accepted: east"
      ]),
    BadScenario(
      "an unknown deployment",
      after: ["timeline: [{at: 1s, remove_deployment: eest}]"],
      [
        "bad.yaml:5:40: error: there is no deployment 'eest' [unknown-deployment]\n"
          + "    did you mean 'east'? accepted: east"
      ]),
    BadScenario(
      "an unknown upstream of the timeline",
      after: ["timeline: [{at: 1s, revoke_key: west}]"],
      [
        "bad.yaml:5:33: error: there is no upstream 'west' [unknown-upstream]\n    accepted: east"
      ]),
    BadScenario(
      "an entry without a time",
      after: ["timeline: [{block_deployment: east}]"],
      [
        "bad.yaml:5:12: error: an entry of timeline lacks the key 'at' [missing-key]"
      ]),
    BadScenario(
      "an entry that does two things",
      after: ["timeline: [{at: 1s, block_deployment: east, revoke_key: east}]"],
      [
        "bad.yaml:5:12: error: an entry of timeline does 2 things "
          + "[expected-one-key]\n"
          + "    write one of: publish, withdraw, reload, restart, upgrade, rollback, "
          + "add_deployment, remove_deployment, update_deployment, block, unblock, "
          + "rotate_key, revoke_key, restore_key, outage, brownout, fault, "
          + "enable_checks, block_deployment, unblock_deployment, store, database, "
          + "queue_watch"
      ]),
    BadScenario(
      "an entry that does nothing",
      after: ["timeline: [{at: 1s}]"],
      [
        "bad.yaml:5:12: error: an entry of timeline does 0 things "
          + "[expected-one-key]\n"
          + "    write one of: publish, withdraw, reload, restart, upgrade, rollback, "
          + "add_deployment, remove_deployment, update_deployment, block, unblock, "
          + "rotate_key, revoke_key, restore_key, outage, brownout, fault, "
          + "enable_checks, block_deployment, unblock_deployment, store, database, "
          + "queue_watch"
      ]),
    BadScenario(
      "a timeline that is a mapping",
      after: ["timeline: {at: 1s}"],
      [
        "bad.yaml:5:11: error: timeline is a mapping, expected a list [expected-list]"
      ]),
    BadScenario(
      "an unknown upstream",
      after: ["upstreams: {aest: {tokens: 1}}"],
      [
        "bad.yaml:5:13: error: upstreams has no key 'aest' [unknown-key]\n"
          + "    did you mean 'east'? accepted: east, all"
      ]),
    BadScenario(
      "an unknown key of an upstream",
      after: ["upstreams: {east: {token: 1}}"],
      [
        "bad.yaml:5:20: error: upstream 'east' has no key 'token' [unknown-key]\n"
          + "    did you mean 'tokens'? accepted: \(Accepted.upstreams)"
      ]),
    BadScenario(
      "a fault without an effect",
      after: ["upstreams: {east: {faults: [{turn: 1}]}}"],
      [
        "bad.yaml:5:29: error: a fault does 0 things [expected-one-key]\n"
          + "    write one of: \(Accepted.faults)"
      ]),
    BadScenario(
      "a fault with a good status",
      after: ["upstreams: {east: {faults: [{answers: 200}]}}"],
      [
        "bad.yaml:5:39: error: answers is 200, accepted are 400 to 599 [out-of-range]"
      ]),
    BadScenario(
      "bad ordinals",
      after: ["upstreams: {east: {faults: [{answers: 500, attempts: all}]}}"],
      [
        "bad.yaml:5:54: error: attempts is 'all', expected ordinals "
          + "[expected-range]\n"
          + "    write 1, 2..4 or 3.."
      ]),
    BadScenario(
      "no model list",
      lines: [
        2: "config: {router_settings: {}}"
      ],
      [
        "bad.yaml:2:9: error: the configuration lacks the key 'model_list' [missing-key]"
      ]),
    BadScenario(
      "an empty model list",
      lines: [
        2: "config: {model_list: []}"
      ],
      [
        "bad.yaml:2:22: error: model_list has no entries [empty-list]"
      ]),
    BadScenario(
      "an entry without a model",
      lines: [
        2: "config: {model_list: [{model_name: m, litellm_params: {}}]}"
      ],
      [
        "bad.yaml:2:55: error: litellm_params lacks the key 'model' [missing-key]"
      ]),
    BadScenario(
      "parameters that are a text",
      lines: [
        2: "config: {model_list: [{model_name: m, litellm_params: gpt}]}"
      ],
      [
        "bad.yaml:2:55: error: litellm_params is 'gpt' [expected-mapping]\n"
          + "    expected {model: provider/model, api_base: …, api_key: …}"
      ]),
    BadScenario(
      "an entry without a name",
      lines: [
        2: "config: {model_list: [{litellm_params: {model: gpt}}]}"
      ],
      [
        "bad.yaml:2:23: error: an entry of model_list lacks the key 'model_name' [missing-key]"
      ]),
    BadScenario(
      "a config that is a list",
      lines: [
        2: "config: [a]"
      ],
      [
        "bad.yaml:2:9: error: config is a list, expected a LiteLLM configuration "
          + "[expected-mapping]\n"
          + "    write model_list: and router_settings: here, or the path of a "
          + "config.yaml"
      ]),
    BadScenario(
      "a negative weight",
      lines: [
        2: "config: {model_list: [{model_name: m, litellm_params: {model: gpt, weight: -1}}]}"
      ],
      [
        "bad.yaml:2:76: error: weight is negative [out-of-range]"
      ]),
    BadScenario(
      "an unsupported strategy",
      after: ["router_settings: {routing_strategy: latency-based-routin}"],
      [
        "bad.yaml:5:37: error: routing_strategy is 'latency-based-routin' "
          + "[unsupported-strategy]\n"
          + "    did you mean 'latency-based-routing'? accepted: simple-shuffle, least-busy, "
          + "latency-based-routing, usage-based-routing, usage-based-routing-v2, "
          + "cost-based-routing, least-queue, cache-aware"
      ]),
    BadScenario(
      "a setting that is a text",
      after: ["router_settings: {num_retries: two}"],
      [
        "bad.yaml:5:32: error: num_retries is 'two', expected a whole number [expected-integer]"
      ]),
    BadScenario(
      "settings that are a list",
      after: ["router_settings: [num_retries]"],
      [
        "bad.yaml:5:18: error: router_settings is a list [expected-mapping]\n"
          + "    expected a mapping"
      ]),
    BadScenario(
      "a policy with an unknown class",
      after: ["router_settings: {retry_policy: {TimeoutRetries: 2}}"],
      [
        "bad.yaml:5:34: error: retry_policy has no key 'TimeoutRetries' "
          + "[unknown-key]\n"
          + "    accepted: BadRequestErrorRetries, AuthenticationErrorRetries, "
          + "TimeoutErrorRetries, RateLimitErrorRetries, "
          + "ContentPolicyViolationErrorRetries, InternalServerErrorRetries, "
          + "ServiceUnavailableErrorRetries, NotFoundErrorRetries, DefaultRetries"
      ]),
    BadScenario(
      "fallbacks that are texts",
      after: ["router_settings: {fallbacks: [m]}"],
      [
        "bad.yaml:5:31: error: an entry of fallbacks is 'm' [expected-mapping]\n"
          + "    expected {group: [other, groups]}"
      ]),
  ]
}
