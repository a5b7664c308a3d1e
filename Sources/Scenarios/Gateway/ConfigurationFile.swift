import Primitives
public import RoutingCore
import Upstreams

/// A LiteLLM configuration by itself, read once: for whoever writes scenarios for it.
public struct ConfigurationFile: Sendable {
  /// An entry of `model_list`, by the same index as the deployment it became.
  public struct Entry: Sendable {
    /// Where it begins.
    public var place: SourcePlace
    /// `model_info.base_model`, else `litellm_params.model`: the model behind the name.
    public var model: String
    /// The provider that `litellm_params.model` begins with; `openai` if it begins with none.
    public var provider: String
    /// `model_info.mode`, if set.
    public var mode: String?
    /// Whether `model_info.id` is set.
    public var hasID: Bool
    /// The model that the endpoint is asked for.
    public var upstreamModel: String
    /// The number of its endpoint.
    public var endpoint: Int
  }

  /// An endpoint with one account.
  public struct Endpoint: Sendable {
    /// What reports call it.
    public var label: String
    /// The first endpoint with the same Azure resource, or the endpoint itself: two keys of one
    /// resource open the same items.
    public var resource: Int
  }

  /// A list of fallbacks as it is written.
  public struct Fallbacks: Sendable {
    /// The setting: `fallbacks`, `default_fallbacks`, `context_window_fallbacks` and so on.
    public var setting: String
    /// The name that fails; `*` for any.
    public var name: String
    /// Whom it falls back to.
    public var targets: [String]
    /// Where it is written.
    public var place: SourcePlace
  }

  /// The path as the user named it.
  public var path: String
  /// The gateway.
  public var gateway: GatewayConfiguration
  /// The entries.
  public var entries: [Entry]
  /// The endpoints.
  public var endpoints: [Endpoint]
  /// The lists of fallbacks.
  public var fallbacks: [Fallbacks]
  /// The names in `optional_pre_call_checks`, as written.
  public var checkNames: [String]
  /// How many groups have entries; those after them only stand in for other names.
  public var ownGroups: Int
  /// The values of keys that name secrets: nothing that is printed may hold one.
  public var secrets: [String]
  let root: YAMLNode

  /// Reads the configuration of a file; nil comes with at least one error.
  public static func load(
    _ path: String, limits: YAMLLimits = YAMLLimits(), read: ScenarioLoader.FileReader
  ) -> (file: ConfigurationFile?, diagnostics: [Diagnostic]) {
    let problems = Problems()
    switch read(path) {
    case .failure(let problem):
      problems.add(
        Diagnostic(
          code: "unreadable-file", file: path, line: 0, column: 0,
          message: "the file cannot be read: \(problem.reason)"))
      return (nil, problems.sorted)
    case .success(let bytes):
      let reading = YAMLFile(file: path, limits: limits, problems: problems)
      let file = reading.read(bytes).map { ConfigurationFile(path, $0, problems) }
      return (problems.hasErrors ? nil : file, problems.sorted)
    }
  }

  init(_ path: String, _ root: YAMLNode, _ problems: Problems) {
    self.path = path
    self.root = root
    var imported = GatewayReader(problems: problems).read(root, settings: nil)
    ownGroups = imported.configuration.groups.count
    KeyReader(reader: NodeReader(problems: problems)).compile([], into: &imported)
    gateway = imported.configuration
    entries = imported.entries.indices.map { Self.entry(imported, $0) }
    let resources = imported.endpoints.indices.map { Self.resource(imported.endpoints, $0) }
    endpoints = zip(imported.endpoints, resources).map {
      Endpoint(label: $0.label, resource: $1)
    }
    fallbacks = Self.fallbacks(root)
    let checks = Self.setting("optional_pre_call_checks", root)
    checkNames = checks?.items.compactMap(\.scalar) ?? []
    secrets = SecretValues.of(root)
  }

  private static func entry(_ imported: GatewayImport, _ place: Int) -> Entry {
    let node = imported.entries[place]
    let info = node.value("model_info")
    let model = imported.configuration.texts[place].upstreamModel
    let slash = model.firstIndex(of: "/")
    return Entry(
      place: node.place, model: info?.value("base_model")?.scalar ?? model,
      provider: slash.map { String(model[..<$0]) } ?? "openai",
      mode: info?.value("mode")?.scalar, hasID: info?.value("id")?.scalar != nil,
      upstreamModel: imported.upstreamModels.names[Int(imported.modelOfDeployment[place])],
      endpoint: imported.endpointOfDeployment[place])
  }

