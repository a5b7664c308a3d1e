import Primitives
import RoutingCore
import Scenarios
import WireFormats

extension VectorReplay {
  /// Which deployments cool after each report on an attempt, and until when.
  func cooldown() throws(VectorProblem) -> Observation {
    var parts = VectorGateway.Parts()
    parts.config = try given.required("config")
    let gateway = try VectorGateway(parts, at: place)
    var watch = CooldownWatch(
      gateway: gateway,
      router: Router(configuration: gateway.configuration, rules: rules, callbackLag: .zero))
    let epoch = try given.number("epoch") ?? 0
    let wanted = try expected.array("steps")
    var looks: [JSONValue] = []
    var isSame = true
    for (place, value) in try given.array("steps").enumerated() {
      let step = try VectorFields(value, "given.steps[\(place)]")
      try watch.take(step, epoch: epoch)
      looks.append(watch.look())
      isSame = isSame && place < wanted.count && watch.matches(wanted[place])
    }
    return Observation(
      got: .members(["steps": .array(looks)]), isExpected: isSame && looks.count == wanted.count,
      unmodelled: gateway.unmodelled, configuration: gateway.configuration)
  }
}

/// A router that is told of attempts on a clock.
private struct CooldownWatch {
  let gateway: VectorGateway
  var router: Router
  private var random = GatewayRandom(pythonSeed: 1)
  private var effects = EffectBuffer()
  private var now = Instant.zero

  init(gateway: VectorGateway, router: Router) {
    self.gateway = gateway
    self.router = router
  }

  /// Reports a success or a failure, if the step has one.
  mutating func take(_ step: VectorFields, epoch: Double) throws(VectorProblem) {
    guard let seconds = try step.number("t"), let instant = Self.instant(seconds) else {
      throw VectorProblem("\(step.path) lacks the time 't', or it is no time that can be counted")
    }
    guard instant >= now else {
      throw VectorProblem("\(step.path).t lies before the step's before")
    }
    now = instant
    guard let id = try step.optionalText("deployment") else { return }
    let deployments = gateway.deployments(id)
    guard !deployments.isEmpty else {
      throw VectorProblem("\(step.path).deployment is '\(id)', which is not in model_list")
    }
    var error: ErrorFacts?
    if let name = try step.optionalText("error") {
      error = try RecordedError.facts(
        name, retryAfter: try step.optionalText("retry_after"), clock: epoch + seconds)
    }
    // Entries that share an id share what is counted.
    for deployment in deployments {
      var accounting = Accounting(deployment: deployment, error: error, request: 0, ordinal: 1)
      // These vectors were recorded through the callbacks of chat completions.
      accounting.hasMessages = true
      effects.reset()
      router.handle(
        .accountingDue(accounting), items: [], at: now, random: &random, into: &effects)
    }
  }

  /// Looks as a pick does, and tells who cools now and until when.
  mutating func look() -> JSONValue {
    router.look(at: now)
    var cooled: [JSONObject.Member] = []
    var inclusive: [JSONValue] = []
    for (place, text) in gateway.configuration.texts.enumerated() {
      guard !cooled.contains(where: { $0.key.utf8.elementsEqual(text.id.utf8) }) else { continue }
      guard let last = lastCooled(DeploymentIndex(place)) else { continue }
      // A cooldown that ends before its last instant ends a nanosecond before a whole number.
      let isInclusive = last.nanoseconds % 1_000 == 0
      let end = last.nanoseconds + (isInclusive ? 0 : 1)
      cooled.append((text.id, .fraction(Double(end) / 1e9)))
      if isInclusive { inclusive.append(.string(text.id)) }
    }
    var look = JSONObject([("cooled", .object(JSONObject(cooled)))])
    if !inclusive.isEmpty { look.append("end_inclusive", .array(inclusive)) }
    return .object(look)
  }

  func matches(_ expected: JSONValue) -> Bool {
    let inclusive = (expected["end_inclusive"]?.array ?? []).compactMap(\.string)
    guard let cooled = expected["cooled"]?.object else { return false }
    // An id that nobody has cannot cool.
    let known = gateway.configuration.texts.map(\.id)
    guard cooled.members.allSatisfy({ known.contains($0.key) }) else { return false }
    return gateway.configuration.texts.enumerated().allSatisfy { place, text in
      let last = lastCooled(DeploymentIndex(place))
      guard let end = cooled[text.id]?.fraction else { return last == nil }
      guard let last, let instant = Self.instant(end) else { return false }
      // Cooled up to just before the end, or at the end itself, too.
      return abs(Double(last.nanoseconds) / 1e9 - end) < 1e-3
        && router.isCooling(DeploymentIndex(place), at: instant) == inclusive.contains(text.id)
    }
  }

  private static func instant(_ seconds: Double) -> Instant? {
    guard seconds >= 0, seconds <= 1e9 else { return nil }
    return Instant(nanoseconds: UInt64((seconds * 1e9).rounded()))
  }

  /// The last moment of a cooldown, found by asking for it.
  private func lastCooled(_ deployment: DeploymentIndex) -> Instant? {
    guard router.isCooling(deployment, at: now) else { return nil }
    var low = now.nanoseconds
    var step: UInt64 = 1_000_000_000
    while router.isCooling(deployment, at: Instant(nanoseconds: low) + .init(nanoseconds: step)) {
      low += step
      guard step < 1 << 62 else { return .never }
      step *= 2
    }
    var high = low + step
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if router.isCooling(deployment, at: Instant(nanoseconds: middle)) {
        low = middle
      } else {
        high = middle
      }
    }
    return Instant(nanoseconds: low)
  }
}
