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
    result = simulation.run()
    self.variant = variant
    self.value = value
  }

  /// Why the world is no scenario: the first diagnostic.
  package static func problem(of value: ScenarioValue) -> String? {
    let loader = ScenarioLoader { _ in .failure(.init(reason: "a world reads no files")) }
    return loader.load(value, id: "world").diagnostics.first { $0.severity == .error }?.text
  }

  var setup: TunnelSetup { variant.setup }

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
