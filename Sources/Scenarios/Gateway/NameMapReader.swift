import RoutingCore

/// Reads a mapping of names to names.
struct NameMapReader {
  let reader: NodeReader

  func read(_ node: YAMLNode?, _ what: String) -> [NameAlias] {
    guard let node else { return [] }
    guard let members = node.members else {
      reader.report(
        "expected-mapping", node.place, "\(what) is \(node.kindName)",
        hint: "expected {name: other name}")
      return []
    }
    return members.compactMap { member in
      reader.text(member.value, "what '\(member.key)' stands for")
        .map { NameAlias(name: member.key, target: $0) }
    }
  }
}
