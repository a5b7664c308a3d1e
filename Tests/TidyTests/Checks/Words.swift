import Foundation

/// Finds words in lines.
enum Words {
  /// Whether a text occurs in a line and is not a part of a longer word.
  ///
  /// A member of a type (`FixedPoint.log2(`) is another word than the same without the type.
  static func contains(_ line: String, _ text: String) -> Bool {
    guard holds(line, text) else { return false }
    var rest = line[...]
    while let found = rest.firstRange(of: text) {
      let before =
        found.lowerBound > line.startIndex ? line[line.index(before: found.lowerBound)] : " "
      let after = found.upperBound < line.endIndex ? line[found.upperBound] : " "
      let startsWord = !isWord(text.first) || !(isWord(before) || before == ".")
      let endsWord = !isWord(text.last) || !isWord(after)
      if startsWord, endsWord { return true }
      rest = line[line.index(after: found.lowerBound)...]
    }
    return false
  }

  /// Whether a text occurs in a line at all: what most lines are sorted out by, and quick.
  static func holds(_ line: String, _ text: String) -> Bool { strstr(line, text) != nil }

  private static func isWord(_ character: Character?) -> Bool {
    guard let character else { return false }
    return character.isLetter || character.isNumber || character == "_"
  }
}
