import Primitives
import Testing
import WireFormats

@testable import RoutingCore

/// Which deployments cool after each report on an attempt, and until when.
struct CooldownVectorTests {
  @Test func cooldown() throws {
    try Tally.run("cooldown", count: 170) { vector in
      if let feature = MissingFeature.of(vector.given) { return .unsupported(feature) }
      var run = try CooldownRun(vector.given)
      var got: [JSONValue] = []
      var isSame = true
      for (step, expected) in zip(
        vector.given["steps"]?.array ?? [], vector.expected["steps"]?.array ?? [])
      {
        run.take(step)
        got.append(run.look())
        isSame = isSame && run.matches(expected)
      }
      return isSame ? .passed : .failed(got: JSONValue.array(got).line)
    }
  }
}

/// A router that is told of attempts on a clock.
struct CooldownRun {
  private let vector: VectorGateway
  private var router: Router
  private var random = GatewayRandom(pythonSeed: 1)
  private var effects = EffectBuffer()
  private var now = Instant.zero
  private let epoch: Double
  /// Later than every cooldown, and finely divided below it.
  private static let horizon: UInt64 = 20_000

  init(_ given: JSONValue) throws {
    vector = try VectorGateway(given)
    epoch = given["epoch"]?.fraction ?? 0
    router = Router(
      configuration: vector.configuration, rules: Preset.litellm11091.rules, callbackLag: .zero)
  }

  /// Reports a success or a failure, if the step has one, and looks, as a pick does.
  mutating func take(_ step: JSONValue) {
    let seconds = step["t"]?.fraction ?? 0
    now = Instant(nanoseconds: UInt64((seconds * 1e9).rounded()))
    guard let id = step["deployment"]?.string, let deployment = vector.deployments(id).first else {
      return
    }
    let error = step["error"]?.string.map {
      VectorErrors.facts(
        $0, retryAfter: step["retry_after"]?.string, clock: epoch + seconds)
    }
    let accounting = Accounting(deployment: deployment, error: error, request: 0, ordinal: 1)
    router.handle(.accountingDue(accounting), items: [], at: now, random: &random, into: &effects)
  }

  /// Who cools now, and the last moment at which each does.
  mutating func look() -> JSONValue {
    for group in vector.configuration.groups.indices { _ = router.healthyCount(of: group, at: now) }
    var cooled: [JSONObject.Member] = []
    for (place, text) in vector.configuration.texts.enumerated() {
      if let end = lastCooled(DeploymentIndex(place)) {
        cooled.append((text.id, .number("\(Double(end.nanoseconds) / 1e9)")))
      }
    }
    return .object(JSONObject(cooled))
  }

  func matches(_ expected: JSONValue) -> Bool {
    let inclusive = expected["end_inclusive"]?.strings ?? []
    return vector.configuration.texts.enumerated().allSatisfy { place, text in
      let last = lastCooled(DeploymentIndex(place))
      guard let end = expected["cooled"]?[text.id]?.fraction else { return last == nil }
      guard let last else { return false }
      // Cooled up to just before the end, or at the end itself, too.
      let isCoolingAtEnd = router.isCooling(
        DeploymentIndex(place), at: Instant(nanoseconds: UInt64((end * 1e9).rounded())))
      return abs(Double(last.nanoseconds) / 1e9 - end) < 1e-3
        && isCoolingAtEnd == inclusive.contains(text.id)
    }
  }

  /// The last moment of a cooldown, found by asking for it.
  private func lastCooled(_ deployment: DeploymentIndex) -> Instant? {
    guard router.isCooling(deployment, at: now) else { return nil }
    var low = now.nanoseconds
    var high = Instant(nanoseconds: low) + .seconds(Self.horizon)
    precondition(!router.isCooling(deployment, at: high), "a cooldown beyond the horizon")
    while high.nanoseconds - low > 1 {
      let middle = Instant(nanoseconds: low + (high.nanoseconds - low) / 2)
      if router.isCooling(deployment, at: middle) {
        low = middle.nanoseconds
      } else {
        high = middle
      }
    }
    return Instant(nanoseconds: low)
  }
}
