package import Primitives
package import RoutingCore
import Scenarios
import Tunnel
import WireFormats

extension VectorReplay {
  /// The gateway of a vector about a request; `markers` are ids that its items name.
  func gateway(_ request: VectorFields, markers: [String] = []) throws(VectorProblem)
    -> VectorGateway
  {
    var parts = VectorGateway.Parts()
    parts.config = try given.required("config")
    parts.models = [try request.text("model")]
    parts.request = request.value
    parts.markerNames = markers
    return try VectorGateway(parts, at: place)
  }

  /// The request as it reaches the router.
  func arrival(_ request: VectorFields, _ gateway: VectorGateway) throws(VectorProblem)
    -> RequestArrival
  {
    let name = try request.text("model")
    guard let model = gateway.model(name) else {
      preconditionFailure("a name that is asked for was not compiled")
    }
    var arrival = RequestArrival(
      id: RequestID(slot: 0, generation: 1), number: 0, key: KeyIndex(0), model: model)
    arrival.hasMessages = request.optional("messages") != nil
    arrival.hasInput = request.optional("input") != nil
    arrival.traits = gateway.traits
    arrival.retries = try request.integer("num_retries", 0...1_000).map(UInt32.init)
    if request.optional("fallbacks") != nil { arrival.fallbacks = 0 }
    arrival.fallbacksDisabled = try request.flag("disable_fallbacks") ?? false
    return arrival
  }

  /// A router in the state that a vector describes: some deployments cool during all of it.
  func router(_ gateway: VectorGateway) throws(VectorProblem) -> Router {
    var router = Router(
      configuration: gateway.configuration, rules: rules, callbackLag: .zero,
      catalog: try catalog(given))
    for id in try given.texts("cooldown") {
      for deployment in gateway.deployments(id) {
        router.startCooldown(deployment, status: 429, for: .seconds(1_000_000), at: .zero)
      }
    }
    return router
  }

  /// Looks at the one pick of a vector.
  private func pick(
    _ request: VectorFields, _ gateway: VectorGateway, _ arrival: RequestArrival,
    items: [ItemFacts] = []
  ) throws(VectorProblem) -> (pick: InspectedPick, router: Router) {
    var inspection = Inspection(arrival)
    inspection.items = items
    inspection.targetOrder = try request.integer("target_order", -1_000_000...1_000_000)
      .map(Int32.init)
    inspection.tried = try request.texts("excluded_deployment_ids").flatMap(gateway.deployments)
    inspection.refusers = try request.texts("retry_skipped_deployment_ids")
      .flatMap(gateway.deployments)
    let router = try router(gateway)
    var random = GatewayRandom(pythonSeed: 1)
    return (
      router.inspect(inspection, at: .zero + .seconds(1), random: &random), router
    )
  }

  private func observation(
    _ got: JSONValue, _ isExpected: Bool, _ pick: InspectedPick, _ gateway: VectorGateway
  ) -> Observation {
    Observation(
      got: got, isExpected: isExpected, unmodelled: gateway.unmodelled,
      decisions: [pick.decision], records: [pick.record], configuration: gateway.configuration)
  }

  static func error(_ error: ErrorFacts) -> JSONValue {
    .members(["status": .integer(error.clientStatus)])
  }

  /// Whether an error was expected, and this one.
  private func isExpected(_ error: ErrorFacts) -> Bool {
    expected.value["error"]?["status"]?.fraction == Double(error.clientStatus)
  }

  // MARK: Kinds

  /// Who is left for a chat request, and what each is asked for.
  func candidates() throws(VectorProblem) -> Observation {
    let request = try given.object("request")
    let gateway = try gateway(request)
    let arrival = try arrival(request, gateway)
    let (pick, router) = try pick(request, gateway, arrival)
    if let error = pick.error {
      return observation(
        .members(["error": Self.error(error)]), isExpected(error), pick, gateway)
    }
    let list = pick.candidates.map { candidate in
      JSONValue.members([
        "id": .string(gateway.id(candidate)),
        "model": .string(router.upstreamModel(of: candidate, askedFor: arrival.model)),
      ])
    }
    let isSame = expected.value["candidates"]?.hasSameContent(as: .array(list)) ?? false
    return observation(.members(["candidates": .array(list)]), isSame, pick, gateway)
  }

