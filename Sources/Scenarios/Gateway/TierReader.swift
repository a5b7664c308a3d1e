import RoutingCore

/// A tier router as a configuration writes it.
struct TierImport {
  var name: String
  /// By complexity.
  var targets: [String]
}

/// Reads entries of `model_list` that are no deployments but route by complexity.
struct TierReader {
  let reader: NodeReader
  static let model = "auto_router/complexity_router"

  /// Whether an entry's model is such a router.
  static func isRouter(_ model: String) -> Bool { model.hasPrefix(Self.model) }

  /// A tier without an entry takes the default model, else that of the nearest easier tier.
  func read(_ params: YAMLNode, name: String, _ place: SourcePlace) -> TierImport? {
    let tiers = optional(params.value("complexity_router_config")?.value("tiers"))
    let fallback = optional(params.value("complexity_router_default_model"))
      .flatMap { reader.text($0, "complexity_router_default_model") }
    let names = RequestComplexity.allCases.map { $0.rawValue.uppercased() }
    for member in tiers?.members ?? [] where !names.contains(member.key) {
      reader.report(
        "unmodelled-key", member.keyPlace, "the tier '\(member.key)' has no effect here",
        hint: "known are: " + names.joined(separator: ", "), severity: .note)
    }
    var named = names.map { name in
      optional(tiers?.value(name)).flatMap { target($0, name) } ?? fallback
    }
    guard let first = named.compactMap({ $0 }).first else {
      reader.reportMissing(
        "complexity_router_config", in: "the complexity router '\(name)'", place,
        hint: "write complexity_router_config: {tiers: {SIMPLE: group, COMPLEX: group}}")
      return nil
    }
    for tier in named.indices where named[tier] == nil {
      named[tier] = tier == 0 ? first : named[tier - 1]
    }
    return TierImport(name: name, targets: named.compactMap { $0 })
  }

  /// A name, a mapping with `model_name`, or a list of either: here the first of it.
  private func target(_ node: YAMLNode, _ tier: String) -> String? {
    if case .sequence(let items) = node.content {
      if items.count > 1 {
        reader.report(
          "unmodelled-key", node.place, "of the models of tier \(tier) only the first is called",
          severity: .note)
      }
      return items.first.flatMap { target($0, tier) }
    }
    return reader.text(node.value("model_name") ?? node, "the model of tier \(tier)")
  }

  private func optional(_ node: YAMLNode?) -> YAMLNode? {
    guard let node, !node.isNull else { return nil }
    return node
  }
}
