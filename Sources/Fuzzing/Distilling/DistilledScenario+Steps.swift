import RoutingCore
import Scenarios
import Tunnel
import Upstreams

extension DistilledScenario {
  /// A single call after changes of the cost map, as steps: these say more of one request, and are
  /// how such incidents are written. Nil for anything else.
  static func withSteps(
    _ smallest: ScenarioValue, _ scenario: ScenarioValue, _ preset: String
  ) -> ScenarioValue? {
    let streams = smallest["traffic"]?.items ?? []
    let allowed = ["model", "start", "keys"]
    guard streams.count == 1, let stream = streams[0].members, let name = streams[0]["model"],
      stream.allSatisfy({ allowed.contains($0.key) }), let happenings = smallest["timeline"]?.items,
      happenings.allSatisfy({ $0["publish"] != nil || $0["reload"] != nil }),
      let outcome = WorldRun(smallest)?.result.outcomes.first(where: { $0.kind == .denied })
    else { return nil }
    var steps = happenings.map { happening in
      var step = happening
      step["at"] = nil
      return step
    }
    var call: [(key: String, value: ScenarioValue)] = [("call", name)]
    if let key = streams[0]["keys"]?.items?.first { call.append(("as", key)) }
    var broken: [(key: String, value: ScenarioValue)] = [
      ("status", .number(Int(outcome.status)))
    ]
    if let type = outcome.gatewayError?.denialType { broken.append(("type", .text(type))) }
    call.append(("expect", .text("ok")))
    call.append(("breaks", .map([(key: "found", value: .map(broken))])))
    steps.append(.map(call))
    var members = (scenario.members ?? []).filter {
      !["traffic", "timeline", "expect", "variants"].contains($0.key)
    }
    members.append(("steps", .list(steps)))
    members.append(
      (
        "variants",
        .map(["found": .text(preset), "sound": .text(Preset.recommended.rawValue)])
      ))
    return .map(members)
  }
}
