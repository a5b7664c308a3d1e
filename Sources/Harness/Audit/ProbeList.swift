import RoutingCore
import Scenarios

/// Every incident for every group.
struct ProbeList {
  let request: Audit.Request
  let groups: [AuditedGroup]

  var plans: [Plan] {
    let kit = ProbeKit(request: request, groups: groups)
    var plans = NameProbes(kit: kit).findings.map { Plan.finding($0) }
    for group in groups {
      guard !group.members.isEmpty else {
        plans.append(
          .finding(
            AuditFinding(
              .groupOutage, group: group.name, verdict: .fails,
              text: "every deployment of the group is blocked")))
        continue
      }
      plans += SealedProbes(kit: kit, group: group).plans
      plans += PinProbes(kit: kit, group: group).plans
      plans += OutageProbes(kit: kit, group: group).plans
      plans += WeightProbes(kit: kit, group: group).plans
      plans += CatalogProbes(kit: kit, group: group).plans
    }
    return plans
  }
}

/// What probes are made of.
struct ProbeKit {
  let request: Audit.Request
  let groups: [AuditedGroup]

  var file: ConfigurationFile { request.file }
  var conversations: Int { request.conversations }

  /// A probe that cannot happen, and why.
  func notApplicable(_ incident: Incident, _ group: AuditedGroup, _ why: String) -> Plan {
    .finding(
      AuditFinding(incident, group: group.name, verdict: .notApplicable, text: why))
  }

  /// The scenario's members that every probe has: who calls, and who stands behind one account.
  func body(
    _ group: AuditedGroup, traffic: Probe.Members, expect: ScenarioValue
  ) -> Probe.Members {
    let traffic = ScenarioValue.map([("model", .text(group.name))] + traffic)
    return [("traffic", traffic)] + Self.boundaries(of: file) + [("expect", expect)]
  }

  /// Two keys of one resource open the same items: `upstreams` says so, if there are any.
  static func boundaries(of file: ConfigurationFile) -> Probe.Members {
    let shared = file.endpoints.indices.filter { file.endpoints[$0].resource != $0 }
    guard !shared.isEmpty else { return [] }
    let upstreams = shared.map { place -> (key: String, value: ScenarioValue) in
      let resource = file.endpoints[file.endpoints[place].resource].label
      return (file.endpoints[place].label, .map(["boundary": .text(resource)]))
    }
    return [("upstreams", .map(upstreams))]
  }

  /// What endpoints do, as `upstreams` of a case.
  func faults(_ endpoints: [(endpoint: Int, faults: [ScenarioValue])]) -> ScenarioValue {
    .map(
      endpoints.map { entry in
        (file.endpoints[entry.endpoint].label, .map(["faults": .list(entry.faults)]))
      })
  }

  /// A fault on every model that a group asks for, endpoint by endpoint.
  func faults(
    on members: [Int], _ fault: KeyValuePairs<String, ScenarioValue>
  ) -> ScenarioValue {
    var byEndpoint: [(endpoint: Int, faults: [ScenarioValue])] = []
    var seen: [(endpoint: Int, model: String)] = []
    for member in members {
      let entry = file.entries[member]
      guard !seen.contains(where: { $0 == (entry.endpoint, entry.upstreamModel) }) else { continue }
      seen.append((entry.endpoint, entry.upstreamModel))
      let effect = fault.map { ($0.key, $0.value) }
      let value = ScenarioValue.map(effect + [("model", .text(entry.upstreamModel))])
      if let place = byEndpoint.firstIndex(where: { $0.endpoint == entry.endpoint }) {
        byEndpoint[place].faults.append(value)
      } else {
        byEndpoint.append((entry.endpoint, [value]))
      }
    }
    return faults(byEndpoint)
  }

  // MARK: Remedies

  /// Checks of the configuration with more of them.
  func checks(_ added: String...) -> ScenarioValue {
    let known = file.checkNames.filter { CheckSet.names.contains($0) && !added.contains($0) }
    return .list((known + added).map { .text($0) })
  }

  /// A check, in this release and in later ones; releases alone come last.
  func remedies(check: String, alone: Bool = true) -> [Probe.Remedy] {
    let overlay: Probe.Members = [
      ("router_settings", .map(["optional_pre_call_checks": checks(check)]))
    ]
    let text = "optional_pre_call_checks: [\(check)]"
    var remedies = [Probe.Remedy(name: "check", text: text, overlay: overlay)]
    for preset in laterPresets {
      remedies.append(
        Probe.Remedy(
          name: "check-" + preset.rawValue, text: "\(preset.rawValue) with \(text)",
          overlay: overlay, preset: preset))
    }
    return remedies + (alone ? releases : [])
  }

  /// Releases alone.
  var releases: [Probe.Remedy] {
    laterPresets.map {
      Probe.Remedy(name: $0.rawValue, text: $0.rawValue, preset: $0)
    }
  }

  /// Releases after the one that is audited; `recommended` is none.
  private var laterPresets: [Preset] {
    let all = Preset.allCases.filter { $0 != .recommended }
    guard let place = all.firstIndex(of: request.preset) else { return [] }
    return Array(all[(place + 1)...])
  }
}
