import Testing

extension BadScenario {
  /// The store, the database, and lists of models.
  static let stores = [
    happening(
      "an unknown state of the store", "{store: flush}",
      [
        "bad.yaml:5:28: error: store is 'flush' [unknown-value]\n"
          + "    accepted: up, down, flushed, loses_writes"
      ]),
    happening(
      "a database that is flushed", "{database: flushed}",
      [
        "bad.yaml:5:31: error: database is 'flushed' [unknown-value]\n"
          + "    accepted: up, down"
      ]),
    happening(
      "a store that does two things", "{store: {state: down, latency: 1s}}",
      [
        "bad.yaml:5:28: error: store does 2 things [expected-one-key]\n"
          + "    write state or latency"
      ]),
    happening(
      "a misspelt key of a store", "{store: {latncy: 1s}}",
      [
        "bad.yaml:5:29: error: store has no key 'latncy' [unknown-key]\n"
          + "    did you mean 'latency'? accepted: state, latency, for"
      ]),
    BadScenario(
      "a database without capacity",
      after: ["gateway: {database: {capacity: 0}}"],
      [
        "bad.yaml:5:32: error: capacity is 0, accepted are 1 to 1000000 [out-of-range]"
      ]),
    BadScenario(
      "a list of an unknown key", lines: [3: "steps: [{models: nobody}]"],
      [
        "bad.yaml:3:18: error: there is no key 'nobody' [unknown-key-name]\n"
          + "    accepted: default"
      ]),
    BadScenario(
      "a list for a conversation",
      lines: [3: "steps: [{models: default, conversation: a}]"],
      [
        "bad.yaml:3:27: error: 'conversation' of step 1 is for calls [only-calls]"
      ]),
  ]

  private static func happening(
    _ name: String, _ what: String, _ expected: [String]
  ) -> BadScenario {
    BadScenario(name, after: ["timeline: [{at: 1s, " + what.dropFirst() + "]"], expected)
  }
}