  /// With which probability each is picked.
  func weights() throws(VectorProblem) -> Observation {
    let request = try given.object("request")
    var gateway = try gateway(request)
    try setWeights(&gateway, request)
    let (pick, _) = try pick(request, gateway, try arrival(request, gateway))
    if let error = pick.error {
      return observation(
        .members(["error": Self.error(error)]), isExpected(error), pick, gateway)
    }
    var shares: [(id: String, share: Double)] = []
    for (candidate, share) in pick.probabilities {
      let id = gateway.id(candidate)
      if let known = shares.firstIndex(where: { $0.id.utf8.elementsEqual(id.utf8) }) {
        shares[known].share += share
      } else {
        shares.append((id, share))
      }
    }
    let wanted = expected.value["probabilities"]?.object
    let isSame =
      wanted?.count == shares.count
      && shares.allSatisfy { entry in
        guard let share = wanted?[entry.id]?.fraction else { return false }
        return abs(share - entry.share) < 1e-6
      }
    let members = shares.map { ($0.id, JSONValue.fraction($0.share)) }
    return observation(
      .members(["probabilities": .object(JSONObject(members))]), isSame, pick, gateway)
  }

  /// The request's own weights, which come from the caller's key: a group that it names counts for
  /// all its members.
  private func setWeights(
    _ gateway: inout VectorGateway, _ request: VectorFields
  ) throws(VectorProblem) {
    guard request.optional("router_weights") != nil else { return }
    let groups = try request.object("router_weights")
    var weights: [Double?] = []
    let configuration = gateway.configuration
    for (entry, text) in zip(configuration.deployments, configuration.texts) {
      let group = configuration.groups[entry.group.index].name
      guard groups.optional(group) != nil else {
        weights.append(nil)
        continue
      }
      let own = try groups.object(group)
      weights.append(own.value.object?.count == 0 ? nil : try own.number(text.id) ?? 0)
    }
    gateway.configuration.keys[0].weights = weights
  }

  /// Who is left for a Responses request, and what becomes of its sealed items.
  func affinity() throws(VectorProblem) -> Observation {
    let request = try given.object("request")
    let input = request.value["input"] ?? .null
    var markers = [""]
    _ = InputJSON.facts(of: input) { id in
      markers.append(id)
      return 0
    }
    let previous = try request.optionalText("previous_response_id")
      .flatMap { MarkerCodec.decodeResponseID($0)?.deploymentID }
    if let previous { markers.append(previous) }
    let gateway = try gateway(request, markers: markers)
    let names = gateway.configuration.names
    let facts = InputJSON.facts(of: input) { names.number(of: $0) ?? .max }
    var arrival = try arrival(request, gateway)
    if let name = previous.flatMap({ names.number(of: $0) }) {
      arrival.previousResponse = .naming(name)
    }
    let (pick, _) = try pick(request, gateway, arrival, items: facts)
    let isPinned = pick.isPinned(emptyName: names.number(of: ""))
    var got = JSONObject()
    if let error = pick.error {
      got.append("error", Self.error(error))
    } else {
      got.append("candidates", .array(pick.candidates.map { .string(gateway.id($0)) }))
    }
    got.append("pinned", .bool(isPinned))
    got.append("marks_response", .bool(pick.marksOutput))
    got.append("input_after", InputJSON.apply(pick.strips, to: input))
    got.append("input_upstream", InputJSON.apply(pick.edits, to: input))
    return observation(
      .object(got), JSONValue.object(got).hasSameContent(as: comparable(got)), pick, gateway)
  }

  /// The expectation with what is compared of it: of an error its status alone.
  private func comparable(_ got: JSONObject) -> JSONValue {
    var wanted = JSONObject()
    if let status = expected.value["error"]?["status"] {
      wanted.append("error", .members(["status": status]))
    } else {
      wanted.append("candidates", expected.value["candidates"] ?? .null)
    }
    for member in got.members.dropFirst() {
      wanted.append(member.key, expected.value[member.key] ?? .null)
    }
    return .object(wanted)
  }
}

extension InspectedPick {
  /// With which probability the strategy picks each candidate, in the order of the list.
  package var probabilities: [(deployment: DeploymentIndex, share: Double)] {
    guard let trace = decision.pick else { return choice.map { [($0, 1)] } ?? [] }
    let sum = trace.weights.reduce(0, +)
    return zip(trace.candidates, trace.weights).map { ($0, $1 / sum) }
  }

  /// Whether sealed items narrowed the list; a marker that names nobody's id does not.
  func isPinned(emptyName: UInt32?) -> Bool {
    guard let stage = decision.stages.first(where: { $0.stage == .sealedItems }) else {
      return false
    }
    var hasOrigin = false
    for note in stage.notes {
      switch note {
      case .origin(let name): hasOrigin = name != emptyName
      case .originUnavailable: return false
      default: break
      }
    }
    return hasOrigin
  }
}
