import Harness
import Scenarios
import Tunnel

/// The parts of a test that plays conversations.
extension PytestText {
  func trafficData(_ traffic: TrafficSetup, _ models: [String]) -> [String] {
    let client = traffic.client
    func word(_ value: Bool) -> String { value ? "True" : "False" }
    return [
      "CONVERSATIONS = \(traffic.conversations)",
      "TURNS = \(PythonLiteral.list(models))  # the model that each turn asks for",
      "IN_PHASES = \(word(traffic.order == .phases))  # all first turns, then all second ones",
      "STREAM = \(word(client.streams))",
      "KEEP = \(PythonLiteral.quoted(client.keeps.rawValue))"
        + "  # where a client takes the items of a stream from",
      "KEEP_IDS = \(word(client.keepsIDs))  # whether it sends item ids back",
      "KEEP_BLOBS = \(word(client.keepsBlobs))  # whether it sends encrypted content back",
      "PREVIOUS_RESPONSE = \(word(traffic.state == .previousResponse))"
        + "  # or it names the answer before",
      "STOP_AFTER_ERROR = \(word(client.afterError == .stop))",
    ]
  }

  var trafficTest: [String] {
    var lines = ["def \(functionName)():", "    run = Run()", "    asyncio.run(run.play())"]
    for expectation in test.expectations { lines += assertions(expectation) }
    return lines + [
      "    print(run.summary())",
      "    assert not run.wrong, \"\\n\".join([\"\", *run.wrong, run.summary()])",
    ]
  }

  private func assertions(_ expectation: Expectation) -> [String] {
    let key = expectation.key
    switch expectation.claim {
    case .turns(let claim):
      let scope = PythonLiteral.quoted(claim.scope.rawValue)
      var lines = claim.counts.map { count in
        let outcome = PythonLiteral.quoted(count.outcome.rawValue)
        return expect(
          "\(key) \(count.outcome.rawValue)", "run.count(\(scope), \(outcome))", count.range,
          all: "run.total(\(scope))")
      }
      if let status = claim.status {
        lines.append(
          expect(
            "\(key) with another status than \(status)", "run.other(\(scope), status=\(status))"))
      }
      if let code = claim.upstream {
        lines.append(
          expect(
            "\(key) refused otherwise than \(code)",
            "run.other(\(scope), code=\(PythonLiteral.quoted(code)))"))
      }
      return lines
    case .count(let count, let range):
      return found(count).map { [expect(key, $0, range, all: "run.total(\"turns\")")] } ?? []
    case .attempts(let most, let total):
      let parts = [(most, "max", "run.attempts_max()"), (total, "in all", "run.attempts()")]
      return parts.compactMap { range, word, found in
        range.map { expect("attempts \(word)", found, $0, all: "run.attempts()") }
      }
    case .load(let claims):
      return claims.map {
        expect(
          "load \($0.name)", "run.load(\(PythonLiteral.quoted(endpoint($0.name))))", $0.range,
          all: "run.attempts()")
      }
    case .addedLatency, .queueing, .boundaries, .step, .streams: return []
    }
  }

  private func endpoint(_ label: String) -> String {
    guard let place = test.labels.firstIndex(of: label) else { return label }
    return test.endpoints[test.endpointOfEntry[place]].name
  }

  /// The count in the test's words; nil for one that only a simulation can see.
  private func found(_ count: RunCount) -> String? {
    switch count {
    case .degraded: "run.count(\"turns\", \"degraded\")"
    case .failed: "run.count(\"turns\", \"failed\")"
    case .sealedItemsAbroad: "run.brought(\"abroad\")"
    case .markersUpstream: "run.brought(\"markers\")"
    default: nil
    }
  }

  private func expect(
    _ what: String, _ found: String, _ range: CountRange = .between(0, 0), all: String = "0"
  ) -> String {
    let bounds: String
    switch range {
    case .all: bounds = all
    case .between(let low, let high) where low == high: bounds = "\(low)"
    case .between(let low, UInt64.max): bounds = "\(low), float(\"inf\")"
    case .between(let low, let high): bounds = "\(low), \(high)"
    }
    return "    run.expect(\(PythonLiteral.quoted(what)), \(found), \(bounds))"
  }
}
