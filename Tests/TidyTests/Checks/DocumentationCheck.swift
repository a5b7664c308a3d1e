/// What other targets use says what it is.
enum DocumentationCheck {
  static func findings(_ file: SourceFile) -> [Finding] {
    guard file.target != nil else { return [] }
    return file.code.indices.compactMap { place in
      let words = Declarations.words(file.code[place])
      guard let first = words.first, first == "public" || first == "package",
        words.count > 1, !["import", "extension"].contains(words[1]),
        !isDocumented(file, place)
      else { return nil }
      let what = words.dropFirst().prefix(3).joined(separator: " ")
      return file.finding(place, "'\(what)' is \(first) and has no '///' above it")
    }
  }

  /// Whether a doc comment stands above a line, attributes between them left out.
  private static func isDocumented(_ file: SourceFile, _ place: Int) -> Bool {
    var above = place - 1
    while above >= 0 {
      let line = file.lines[above].drop { $0 == " " }
      if line.hasPrefix("///") { return true }
      guard line.hasPrefix("@") || line.hasPrefix("#if") else { return false }
      above -= 1
    }
    return false
  }
}
