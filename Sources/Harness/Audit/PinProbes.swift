import RoutingCore
import Scenarios

/// Pins of sessions and users: they live in a cache of 200 entries.
struct PinProbes {
  let kit: ProbeKit
  let group: AuditedGroup

  var plans: [Plan] {
    guard !group.checks.isDisjoint(with: [.session, .user]) else {
      return [kit.notApplicable(.sessionPins, group, "no session or user pins are enabled")]
    }
    if let why = group.unsealed { return [kit.notApplicable(.sessionPins, group, why)] }
    guard group.boundaries.count > 1 else {
      return [kit.notApplicable(.sessionPins, group, "everything is sealed by one account")]
    }
    let count = ScenarioValue.number(kit.conversations * 5 / 2)
    var traffic: Probe.Members = [
      ("client", .text("codex")), ("conversations", count), ("turns", .number(2)),
      ("order", .text("phases")),
    ]
    if group.checks.contains(.session) {
      traffic.append(("sessions", .text("per_conversation")))
    } else {
      traffic.append(("keys", count))
    }
    return [
      .probe(
        Probe(
          incident: .sessionPins, group: group.name,
          body: kit.body(
            group, traffic: traffic,
            expect: .map([
              "follow_ups": .map(["ok": .text("all")]), "degraded": .number(0),
            ])),
          cases: [Probe.Case(name: "streamed")],
          remedies: kit.remedies(check: "encrypted_content_affinity", alone: false),
          measure: .turns(.followUps)), members: group.members)
    ]
  }
}
