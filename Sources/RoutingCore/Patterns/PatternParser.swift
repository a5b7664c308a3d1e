/// Reads the part of Python's regular expressions that configurations use.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var depth = 0
  var ignoresCase = false

  private static let depthMax = 100
  private static let repeatMax = 1_000

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The whole pattern.
  mutating func parse() throws(PatternProblem) -> PatternNode {
    try readFlags()
    let node = try choice()
    guard place == scalars.count else { throw .invalid("unbalanced parenthesis") }
    return node
  }

  private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private func isNext(_ text: String) -> Bool {
    var at = place
    for scalar in text.unicodeScalars {
      guard at < scalars.count, scalars[at] == scalar else { return false }
      at += 1
    }
    return true
  }

  private mutating func take(_ text: String) -> Bool {
    guard isNext(text) else { return false }
    place += text.unicodeScalars.count
    return true
  }

  private mutating func readFlags() throws(PatternProblem) {
    if take("(?i)") { ignoresCase = true }
  }

  private mutating func choice() throws(PatternProblem) -> PatternNode {
    depth += 1
    guard depth <= Self.depthMax else { throw .tooLarge(Self.depthMax) }
    defer { depth -= 1 }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternProblem) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let part = try atom()
      parts.append(try quantified(part))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func atom() throws(PatternProblem) -> PatternNode {
    guard let scalar = next else { preconditionFailure("an atom was read beyond the pattern") }
    switch scalar {
    case "*", "+", "?": throw .invalid("nothing to repeat")
    case "(": return try group()
    case "[": return .scalarClass(try scalarClass())
    case "\\": return try escape()
    default: break
    }
    place += 1
    switch scalar {
    case ".": return .any
    case "^": return .start
    case "$": return .end
    default: return .scalar(scalar)
    }
  }

  private mutating func group() throws(PatternProblem) -> PatternNode {
    place += 1
    if take("?") {
      if take("P<") {
        while let scalar = next, scalar != ">" { _ = scalar; place += 1 }
        guard take(">") else { throw .invalid("missing >, unterminated name") }
      } else if !take(":") {
        throw .unsupported("a group that begins with (?\(next.map(String.init) ?? "")")
      }
    }
    let node = try choice()
    guard take(")") else { throw .invalid("missing ), unterminated subpattern") }
    return node
  }

  private mutating func quantified(_ node: PatternNode) throws(PatternProblem) -> PatternNode {
    guard let bounds = try bounds() else { return node }
    if node.isAssertion { throw .invalid("nothing to repeat") }
    // Which of several ways to match comes first makes no difference to whether there is one.
    if take("?") {}
    if next == "+" { throw .unsupported("a possessive quantifier") }
    let after = place
    if try self.bounds() != nil { throw .invalid("multiple repeat") }
    place = after
    return .repeated(node, least: bounds.least, most: bounds.most)
  }

  private mutating func bounds() throws(PatternProblem) -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard next == "{" else { return nil }
    let start = place
    place += 1
    let least = number()
    var most = least
    if take(",") { most = number() }
    // Braces that hold no bounds are text.
    guard take("}"), scalars[place - 2] != "{" else {
      place = start
      return nil
    }
    if let least, let most, least > most {
      throw .invalid("min repeat greater than max repeat")
    }
    guard max(least ?? 0, most ?? 0) <= Self.repeatMax else { throw .tooLarge(Self.repeatMax) }
    return (least ?? 0, scalars[place - 2] == "," ? nil : most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, ("0"..."9").contains(scalar) {
      value = min((value ?? 0) * 10 + Int(scalar.value - 48), 1_000_000)
      place += 1
    }
    return value
  }
}

extension PatternParser {
  private static let kinds: [Unicode.Scalar: (ScalarClass.Kind, Bool)] = [
    "d": (.digit, false), "D": (.digit, true), "w": (.word, false), "W": (.word, true),
    "s": (.space, false), "S": (.space, true),
  ]
  private static let controls: [Unicode.Scalar: Unicode.Scalar] = [
    "n": "\n", "t": "\t", "r": "\r", "f": "\u{0C}", "v": "\u{0B}", "a": "\u{07}",
  ]

  private mutating func escape() throws(PatternProblem) -> PatternNode {
    place += 1
    guard let scalar = next else { throw .invalid("bad escape (end of pattern)") }
    place += 1
    if let kind = Self.kinds[scalar] {
      var set = ScalarClass()
      set.kinds = [(kind: kind.0, isNegated: kind.1)]
      return .scalarClass(set)
    }
    if scalar == "A" { return .start }
    if scalar == "Z" { return .veryEnd }
    return .scalar(try literal(scalar))
  }

  /// What an escaped scalar stands for; letters and digits without a meaning are errors in Python.
  private func literal(_ scalar: Unicode.Scalar) throws(PatternProblem) -> Unicode.Scalar {
    if let control = Self.controls[scalar] { return control }
    guard scalar.isASCII,
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar)
    else { return scalar }
    switch scalar {
    case "b", "B", "x", "u", "U", "N", "0"..."9": throw .unsupported("\\\(scalar)")
    default: throw .invalid("bad escape \\\(scalar)")
    }
  }

  private mutating func scalarClass() throws(PatternProblem) -> ScalarClass {
    place += 1
    var set = ScalarClass()
    set.isNegated = take("^")
    var isFirst = true
    while let scalar = next, isFirst || scalar != "]" {
      isFirst = false
      guard let low = try member(of: &set) else { continue }
      guard next == "-", place + 1 < scalars.count, scalars[place + 1] != "]" else {
        set.insert(low)
        continue
      }
      place += 1
      guard let high = try member(of: &set) else {
        throw .invalid("bad character range")
      }
      guard low.value <= high.value else { throw .invalid("bad character range \(low)-\(high)") }
      set.ranges.append(low.value...high.value)
    }
    guard take("]") else { throw .invalid("unterminated character set") }
    return set
  }

  /// The next member of a class, or nil if it was `\d`, `\w` or the like, which is entered.
  private mutating func member(
    of set: inout ScalarClass
  ) throws(PatternProblem) -> Unicode.Scalar? {
    guard let scalar = next else { throw .invalid("unterminated character set") }
    place += 1
    guard scalar == "\\" else { return scalar }
    guard let escaped = next else { throw .invalid("bad escape (end of pattern)") }
    place += 1
    if let kind = Self.kinds[escaped] {
      set.kinds.append((kind: kind.0, isNegated: kind.1))
      return nil
    }
    if escaped == "b" { return "\u{08}" }
    return try literal(escaped)
  }
}
