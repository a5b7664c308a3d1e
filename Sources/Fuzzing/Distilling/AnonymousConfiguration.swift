import RoutingCore
import Scenarios

/// A LiteLLM configuration without anything that names its owner.
///
/// Nothing is copied that is not known to be harmless: numbers, truth values, and words of
/// LiteLLM's own. Names, addresses and keys are replaced, each by the same made-up one wherever it
/// stands.
struct AnonymousConfiguration: Sendable {
  /// The configuration.
  private(set) var value: ScenarioValue = .map([:])
  var groups = Pseudonyms("g")
  var aliases = Pseudonyms("a")
  var deployments = Pseudonyms("d")
  private var names = Pseudonyms("n")
  private var models = Pseudonyms("m")
  private var hosts = Pseudonyms("e")
  private var paths = Pseudonyms("p")
  private var secrets = Pseudonyms("key-")
  private var credentials = Pseudonyms("c")
  private var tags = Pseudonyms("t")
  private var accessGroups = Pseudonyms("team-")
  /// Names with stars, as written and as made up.
  private(set) var patterns: [(written: String, made: String)] = []

  init(_ written: ScenarioValue) {
    let entries = (written["model_list"]?.items ?? []).filter(Self.isDeployment)
    for entry in entries { enter(entry) }
    for key in ["router_settings", "litellm_settings"] {
      for alias in written[key]?["model_group_alias"]?.members ?? [] {
        _ = aliases.of(alias.key)
      }
    }
    for alias in written["litellm_settings"]?["model_alias_map"]?.members ?? [] {
      _ = aliases.of(alias.key)
    }
    var made: [ScenarioValue] = []
    for one in entries { made.append(entry(one)) }
    var members: [(key: String, value: ScenarioValue)] = [
      ("model_list", .list(made))
    ]
    var lent: [ScenarioValue] = []
    for one in written["credential_list"]?.items ?? [] { lent.append(credential(one)) }
    if !lent.isEmpty { members.append(("credential_list", .list(lent))) }
    for key in ["router_settings", "litellm_settings", "general_settings"] {
      let kept = settings(written[key])
      if !kept.isEmpty { members.append((key, .map(kept))) }
    }
    value = .map(members)
  }

  /// Whether an entry is a deployment: a name that a router of tiers stands for is none.
  static func isDeployment(_ entry: ScenarioValue) -> Bool {
    entry["litellm_params"]?["model"]?.scalar?.hasPrefix("auto_router/") != true
  }

  // MARK: Names

  /// Enters the names of an entry, before any of them is referred to.
  private mutating func enter(_ entry: ScenarioValue) {
    guard let name = entry["model_name"]?.scalar else { return }
    if let id = entry["model_info"]?["id"]?.scalar { _ = deployments.of(id) }
    guard name.contains("*") else {
      _ = groups.of(name)
      return
    }
    guard !patterns.contains(where: { $0.written == name }) else { return }
    patterns.append((name, Self.pattern(name, number: patterns.count + 1)))
  }

  /// `anthropic/*` names nobody and stays; of `acme-*` the star stays.
  private static func pattern(_ name: String, number: Int) -> String {
    let (provider, rest) = split(name)
    return (provider.map { $0 + "/" } ?? "") + (rest == "*" ? "*" : "w\(number)-*")
  }

  /// The known provider that a name begins with, and what comes after it.
  static func split(_ name: String) -> (provider: String?, rest: String) {
    guard let slash = name.firstIndex(of: "/") else { return (nil, name) }
    let first = String(name[..<slash])
    guard ProviderNames.isKnown(first) else { return (nil, name) }
    return (first, String(name[name.index(after: slash)...]))
  }

  /// Whether a name is an entry's, an alias or an id: no pattern is asked for it.
  func isConfigured(_ name: String) -> Bool {
    groups.known(name) != nil || aliases.known(name) != nil || deployments.known(name) != nil
  }

  /// The pattern that a name has by its letters.
  func pattern(of name: String) -> (written: String, made: String)? {
    patterns.first { pattern in
      let parts = pattern.written.split(separator: "*", omittingEmptySubsequences: false)
      return name.hasPrefix(parts.first ?? "") && name.hasSuffix(parts.last ?? "")
    }
  }

