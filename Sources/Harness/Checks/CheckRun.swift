import Primitives
public import RoutingCore
public import Scenarios
import Upstreams

/// What became of a routing test.
public struct CheckResult: Sendable {
  /// A claim that does not hold.
  public struct Failure: Sendable {
    /// Its key in the file.
    public var key: String
    /// What was expected, as the file says it.
    public var expected: String
    /// What came out, in the same words.
    public var got: String
    /// Where it is written.
    public var place: SourcePlace
  }

  /// The case.
  public var test: CheckCase
  /// The claims that do not hold; none if all do.
  public var failures: [Failure]
  /// The decisions with their reasons.
  public var decisions: [TracedDecision]
  /// By group index: whether the name of a decision came to it.
  var groups: Set<Int> = []
  /// The attempts in order.
  var attempts: [RequestPlay.Attempt]
  /// Who can be picked first.
  var picked: [DeploymentIndex]
}

/// A file of routing tests that was run.
public struct CheckRun: Sendable {
  /// The file.
  public let file: CheckFile
  /// The results in the order of the cases.
  public private(set) var results: [CheckResult] = []
  /// What the cases reached of the configuration.
  public private(set) var coverage: CheckCoverage

  /// Whether every claim holds.
  public var holds: Bool { results.allSatisfy { $0.failures.isEmpty } }

  /// Runs the tests of a file, each with a gateway of its own.
  public init(_ file: CheckFile) {
    self.file = file
    let fresh = Router(
      configuration: file.configuration, rules: file.rules, callbackLag: .zero,
      catalog: file.catalog)
    for test in file.cases { results.append(Self.result(of: test, file, fresh)) }
    coverage = CheckCoverage(file, fresh, results)
  }

  private static func result(
    of test: CheckCase, _ file: CheckFile, _ fresh: Router
  ) -> CheckResult {
    var router = fresh
    let earlier = test.session.map { answered(by: $0, &router, test, file) }
    prepare(&router, test, file)
    var play = RequestPlay(
      router: router, arrival: arrival(test, file, number: 1), items: items(test, file), seed: 0)
    play.store = earlier?.store ?? [:]
    play.play(at: .zero + test.at) { _, deployment in
      test.failing.first { $0.deployment == deployment }?.error
    }
    let outcome = CheckOutcome(play, file)
    var result = CheckResult(
      test: test, failures: outcome.failures(of: test), decisions: play.decisions,
      attempts: play.attempts, picked: outcome.picked.map(\.deployment))
    if let earlier, earlier.attempts.last?.deployment != test.session {
      let name = file.configuration.texts[test.session?.index ?? 0].label
      result.failures.append(
        CheckResult.Failure(
          key: "session", expected: name, got: "an earlier request cannot be answered there",
          place: test.place))
    }
    for decision in play.decisions {
      switch play.router.resolution(of: decision.model) {
      case .group(let group), .standIn(let group): result.groups.insert(group.index)
      case .deployment, .unknown: break
      }
    }
    return result
  }

  /// An earlier request of the session, while everybody but one is paused.
  private static func answered(
    by only: DeploymentIndex, _ router: inout Router, _ test: CheckCase, _ file: CheckFile
  ) -> RequestPlay {
    let others = file.configuration.deployments.indices.map { DeploymentIndex($0) }
      .filter { $0 != only && !file.configuration.deployments[$0.index].isBlocked }
    for other in others { change(&router, .blocked(other)) }
    var play = RequestPlay(router: router, arrival: arrival(test, file, number: 0), seed: 0)
    play.play(at: .zero) { _, _ in nil }
    router = play.router
    for other in others { change(&router, .unblocked(other)) }
    return play
  }

  private static func prepare(_ router: inout Router, _ test: CheckCase, _ file: CheckFile) {
    for deployment in test.removed { change(&router, .removed(deployment)) }
    for deployment in test.blocked { change(&router, .blocked(deployment)) }
    for (deployment, length) in test.cooling {
      router.startCooldown(deployment, status: 429, for: length, at: .zero)
    }
  }

  private static func change(_ router: inout Router, _ change: ConfigurationChange) {
    var random = GatewayRandom(pythonSeed: 0)
    var effects = EffectBuffer()
    router.handle(
      .configurationChanged(change), items: [], at: .zero, random: &random, into: &effects)
  }

  private static func arrival(
    _ test: CheckCase, _ file: CheckFile, number: UInt64
  ) -> RequestArrival {
    var arrival = RequestArrival(
      id: RequestID(slot: 0, generation: UInt32(number) + 1), number: number, key: test.key,
      model: test.model)
    arrival.traits = test.traits
    arrival.hasMessages = test.surface.hasMessages
    arrival.hasInput = !test.surface.hasMessages
    if test.session != nil { arrival.session = 1 }
    if let previous = test.previous {
      arrival.previousResponse = .naming(file.configuration.deployments[previous.index].name)
    }
    return arrival
  }

  /// The history: one item that was sealed where the case says, with the marks of its gateway.
  private static func items(_ test: CheckCase, _ file: CheckFile) -> [ItemFacts] {
    guard let sealed = test.sealed else { return [] }
    let name = Marker.naming(file.configuration.deployments[sealed.index].name)
    return [
      ItemFacts(
        kind: .reasoning, hasSealedKey: true, hasSealedText: true, hasID: true, idMarker: name,
        contentMarker: name)
    ]
  }
}