  /// The first endpoint of the same Azure resource: its host says which, whatever the key.
  private static func resource(_ endpoints: [GatewayImport.Endpoint], _ place: Int) -> Int {
    let endpoint = endpoints[place]
    guard endpoint.provider.kind == .azure, !endpoint.base.isEmpty else { return place }
    let host = host(endpoint.base)
    return endpoints.firstIndex { $0.provider.kind == .azure && Self.host($0.base) == host }
      ?? place
  }

  private static func host(_ base: String) -> String {
    var rest = Substring(base)
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    return base.hasPrefix("os.environ/") ? base : rest.prefix { $0 != "/" }.lowercased()
  }

  private static func setting(_ key: String, _ root: YAMLNode) -> YAMLNode? {
    let node =
      root.value("router_settings")?.value(key) ?? root.value("litellm_settings")?.value(key)
    return node?.isNull ?? true ? nil : node
  }

  private static func fallbacks(_ root: YAMLNode) -> [Fallbacks] {
    var lists: [Fallbacks] = []
    for key in ["fallbacks", "context_window_fallbacks", "content_policy_fallbacks"] {
      for item in setting(key, root)?.items ?? [] {
        guard let first = item.members?.first else { continue }
        lists.append(
          Fallbacks(
            setting: key, name: first.key, targets: first.value.items.compactMap(\.scalar),
            place: first.keyPlace))
      }
    }
    if let node = setting("default_fallbacks", root) {
      lists.append(
        Fallbacks(
          setting: "default_fallbacks", name: "*", targets: node.items.compactMap(\.scalar),
          place: node.place))
    }
    return lists
  }
}

extension YAMLNode {
  /// The items, if the node is a list.
  var items: [YAMLNode] {
    if case .sequence(let items) = content { items } else { [] }
  }

  /// The text, if the node is a scalar and not null.
  var scalar: String? {
    guard case .scalar(let text, _) = content, !isNull else { return nil }
    return text
  }
}

/// The values in a configuration that must not be shown.
enum SecretValues {
  /// Shorter ones are words of their own, and hiding them would hide others.
  private static let bytesMin = 8

  /// Every value of a key that names a secret, in the order of the file.
  static func of(_ root: YAMLNode) -> [String] {
    var secrets: [String] = []
    collect(root, isSecret: false, into: &secrets)
    return secrets
  }

  private static func collect(_ node: YAMLNode, isSecret: Bool, into secrets: inout [String]) {
    switch node.content {
    case .scalar(let text, _):
      guard isSecret, text.utf8.count >= bytesMin, !text.hasPrefix("os.environ/"),
        !secrets.contains(text)
      else { return }
      secrets.append(text)
    case .sequence(let items):
      for item in items { collect(item, isSecret: isSecret, into: &secrets) }
    case .mapping(let members):
      for member in members {
        // Credentials name their endpoint among their values, which is no secret.
        let isOpen = ["api_base", "api_version"].contains(member.key)
        collect(
          member.value, isSecret: !isOpen && (isSecret || Redaction.isSecret(key: member.key)),
          into: &secrets)
      }
    }
  }
}

extension Redaction {
  /// The text with some values hidden, too.
  public static func text(_ text: String, hiding secrets: [String]) -> String {
    var result = text
    for secret in secrets where holds(result, secret) {
      result = result.replacing(secret, with: mark)
    }
    return self.text(result)
  }

  /// Whether a text holds another, byte by byte: nearly every text holds no secret, and soon.
  private static func holds(_ text: String, _ other: String) -> Bool {
    var other = other
    var text = text
    return text.withUTF8 { text in
      other.withUTF8 { other in
        guard let first = other.first, text.count >= other.count else { return false }
        for start in 0...(text.count - other.count) where text[start] == first {
          if (1..<other.count).allSatisfy({ text[start + $0] == other[$0] }) { return true }
        }
        return false
      }
    }
  }
}
