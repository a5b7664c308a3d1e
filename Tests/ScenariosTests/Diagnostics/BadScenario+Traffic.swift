/// Problems of traffic.
extension BadScenario {
  static let traffic = [
    BadScenario(
      "an unknown model",
      lines: [
        3: "traffic: {model: mm}"
      ],
      [
        "bad.yaml:3:18: error: the gateway has no model 'mm' [unknown-model]\n"
          + "    did you mean 'm'? accepted: m, east"
      ]),
    BadScenario(
      "no model",
      lines: [
        3: "traffic: {turns: 2}"
      ],
      [
        "bad.yaml:3:10: error: traffic lacks the key 'model' [missing-key]"
      ]),
    BadScenario(
      "an unknown model of a turn",
      lines: [
        3: "traffic: {model: m, turns: [{model: n}]}"
      ],
      [
        "bad.yaml:3:37: error: the gateway has no model 'n' [unknown-model]\n"
          + "    did you mean 'm'? accepted: m, east"
      ]),
    BadScenario(
      "a text for a number",
      lines: [
        3: "traffic: {model: m, conversations: many}"
      ],
      [
        "bad.yaml:3:36: error: conversations is 'many', expected a whole number "
          + "[expected-integer]"
      ]),
    BadScenario(
      "a number out of range",
      lines: [
        3: "traffic: {model: m, turns: 1001}"
      ],
      [
        "bad.yaml:3:28: error: turns is 1001, accepted are 1 to 1000 [out-of-range]"
      ]),
    BadScenario(
      "a list for a text",
      lines: [
        3: "traffic: {model: [m]}"
      ],
      [
        "bad.yaml:3:18: error: model is a list, expected a text [expected-text]"
      ]),
    BadScenario(
      "nothing for a text",
      lines: [
        3: "traffic: {model: }"
      ],
      [
        "bad.yaml:3:18: error: model is nothing, expected a text [expected-text]"
      ]),
    BadScenario(
      "a bad bool",
      lines: [
        3: "traffic: {model: m, stream: maybe}"
      ],
      [
        "bad.yaml:3:29: error: stream is 'maybe', expected true or false [expected-bool]"
      ]),
    BadScenario(
      "a bad duration",
      lines: [
        3: "traffic: {model: m, spacing: 10}"
      ],
      [
        "bad.yaml:3:30: error: spacing is '10', expected a duration "
          + "[expected-duration]\n"
          + "    write a number and a unit: 250us, 10ms, 1.5s, 2m, 6h, 1d"
      ]),
    BadScenario(
      "a duration with a space",
      lines: [
        3: "traffic: {model: m, think: 10 ms}"
      ],
      [
        "bad.yaml:3:28: error: think is '10 ms', expected a duration "
          + "[expected-duration]\n"
          + "    write a number and a unit: 250us, 10ms, 1.5s, 2m, 6h, 1d"
      ]),
    BadScenario(
      "a duration that is too long",
      lines: [
        3: "traffic: {model: m, start: 18446744073.9s}"
      ],
      [
        "bad.yaml:3:28: error: start is '18446744073.9s', expected a duration "
          + "[expected-duration]\n"
          + "    write a number and a unit: 250us, 10ms, 1.5s, 2m, 6h, 1d"
      ]),
    BadScenario(
      "a bad rate",
      lines: [
        3: "traffic: {model: m, arrival: {poisson: 50}}"
      ],
      [
        "bad.yaml:3:40: error: poisson is '50', expected a rate [expected-rate]\n"
          + "    write a whole number and a unit of time: 50/s, 3/m"
      ]),
    BadScenario(
      "a rate of nothing",
      lines: [
        3: "traffic: {model: m, arrival: {constant: 0/s}}"
      ],
      [
        "bad.yaml:3:41: error: constant is '0/s', expected a rate [expected-rate]\n"
          + "    write a whole number and a unit of time: 50/s, 3/m"
      ]),
    BadScenario(
      "a bad arrival",
      lines: [
        3: "traffic: {model: m, arrival: slow}"
      ],
      [
        "bad.yaml:3:30: error: arrival is 'slow' [unknown-value]\n"
          + "    accepted: one_by_one, {poisson: 50/s}, {constant: 10/s}, {burst: 20, "
          + "every: 5s}"
      ]),
    BadScenario(
      "a time between bursts without a burst",
      lines: [
        3: "traffic: {model: m, arrival: {every: 1s}}"
      ],
      [
        "bad.yaml:3:31: error: 'every' is how often a burst comes, and there is no 'burst' "
          + "[only-bursts]\n"
          + "    accepted: one_by_one, {poisson: 50/s}, {constant: 10/s}, {burst: 20, "
          + "every: 5s}"
      ]),
    BadScenario(
      "an empty arrival",
      lines: [
        3: "traffic: {model: m, arrival: {}}"
      ],
      [
        "bad.yaml:3:30: error: arrival does not say how conversations start [missing-key]\n"
          + "    accepted: one_by_one, {poisson: 50/s}, {constant: 10/s}, {burst: 20, "
          + "every: 5s}"
      ]),
    BadScenario(
      "an order for arrivals",
      lines: [
        3: "traffic: {model: m, arrival: {poisson: 5/s}, order: phases}"
      ],
      [
        "bad.yaml:3:46: error: 'order' is for turns that come one by one "
          + "[only-sequential]\n"
          + "    leave out arrival, or leave out order"
      ]),
    BadScenario(
      "an unknown order",
      lines: [
        3: "traffic: {model: m, order: phase}"
      ],
      [
        "bad.yaml:3:28: error: order is 'phase' [unknown-value]\n"
          + "    did you mean 'phases'? accepted: conversations, phases"
      ]),
    BadScenario(
      "an unknown client",
      lines: [
        3: "traffic: {model: m, client: kodex}"
      ],
      [
        "bad.yaml:3:29: error: client is 'kodex' [unknown-value]\n"
          + "    did you mean 'codex'? accepted: codex, sdk-openai, sse-lossy, naive"
      ]),
    BadScenario(
      "a bad distribution",
      lines: [
        3: "traffic: {model: m, think: {uniform: [2s, 1s]}}"
      ],
      [
        "bad.yaml:3:38: error: uniform expects two ascending durations [bad-distribution]"
      ]),
    BadScenario(
      "two distributions",
      lines: [
        3: "traffic: {model: m, think: {uniform: [1s, 2s], exponential: 1s}}"
      ],
      [
        "bad.yaml:3:28: error: think names 2 distributions [expected-one-key]\n"
          + "    write one of: uniform, exponential, lognormal, quantiles"
      ]),
    BadScenario(
      "quantiles that fall",
      lines: [
        3: "traffic: {model: m, think: {quantiles: {50: 2s, 99: 1s}}}"
      ],
      [
        "bad.yaml:3:40: error: quantiles are not ascending [bad-distribution]"
      ]),
    BadScenario(
      "an unknown key of a caller",
      lines: [
        3: "traffic: {model: m, keys: [tema]}"
      ],
      after: ["keys: {team: {models: [m]}}"],
      [
        "bad.yaml:3:10: error: there is no key 'tema' [unknown-key-name]\n"
          + "    did you mean 'team'? accepted: team"
      ]),
    BadScenario(
      "leaving without a time",
      lines: [
        3: "traffic: {model: m, leave: {turn: 1}}"
      ],
      [
        "bad.yaml:3:28: error: leave does not say when [missing-key]\n"
          + "    write after: 2s or after_events: 3"
      ]),
    BadScenario(
      "bad sessions",
      lines: [
        3: "traffic: {model: m, sessions: some}"
      ],
      [
        "bad.yaml:3:31: error: sessions is 'some' [unknown-value]\n"
          + "    accepted: none, per_conversation, a whole number"
      ]),
    BadScenario(
      "an origin to which nothing happens",
      lines: [
        3: "traffic: {model: m, turns: [{origin: {status: 429}}]}"
      ],
      [
        "bad.yaml:3:38: error: origin says nothing that happens to it [missing-key]\n"
          + "    accepted: removed, blocked, {cools: 60s, status: 429}, {answers: 500}"
      ]),
  ]
}
