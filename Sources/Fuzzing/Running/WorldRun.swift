import Harness
import Primitives
package import RoutingCore
public import Scenarios
public import Tunnel

/// A world that was run with every request traced.
public struct WorldRun: Sendable {
  /// The scenario that was run.
  package let value: ScenarioValue
  /// Its only variant.
  public let variant: Variant
  /// What came of it.
  public let result: RunResult
  /// What the text declares.
  let declared: DeclaredWorld
  /// The place of each request among the traced ones, by its number.
  let places: [UInt64: Int]
  /// The places of each traced request's decisions, in their order.
  let decisions: [[Int]]

  /// Few enough events that no world takes longer than a blink.
  static let eventsMax: UInt64 = 100_000

  /// Reads a world and runs its first variant; nil if it is no scenario.
  package init?(_ value: ScenarioValue, rules: (RuleName, String)? = nil) {
    let loader = ScenarioLoader { _ in .failure(.init(reason: "a world reads no files")) }
    guard var variant = loader.load(value, id: "world").scenario?.variants.first else { return nil }
    variant.setup.limits.eventsMax = Self.eventsMax
    variant.setup.limits.processesMax = 100
    if let (rule, text) = rules {
      guard rule.set(text, in: &variant.setup.rules) else { return nil }
      variant.setup.replicaRules = []
    }
    var mode = RunMode()
    mode.tracesAll = true
    var simulation = Simulation(variant.setup, mode: mode)
    let result = simulation.run()
    var places: [UInt64: Int] = [:]
    for (place, trace) in result.traces.enumerated() { places[trace.number] = place }
    var decisions = Array(repeating: [Int](), count: result.traces.count)
    for (number, decision) in result.tracedDecisions.enumerated() {
      if let place = places[decision.request] { decisions[place].append(number) }
    }
    self.result = result
    self.places = places
    self.decisions = decisions
    self.variant = variant
    self.value = value
    declared = DeclaredWorld(value)
  }

  /// Why the world is no scenario: the first diagnostic.
  package static func problem(of value: ScenarioValue) -> String? {
    let loader = ScenarioLoader { _ in .failure(.init(reason: "a world reads no files")) }
    return loader.load(value, id: "world").diagnostics.first { $0.severity == .error }?.text
  }

  var setup: TunnelSetup { variant.setup }

  /// The digest of all events, and of what each client was told.
  var digest: String {
    var told: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ value: UInt64) { told = (told ^ value) &* 0x100_0000_01B3 }
    for request in result.traces {
      guard let end = request.end else { continue }
      add(UInt64(end.error?.clientStatus ?? 200))
      add(UInt64(end.error?.kind.rawValue ?? 255))
      add(end.error?.retryAfter?.nanoseconds ?? 0)
    }
    return result.events.digest.text + "-" + String(told, radix: 16)
  }

  /// The request of a decision, if it was traced.
  func request(of decision: TracedDecision) -> RequestTrace? {
    places[decision.request].map { result.traces[$0] }
  }

  /// Whom a decision's name stands for.
  func members(of decision: TracedDecision) -> [DeploymentIndex] {
    for case .candidates(let members) in decision.stages.lazy.flatMap(\.notes) { return members }
    return []
  }

  /// Whether the stages of a decision left nobody at all.
  func leavesNobody(_ decision: TracedDecision) -> Bool {
    let members = members(of: decision).count
    return decision.pick == nil && members > 0
      && decision.stages.reduce(0) { $0 + $1.eliminations.count } == members
  }

  /// The attempt that a decision led to, if it led to one.
  func attempt(of decision: TracedDecision, _ request: RequestTrace) -> AttemptTrace? {
    decision.pick == nil ? nil : request.attempts.first { $0.ordinal == decision.ordinal }
  }

  /// The entry of a deployment as the text declares it, if it has one.
  func entry(of deployment: DeploymentIndex) -> DeclaredWorld.Entry? {
    deployment.index < declared.entries.count ? declared.entries[deployment.index] : nil
  }

  /// The entry of a deployment with the updates before a moment; nil while one is under way.
  func entry(of deployment: DeploymentIndex, at now: Instant) -> DeclaredWorld.Entry? {
    guard var entry = entry(of: deployment) else { return nil }
    for change in setup.timeline {
      if case .administer(_, .update(deployment, _)) = change.action, change.at <= now {
        return nil
      }
      guard case .update(deployment, let numbers) = change.action, change.at <= now else {
        continue
      }
      guard change.at < now else { return nil }
      if let weight = numbers.weight { entry.weight = Int(weight) }
      if let order = numbers.order { entry.order = Int(order) }
    }
    return entry
  }

  /// The name that a request asked for.
  func name(_ model: ModelIndex) -> String { setup.configuration.models[model.index].name }

  /// What a deployment is called.
  func label(_ deployment: DeploymentIndex) -> String {
    setup.configuration.texts[deployment.index].label
  }

  /// The name of a deployment's group.
  func group(of deployment: DeploymentIndex) -> String {
    setup.configuration.groups[setup.configuration.deployments[deployment.index].group.index].name
  }
}
