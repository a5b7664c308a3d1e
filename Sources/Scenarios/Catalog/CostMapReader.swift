import RoutingCore
import WireFormats

/// Reads `cost_map`: entries as a scenario writes them, or LiteLLM's own JSON file.
struct CostMapReader {
  let reader: NodeReader
  /// Reads the file that a path names, seen from the scenario's folder; problems are reported.
  let bytes: (_ path: String, _ place: SourcePlace) -> [UInt8]?

  /// A scenario lists the entries that matter; this many more count towards the size by which a
  /// fetched map is judged.
  static let unlistedCount = 100
  static let fields = [
    "litellm_provider", "mode", "max_input_tokens", "input_cost_per_token",
    "output_cost_per_token",
  ]
  /// Keys of LiteLLM's file that are no models.
  private static let reserved = ["sample_spec", "fallback_generalizations"]

  func read(_ node: YAMLNode?) -> Catalog {
    guard let node, !node.isNull else {
      return Catalog(namingRules: NamingRule.shipped, unlistedCount: Self.unlistedCount)
    }
    if case .scalar(let path, _) = node.content {
      guard let bytes = bytes(path, node.place) else { return Catalog() }
      return read(file: path, bytes, node.place)
    }
    return Catalog(
      entries(node, "cost_map"), namingRules: NamingRule.shipped, unlistedCount: Self.unlistedCount)
  }

  /// Entries as a scenario writes them: `name: provider`, or a body.
  func entries(_ node: YAMLNode, _ what: String) -> [CatalogEntry] {
    guard let members = node.members else {
      reader.report(
        "expected-mapping", node.place, "\(what) is \(node.kindName)",
        hint: "expected {model name: provider}")
      return []
    }
    return members.compactMap { member in
      if case .scalar = member.value.content {
        checkProvider(member.value)
        return reader.text(member.value, "the provider of '\(member.key)'")
          .map { CatalogEntry(name: member.key, provider: $0) }
      }
      guard
        let fields = reader.mapping(
          member.value, "cost map entry '\(member.key)'", accepted: Self.fields)
      else { return nil }
      checkProvider(fields["litellm_provider"])
      guard let provider = reader.text(fields["litellm_provider"], "litellm_provider") else {
        reader.reportMissing(
          "litellm_provider", in: "cost map entry '\(member.key)'", member.keyPlace)
        return nil
      }
      var entry = CatalogEntry(
        name: member.key, provider: provider, mode: reader.text(fields["mode"], "mode") ?? "chat",
        inputTokensMax: reader.integer(
          fields["max_input_tokens"], "max_input_tokens", 0...1_000_000_000))
      entry.inputPrice = fields["input_cost_per_token"].flatMap {
        reader.number($0, "input_cost_per_token")
      }
      entry.outputPrice = fields["output_cost_per_token"].flatMap {
        reader.number($0, "output_cost_per_token")
      }
      return entry
    }
  }

  /// The map may name providers that nobody knows; a name that is nearly a provider's is a slip.
  private func checkProvider(_ node: YAMLNode?) {
    guard let node, case .scalar(let name, _) = node.content,
      !ProviderNames.isKnown(name), let nearest = NearestName.of(name, among: ProviderNames.names)
    else { return }
    reader.report(
      "unknown-provider", node.place, "LiteLLM has no provider '\(name)'",
      hint: "did you mean '\(nearest)'?", severity: .note)
  }

  private func read(file: String, _ bytes: [UInt8], _ place: SourcePlace) -> Catalog {
    guard let map = try? JSONValue.parse(bytes), let object = map.object else {
      reader.report(
        "invalid-cost-map", place, "'\(file)' is no JSON object",
        hint: "expected LiteLLM's model_prices_and_context_window.json")
      return Catalog()
    }
    return Self.catalog(of: object)
  }

  /// The map of LiteLLM's JSON; entries without a provider are left out, as nobody asks for them.
  static func catalog(of object: JSONObject) -> Catalog {
    var entries: [CatalogEntry] = []
    for member in object.members where !reserved.contains(member.key) {
      guard let provider = member.value["litellm_provider"]?.string else { continue }
      var entry = CatalogEntry(
        name: member.key, provider: provider, mode: member.value["mode"]?.string ?? "chat",
        inputTokensMax: member.value["max_input_tokens"]?.integer)
      entry.inputPrice = member.value["input_cost_per_token"]?.double
      entry.outputPrice = member.value["output_cost_per_token"]?.double
      entries.append(entry)
      for alias in member.value["aliases"]?.array ?? [] {
        guard let name = alias.string, object[name] == nil else { continue }
        var other = entry
        other.name = name
        entries.append(other)
      }
    }
    let rules = object["fallback_generalizations"]?["rules"]?.array ?? []
    return Catalog(entries, namingRules: namingRules(rules))
  }

  /// Rules that say a provider and nothing else, and whose patterns compile.
  static func namingRules(_ rules: [JSONValue]) -> [NamingRule] {
    rules.compactMap { rule in
      guard let info = rule["model_info"]?.object, info.members.count == 1,
        let provider = info["litellm_provider"]?.string, let pattern = rule["pattern"]?.string
      else { return nil }
      return try? NamingRule(pattern: pattern, provider: provider)
    }
  }
}
