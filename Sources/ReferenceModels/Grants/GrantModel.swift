/// What a key may call, worked out from its lists and from what is known of a name: none of the
/// router's own code.
///
/// Entries are names, `PROVIDER/*`, and names with stars; a list that is empty, `*` or
/// `all-proxy-models` opens everything. With several lists, a key's and its team's, all must grant.
public struct GrantModel: Sendable {
  private struct List: Sendable {
    var entries: [[UInt8]]
    var opensEverything: Bool
  }

  private let lists: [List]

  /// Makes the model of a list.
  public init(_ entries: [String]) { self.init(all: [entries]) }

  /// Makes the model of several lists, each of which must grant.
  public init(all lists: [[String]]) {
    self.lists = lists.map { entries in
      List(
        entries: entries.map { Array($0.utf8) },
        opensEverything: entries.isEmpty || entries.contains("*")
          || entries.contains("all-proxy-models"))
    }
  }

  /// Whether the lists grant a name, whose provider is known or not.
  public func grants(_ name: String, provider: String?) -> Bool {
    let plain = Array(name.utf8)
    let prefixed = provider.map { Array(($0 + "/" + name).utf8) }
    return lists.allSatisfy { list in
      if list.opensEverything { return true }
      if list.entries.contains(where: { Self.matches($0[...], plain[...]) }) { return true }
      guard let prefixed else { return false }
      return list.entries.contains {
        $0.contains(UInt8(ascii: "*")) && Self.matches($0[...], prefixed[...])
      }
    }
  }

  /// Whether a name could be granted by its provider alone.
  public func dependsOnProvider(_ name: String) -> Bool {
    !grants(name, provider: nil)
      && lists.contains { list in list.entries.contains { $0.contains(UInt8(ascii: "*")) } }
  }

  /// A star stands for any text.
  private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == UInt8(ascii: "*") {
      let rest = pattern.dropFirst()
      if rest.isEmpty { return true }
      return (text.startIndex...text.endIndex).contains { matches(rest, text[$0...]) }
    }
    return text.first == first && matches(pattern.dropFirst(), text.dropFirst())
  }
}
