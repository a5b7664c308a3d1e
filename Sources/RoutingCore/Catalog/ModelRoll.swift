/// The names that a replica knows of each provider, for lists of models: the maps that it took.
struct ModelRoll: Sendable {
  private let first: Catalog
  private var maps: [Catalog]

  init(_ map: Catalog) {
    first = map
    maps = [map]
  }

  /// Takes a map beside those before.
  mutating func add(_ map: Catalog) { maps.append(map) }

  /// Takes a map in place of those before.
  mutating func replace(by map: Catalog) { maps = [map] }

  /// The provider's names, each once, in the order in which they came.
  func names(of provider: String, _ rule: WildcardListingRule) -> [String] {
    var sources = maps
    if rule == .joinedStay, Self.joined.contains(provider) { sources = [first] }
    var names: [String] = []
    var seen: Set<[UInt8]> = []
    for entry in sources.flatMap(\.entries)
    where ProviderSet.family(of: entry.provider).utf8.elementsEqual(provider.utf8) {
      if seen.insert(Array(entry.name.utf8)).inserted { names.append(entry.name) }
    }
    return names
  }

  /// Whether the maps say that a model of Bedrock is called by its Converse interface.
  func isConverse(_ name: String, _ rule: BedrockRouteRule) -> Bool {
    let sources =
      switch rule {
      case .builtInList: [first]
      case .fromMap: maps
      }
    return sources.contains { map in
      map.entries.contains {
        $0.name.utf8.elementsEqual(name.utf8)
          && $0.provider.utf8.elementsEqual("bedrock_converse".utf8)
      }
    }
  }

  private static let joined = ["openai", "cohere", "vertex_ai", "bedrock"]
}
