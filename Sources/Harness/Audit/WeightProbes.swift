import Primitives
import RoutingCore
import Scenarios
import Tunnel

/// Deployments that get no traffic: by their weight, or by their order level.
struct WeightProbes {
  let kit: ProbeKit
  let group: AuditedGroup

  var plans: [Plan] { [idle, levels] }

  private var deployments: [Deployment] { kit.file.gateway.deployments }

  private func order(_ member: Int) -> Int32? { deployments[member].order }

  private var lowest: Int32? { group.members.compactMap { order($0) }.min() }

  /// Members of the first level; those without one are passed over where any has one.
  private var firstLevel: [Int] {
    guard let lowest else { return group.members }
    return group.members.filter { order($0) == lowest }
  }

  private var idle: Plan {
    guard firstLevel.count > 1 else {
      return kit.notApplicable(.idleDeployments, group, "one deployment gets everything")
    }
    let labels = firstLevel.map { kit.file.gateway.texts[$0].label }
    let loads = labels.map { (key: $0, value: ScenarioValue.text("1..")) }
    let members = firstLevel
    var probe = Probe(
      incident: .idleDeployments, group: group.name,
      body: kit.body(
        group,
        traffic: [
          ("conversations", .number(kit.conversations * 5)), ("spacing", .text("500ms")),
        ], expect: .map(["load": .map(loads)])),
      cases: [Probe.Case(name: "as-is")],
      remedies: [
        Probe.Remedy(
          name: "weights", text: "weight: 1 on each entry",
          patch: { setup in
            for member in members where setup.configuration.deployments[member].weight ?? 0 == 0 {
              setup.configuration.deployments[member].weight = 1
            }
          })
      ], measure: .idle(members))
    probe.advice = weightText
    return .probe(probe, members: group.members)
  }

  /// What sets the weights apart.
  private var weightText: String {
    func text(_ name: String, _ value: (Deployment) -> Double?) -> String? {
      let set = firstLevel.filter { (value(deployments[$0]) ?? 0) > 0 }
      guard !set.isEmpty, set.count < firstLevel.count else { return nil }
      let without = firstLevel.filter { !set.contains($0) }
      return "\(name) is set on \(set.count) of \(firstLevel.count) entries, not on "
        + without.prefix(4).map { kit.file.gateway.texts[$0].label }.joined(separator: ", ")
    }
    return text("weight") { $0.weight } ?? text("rpm") { $0.requestsPerMinute }
      ?? text("tpm") { $0.tokensPerMinute } ?? "weights differ much"
  }

  private var levels: Plan {
    let levels = Set(group.members.compactMap { order($0) })
    guard let lowest, levels.count > 1 else {
      let unordered = group.members.filter { order($0) == nil }
      if levels.count == 1, !unordered.isEmpty {
        let labels = unordered.prefix(4).map { kit.file.gateway.texts[$0].label }
        return .finding(
          AuditFinding(
            .orderLevels, group: group.name, verdict: .degrades,
            text: "order is set on some entries only: without one, "
              + labels.joined(separator: ", ") + " may never be reached",
            place: kit.file.entries[unordered[0]].place))
      }
      return kit.notApplicable(.orderLevels, group, "there is one level")
    }
    let out = kit.faults(on: firstLevel, ["answers": .number(503)])
    return .probe(
      Probe(
        incident: .orderLevels, group: group.name,
        body: kit.body(
          group, traffic: [("conversations", .number(kit.conversations))],
          expect: .map(["turns": .map(["ok": .text("all")])])),
        cases: [Probe.Case(name: "level-\(lowest)-out", overlay: [("upstreams", out)])],
        remedies: kit.releases, measure: .turns(.turns)), members: group.members)
  }
}
