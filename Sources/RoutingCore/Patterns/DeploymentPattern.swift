/// The `model_name` of a wildcard deployment: text with stars that stand for any text of one line.
///
/// Unlike a key's entry it is escaped, and it matches a prefix: what follows its last text is not
/// looked at (LiteLLM, `pattern_match_deployments.py`).
public struct DeploymentPattern: Sendable, Equatable {
  /// The pattern as it is written.
  public let text: String
  /// The texts between the stars: one more than there are stars.
  private let parts: [[Unicode.Scalar]]

  /// Makes a pattern.
  public init(_ text: String) {
    self.text = text
    parts = text.unicodeScalars.split(separator: "*", omittingEmptySubsequences: false)
      .map(Array.init)
  }

  /// The characters that Python's `re.escape` puts a backslash before, besides the star.
  private static let escaped = Set("\\.^$+?{}[]|()-&~# \t\n\r\u{0B}\u{0C}".unicodeScalars)
  private static let operators = Set("\\^$+?|()".unicodeScalars)

  /// How specific the pattern is: the length of its regular expression, then how many of its
  /// characters are operators. More specific patterns are tried first.
  public var specificity: (length: Int, operators: Int) {
    var length = 0
    var operators = 0
    for scalar in text.unicodeScalars {
      if scalar == "*" {
        // `(.*)`: four characters, three of them operators.
        length += 4
        operators += 3
      } else if Self.escaped.contains(scalar) {
        length += 2
        operators += 1 + (Self.operators.contains(scalar) ? 1 : 0)
      } else {
        length += 1
      }
    }
    return (length, operators)
  }

  /// What the stars stand for in a name, as long as each can be from the left; nil if it does not
  /// match.
  public func captures(in name: String) -> [String]? {
    let scalars = Array(name.unicodeScalars)
    guard scalars.starts(with: parts[0]) else { return nil }
    let ends = longestEnds(scalars)
    var captures: [String] = []
    var start = parts[0].count
    for part in parts.indices.dropFirst() {
      guard let end = ends[part][start] else { return nil }
      captures.append(String(String.UnicodeScalarView(scalars[start..<end])))
      start = end + parts[part].count
    }
    return captures
  }

  /// By part and start: the end of the longest run without a newline after which the part and all
  /// that follow it match. Filled from the right, so that nothing is tried twice.
  private func longestEnds(_ scalars: [Unicode.Scalar]) -> [[Int?]] {
    var ends: [[Int?]] = Array(
      repeating: Array(repeating: nil, count: scalars.count + 1), count: parts.count)
    for part in parts.indices.dropFirst().reversed() {
      for start in (0...scalars.count).reversed() {
        let after = start + parts[part].count
        let isGood =
          after <= scalars.count && scalars[start..<after].elementsEqual(parts[part])
          && (part + 1 == parts.count || ends[part + 1][after] != nil)
        let isLineOpen = start < scalars.count && scalars[start] != "\n"
        let further = isLineOpen ? ends[part][start + 1] : nil
        ends[part][start] = further ?? (isGood ? start : nil)
      }
    }
    return ends
  }

  /// An upstream model with its stars replaced from the left; the name as it was asked for, if
  /// there are more captures than stars; itself, if it has no star.
  public static func upstreamModel(
    _ model: String, captures: [String], askedFor name: String
  ) -> String {
    let stars = model.unicodeScalars.count { $0 == "*" }
    guard stars > 0 else { return model }
    guard captures.count <= stars else { return name }
    var result = String.UnicodeScalarView()
    var next = 0
    for scalar in model.unicodeScalars {
      if scalar == "*", next < captures.count {
        result.append(contentsOf: captures[next].unicodeScalars)
        next += 1
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
