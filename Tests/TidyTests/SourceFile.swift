/// A text file of the repository, and for Swift its text without what is not code.
struct SourceFile {
  /// Seen from the repository's root.
  let path: String
  /// The lines as they are.
  let lines: [String]
  /// The lines with comments and the contents of string literals blanked out.
  let code: [String]
  /// The lines with comments alone blanked out.
  let codeAndTexts: [String]

  init(path: String, text: String) {
    self.path = path
    lines = Self.lines(of: text)
    guard path.hasSuffix(".swift") else {
      code = lines
      codeAndTexts = lines
      return
    }
    var scanner = CodeScanner(text)
    scanner.scan()
    code = Self.lines(of: String(String.UnicodeScalarView(scanner.code)))
    codeAndTexts = Self.lines(of: String(String.UnicodeScalarView(scanner.codeAndTexts)))
  }

  private static func lines(of text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The target whose sources the file belongs to, or nil.
  var target: String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
  }

  func finding(_ place: Int, _ message: String) -> Finding {
    Finding(path: path, line: place + 1, message: message)
  }
}

/// Tells code from comments and string literals; newlines and columns stay where they are.
struct CodeScanner {
  private let text: [Unicode.Scalar]
  private var place = 0
  private(set) var code: [Unicode.Scalar] = []
  private(set) var codeAndTexts: [Unicode.Scalar] = []

  init(_ text: String) { self.text = Array(text.unicodeScalars) }

  mutating func scan() {
    while place < text.count {
      guard "/\"#".unicodeScalars.contains(text[place]) else {
        keep()
        continue
      }
      if starts("//") {
        while place < text.count, text[place] != "\n" { skip(inComment: true) }
      } else if starts("/*") {
        blockComment()
      } else if let pounds = literalPounds() {
        literal(pounds: pounds)
      } else {
        keep()
      }
    }
  }

  private func starts(_ prefix: String, at offset: Int = 0) -> Bool {
    text[min(place + offset, text.count)...].starts(with: prefix.unicodeScalars)
  }

  private mutating func keep() {
    code.append(text[place])
    codeAndTexts.append(text[place])
    place += 1
  }

  private mutating func skip(inComment: Bool) {
    let scalar = text[place]
    code.append(scalar == "\n" ? scalar : " ")
    codeAndTexts.append(inComment && scalar != "\n" ? " " : scalar)
    place += 1
  }

  private mutating func blockComment() {
    var depth = 0
    repeat {
      if starts("/*") { depth += 1 }
      if starts("*/") { depth -= 1 }
      let isMark = starts("/*") || starts("*/")
      skip(inComment: true)
      if isMark { skip(inComment: true) }
    } while depth > 0 && place < text.count
  }

  /// How many pounds a string literal that starts here has, or nil if none does.
  private func literalPounds() -> Int? {
    var pounds = 0
    while starts("#", at: pounds) { pounds += 1 }
    return starts("\"", at: pounds) ? pounds : nil
  }

  private mutating func literal(pounds: Int) {
    for _ in 0..<pounds { keep() }
    let quotes = starts("\"\"\"") ? 3 : 1
    for _ in 0..<quotes { keep() }
    let fence = String(repeating: "#", count: pounds)
    let end = String(repeating: "\"", count: quotes) + fence
    let escape = "\\" + fence
    while place < text.count {
      if starts(end) {
        for _ in 0..<end.count { keep() }
        return
      }
      if quotes == 1, text[place] == "\n" { return }
      if starts(escape + "(") {
        for _ in 0...escape.count { skip(inComment: false) }
        interpolation()
      } else if starts(escape), place + escape.count < text.count {
        for _ in 0...escape.count where place < text.count { skip(inComment: false) }
      } else {
        skip(inComment: false)
      }
    }
  }

  /// What is interpolated is code: a call in it is a call.
  private mutating func interpolation() {
    var depth = 1
    while place < text.count {
      if let pounds = literalPounds() {
        literal(pounds: pounds)
        continue
      }
      if text[place] == "(" { depth += 1 }
      if text[place] == ")" { depth -= 1 }
      if depth == 0 {
        skip(inComment: false)
        return
      }
      keep()
    }
  }
}
