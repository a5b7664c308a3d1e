import RoutingCore
import Scenarios

/// A model that appears in the cost map, is loaded, and goes again: keys and deployments with
/// wildcards must follow.
struct CatalogProbes {
  let kit: ProbeKit
  let group: AuditedGroup
  /// No naming rule infers a provider from this name.
  private static let newcomer = "zeta-poet-9"
  private static let key = "wildcard"

  var plans: [Plan] {
    guard let slash = group.name.firstIndex(of: "/"), group.name.hasSuffix("/*") else {
      return group.name.contains("*")
        ? [kit.notApplicable(.wildcardReload, group, "the pattern names no provider")] : []
    }
    let provider = String(group.name[..<slash])
    let entry = ScenarioValue.map([(key: Self.newcomer, value: .text(provider))])
    let call = ScenarioValue.text(Self.newcomer)
    let asKey = ScenarioValue.text(Self.key)
    let steps: [ScenarioValue] = [
      .map(["publish": entry]),
      .map(["reload": .text("manual")]),
      .map(["call": call, "as": asKey, "expect": .text("ok")]),
      .map(["withdraw": call]),
      .map(["reload": .text("manual")]),
      .map(["call": call, "as": asKey, "expect": .text("denied")]),
    ]
    let keys = ScenarioValue.map([
      (key: Self.key, value: .map(["models": .list([.text(group.name)])]))
    ])
    return [
      .probe(
        Probe(
          incident: .wildcardReload, group: group.name,
          body: [("keys", keys), ("cost_map", .map([])), ("steps", .list(steps))],
          cases: [Probe.Case(name: "as-is")], remedies: kit.releases,
          measure: .steps(mustWork: [3])), members: group.members)
    ]
  }
}
