import Primitives
import RoutingCore
import Scenarios
import WireFormats

extension VectorReplay {
  /// What a strategy, limits and slots say to calls on a clock that starts with a whole minute.
  func strategy() throws(VectorProblem) -> Observation {
    var parts = VectorGateway.Parts()
    parts.config = try given.required("config")
    let steps = try given.array("steps")
    for step in steps {
      if let name = step["model"]?.string { parts.models.append(name) }
    }
    let gateway = try VectorGateway(parts, at: place)
    let seed = try given.integer("seed", as: UInt64.self) ?? 0
    var watch = StrategyWatch(
      gateway: gateway,
      router: Router(
        configuration: gateway.configuration, rules: rules, callbackLag: .zero,
        catalog: try catalog(given)), random: GatewayRandom(pythonSeed: seed))
    let wanted = try expected.array("steps")
    var looks: [JSONValue] = []
    var isSame = steps.count == wanted.count
    for (place, value) in steps.enumerated() {
      let step = try VectorFields(value, "given.steps[\(place)]")
      let look = try watch.take(step)
      looks.append(look)
      if isSame { isSame = watch.matches(look, wanted[place]) }
    }
    return Observation(
      got: .members(["steps": .array(looks)]), isExpected: isSame,
      unmodelled: gateway.unmodelled, decisions: watch.decisions, records: watch.records,
      configuration: gateway.configuration)
  }
}

/// A router whose strategy is asked and told of calls on a clock.
private struct StrategyWatch {
  let gateway: VectorGateway
  var router: Router
  var random: GatewayRandom
  private(set) var decisions: [TracedDecision] = []
  private(set) var records: [DecisionRecord] = []
  private var now = Instant.zero

  init(gateway: VectorGateway, router: Router, random: GatewayRandom) {
    self.gateway = gateway
    self.router = router
    self.random = random
  }

  /// Takes a step, and tells what came of it.
  mutating func take(_ step: VectorFields) throws(VectorProblem) -> JSONValue {
    guard let seconds = try step.number("t"), seconds >= 0, seconds <= 1e9 else {
      throw VectorProblem("\(step.path) lacks the time 't', or it is no time that can be counted")
    }
    now = Instant(nanoseconds: UInt64((seconds * 1e9).rounded()))
    var look = JSONObject()
    switch try step.text("op") {
    case "pick": try pick(step, &look)
    case "pre_call": try preCall(step, &look)
    case "success", "failure": try end(step)
    case "open": try open(step, &look)
    case "close": router.closeSlot(try deployment(step))
    case let name:
      throw VectorProblem(
        "\(step.path).op is '\(name)'; accepted: pick, pre_call, success, failure, open, close")
    }
    let cooled = gateway.configuration.texts.indices.filter {
      router.isCooling(DeploymentIndex($0), at: now)
    }
    if !cooled.isEmpty {
      look.append(
        "cooled", .array(cooled.map { .string(gateway.configuration.texts[$0].id) }))
    }
    return .object(look)
  }

  private func deployment(_ step: VectorFields) throws(VectorProblem) -> DeploymentIndex {
    let id = try step.text("deployment")
    guard let deployment = gateway.deployments(id).first else {
      throw VectorProblem("\(step.path).deployment is '\(id)', which is not in model_list")
    }
    return deployment
  }

