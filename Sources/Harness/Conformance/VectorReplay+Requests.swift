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

/// One request through a router whose upstreams follow a script.
private struct RequestRun {
  let gateway: VectorGateway
  private var router: Router
  private let arrival: RequestArrival
  private var random = GatewayRandom(pythonSeed: 7)
  private var trace: DecisionTrace
  private var records: [DecisionRecord] = []
  private(set) var attempts: [(group: String, id: String)] = []
  private(set) var waits: [SimDuration] = []
  private(set) var end: RequestEnd?
  /// More inputs than any request can need.
  private static let inputsMax = 100_000

  init(gateway: VectorGateway, router: Router, arrival: RequestArrival) {
    self.gateway = gateway
    self.router = router
    self.arrival = arrival
    trace = DecisionTrace(wanted: [arrival.number])
  }

  /// Plays the request to its end; the script gives the failure of an attempt, nil for a success.
  mutating func play(_ script: (_ group: String, _ id: String) -> ErrorFacts?) {
    var now = Instant.zero + .seconds(1)
    var effects = EffectBuffer()
    var next: RouterInput? = .requestArrived(arrival)
    var inputs = 0
    while let input = next, inputs < Self.inputsMax {
      inputs += 1
      next = nil
      effects.reset()
      router.handle(
        input, items: [], at: now, random: &random, trace: &trace, into: &effects)
      router.checkInvariants()
      records += effects.decisions
      for effect in effects.effects {
        switch effect {
        case .startAttempt(let attempt, let deployment, edits: _):
          let model = router.modelInFlight(of: attempt.request)
          let group = gateway.configuration.models[model.index].name
          attempts.append((group, gateway.id(deployment)))
          if let error = script(group, gateway.id(deployment)) {
            next = .attemptFailed(attempt, error)
          } else {
            next = .attemptEnded(attempt)
          }
        case .armTimer(let request, let ordinal, let at):
          waits.append(at.since(now))
          now = at
          next = .timerFired(request, ordinal)
        case .end(_, let end): self.end = end
        default: break
        }
      }
    }
  }

  func ends(as expected: JSONValue?) -> Bool {
    guard let end, let expected else { return false }
    return expected["ok"]?.bool == (end.error == nil)
      && expected["status"]?.fraction == end.error.map { Double($0.clientStatus) }
  }

  var final: JSONValue {
    guard let end else { return .null }
    guard let error = end.error else { return .members(["ok": .bool(true)]) }
    return .members(["ok": .bool(false), "status": .integer(error.clientStatus)])
  }

  func observation(_ got: JSONValue, isExpected: Bool) -> Observation {
    Observation(
      got: got, isExpected: isExpected, unmodelled: gateway.unmodelled,
      decisions: trace.decisions, records: records, configuration: gateway.configuration)
  }
}
