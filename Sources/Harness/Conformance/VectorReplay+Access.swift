import Primitives
import RoutingCore
import Scenarios
import WireFormats

extension VectorReplay {
  /// Whether a key may use a name, or all of several.
  func access() throws(VectorProblem) -> Observation {
    let asked = try names(try given.required("model"))
    var bench = try AccessBench(self, models: asked, keys: [try given.object("key")])
    var router = bench.router(try catalog(given))
    var got = JSONValue.members(["allowed": .bool(true)])
    for name in asked {
      let result = bench.ask(&router, name, key: 0)
      guard result["allowed"]?.bool == false else { continue }
      got = result
      break
    }
    return bench.observation(got, isExpected: Self.agree(got, expected.value))
  }

  /// The same question before and after the cost map changes.
  func accessReload() throws(VectorProblem) -> Observation {
    var steps: [VectorFields] = []
    for (place, step) in try given.array("steps").enumerated() {
      steps.append(try VectorFields(step, "given.steps[\(place)]"))
    }
    var keys = [try given.object("key")]
    var models: [String] = []
    for step in steps where try step.text("op") == "check" {
      models.append(try step.text("model"))
      if step.optional("key") != nil { keys.append(try step.object("key")) }
    }
    var bench = try AccessBench(self, models: models, keys: keys)
    var router = bench.router(Catalog())
    var results: [JSONValue] = []
    var ownKeys = 0
    for step in steps {
      switch try step.text("op") {
      case "start", "restart": router = bench.router(try catalog(step))
      case "reload": router.reload(try catalog(step))
      case "check":
        if step.optional("key") != nil { ownKeys += 1 }
        let key = step.optional("key") == nil ? 0 : ownKeys
        results.append(bench.ask(&router, try step.text("model"), key: key))
      case let other:
        throw VectorProblem(
          "\(step.path).op is '\(other)'; accepted: start, reload, restart, check")
      }
    }
    let wanted = try expected.array("checks")
    let isSame =
      results.count == wanted.count
      && zip(results, wanted).allSatisfy { Self.agree($0, $1) }
    return bench.observation(.members(["checks": .array(results)]), isExpected: isSame)
  }

  private func names(_ model: JSONValue) throws(VectorProblem) -> [String] {
    if let name = model.string { return [name] }
    return try given.texts("model")
  }

  /// The cost map of a step, or of the vector; absent is empty.
  func catalog(_ fields: VectorFields) throws(VectorProblem) -> Catalog {
    let map =
      fields.optional("catalog") == nil
      ? JSONObject([]) : try fields.object("catalog").value.object ?? JSONObject([])
    let rules =
      given.optional("generalizations") == nil ? [] : try given.array("generalizations")
    return VectorGateway.catalog(map, namingRules: rules)
  }

  /// Whether a result is the expected one; of an invalid pattern only the refusal is compared.
  private static func agree(_ got: JSONValue, _ expected: JSONValue) -> Bool {
    guard got["allowed"]?.bool == expected["allowed"]?.bool else { return false }
    if expected["error_class"] != nil { return got["type"]?.string == "auth_error" }
    return got["status"]?.fraction == expected["status"]?.fraction
      && got["type"]?.string == expected["type"]?.string
  }
}

/// A gateway whose callers ask for names.
private struct AccessBench {
  let gateway: VectorGateway
  let rules: Rules
  private var decisions: [TracedDecision] = []
  private var records: [DecisionRecord] = []

  init(_ replay: VectorReplay, models: [String], keys: [VectorFields]) throws(VectorProblem) {
    var parts = VectorGateway.Parts()
    parts.config = replay.given.optional("config")
    parts.globalAliases = try replay.given.aliases("model_alias_map")
    parts.models = models
    for key in keys {
      var caller = VectorGateway.Caller(
        models: try key.texts("models"), aliases: try key.aliases("aliases"))
      let isMember = key.optional("team_id") != nil
      if isMember || key.optional("team_model_aliases") != nil {
        // Without a team there is no list of names; the aliases count all the same.
        let models = isMember ? try key.texts("team_models") : []
        caller.team = (models, try key.aliases("team_model_aliases"))
      }
      parts.callers.append(caller)
    }
    gateway = try VectorGateway(parts, at: replay.place)
    rules = replay.rules
  }

  func router(_ catalog: Catalog) -> Router {
    Router(
      configuration: gateway.configuration, rules: rules, callbackLag: .zero, catalog: catalog)
  }

  /// What the router's first stage says of a name, in the vectors' form. The request goes on to the
  /// other stages, as any does; what they come to is not part of it.
  mutating func ask(_ router: inout Router, _ name: String, key: Int) -> JSONValue {
    guard let model = gateway.model(name) else {
      preconditionFailure("a name that is asked for was not compiled")
    }
    let arrival = RequestArrival(
      id: RequestID(slot: 0, generation: 1), number: 0, key: KeyIndex(key), model: model)
    var random = GatewayRandom(pythonSeed: 1)
    let pick = router.inspect(Inspection(arrival), at: .zero, random: &random)
    decisions.append(pick.decision)
    records.append(pick.record)
    // The vectors hold the key's check alone, without the team's around it.
    guard let error = pick.error, error.kind.isDenial, error.kind != .teamAccessDenied else {
      return .members(["allowed": .bool(true)])
    }
    return .members([
      "allowed": .bool(false), "status": .integer(error.status),
      "type": .string(error.kind.denialType ?? ""),
    ])
  }

  func observation(_ got: JSONValue, isExpected: Bool) -> Observation {
    Observation(
      got: got, isExpected: isExpected, unmodelled: gateway.unmodelled, decisions: decisions,
      records: records, configuration: gateway.configuration)
  }
}
