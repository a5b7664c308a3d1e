import Primitives
import RoutingCore
import Scenarios
import WireFormats

extension VectorReplay {
  /// How often a request is tried, and how long it waits in between.
  func retry() throws(VectorProblem) -> Observation {
    let request = try given.object("request")
    let name = try request.text("model")
    var script: [ErrorFacts?] = []
    for (place, outcome) in try given.array("failures").enumerated() {
      script.append(try failure(outcome, "given.failures[\(place)]"))
    }
    var run = try requestRun(request)
    var count = 0
    run.play { group, _ in
      guard group.utf8.elementsEqual(name.utf8), !script.isEmpty else { return nil }
      count += 1
      return script[min(count, script.count) - 1]
    }
    let fellBack = run.attempts.contains { !$0.group.utf8.elementsEqual(name.utf8) }
    let sleeps = (expected.value["sleeps"]?.array ?? []).filter { $0["max"]?.fraction != 0 }
    let isSame =
      expected.value["attempts"]?.fraction == Double(count)
      && expected.value["retry"]?.bool == (count > 1)
      && expected.value["fell_back"]?.bool == fellBack
      && sleeps.count == run.waits.count
      && zip(sleeps, run.waits).allSatisfy { expected, wait in
        let seconds = Double(wait.nanoseconds) / 1e9
        return seconds >= (expected["min"]?.fraction ?? 0) - 1e-3
          && seconds <= (expected["max"]?.fraction ?? 0) + 1e-3
      }
      && run.ends(as: expected.value["final"])
    let got = JSONValue.members([
      "attempts": .integer(count), "retry": .bool(count > 1),
      "sleeps": .array(run.waits.map { .fraction(Double($0.nanoseconds) / 1e9) }),
      "fell_back": .bool(fellBack), "final": run.final,
    ])
    return run.observation(got, isExpected: isSame)
  }

  /// Whom a request is sent to, one after the other.
  func fallback() throws(VectorProblem) -> Observation {
    let request = try given.object("request")
    var scripts: [(id: String, script: [ErrorFacts?], count: Int)] = []
    if given.optional("failures") != nil {
      for member in try given.object("failures").value.object?.members ?? [] {
        var script: [ErrorFacts?] = []
        for outcome in member.value.array ?? [member.value] {
          script.append(try failure(outcome, "given.failures.\(member.key)"))
        }
        scripts.append((member.key, script, 0))
      }
    }
    var run = try requestRun(request)
    run.play { _, id in
      guard let place = scripts.lastIndex(where: { $0.id.utf8.elementsEqual(id.utf8) }),
        !scripts[place].script.isEmpty
      else { return nil }
      scripts[place].count += 1
      return scripts[place].script[min(scripts[place].count, scripts[place].script.count) - 1]
    }
    let wanted = try expected.array("attempts")
    let isSame =
      wanted.count == run.attempts.count
      && zip(wanted, run.attempts).allSatisfy { expected, attempt in
        let ids = expected["any_of"]?.array ?? [expected["id"] ?? .null]
        return expected["group"] == .string(attempt.group) && ids.contains(.string(attempt.id))
      }
      && run.ends(as: expected.value["final"])
    let attempts = run.attempts.map {
      JSONValue.members(["group": .string($0.group), "id": .string($0.id)])
    }
    return run.observation(
      .members(["attempts": .array(attempts), "final": run.final]), isExpected: isSame)
  }

  private func requestRun(_ request: VectorFields) throws(VectorProblem) -> RequestRun {
    let gateway = try gateway(request)
    var arrival = try arrival(request, gateway)
    // These vectors were recorded through the router's chat completions.
    arrival.hasMessages = true
    return RequestRun(gateway: gateway, router: try router(gateway), arrival: arrival)
  }

  /// What an attempt comes to: null is a success, a text the kind of failure.
  private func failure(_ outcome: JSONValue, _ path: String) throws(VectorProblem) -> ErrorFacts? {
    if outcome.isNull { return nil }
    // Later than every date: a header that names one is over.
    let clock = 4_000_000_000.0
    if let name = outcome.string {
      return try RecordedError.facts(name, retryAfter: nil, clock: clock)
    }
    let fields = try VectorFields(outcome, path)
    return try RecordedError.facts(
      try fields.text("error"), retryAfter: try fields.optionalText("retry_after"), clock: clock)
  }
}

/// A recorded request: the gateway that it reaches, and how it goes on there.
private struct RequestRun {
  let gateway: VectorGateway
  private var play: RequestPlay

  init(gateway: VectorGateway, router: Router, arrival: RequestArrival) {
    self.gateway = gateway
    play = RequestPlay(router: router, arrival: arrival, seed: 7)
  }

  /// Plays the request to its end; the script gives the failure of an attempt, nil for a success.
  mutating func play(_ script: (_ group: String, _ id: String) -> ErrorFacts?) {
    let (gateway, models) = (gateway, gateway.configuration.models)
    play.play(at: .zero + .seconds(1)) { script(models[$0.index].name, gateway.id($1)) }
  }

  private func name(_ model: ModelIndex) -> String {
    gateway.configuration.models[model.index].name
  }

  /// The attempts as vectors write them.
  var attempts: [(group: String, id: String)] {
    play.attempts.map { (name($0.model), gateway.id($0.deployment)) }
  }

  var waits: [SimDuration] { play.waits }

  func ends(as expected: JSONValue?) -> Bool {
    guard let end = play.end, let expected else { return false }
    return expected["ok"]?.bool == (end.error == nil)
      && expected["status"]?.fraction == end.error.map { Double($0.clientStatus) }
  }

  var final: JSONValue {
    guard let end = play.end else { return .null }
    guard let error = end.error else { return .members(["ok": .bool(true)]) }
    return .members(["ok": .bool(false), "status": .integer(error.clientStatus)])
  }

  func observation(_ got: JSONValue, isExpected: Bool) -> Observation {
    Observation(
      got: got, isExpected: isExpected, unmodelled: gateway.unmodelled,
      decisions: play.decisions, records: play.records, configuration: gateway.configuration)
  }
}
