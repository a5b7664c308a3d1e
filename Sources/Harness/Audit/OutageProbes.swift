import RoutingCore
import Scenarios

/// Endpoints that answer errors: what retries, cooldowns and fallbacks make of them.
struct OutageProbes {
  let kit: ProbeKit
  let group: AuditedGroup
  /// How many endpoints of a group are tried.
  private static let endpointsMax = 8

  var plans: [Plan] {
    [
      endpoints(.endpointUnavailable, ["answers": .number(503)]),
      endpoints(
        .endpointRateLimited, ["answers": .number(429), "retry_after": .text("10s")]),
      endpoints(.endpointRefusesKey, ["answers": .number(401)]),
    ] + wholeGroup
  }

  private static let expected = ScenarioValue.map(["turns": .map(["ok": .text("all")])])

  private var body: Probe.Members {
    kit.body(
      group, traffic: [("conversations", .number(kit.conversations))], expect: Self.expected)
  }

  /// Each endpoint in turn answers every call with an error.
  private func endpoints(
    _ incident: Incident, _ fault: KeyValuePairs<String, ScenarioValue>
  ) -> Plan {
    let tried = group.endpoints.prefix(Self.endpointsMax)
    let cases = tried.enumerated().map { place, endpoint in
      let out = kit.faults([(endpoint, [.map(fault)])])
      return Probe.Case(
        name: "\(place + 1)-" + kit.file.endpoints[endpoint].label, overlay: [("upstreams", out)])
    }
    var probe = Probe(
      incident: incident, group: group.name, body: body, cases: cases, remedies: remedies,
      measure: .turns(.turns))
    if group.endpoints.count == 1, group.fallbacks.isEmpty {
      probe.advice =
        "there is no other endpoint and no fallback"
        + (refuge == nil ? ", and no group on other endpoints that could be one" : "")
    } else if group.endpoints.count > Self.endpointsMax {
      probe.advice = "\(Self.endpointsMax) of \(group.endpoints.count) endpoints were tried"
    }
    return .probe(probe, members: group.members)
  }

  private var remedies: [Probe.Remedy] {
    var remedies: [Probe.Remedy] = []
    let settings = kit.file.gateway.settings
    if group.members.count > 1 {
      for count in [2, 4] where settings.retries < UInt32(count) {
        remedies.append(
          Probe.Remedy(
            name: "retries-\(count)", text: "num_retries: \(count)",
            overlay: [("router_settings", .map(["num_retries": .number(count)]))]))
      }
      if !settings.weightedFailover {
        remedies.append(
          Probe.Remedy(
            name: "failover", text: "enable_weighted_failover: true",
            overlay: [
              ("router_settings", .map(["enable_weighted_failover": .text("true")]))
            ]))
      }
    }
    if let other = refuge { remedies.append(fallback(to: other)) }
    return remedies + kit.releases
  }

  /// A group on other endpoints that could stand in: the first with the same provider, else none.
  private var refuge: AuditedGroup? {
    guard group.fallbacks.isEmpty, let first = group.members.first else { return nil }
    let provider = kit.file.entries[first].provider
    let mode = kit.file.entries[first].mode
    return kit.groups.first { other in
      guard other.name != group.name, let member = other.members.first,
        other.endpoints.allSatisfy({ !group.endpoints.contains($0) })
      else { return false }
      let entry = kit.file.entries[member]
      return entry.mode == mode && (entry.provider == provider || mode == nil)
    }
  }

  private func fallback(to other: AuditedGroup) -> Probe.Remedy {
    var lists: [ScenarioValue] = kit.file.fallbacks.filter { $0.setting == "fallbacks" }.map {
      .map([(key: $0.name, value: .list($0.targets.map { .text($0) }))])
    }
    lists.append(.map([(key: group.name, value: .list([.text(other.name)]))]))
    return Probe.Remedy(
      name: "fallback",
      text: "fallbacks: [{\(group.name): [\(other.name)]}]",
      overlay: [("router_settings", .map(["fallbacks": .list(lists)]))])
  }

  // MARK: The whole group

  private var wholeGroup: [Plan] {
    guard !group.fallbacks.isEmpty else {
      let why = "the group has no fallbacks"
      return [
        kit.notApplicable(.groupOutage, group, why),
        kit.notApplicable(.refusedRequests, group, why),
      ]
    }
    return [out, refused]
  }

  /// Every endpoint of the group answers 503, for whomever it is asked.
  private var out: Plan {
    let faults = kit.faults(
      group.endpoints.map { ($0, [.map(["answers": .number(503)])]) })
    var probe = Probe(
      incident: .groupOutage, group: group.name, body: body,
      cases: [Probe.Case(name: "out", overlay: [("upstreams", faults)])],
      remedies: kit.releases, measure: .turns(.turns))
    let targets = kit.groups.filter { group.fallbacks.contains($0.name) }
    if targets.allSatisfy({ $0.endpoints.allSatisfy { group.endpoints.contains($0) } }) {
      probe.advice = "its fallbacks have no endpoint of their own"
    }
    return .probe(probe, members: group.members)
  }

  /// The group refuses with 400, which nothing can help: the general fallbacks are asked too.
  private var refused: Plan {
    let faults = kit.faults(on: group.members, ["answers": .number(400)])
    var probe = Probe(
      incident: .refusedRequests, group: group.name,
      body: kit.body(
        group, traffic: [("conversations", .number(kit.conversations))],
        expect: .map(["attempts": .map(["max": .number(1)])])),
      cases: [Probe.Case(name: "refused", overlay: [("upstreams", faults)])], measure: .walks)
    let gateway = kit.file.gateway
    let isTyped = gateway.contextWindowFallbacks != nil && gateway.contentPolicyFallbacks != nil
    probe.advice =
      "fallbacks to \(group.fallbacks.joined(separator: ", ")) are asked too"
      + (isTyped
        ? ""
        : "; context_window_fallbacks and content_policy_fallbacks stop the errors they name "
          + "(not verified)")
    return .probe(probe, members: group.members)
  }
}
