/// Problems of what happens on the wire.
extension BadScenario {
  static let world = [
    BadScenario(
      "a timeout that is too short", lines: [3: "traffic: {model: m, timeout: 1us}"],
      [
        "bad.yaml:3:30: error: timeout is 1us [out-of-range]\n"
          + "    accepted are 1ms to 1d"
      ]),
    BadScenario(
      "an upstream without connections", after: ["upstreams: {east: {connections: 0}}"],
      [
        "bad.yaml:5:33: error: connections is 0, accepted are 1 to 1000000 [out-of-range]"
      ]),
    BadScenario(
      "an unknown prefill", after: ["upstreams: {east: {prefill: refuse}}"],
      [
        "bad.yaml:5:29: error: prefill is 'refuse' [unknown-value]\n"
          + "    did you mean 'refused'? accepted: continued, repeated, refused"
      ]),
  ]
}
