/// The provider that a name is of, and the name without it.
public struct ProviderMatch: Equatable, Sendable {
  /// The provider.
  public var provider: String
  /// The name without the provider in front.
  public var name: String
  /// Whether the provider stood in front of the name.
  public var isStripped: Bool
}

/// Provider to model names, as a router knows them: a function of rules, the index before, and the
/// new map. A router asks it, never the map.
public struct ProviderIndex: Sendable {
  /// By a name's bytes: the sets that hold it. Only looked up, never iterated.
  private var sets: [[UInt8]: ProviderSetMask] = [:]
  /// By a name's bytes: every provider that the map lists it for. Only looked up.
  private var listed: [[UInt8]: [String]] = [:]
  private var namingRules: [NamingRule] = []
  private let lookup: ProviderLookupRule
  private let naming: NamingRulesRule
  private let imageNames: ImageNamesRule
  /// The maps that were taken, for lists of models.
  private(set) var roll: ModelRoll

  /// The index after a replica took a map: at a start without a previous one.
  public static func next(
    _ rules: Rules, previous: ProviderIndex?, map: Catalog
  ) -> ProviderIndex {
    guard var index = previous else { return ProviderIndex(rules, map) }
    switch rules.catalogReload {
    case .keeps: return index
    case .onlyAdds:
      index.add(map)
      index.roll.add(map)
      return index
    case .follows:
      var next = ProviderIndex(rules, map)
      next.roll = index.roll
      next.roll.replace(by: map)
      return next
    }
  }

  private init(_ rules: Rules, _ map: Catalog) {
    lookup = rules.providerLookup
    naming = rules.namingRules
    imageNames = rules.imageNames
    roll = ModelRoll(map)
    add(map)
  }

  private mutating func add(_ map: Catalog) {
    namingRules = map.namingRules
    for entry in map.entries {
      switch lookup {
      case .fixedSets:
        guard let (name, set) = ProviderSet.entry(entry) else { continue }
        sets[Array(name.utf8), default: []].insert(set.mask)
      case .everyEntry:
        let provider = ProviderSet.family(of: entry.provider)
        var names = [entry.name]
        if let split = ProviderNames.split(entry.name) { names.append(split.rest) }
        for name in names where !listed[Array(name.utf8), default: []].contains(provider) {
          listed[Array(name.utf8), default: []].append(provider)
        }
      }
    }
  }

  /// The providers that a name can be of, in the order in which they are asked; none if nobody
  /// knows the name (LiteLLM, `get_llm_provider`).
  public func providers(of name: String) -> [ProviderMatch] {
    if let match = prefixed(name) { return [match] }
    switch naming {
    case .claudeNames:
      // It is asked after the sets of OpenAI and Anthropic, and before all others.
      let first: ProviderSetMask = [
        ProviderSet.openai.mask, ProviderSet.textCompletionOpenAI.mask, ProviderSet.anthropic.mask,
      ]
      if mask(of: name).isDisjoint(with: first), NamingRule.claudeNames.applies(to: name) {
        return [ProviderMatch(provider: "anthropic", name: name, isStripped: false)]
      }
    case .off, .on: break
    }
    let known: [String]
    switch lookup {
    case .fixedSets:
      known = ProviderSet.provider(of: name, in: mask(of: name), imageNames).map { [$0] } ?? []
    case .everyEntry: known = listed[Array(name.utf8)] ?? []
    }
    if !known.isEmpty {
      return known.map { ProviderMatch(provider: $0, name: name, isStripped: false) }
    }
    switch naming {
    case .off, .claudeNames: return []
    case .on:
      guard let rule = namingRules.first(where: { $0.applies(to: name) }) else { return [] }
      return [ProviderMatch(provider: rule.provider, name: name, isStripped: false)]
    }
  }

  /// A provider in front of the name; a few names read otherwise (LiteLLM E2, steps 1 to 4).
  private func prefixed(_ name: String) -> ProviderMatch? {
    guard let split = ProviderNames.split(name) else { return nil }
    let isCohereChat = holds(split.rest, .cohereChat)
    if split.provider == "azure", isCohereChat || holds("mistral/" + split.rest, .mistral) {
      return ProviderMatch(provider: "openai", name: name, isStripped: false)
    }
    if split.provider == "cohere", isCohereChat {
      return ProviderMatch(provider: "cohere_chat", name: split.rest, isStripped: true)
    }
    if split.provider == "anthropic", ProviderSet.isTextCompletionClaude(split.rest) {
      return ProviderMatch(provider: "anthropic_text", name: split.rest, isStripped: true)
    }
    return ProviderMatch(provider: split.provider, name: split.rest, isStripped: true)
  }

  private func mask(of name: String) -> ProviderSetMask { sets[Array(name.utf8)] ?? [] }

  private func holds(_ name: String, _ set: ProviderSet) -> Bool {
    mask(of: name).contains(set.mask)
  }
}