  /// The made-up name for a name that requests ask for, or settings refer to.
  mutating func name(_ asked: String) -> String {
    if let known = groups.known(asked) ?? aliases.known(asked) ?? deployments.known(asked) {
      return known
    }
    if let pattern = patterns.first(where: { $0.written == asked }) { return pattern.made }
    let (provider, rest) = Self.split(asked)
    let made = names.of(rest)
    if let pattern = pattern(of: asked) {
      let stem = pattern.made.prefix { $0 != "*" }
      return stem + made
    }
    return (provider.map { $0 + "/" } ?? "") + made
  }

  // MARK: Entries

  private mutating func entry(_ written: ScenarioValue) -> ScenarioValue {
    let name = written["model_name"]?.scalar ?? ""
    var members: [(key: String, value: ScenarioValue)] = [("model_name", .text(self.name(name)))]
    let params = written["litellm_params"]
    var kept: [(key: String, value: ScenarioValue)] = [
      ("model", .text(model(params?["model"]?.scalar ?? "")))
    ]
    kept += place(params)
    if let lent = params?["litellm_credential_name"]?.scalar {
      kept.append(("litellm_credential_name", .text(credentials.of(lent))))
    }
    kept += HarmlessKeys.kept(params, HarmlessKeys.params)
    if let listed = params?["tags"]?.items {
      kept.append(("tags", .list(listed.compactMap(\.scalar).map { .text(tags.of($0)) })))
    }
    members.append(("litellm_params", .map(kept)))
    var info: [(key: String, value: ScenarioValue)] = []
    if let id = written["model_info"]?["id"]?.scalar {
      info.append(("id", .text(deployments.of(id))))
    }
    info += HarmlessKeys.kept(written["model_info"], HarmlessKeys.info)
    if let listed = written["model_info"]?["access_groups"]?.items {
      let made = listed.compactMap(\.scalar).map { ScenarioValue.text(accessGroups.of($0)) }
      info.append(("access_groups", .list(made)))
    }
    if !info.isEmpty { members.append(("model_info", .map(info))) }
    return .map(members)
  }

  /// The model behind an entry; of its name only what providers treat in their own way is kept.
  private mutating func model(_ written: String) -> String {
    let (provider, rest) = Self.split(written)
    let head = provider.map { $0 + "/" } ?? ""
    if rest.contains("*") { return head + "*" }
    let made = models.of(rest)
    if rest.hasPrefix("claude") { return head + "claude-" + made }
    guard provider == "gemini" || provider == "vertex_ai" else { return head + made }
    guard rest.hasPrefix("gemini-3") else { return head + "gemini-2-" + made }
    return head + (rest.contains("image") ? "gemini-3-image-" : "gemini-3-") + made
  }

  private mutating func credential(_ written: ScenarioValue) -> ScenarioValue {
    .map([
      (
        key: "credential_name",
        value: .text(credentials.of(written["credential_name"]?.scalar ?? ""))
      ),
      (key: "credential_values", value: .map(place(written["credential_values"]))),
    ])
  }

  /// Where an entry is called, and with which key: made-up ones that are alike where these are.
  private mutating func place(
    _ written: ScenarioValue?
  ) -> [(key: String, value: ScenarioValue)] {
    var members: [(key: String, value: ScenarioValue)] = []
    if let base = written?["api_base"]?.scalar, !base.isEmpty {
      members.append(("api_base", .text(address(base))))
    }
    if let key = written?["api_key"]?.scalar, !key.isEmpty {
      members.append(("api_key", .text(secrets.of(key))))
    }
    return members
  }

  /// Addresses of one host keep one host: two keys of an Azure resource open the same items.
  private mutating func address(_ written: String) -> String {
    let host = Self.host(written)
    let domain = host.hasSuffix(".openai.azure.com") ? "openai.azure.com" : "example.com"
    let made = "https://\(hosts.of(host)).\(domain)"
    let bare = written.lowercased() == "https://" + host || written.hasPrefix("os.environ/")
    return bare ? made : made + "/" + paths.of(written)
  }

  /// The host of an address, or the variable that holds it.
  static func host(_ written: String) -> String {
    if written.hasPrefix("os.environ/") { return written }
    var rest = Substring(written)
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    return rest.prefix { $0 != "/" && $0 != "?" }.lowercased()
  }
}
