import Primitives
import Testing
import WireFormats

@testable import RoutingCore
@testable import Scenarios

/// One pick of the router in the state that a `given` describes.
struct VectorPick {
  let vector: VectorGateway
  var router: Router
  let decision: TracedDecision
  let error: ErrorFacts?
  let direct: DeploymentIndex?
  var effects = EffectBuffer()
  private static let now = Instant.zero + .seconds(1)

  init(
    _ vector: VectorGateway, items: [ItemFacts] = [], previousResponse: Marker = .absent,
    change: (inout GatewayConfiguration) -> Void = { _ in }
  ) throws {
    self.vector = vector
    var configuration = vector.configuration
    change(&configuration)
    router = Router(
      configuration: configuration, rules: Preset.litellm11091.rules, callbackLag: .zero,
      catalog: CostMapReader.catalog(of: vector.given["catalog"]?.object ?? JSONObject([])))
    let cause = Cause(request: 0, ordinal: 0, status: 429, at: .zero, until: .zero)
    for id in vector.given["cooldown"]?.strings ?? [] {
      for deployment in vector.deployments(id) {
        router.cool(deployment.index, for: .seconds(1_000_000), cause: cause, at: .zero)
      }
    }
    let request = vector.given["request"]
    var arrival = vector.arrival
    arrival.previousResponse = previousResponse
    var slot = RequestSlot()
    slot.reset(for: arrival, items: items)
    var frame = Frame(
      model: arrival.model, targetOrder: request?["target_order"]?.integer.map(Int32.init),
      depth: 0)
    slot.tried = ReusedArray(
      (request?["excluded_deployment_ids"]?.strings ?? []).flatMap(vector.deployments))
    frame.excludedCount = slot.tried.count
    slot.refusers = ReusedArray(
      (request?["retry_skipped_deployment_ids"]?.strings ?? []).flatMap(vector.deployments))
    slot.frames = ReusedArray([frame])
    router.slots = [slot]
    var random = GatewayRandom(pythonSeed: 1)
    var trace = DecisionTrace(wanted: [0])
    let result = router.pick(
      slot: 0, at: Self.now, random: &random, observer: &trace, effects: &effects)
    decision = try #require(trace.decisions.last)
    switch result {
    case .failed(let error):
      self.error = error
      direct = nil
    case .chosen(let deployment):
      error = nil
      direct = decision.pick == nil ? deployment : nil
    }
  }

  /// The model that a candidate asks its upstream for.
  func upstreamModel(of deployment: DeploymentIndex) -> String {
    let model = router.topHop(of: 0).model
    if case .standIn(let group) = router.resolution(of: model),
      let member = router.configuration.groups[group.index].members.firstIndex(of: deployment),
      member < router.upstreamModels(of: model).count
    {
      return router.upstreamModels(of: model)[member]
    }
    return router.configuration.texts[deployment.index].upstreamModel
  }

  /// The candidates before the strategy picked.
  var candidates: [DeploymentIndex] { direct.map { [$0] } ?? decision.pick?.candidates ?? [] }

  /// Candidates, or the error's status, as the vectors write them.
  var outcome: JSONValue {
    if let error { return .members(["error": .integer(error.clientStatus)]) }
    return .members(["candidates": .array(candidates.map { .string(vector.id($0)) })])
  }

  /// What a vector expects, in the same form.
  static func outcome(of expected: JSONValue) -> JSONValue {
    if let status = expected["error"]?["status"] { return .members(["error": status]) }
    let candidates = (expected["candidates"]?.array ?? []).map { $0["id"] ?? $0 }
    return .members(["candidates": .array(candidates)])
  }

  /// Whether sealed items narrowed the list.
  var isPinned: Bool {
    guard let stage = decision.stages.first(where: { $0.stage == .sealedItems }) else {
      return false
    }
    var hasOrigin = false
    for note in stage.notes {
      switch note {
      case .origin(let name): hasOrigin = name != router.emptyName
      case .originUnavailable: return false
      default: break
      }
    }
    return hasOrigin
  }
}
