import RoutingCore

@testable import Scenarios

/// The lists that messages name in full: they grow, and the messages with them.
enum Accepted {
  static let rules = list(RuleName.allCases.map(\.rawValue))
  static let presets = list(Preset.allCases.map(\.rawValue))
  static let traffic = list(TrafficReader.accepted)
  static let verbs = list(["call", "models"] + ActionReader.verbs)
  static let steps = list(
    ["call", "models"] + ActionReader.verbs + StepReader.callFields + StepReader.timeFields)
  static let expectations = list(ExpectationReader.accepted)
  static let variants = list(VariantReader.accepted)
  static let upstreams = list(UpstreamReader.accepted)
  static let faults = list(FaultReader.effects)
  static let gateway = list(VariantReader.gatewayFields)
  static let scenarios = list(ScenarioLoader.accepted)
  static let strategies = list(RoutingStrategy.allCases.map(\.rawValue))

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
