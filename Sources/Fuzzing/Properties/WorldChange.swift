import RoutingCore
import Scenarios
import Tunnel

/// A change of a world that must not show.
enum WorldChange {
  case renamed
  case scaledWeights
  case unrelatedGroup
  case sameReload
  case reordered

  /// The world with the change; nil where the change would mean something.
  func applied(to value: ScenarioValue, _ setup: TunnelSetup) -> ScenarioValue? {
    switch self {
    case .renamed: Self.renamed(value, setup)
    // Weights of updates would have to be scaled along.
    case .scaledWeights where DeclaredWorld(value).happens("update_deployment"): nil
    case .scaledWeights: Self.mappingEntries(value) { $0.map(Self.scaled) }
    case .unrelatedGroup: Self.extended(value)
    case .sameReload: Self.reloaded(value)
    case .reordered: Self.mappingEntries(value) { $0.reversed() }
    }
  }

  private static func mappingEntries(
    _ value: ScenarioValue, _ map: ([ScenarioValue]) -> [ScenarioValue]
  ) -> ScenarioValue? {
    var value = value
    guard var config = value["config"], let entries = config["model_list"]?.items else {
      return nil
    }
    config["model_list"] = .list(map(entries))
    value["config"] = config
    return value
  }

  /// Four times the weight: a power of two, so that nothing is rounded.
  private static func scaled(_ entry: ScenarioValue) -> ScenarioValue {
    var entry = entry
    guard var parameters = entry["litellm_params"],
      let weight = DeclaredWorld.number(parameters["weight"])
    else { return entry }
    parameters["weight"] = .number(weight * 4)
    entry["litellm_params"] = parameters
    return entry
  }

  private static func extended(_ value: ScenarioValue) -> ScenarioValue? {
    // A shared store is asked about every deployment, so that its latency may fall elsewhere.
    guard value["config"]?["router_settings"]?["redis_host"] == nil else { return nil }
    return mappingEntries(value) { $0 + [unrelated] }
  }

  private static let unrelated = ScenarioValue.map([
    "model_name": .text("unrelated"),
    "litellm_params": .map([
      "model": .text("azure/gpt-5"), "api_base": .text("https://nowhere.openai.azure.com"),
      "api_key": .text("key-nowhere"),
    ]),
    "model_info": .map(["id": .text("unrelated-1")]),
  ])

  private static func reloaded(_ value: ScenarioValue) -> ScenarioValue? {
    let timeline = value["timeline"]?.items ?? []
    let touches = ["publish", "withdraw", "reload", "restart", "fault"]
    guard !timeline.contains(where: { entry in touches.contains { entry[$0] != nil } }) else {
      return nil
    }
    var value = value
    value["timeline"] = .list(
      timeline + [.map(["at": .text("7s"), "reload": .text("manual")])])
    return value
  }

  /// Other names for groups, deployments and keys, wherever they stand.
  private static func renamed(_ value: ScenarioValue, _ setup: TunnelSetup) -> ScenarioValue? {
    let declared = DeclaredWorld(value)
    var names = declared.groups.filter { !$0.contains("*") } + declared.entries.map(\.id)
    names += setup.configuration.keys.map(\.label)
    return renaming(value, names)
  }

  private static func renaming(_ value: ScenarioValue, _ names: [String]) -> ScenarioValue {
    func other(_ text: String) -> String { names.contains(text) ? "other-" + text : text }
    switch value {
    case .text(let text): return .text(other(text))
    case .plain, .number: return value
    case .list(let items): return .list(items.map { renaming($0, names) })
    case .map(let members):
      // Upstreams keep their labels, and `all` stands for each of them.
      return .map(
        members.map { member in
          let isKept = member.key == "upstreams"
          return (
            key: other(member.key), value: isKept ? member.value : renaming(member.value, names)
          )
        })
    }
  }
}
