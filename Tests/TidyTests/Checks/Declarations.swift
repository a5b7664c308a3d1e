/// Finds declarations and their bodies by words and braces, without a parser.
enum Declarations {
  static let modifiers: Set<String> = [
    "public", "package", "internal", "fileprivate", "private", "static", "final", "override",
    "mutating", "nonmutating", "indirect", "required", "convenience", "lazy", "consuming",
    "borrowing", "nonisolated", "prefix", "postfix", "infix", "weak", "unowned",
  ]

  /// The words of a line up to its first declaration keyword, attributes left out.
  static func words(_ line: String) -> [String] {
    line.split { $0 == " " }.map(String.init).filter { !$0.hasPrefix("@") }
  }

  /// The name of the function that a line declares, or nil.
  static func function(_ line: String) -> String? {
    let words = words(line)
    guard let place = words.firstIndex(where: { !modifier($0) }) else { return nil }
    let word = words[place]
    if word == "func", place + 1 < words.count { return name(words[place + 1]) }
    for keyword in ["init", "subscript", "deinit"] {
      guard word.hasPrefix(keyword) else { continue }
      let rest = word.dropFirst(keyword.count)
      if rest.first.map({ "(<?!".contains($0) }) ?? (keyword == "deinit") { return keyword }
    }
    return nil
  }

  private static func modifier(_ word: String) -> Bool {
    modifiers.contains(String(word.prefix { $0 != "(" }))
  }

  private static func name(_ word: String) -> String {
    let end = word.firstIndex { $0 == "(" || $0 == "<" } ?? word.endIndex
    return end == word.startIndex ? word : String(word[..<end])
  }

  /// The line on which the body of the declaration that starts on a line ends; nil without one.
  static func bodyEnd(_ code: [String], from start: Int) -> Int? {
    var parentheses = 0
    var braces = 0
    for place in start..<code.count {
      // A requirement of a protocol has no body: the next declaration begins before any brace.
      if place > start, braces == 0, parentheses == 0, function(code[place]) != nil { return nil }
      for character in code[place] {
        switch character {
        case "(", "[": parentheses += 1
        case ")", "]": parentheses -= 1
        case "{" where parentheses == 0 || braces > 0: braces += 1
        case "}" where parentheses == 0 || braces > 0:
          braces -= 1
          if braces == 0 { return place }
          if braces < 0 { return nil }
        default: break
        }
      }
    }
    return nil
  }
}
