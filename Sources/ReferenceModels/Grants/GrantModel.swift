/// What a key may call, worked out from its list and from what is known of a name: none of the
/// router's own code.
///
/// Entries are names, `PROVIDER/*`, and names with stars; a list that is empty, `*` or
/// `all-proxy-models` opens everything.
public struct GrantModel: Sendable {
  private let entries: [[UInt8]]
  private let opensEverything: Bool

  /// Makes the model of a list.
  public init(_ entries: [String]) {
    self.entries = entries.map { Array($0.utf8) }
    opensEverything =
      entries.isEmpty || entries.contains("*") || entries.contains("all-proxy-models")
  }

  /// Whether the list grants a name, whose provider is known or not.
  public func grants(_ name: String, provider: String?) -> Bool {
    if opensEverything { return true }
    let plain = Array(name.utf8)
    if entries.contains(where: { Self.matches($0[...], plain[...]) }) { return true }
    guard let provider else { return false }
    let prefixed = Array((provider + "/" + name).utf8)
    return entries.contains {
      $0.contains(UInt8(ascii: "*")) && Self.matches($0[...], prefixed[...])
    }
  }

  /// Whether a name could be granted by its provider alone.
  public func dependsOnProvider(_ name: String) -> Bool {
    !grants(name, provider: nil) && entries.contains { $0.contains(UInt8(ascii: "*")) }
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
