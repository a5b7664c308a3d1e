import Primitives
import RoutingCore
import Scenarios

/// A model group as probes see it.
struct AuditedGroup {
  var name: String
  /// Deployments by index, those that are blocked left out.
  var members: [Int]
  /// Numbers of endpoints, each once, in the order of members.
  var endpoints: [Int]
  /// Numbers of the endpoints that tell who can open a sealed item.
  var boundaries: [Int]
  /// Why the group seals nothing that a client sends back; nil if it does.
  var unsealed: String?
  /// The checks that count for it.
  var checks: CheckSet
  /// Whom it falls back to, as names.
  var fallbacks: [String]

  init(_ place: Int, _ file: ConfigurationFile) {
    let gateway = file.gateway
    let group = gateway.groups[place]
    name = group.name
    members = group.members.map(\.index).filter { !gateway.deployments[$0].isBlocked }
    endpoints = []
    boundaries = []
    var sealing: [Int] = []
    for member in members {
      let entry = file.entries[member]
      if !endpoints.contains(entry.endpoint) { endpoints.append(entry.endpoint) }
      guard Self.whyUnsealed(entry) == nil else { continue }
      sealing.append(member)
      let resource = file.endpoints[entry.endpoint].resource
      if !boundaries.contains(resource) { boundaries.append(resource) }
    }
    unsealed = sealing.isEmpty ? members.first.flatMap { Self.whyUnsealed(file.entries[$0]) } : nil
    checks = gateway.settings.checks.union(group.checks ?? [])
    fallbacks = Self.fallbacks(group.name, gateway)
  }

  /// Names that the group's requests fall back to, its own or the default ones.
  private static func fallbacks(_ name: String, _ gateway: GatewayConfiguration) -> [String] {
    let model = gateway.models.first { $0.name.utf8.elementsEqual(name.utf8) }
    let targets = model?.fallbacks ?? gateway.defaultFallbacks ?? []
    return targets.map { gateway.models[$0.index].name }
      .filter { !$0.utf8.elementsEqual(name.utf8) }
  }

  private static let sealingProviders = ["openai", "azure"]
  private static let plainModels = [
    "gpt-3.5", "gpt-35", "gpt-4", "chatgpt-", "text-embedding", "dall-e", "whisper", "tts-",
    "gpt-image", "omni-moderation", "babbage", "davinci",
  ]

  /// Why an entry seals no reasoning; nil if it does, or may.
  private static func whyUnsealed(_ entry: ConfigurationFile.Entry) -> String? {
    guard sealingProviders.contains(entry.provider) else {
      return "\(entry.provider) is not called through Responses with sealed reasoning"
    }
    if let mode = entry.mode, !["chat", "responses"].contains(mode) {
      return "mode \(mode) makes no reasoning"
    }
    let bare = entry.model.split(separator: "/").last.map(String.init) ?? entry.model
    guard let plain = plainModels.first(where: { bare.hasPrefix($0) }) else { return nil }
    return "models named \(plain)… seal no reasoning"
  }

  /// `2 endpoints: eastus, westeu`.
  func endpointText(_ file: ConfigurationFile) -> String {
    let labels = endpoints.prefix(6).map { file.endpoints[$0].label }
    let more = endpoints.count > 6 ? " and \(endpoints.count - 6) more" : ""
    let noun = endpoints.count == 1 ? "endpoint" : "endpoints"
    return "\(endpoints.count) \(noun): \(labels.joined(separator: ", "))\(more)"
  }
}