  private mutating func pick(
    _ step: VectorFields, _ look: inout JSONObject
  ) throws(VectorProblem) {
    let name = try step.text("model")
    guard let model = gateway.model(name) else {
      preconditionFailure("a name that is asked for was not compiled")
    }
    var arrival = RequestArrival(
      id: RequestID(slot: 0, generation: 1), number: UInt64(records.count), key: KeyIndex(0),
      model: model)
    arrival.hasMessages = true
    arrival.streams = try step.flag("stream") ?? false
    let tokens = try step.integer("input_tokens", as: UInt32.self) ?? 0
    arrival.traits = router.traits(ofInput: tokens)
    let before = random.draws
    let picked = router.rehearse(Inspection(arrival), at: now, random: &random)
    decisions.append(picked.decision)
    records.append(picked.record)
    if let error = picked.error { look.append("error", VectorReplay.error(error)) }
    if let choice = picked.choice { look.append("picked", .string(gateway.id(choice))) }
    if random.draws > before { look.append("draw_count", .integer(random.draws - before)) }
    if let trace = picked.decision.pick, let scores = trace.scores {
      look.append(
        "scores",
        .object(
          JSONObject(
            zip(trace.candidates, scores).map { (gateway.id($0), .fraction($1)) })))
    }
  }

  private mutating func preCall(
    _ step: VectorFields, _ look: inout JSONObject
  ) throws(VectorProblem) {
    let deployment = try deployment(step)
    if let error = router.rehearseCall(deployment, at: now) {
      look.append("error", VectorReplay.error(error))
    } else {
      look.append("admitted", .bool(true))
    }
  }

  private mutating func open(
    _ step: VectorFields, _ look: inout JSONObject
  ) throws(VectorProblem) {
    switch router.openSlot(try deployment(step)) {
    case .open: look.append("open", .bool(true))
    case .waits: look.append("waits", .bool(true))
    case .refused: look.append("error", .members(["status": .integer(429)]))
    case .unlimited:
      look.append("open", .bool(true))
      look.append("unlimited", .bool(true))
    }
  }

  private mutating func end(_ step: VectorFields) throws(VectorProblem) {
    let deployment = try deployment(step)
    var use = router.use(of: deployment)
    use.length = try Self.duration(step, "seconds") ?? .zero
    use.firstToken = try Self.duration(step, "ttft")
    use.outputTokens = try step.integer("completion_tokens", as: UInt32.self) ?? 0
    use.totalTokens = try step.integer("total_tokens", as: UInt32.self) ?? 0
    use.cost = try step.number("cost") ?? 0
    var error: ErrorFacts?
    if let name = try step.optionalText("error") {
      error = try RecordedError.facts(name, retryAfter: nil, clock: 0)
      use.error = error?.kind
    }
    router.rehearseEnd(use, error, at: now)
  }

  private static func duration(
    _ step: VectorFields, _ key: String
  ) throws(VectorProblem) -> SimDuration? {
    guard let seconds = try step.number(key) else { return nil }
    guard seconds >= 0, seconds <= 1e9 else {
      throw VectorProblem("\(step.path).\(key) is no time that can be counted")
    }
    return SimDuration(nanoseconds: UInt64((seconds * 1e9).rounded()))
  }

  /// Whether a step came out as recorded: errors by their status, scores nearly, draws by number.
  func matches(_ look: JSONValue, _ wanted: JSONValue) -> Bool {
    for key in ["picked", "admitted", "open", "waits", "unlimited"]
    where look[key] != wanted[key] {
      return false
    }
    guard look["error"]?["status"]?.fraction == wanted["error"]?["status"]?.fraction else {
      return false
    }
    let cooled = Set((look["cooled"]?.array ?? []).compactMap(\.string))
    guard cooled == Set((wanted["cooled"]?.array ?? []).compactMap(\.string)) else { return false }
    guard Self.drawCount(wanted) == look["draw_count"]?.integer ?? 0 else { return false }
    return (wanted["scores"]?.object?.members ?? []).allSatisfy { member in
      guard let score = look["scores"]?[member.key]?.fraction,
        let recorded = member.value.fraction
      else { return false }
      return abs(score - recorded) <= 1e-9 * max(1, abs(recorded))
    }
  }

  private static func drawCount(_ wanted: JSONValue) -> Int {
    (wanted["draws"]?.array ?? []).reduce(0) { sum, draw in
      sum + (draw["fn"]?.string == "sample" ? draw["of"]?.array?.count ?? 0 : 1)
    }
  }
}
