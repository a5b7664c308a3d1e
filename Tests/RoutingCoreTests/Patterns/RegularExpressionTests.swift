import Testing

@testable import RoutingCore

/// Patterns against texts, as Python 3.11 matches them with `re.match`.
struct RegularExpressionTests {
  static let texts = [
    "a", "aa", "aaa", "b", "ab", "ac", "bc", "c", "a\n", "\n", "", "anthropic/x",
    "anthropicXclaude", "gpt-5-mini", "gpt-6", "flashhh", "x1y", "x2", "x4", "12345678", "١٢٣",
    "a b", " \t", "é", "aé", "claude-opus-4-5", "claude-opus-4-5-20251001", "CLAUDE-OPUS-4", ".",
    "-1-", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaac", "a{x}", "]", "\t", "_9",
  ]

  /// The texts that each pattern matches from their start on.
  static let matches: [(pattern: String, texts: [String])] = [
    (
      "^a.*$",
      [
        "a", "aa", "aaa", "ab", "ac", "a\n", "anthropic/x", "anthropicXclaude", "a b", "aé",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaac", "a{x}",
      ]
    ),
    ("^anthropic/.*$", ["anthropic/x"]),
    ("^anthropic..*$", ["anthropic/x", "anthropicXclaude"]),
    ("^gpt-(4|5).*$", ["gpt-5-mini"]),
    ("^flash+.*$", ["flashhh"]),
    ("^x[1].*$", ["x1y"]),
    ("^x[^1-3]+$", ["x4"]),
    ("^(a|b|)c$", ["ac", "bc", "c"]),
    ("^a{2,3}$", ["aa", "aaa"]),
    ("^a{2}$", ["aa"]),
    ("^a{,2}$", ["a", "aa", "a\n", "\n", ""]),
    ("^a{2,}$", ["aa", "aaa"]),
    ("^a{x}$", ["a{x}"]),
    ("^\\d{8}$", ["12345678"]),
    (
      "^\\w+$",
      [
        "a", "aa", "aaa", "b", "ab", "ac", "bc", "c", "a\n", "anthropicXclaude", "flashhh", "x1y",
        "x2", "x4", "12345678", "١٢٣", "é", "aé", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaac", "_9",
      ]
    ),
    ("^\\s+$", ["\n", " \t", "\t"]),
    ("^.$", ["a", "b", "c", "a\n", "é", ".", "]", "\t"]),
    (
      "a|b$",
      [
        "a", "aa", "aaa", "b", "ab", "ac", "a\n", "anthropic/x", "anthropicXclaude", "a b", "aé",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaac", "a{x}",
      ]
    ),
    ("^(?:a|b)+$", ["a", "aa", "aaa", "b", "ab", "a\n"]),
    ("^(?P<n>a)b$", ["ab"]),
    ("^a??b$", ["b", "ab"]),
    ("^[]a]+$", ["a", "aa", "aaa", "a\n", "]"]),
    ("^[a\\]]+$", ["a", "aa", "aaa", "a\n", "]"]),
    ("^\\.$", ["."]),
    (
      "^claude-[a-z]+-\\d+(?:[-.]\\d+)?(?:-\\d{8})?$",
      [
        "claude-opus-4-5", "claude-opus-4-5-20251001",
      ]
    ),
    ("\\Aa\\Z", ["a"]),
    ("^[\\d-]+$", ["12345678", "١٢٣", "-1-"]),
    ("^\\W$", ["\n", ".", "]", "\t"]),
    ("^(a*)*b$", ["b", "ab"]),
    (
      "^[\\w.]+$",
      [
        "a", "aa", "aaa", "b", "ab", "ac", "bc", "c", "a\n", "anthropicXclaude", "flashhh", "x1y",
        "x2", "x4", "12345678", "١٢٣", "é", "aé", ".", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaac", "_9",
      ]
    ),
    ("^a$", ["a", "a\n"]),
    ("^$", ["\n", ""]),
    ("^(a|aa)+$", ["a", "aa", "aaa", "a\n"]),
    ("^\\t$", ["\t"]),
    ("^(?:)$", ["\n", ""]),
    ("^é$", ["é"]),
    ("^.+é$", ["aé"]),
  ]

  @Test(arguments: matches)
  func matchesAsPythonDoes(pattern: String, expected: [String]) throws {
    let expression = try RegularExpression(pattern)
    #expect(Self.texts.filter { expression.matchesPrefix(of: $0) } == expected)
  }

  /// Patterns that Python refuses, too.
  @Test(arguments: [
    "(", "a**", "*a", "+", "^+", "a)", "[a", "a{3,2}", "\\", "\\q",
  ])
  func refuses(_ pattern: String) {
    #expect {
      try RegularExpression(pattern)
    } throws: { error in
      if case .invalid? = error as? PatternProblem { true } else { false }
    }
  }

  /// What Python knows and this matcher does not is told apart from what is wrong.
  @Test(arguments: ["(?=a)", "a*+", "\\b", "(?<=a)b", "\\1"])
  func saysWhatItLacks(_ pattern: String) {
    #expect {
      try RegularExpression(pattern)
    } throws: { error in
      if case .unsupported? = error as? PatternProblem { true } else { false }
    }
  }

  @Test func aPatternTooLargeIsAnError() {
    #expect(throws: PatternProblem.tooLarge(RegularExpression.instructionsMax)) {
      try RegularExpression(String(repeating: "(?:a{1000})", count: 30))
    }
    #expect(throws: PatternProblem.self) {
      try RegularExpression(String(repeating: "(", count: 10_000))
    }
  }

  /// What makes a backtracking matcher take for ever takes no longer than anything else here.
  @Test func noPatternBacktracks() throws {
    let expression = try RegularExpression("^(a*)*(a|aa)+$")
    let text = String(repeating: "a", count: 5_000) + "b"
    #expect(!expression.matchesPrefix(of: text))
  }

  @Test func searchesInAnyCase() throws {
    let expression = try RegularExpression("claude", ignoringCase: true)
    #expect(expression.isFound(in: "x-CLAUDE-y"))
    #expect(!expression.isFound(in: "claud"))
  }
}
