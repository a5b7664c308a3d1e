import Primitives
import Testing
import WireFormats

@testable import RoutingCore

/// Whole requests with scripted failures: attempts, waits and the end.
struct RequestVectorTests {
  @Test func retry() throws {
    try Tally.run("retry", count: 190) { vector in
      if let feature = MissingFeature.of(vector.given) { return .unsupported(feature) }
      let gateway = try VectorGateway(vector.given)
      var run = RequestRun(gateway)
      let script = vector.given["failures"]?.array ?? []
      let name = vector.given["request"]?["model"]?.string ?? ""
      var count = 0
      run.play { group, _ in
        guard group == name else { return nil }
        let outcome = script[min(count, script.count - 1)]
        count += 1
        return outcome["error"]?.string.map {
          VectorErrors.facts($0, retryAfter: outcome["retry_after"]?.string)
        }
      }
      let expected = vector.expected
      let waits = (expected["sleeps"]?.array ?? []).filter { $0["max"]?.fraction != 0 }
      let isSame =
        expected["attempts"]?.integer == count
        && expected["retry"]?.bool == (count > 1)
        && expected["fell_back"]?.bool == run.attempts.contains { $0.group != name }
        && waits.count == run.waits.count
        && zip(waits, run.waits).allSatisfy { expected, wait in
          let seconds = Double(wait.nanoseconds) / 1e9
          return seconds >= (expected["min"]?.fraction ?? 0) - 1e-3
            && seconds <= (expected["max"]?.fraction ?? 0) + 1e-3
        }
        && run.ends(as: expected["final"])
      return isSame ? .passed : .failed(got: run.text)
    }
  }

  @Test func fallback() throws {
    try Tally.run("fallback", count: 190) { vector in
      if let feature = MissingFeature.of(vector.given) { return .unsupported(feature) }
      let gateway = try VectorGateway(vector.given)
      let expected = vector.expected["attempts"]?.array ?? []
      let failures = vector.given["failures"]
      var counts: [String: Int] = [:]
      var run = RequestRun(gateway)
      run.play { _, id in
        let count = counts[id, default: 0]
        counts[id] = count + 1
        guard let script = failures?[id] else { return nil }
        let outcomes = script.array ?? [script]
        return outcomes[min(count, outcomes.count - 1)].string.map { VectorErrors.facts($0) }
      }
      let isSame =
        expected.count == run.attempts.count
        && zip(expected, run.attempts).allSatisfy { expected, attempt in
          let ids = expected["any_of"]?.strings ?? [expected["id"]?.string ?? ""]
          return expected["group"]?.string == attempt.group && ids.contains(attempt.id)
        }
        && run.ends(as: vector.expected["final"])
      return isSame ? .passed : .failed(got: run.text)
    }
  }
}

/// One request through a router whose upstreams follow a script.
struct RequestRun {
  private let vector: VectorGateway
  private var router: Router
  private var random = GatewayRandom(pythonSeed: 7)
  private(set) var attempts: [(group: String, id: String)] = []
  private(set) var waits: [SimDuration] = []
  private(set) var end: RequestEnd?
  private static let stepsMax = 10_000

  init(_ vector: VectorGateway) {
    self.vector = vector
    router = Router(
      configuration: vector.configuration, rules: Preset.litellm11091.rules, callbackLag: .zero)
    let cause = Cause(request: 0, ordinal: 0, status: 429, at: .zero, until: .zero)
    for id in vector.given["cooldown"]?.strings ?? [] {
      for deployment in vector.deployments(id) {
        router.cool(deployment.index, for: .seconds(1_000_000), cause: cause, at: .zero)
      }
    }
  }

  /// Plays the request to its end; the script gives the failure of an attempt, nil for a success.
  mutating func play(_ script: (_ group: String, _ id: String) -> ErrorFacts?) {
    var now = Instant.zero + .seconds(1)
    var effects = EffectBuffer()
    var next: RouterInput? = .requestArrived(vector.arrival)
    var steps = 0
    while let input = next, steps < Self.stepsMax {
      steps += 1
      next = nil
      effects.reset()
      router.handle(input, items: [], at: now, random: &random, into: &effects)
      router.checkInvariants()
      for effect in effects.effects {
        switch effect {
        case .startAttempt(let attempt, let deployment, edits: _):
          let group = vector.configuration.models[router.topFrame(of: 0).model.index].name
          attempts.append((group, vector.id(deployment)))
          if let error = script(group, vector.id(deployment)) {
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
      && expected["status"]?.integer == end.error.map { Int($0.clientStatus) }
  }

  var text: String {
    let calls = attempts.map { "\($0.group)/\($0.id)" }.joined(separator: " ")
    let sleeps = waits.map { "\(Double($0.nanoseconds) / 1e9)" }.joined(separator: " ")
    let status = end.map { $0.error.map { "\($0.clientStatus) \($0.kind)" } ?? "ok" } ?? "no end"
    return "attempts [\(calls)], waits [\(sleeps)], end \(status)"
  }
}
