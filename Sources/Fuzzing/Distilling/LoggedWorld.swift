import Primitives
import RoutingCore
import Scenarios

/// Makes scenarios of conversations of a log.
struct LoggedWorld {
  let traffic: LoggedTraffic
  /// The upstreams that open each other's content: of each but the first, the first.
  let boundaries: [(upstream: String, boundary: String)]
  let preset: String

  /// The most turns of a conversation that are played.
  static let turnsMax = 100
  /// The most errors of upstreams that are played.
  static let faultsMax = 100
  /// The longest time in a scenario: later conversations and faults come then.
  private static let timeMax: Int64 = 7 * 86_400_000
  /// The time before the first request, in which a new name is published and reloaded.
  private static let lead: Int64 = 5_000

  /// A conversation, and how many of its turns are played.
  struct Part {
    var conversation: Int
    var turns: Int
  }

  /// The scenario of some conversations.
  func value(_ parts: [Part], seed: Int) -> ScenarioValue {
    let starts = parts.map { traffic.conversations[$0.conversation].turns[0].time }
    let origin = (starts.min() ?? 0) - Self.lead
    var members: [(key: String, value: ScenarioValue)] = [
      ("name", .text("A log")), ("config", traffic.configuration.value),
    ]
    let asked = names(parts)
    let callers = Set(parts.map { traffic.conversations[$0.conversation].key })
    let keys = traffic.keys.filter { callers.contains($0.name) }
    members.append(
      (
        "keys",
        .map(
          keys.map { key in
            (key.name, .map(["models": .list(key.models.map { .text($0) })]))
          })
      ))
    let listed = traffic.listed.filter { asked.contains($0.name) }
    let old = listed.filter { !$0.isNew }
    if !old.isEmpty {
      members.append(("cost_map", .map(old.map { ($0.name, .text($0.provider)) })))
    }
    if !boundaries.isEmpty {
      let shared = boundaries.map { one -> (key: String, value: ScenarioValue) in
        (one.upstream, .map(["boundary": .text(one.boundary)]))
      }
      members.append(("upstreams", .map(shared)))
    }
    members.append(("traffic", .list(parts.map { stream($0, origin) })))
    let happenings = timeline(parts, listed.filter(\.isNew), origin)
    if !happenings.isEmpty { members.append(("timeline", .list(happenings))) }
    if seed != 0 { members.append(("seed", .number(seed))) }
    members.append(("variants", .map(["found": .text(preset)])))
    return .map(members)
  }

  /// The checks that are enabled: without them another incident may end in the same way.
  static func checks(_ value: ScenarioValue) -> [String] {
    ["router_settings", "litellm_settings"].flatMap { key in
      value["config"]?[key]?["optional_pre_call_checks"]?.items?.compactMap(\.scalar) ?? []
    }
  }

  /// The scenario with every asked alias replaced by what it stands for.
  static func withoutAliases(_ value: ScenarioValue) -> ScenarioValue {
    let aliases = value["config"]?["router_settings"]?["model_group_alias"]
    func named(_ entry: ScenarioValue) -> ScenarioValue {
      var entry = entry
      guard let name = entry["model"]?.scalar, let target = aliases?[name] else { return entry }
      entry["model"] = target
      return entry
    }
    guard aliases != nil, let streams = value["traffic"]?.items else { return value }
    var value = value
    value["traffic"] = .list(
      streams.map { stream in
        var stream = named(stream)
        if let turns = stream["turns"]?.items { stream["turns"] = .list(turns.map(named)) }
        return stream
      })
    return value
  }

  private func names(_ parts: [Part]) -> Set<String> {
    var names: Set<String> = []
    for part in parts {
      for turn in traffic.conversations[part.conversation].turns.prefix(part.turns) {
        names.insert(turn.name)
      }
    }
    return names
  }

  private static func text(_ milliseconds: Int64) -> ScenarioValue {
    .text(
      DurationText.format(
        .milliseconds(UInt64(max(0, min(milliseconds, timeMax))))))
  }

  private func stream(_ part: Part, _ origin: Int64) -> ScenarioValue {
    let conversation = traffic.conversations[part.conversation]
    let turns = conversation.turns.prefix(min(part.turns, Self.turnsMax))
    let first = turns[0]
    var members: [(key: String, value: ScenarioValue)] = [("model", .text(first.name))]
    if let surface = first.surface, surface != "responses" {
      members.append(("surface", .text(surface)))
    }
    if first.streams {
      // Where it matters which events a client keeps, the incidents were of Codex.
      let isOfCodex = (first.surface ?? "responses") == "responses"
      members.append(isOfCodex ? ("client", .text("codex")) : ("stream", .plain("true")))
    }
    let isOneName = turns.allSatisfy { $0.name == first.name }
    let entries = turns.map { turn -> ScenarioValue in
      turn.name == first.name ? .map([:]) : .map(["model": .text(turn.name)])
    }
    if turns.count > 1 {
      members.append(("turns", isOneName ? .number(turns.count) : .list(entries)))
      let gaps = zip(turns, turns.dropFirst()).map { $1.time - $0.time }.sorted()
      let median = gaps[gaps.count / 2]
      if median > 1_000 { members.append(("spacing", Self.text(median))) }
    }
    members.append(("start", Self.text(first.time - origin)))
    members.append(("keys", .list([.text(conversation.key)])))
    return .map(members)
  }

  /// A new name is published and reloaded just before it is first asked for; upstreams fail when
  /// they did.
  private func timeline(
    _ parts: [Part], _ new: [LoggedTraffic.Listed], _ origin: Int64
  ) -> [ScenarioValue] {
    var happenings: [(at: Int64, value: ScenarioValue)] = []
    var end = origin
    for part in parts {
      for turn in traffic.conversations[part.conversation].turns.prefix(part.turns) {
        end = max(end, turn.time)
      }
    }
    for one in new {
      let times = parts.flatMap { part in
        traffic.conversations[part.conversation].turns.prefix(part.turns)
          .filter { $0.name == one.name }.map(\.time)
      }
      let first = (times.min() ?? origin) - origin
      happenings.append(
        (
          first - 2_000,
          .map([
            "at": Self.text(first - 2_000),
            "publish": .map([(key: one.name, value: .text(one.provider))]),
          ])
        ))
      happenings.append(
        (first - 1_000, .map(["at": Self.text(first - 1_000), "reload": .text("manual")])))
    }
    let faults = traffic.faults.filter { $0.until >= origin - 60_000 && $0.from <= end }
    for fault in faults.prefix(Self.faultsMax) {
      let at = max(0, fault.from - origin - 500)
      let outage = ScenarioValue.map([
        "upstream": .text(fault.upstream), "for": Self.text(fault.until - fault.from + 1_000),
        "status": .number(fault.status),
      ])
      happenings.append((at, .map(["at": Self.text(at), "outage": outage])))
    }
    return happenings.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element.value)
  }
}
