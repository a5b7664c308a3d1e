import Primitives
import RoutingCore

/// A virtual key as a scenario writes it.
struct KeyImport {
  var name: String
  /// The names it may call; nil for every name.
  var models: [String]?
}

/// Reads `keys`: the bodies of `/key/generate`.
struct KeyReader {
  let reader: NodeReader

  func read(_ node: YAMLNode?) -> [KeyImport] {
    guard let node else { return [] }
    guard let members = node.members else {
      reader.report(
        "expected-mapping", node.place, "keys is \(node.kindName)",
        hint: "expected {name: {models: [model, names]}}")
      return []
    }
    return members.map { member in
      let accepted = ["models"]
      let body = member.value.isNull ? nil : member.value
      let models = reader.mapping(body, "key '\(member.key)'", accepted: accepted)?["models"]
      var names = reader.sequence(models, "models")?.compactMap { reader.text($0, "a model name") }
      // An empty list, `*` and `all-proxy-models` open everything (LiteLLM A2).
      if names?.isEmpty ?? true
        || names?.contains(where: { $0 == "*" || $0 == "all-proxy-models" })
          ?? false
      {
        names = nil
      }
      return KeyImport(name: member.key, models: names)
    }
  }

  /// Compiles names, fallbacks and keys into a gateway once every name is known.
  func compile(_ keys: [KeyImport], into gateway: inout GatewayImport) {
    NameCompiler(groupCount: gateway.configuration.groups.count).compile(&gateway)
    let all = keys.isEmpty ? [KeyImport(name: "default", models: nil)] : keys
    gateway.configuration.keys = all.map { key in
      VirtualKey(
        label: key.name,
        grants: gateway.configuration.models.map { isGranted($0.name, key, gateway) })
    }
  }

  /// The requested name or its alias target may be listed; `*` in an entry stands for any text.
  private func isGranted(_ name: String, _ key: KeyImport, _ gateway: GatewayImport) -> Bool {
    guard let models = key.models else { return true }
    let names = [name] + gateway.aliases.filter { $0.name == name }.map(\.target)
    return names.contains { name in models.contains { matches(name, $0) } }
  }

  private func matches(_ name: String, _ entry: String) -> Bool {
    guard entry.contains("*") else { return Array(name.utf8) == Array(entry.utf8) }
    let parts = entry.split(separator: "*", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, name.hasPrefix(first),
      name.hasSuffix(last), name.count >= first.count + last.count
    else { return false }
    var rest = name.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }
}
