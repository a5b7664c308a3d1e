import Primitives
import RoutingCore

/// Reads whether picks follow background health checks: `general_settings` of a LiteLLM
/// configuration, or its router settings.
struct ProbeReader {
  let reader: NodeReader

  func read(_ settings: YAMLNode?, _ general: YAMLNode?) -> ProbeSettings? {
    func value(_ key: String) -> YAMLNode? {
      guard let node = general?.value(key) ?? settings?.value(key), !node.isNull else { return nil }
      return UnmodelledKeys(reader: reader).isFromEnvironment(node, key) ? nil : node
    }
    guard
      reader.bool(value("enable_health_check_routing"), "enable_health_check_routing") == true,
      reader.bool(value("background_health_checks"), "background_health_checks") == true
    else { return nil }
    let gateway = GatewayReader(problems: reader.problems)
    let interval =
      gateway.seconds(value("health_check_interval"), "health_check_interval") ?? .seconds(300)
    let staleness = gateway.seconds(
      value("health_check_staleness_threshold"), "health_check_staleness_threshold")
    guard interval >= .milliseconds(100) else {
      let place = value("health_check_interval")?.place
      if let place {
        reader.report("out-of-range", place, "health_check_interval is below 0.1 seconds")
      }
      return nil
    }
    return ProbeSettings(interval: interval, staleness: staleness)
  }
}
