/// Looks for aliases in places where a mapping's key stands.
///
/// The parser compares a key with all of its content expanded, before any of our bounds apply, so a
/// few nested aliases in a key keep it busy for ever. Keys here are texts, and texts need no alias.
enum AliasedKeys {
  /// The line and column, from one, of the first key that may hold an alias; nil if the file names
  /// no anchor or has no such key.
  static func first(in bytes: [UInt8]) -> (line: Int, column: Int)? {
    guard bytes.contains(0x26), bytes.contains(0x2A) else { return nil }
    let anchors = names(after: 0x26, in: bytes)
    let aliases = names(after: 0x2A, in: bytes).filter { alias in
      anchors.contains { $0.name == alias.name }
    }
    guard !aliases.isEmpty else { return nil }
    for alias in aliases where isFollowedByColon(bytes, alias.end) {
      return position(alias.start, bytes)
    }
    return firstComplexKey(bytes).map { position($0, bytes) }
  }

  private struct Name {
    var name: ArraySlice<UInt8>
    var start: Int
    var end: Int
  }

  /// The names that follow an indicator at the beginning of a token.
  private static func names(after indicator: UInt8, in bytes: [UInt8]) -> [Name] {
    var names: [Name] = []
    var place = 0
    while place < bytes.count {
      defer { place += 1 }
      guard bytes[place] == indicator, place == 0 || isBoundary(bytes[place - 1]) else { continue }
      var end = place + 1
      while end < bytes.count, !isBoundary(bytes[end]), bytes[end] != 0x3A { end += 1 }
      guard end > place + 1 else { continue }
      names.append(Name(name: bytes[place + 1..<end], start: place, end: end))
      place = end - 1
    }
    return names
  }

  /// White space, brackets, braces, commas.
  private static func isBoundary(_ byte: UInt8) -> Bool {
    [0x20, 0x09, 0x0A, 0x0D, 0x5B, 0x5D, 0x7B, 0x7D, 0x2C].contains(byte)
  }

  private static func isFollowedByColon(_ bytes: [UInt8], _ end: Int) -> Bool {
    var place = end
    while place < bytes.count, bytes[place] == 0x20 { place += 1 }
    return place < bytes.count && bytes[place] == 0x3A
  }

  /// An explicit key `? …`, or a bracket or brace that closes before a colon.
  private static func firstComplexKey(_ bytes: [UInt8]) -> Int? {
    for place in bytes.indices {
      switch bytes[place] {
      case 0x3F:
        let isToken = place == 0 || isBoundary(bytes[place - 1])
        if isToken, place + 1 < bytes.count, isBoundary(bytes[place + 1]) { return place }
      case 0x5D, 0x7D:
        if isFollowedByColon(bytes, place + 1) { return place }
      default: break
      }
    }
    return nil
  }

  private static func position(_ place: Int, _ bytes: [UInt8]) -> (line: Int, column: Int) {
    let before = bytes[..<place]
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return (line, place - start + 1)
  }
}
