import RoutingCore

/// Reads lists of fallbacks: those of the router, and those that requests send.
struct FallbackReader {
  let reader: NodeReader

  /// Reads `fallbacks`; `default_fallbacks` are one more entry for the key `*` at its end.
  func read(_ node: YAMLNode?, _ defaults: YAMLNode?, _ gateway: inout GatewayImport) {
    gateway.fallbackLists = lists(node, "fallbacks")
    guard let defaults else { return }
    gateway.fallbackLists.append(
      GatewayImport.NamedList(name: "*", targets: names(defaults, "default_fallbacks")))
  }

  /// Reads lists for one kind of error; an empty list is as good as none (LiteLLM: `[] or None`).
  func typedLists(_ node: YAMLNode?, _ what: String) -> [GatewayImport.NamedList]? {
    let lists = lists(node, what)
    return lists.isEmpty ? nil : lists
  }

  /// Reads what a request sends: plain names, `{model: name}`, or a list for each name.
  func request(_ node: YAMLNode) -> GatewayImport.RequestList {
    let items = reader.sequence(node, "fallbacks") ?? []
    let targets = items.map(target)
    let isPlain = !items.isEmpty && targets.allSatisfy { $0 != nil }
    if isPlain { return .targets(targets.compactMap { $0 }) }
    return .lists(lists(node, "fallbacks"))
  }

  /// The name that an entry calls at once, or nil if it is a list for a name.
  private func target(_ item: YAMLNode) -> String? {
    let named = item.members == nil ? item : item.value("model")
    guard let named, case .scalar(let name, _) = named.content else { return nil }
    return name
  }

  private func lists(_ node: YAMLNode?, _ what: String) -> [GatewayImport.NamedList] {
    (reader.sequence(node, what) ?? []).compactMap { item in
      guard let members = item.members else {
        reader.report(
          "expected-mapping", item.place, "an entry of \(what) is \(item.kindName)",
          hint: "expected {group: [other, groups]}")
        return nil
      }
      // Of an entry with several names LiteLLM sees the first.
      guard let first = members.first else { return nil }
      for member in members.dropFirst() {
        reader.report(
          "unmodelled-key", member.keyPlace,
          "LiteLLM silently ignores '\(member.key)', the second name of an entry of \(what)",
          hint: "write one entry for each name", severity: .note)
      }
      return GatewayImport.NamedList(
        name: first.key, targets: names(first.value, "a fallback list"))
    }
  }

  private func names(_ node: YAMLNode, _ what: String) -> [String] {
    (reader.sequence(node, what) ?? []).compactMap { reader.text($0, "a model name") }
  }
}
