import Primitives
import RoutingCore
import Scenarios
import Tunnel

/// Sealed reasoning that comes back with the next turn.
struct SealedProbes {
  let kit: ProbeKit
  let group: AuditedGroup
  private static let check = "encrypted_content_affinity"

  private static let incidents: [Incident] = [
    .encryptedContent, .originCooling, .originRateLimited, .originRemoved, .keyRotation,
    .previousResponse, .fallbackAbroad,
  ]

  var plans: [Plan] {
    if let why = group.unsealed {
      return Self.incidents.map { kit.notApplicable($0, group, why) }
    }
    guard group.boundaries.count > 1 else {
      let label = group.boundaries.first.map { kit.file.endpoints[$0].label } ?? "nobody"
      let why = "everything is sealed by one account: \(label)"
      let alone = Self.incidents.filter { $0 != .fallbackAbroad }
      return alone.map { kit.notApplicable($0, group, why) } + [fallback]
    }
    return [replayed] + origins + [rotation, previousResponse, fallback]
  }

  private func plan(_ probe: Probe) -> Plan { .probe(probe, members: group.members) }

  private static let expected = ScenarioValue.map([
    "follow_ups": .map(["ok": .text("all")]), "degraded": .number(0),
  ])

  private func body(_ traffic: Probe.Members) -> Probe.Members {
    kit.body(group, traffic: [("client", .text("codex"))] + traffic, expect: Self.expected)
  }

  private static let unstreamed: Probe.Members = [("traffic", .map(["client": .text("naive")]))]

  /// Two-turn conversations, streamed and not.
  private var replayed: Plan {
    var remedies = kit.remedies(check: Self.check)
    remedies.insert(
      Probe.Remedy(
        name: "group-check", text: "model_group_affinity_config: {\(group.name): [\(Self.check)]}",
        overlay: [
          (
            "router_settings",
            .map([
              "model_group_affinity_config": .map([
                (key: group.name, value: .list([.text(Self.check)]))
              ])
            ])
          )
        ]), at: 1)
    return plan(
      Probe(
        incident: .encryptedContent, group: group.name,
        body: body([("conversations", .number(kit.conversations)), ("turns", .number(2))]),
        cases: [
          Probe.Case(name: "streamed"), Probe.Case(name: "whole", overlay: Self.unstreamed),
        ],
        remedies: remedies, measure: .turns(.followUps)))
  }

  /// The origin cools, refuses, or is gone when the follow-up comes.
  private var origins: [Plan] {
    let few = max(1, kit.conversations / 5)
    func probe(_ incident: Incident, _ origin: ScenarioValue, spacing: String) -> Plan {
      let turns = ScenarioValue.list([.map([]), .map(["origin": origin])])
      return plan(
        Probe(
          incident: incident, group: group.name,
          body: body([
            ("conversations", .number(few)), ("spacing", .text(spacing)), ("turns", turns),
          ]),
          cases: [
            Probe.Case(name: "streamed"), Probe.Case(name: "whole", overlay: Self.unstreamed),
          ],
          remedies: kit.remedies(check: Self.check), measure: .turns(.followUps)))
    }
    return [
      probe(
        .originCooling, .map(["cools": .text("60s"), "status": .number(429)]), spacing: "61s"),
      probe(.originRateLimited, .map(["answers": .number(429)]), spacing: "6s"),
      probe(.originRemoved, .text("removed"), spacing: "1s"),
    ]
  }

  /// An id that is not set is a hash over the parameters, the key among them: a new key makes a new
  /// deployment, and the markers name the old one.
  private var rotation: Plan {
    let lacking = group.members.filter { !kit.file.entries[$0].hasID }
    guard let first = lacking.first else {
      return .finding(
        AuditFinding(
          .keyRotation, group: group.name, verdict: .holds,
          text: "every entry has model_info.id: a new key leaves the markers valid"))
    }
    let few = max(1, kit.conversations / 5)
    // Between the first turns of all and the second turns of all.
    let rotations = lacking.map { member in
      ScenarioValue.map([
        "at": .text("\(few * 1_000 - 100)ms"),
        "rotate_key": .text(kit.file.gateway.texts[member].label),
      ])
    }
    let checks = ScenarioValue.map(["optional_pre_call_checks": kit.checks(Self.check)])
    var probe = Probe(
      incident: .keyRotation, group: group.name,
      body: body([
        ("conversations", .number(few)), ("turns", .number(2)), ("order", .text("phases")),
      ]) + [("timeline", .list(rotations))],
      cases: [Probe.Case(name: "streamed")],
      remedies: [
        Probe.Remedy(
          name: "check", text: "optional_pre_call_checks: [\(Self.check)]",
          overlay: [("router_settings", checks)]),
        Probe.Remedy(
          name: "ids", text: "model_info: {id: …} on each entry", patch: Self.keepIDs),
        Probe.Remedy(
          name: "ids-and-check",
          text: "model_info: {id: …} on each entry, and optional_pre_call_checks: [\(Self.check)]",
          overlay: [("router_settings", checks)], patch: Self.keepIDs),
      ],
      measure: .turns(.followUps))
    let place = kit.file.entries[first].place
    probe.advice =
      "\(lacking.count) of \(group.members.count) entries lack model_info.id, "
      + "the first at line \(place.line)"
    return plan(probe)
  }

  /// Entries whose key is rotated stay the deployments that they are, as with ids of their own.
  private static let keepIDs: @Sendable (inout TunnelSetup) -> Void = { setup in
    for place in setup.timeline.indices {
      guard case .replace(let old, _) = setup.timeline[place].action else { continue }
      var change = DeploymentChange()
      if setup.configuration.deployments[old.index].boundary != nil {
        change.boundary = UInt32(1_000_000 + old.index)
      }
      setup.timeline[place].action = .update(old, change)
    }
  }

  private var previousResponse: Plan {
    plan(
      Probe(
        incident: .previousResponse, group: group.name,
        body: kit.body(
          group,
          traffic: [
            ("conversations", .number(kit.conversations)), ("turns", .number(2)),
            ("state", .text("previous_response")),
          ], expect: .map(["follow_ups": .map(["ok": .text("all")])])),
        cases: [Probe.Case(name: "whole")],
        remedies: kit.remedies(check: "responses_api_deployment_check", alone: false),
        measure: .turns(.followUps)))
  }

  /// The group fails on the second turn and falls back to one that cannot open what it sealed.
  private var fallback: Plan {
    guard !group.fallbacks.isEmpty else {
      return kit.notApplicable(.fallbackAbroad, group, "the group has no fallbacks")
    }
    let targets = kit.groups.filter { group.fallbacks.contains($0.name) }
    guard targets.contains(where: { $0.boundaries.contains { !group.boundaries.contains($0) } })
    else {
      return kit.notApplicable(
        .fallbackAbroad, group, "its fallbacks stay with the accounts that it has")
    }
    let faults = kit.faults(
      on: group.members, ["answers": .number(500), "turn": .number(2)])
    return plan(
      Probe(
        incident: .fallbackAbroad, group: group.name,
        body: body([("conversations", .number(kit.conversations)), ("turns", .number(2))]),
        cases: [Probe.Case(name: "turn-2-out", overlay: [("upstreams", faults)])],
        remedies: kit.remedies(check: Self.check), measure: .turns(.followUps)))
  }
}
