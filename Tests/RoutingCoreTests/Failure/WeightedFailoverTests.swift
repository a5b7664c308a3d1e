import Primitives
import Testing

@testable import RoutingCore

/// A failed deployment is followed by others of its group; the counts were executed with the router
/// of LiteLLM 1.109.1.
struct WeightedFailoverTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rule: WeightedFailoverRule
    let retries: UInt32
    let depthMax: UInt32
    /// How many attempts go to the group of three before the fallback answers.
    let attempts: Int
  }

  static let cases: [Case] = [
    Case(
      testDescription: "every deployment once", rule: .honoured, retries: 0, depthMax: 5,
      attempts: 3),
    Case(
      testDescription: "the depth ends the walk through the group", rule: .honoured, retries: 0,
      depthMax: 1, attempts: 2),
    Case(
      testDescription: "each hop has its retries", rule: .honoured, retries: 1, depthMax: 5,
      attempts: 6),
    Case(
      testDescription: "older routers do not know it", rule: .ignored, retries: 0, depthMax: 5,
      attempts: 1),
  ]

  @Test(arguments: cases, [UInt64(1), 2, 3, 4])
  func attempts(_ test: Case, _ seed: UInt64) {
    var configuration = Self.configuration
    configuration.settings.retries = test.retries
    configuration.settings.fallbackDepthMax = test.depthMax
    var rules = Preset.litellm11091.rules
    rules.weightedFailover = test.rule
    var router = Router(configuration: configuration, rules: rules, callbackLag: .zero)
    var random = GatewayRandom(pythonSeed: seed)
    var effects = EffectBuffer()
    var called: [Int] = []
    let request = RequestID(slot: 0, generation: 1)
    var next: RouterInput? = .requestArrived(
      RequestArrival(id: request, number: 0, key: KeyIndex(0), model: ModelIndex(0)))
    while let input = next {
      next = nil
      effects.reset()
      router.handle(input, items: [], at: .zero, random: &random, into: &effects)
      for case .startAttempt(let attempt, let deployment, _) in effects.effects {
        called.append(deployment.index)
        next =
          deployment.index == 3
          ? .attemptEnded(attempt)
          : .attemptFailed(attempt, ErrorFacts(kind: .internalServerError, status: 500))
      }
    }
    #expect(called.last == 3)
    #expect(called.count == test.attempts + 1)
    if test.retries == 0 { #expect(Set(called).count == called.count) }
    router.checkInvariants()
    #expect(router.inFlight == 0)
  }

  /// Three deployments in `g`, one in `h`; `g` falls back to `h`.
  private static var configuration: GatewayConfiguration {
    var configuration = GatewayConfiguration()
    for place in 0..<4 {
      let name = configuration.names.intern("d\(place)")
      let group = GroupIndex(place < 3 ? 0 : 1)
      configuration.deployments.append(Deployment(name: name, group: group))
    }
    configuration.groups = [
      ModelGroup(name: "g", members: [0, 1, 2].map { DeploymentIndex($0) }),
      ModelGroup(name: "h", members: [DeploymentIndex(3)]),
    ]
    configuration.models = [
      RequestableModel(name: "g", resolution: .group(GroupIndex(0))),
      RequestableModel(name: "h", resolution: .group(GroupIndex(1))),
    ]
    configuration.models[0].fallbacks = [ModelIndex(1)]
    configuration.keys = [VirtualKey(label: "default")]
    configuration.settings.weightedFailover = true
    configuration.settings.cooldownsDisabled = true
    return configuration
  }
}
