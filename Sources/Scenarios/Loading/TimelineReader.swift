import Primitives
import RoutingCore
import Tunnel

/// Reads `timeline`: what happens at set times.
struct TimelineReader {
  let reader: NodeReader
  static let verbs = [
    "remove_deployment", "add_deployment", "block_deployment", "unblock_deployment", "revoke_key",
    "restore_key", "enable_checks",
  ]

  func read(_ node: YAMLNode?, _ gateway: GatewayImport) -> [TimelineEntry] {
    (reader.sequence(node, "timeline") ?? []).compactMap { entry($0, gateway) }
  }

  private func entry(_ node: YAMLNode, _ gateway: GatewayImport) -> TimelineEntry? {
    guard
      let members = reader.mapping(node, "an entry of timeline", accepted: ["at"] + Self.verbs)
    else { return nil }
    guard let at = members["at"] else {
      reader.reportMissing("at", in: "an entry of timeline", node.place)
      return nil
    }
    let verbs = members.filter { Self.verbs.contains($0.key) }
    guard verbs.count == 1, let verb = verbs.first else {
      reader.report(
        "expected-one-key", node.place, "an entry of timeline does \(verbs.count) things",
        hint: "write one of: " + Self.verbs.joined(separator: ", "))
      return nil
    }
    guard let time = reader.duration(at, "at"), let action = action(verb, gateway) else {
      return nil
    }
    return TimelineEntry(at: .zero + time, action: action)
  }

  private func action(_ verb: YAMLMember, _ gateway: GatewayImport) -> TimelineAction? {
    switch verb.key {
    case "remove_deployment": deployment(verb, gateway).map { .gateway(.removed($0)) }
    case "add_deployment": deployment(verb, gateway).map { .gateway(.added($0)) }
    case "block_deployment": deployment(verb, gateway).map { .gateway(.blocked($0)) }
    case "unblock_deployment": deployment(verb, gateway).map { .gateway(.unblocked($0)) }
    case "revoke_key": upstream(verb, gateway).map { .key(upstream: $0, isValid: false) }
    case "restore_key": upstream(verb, gateway).map { .key(upstream: $0, isValid: true) }
    default:
      .gateway(.checks(SettingsReader(reader: reader).readChecks(verb.value, "enable_checks")))
    }
  }

  private func deployment(_ verb: YAMLMember, _ gateway: GatewayImport) -> DeploymentIndex? {
    guard let name = reader.text(verb.value, verb.key) else { return nil }
    if let found = gateway.deployment(name) { return found }
    let labels = gateway.configuration.texts.map(\.label)
    reader.report(
      "unknown-deployment", verb.value.place, "there is no deployment '\(name)'",
      hint: NearestName.hint(for: name, among: labels))
    return nil
  }

  private func upstream(_ verb: YAMLMember, _ gateway: GatewayImport) -> Int? {
    guard let name = reader.text(verb.value, verb.key) else { return nil }
    if let found = gateway.endpoints.firstIndex(where: { $0.label == name }) { return found }
    reader.report(
      "unknown-upstream", verb.value.place, "there is no upstream '\(name)'",
      hint: NearestName.hint(for: name, among: gateway.endpoints.map(\.label)))
    return nil
  }
}
