import Testing

@testable import RoutingCore

/// Names of wildcard deployments, as LiteLLM's pattern router reads them with Python 3.11.
struct DeploymentPatternTests {
  static let names = [
    "anthropic/claude", "anthropic/", "anthropicX", "ab", "axb", "aabb", "abab", "axbyb", "xx",
    "team::red::gpt-5", "team::a::b::c", "a.bc", "aXbc", "aaa", "aaaa", "openai/gpt-4-mini-x",
    "a\nb", "éa", "", "a\nbxb",
  ]

  /// What the stars of each pattern stand for; a name that is not listed does not match.
  static let captures: [(pattern: String, found: [String: [String]])] = [
    (
      "*",
      [
        "anthropic/claude": ["anthropic/claude"],
        "anthropic/": ["anthropic/"],
        "anthropicX": ["anthropicX"],
        "ab": ["ab"],
        "axb": ["axb"],
        "aabb": ["aabb"],
        "abab": ["abab"],
        "axbyb": ["axbyb"],
        "xx": ["xx"],
        "team::red::gpt-5": ["team::red::gpt-5"],
        "team::a::b::c": ["team::a::b::c"],
        "a.bc": ["a.bc"],
        "aXbc": ["aXbc"],
        "aaa": ["aaa"],
        "aaaa": ["aaaa"],
        "openai/gpt-4-mini-x": ["openai/gpt-4-mini-x"],
        "a\nb": ["a"],
        "éa": ["éa"],
        "": [""],
        "a\nbxb": ["a"],
      ]
    ),
    (
      "anthropic/*",
      [
        "anthropic/claude": ["claude"],
        "anthropic/": [""],
      ]
    ),
    (
      "a*b*",
      [
        "ab": ["", ""],
        "axb": ["x", ""],
        "aabb": ["ab", ""],
        "abab": ["ba", ""],
        "axbyb": ["xby", ""],
        "a.bc": [".", "c"],
        "aXbc": ["X", "c"],
      ]
    ),
    (
      "a*b",
      [
        "ab": [""],
        "axb": ["x"],
        "aabb": ["ab"],
        "abab": ["ba"],
        "axbyb": ["xby"],
        "a.bc": ["."],
        "aXbc": ["X"],
      ]
    ),
    (
      "*x*",
      [
        "axb": ["a", "b"],
        "axbyb": ["a", "byb"],
        "xx": ["x", ""],
        "openai/gpt-4-mini-x": ["openai/gpt-4-mini-", ""],
      ]
    ),
    (
      "team::*::*",
      [
        "team::red::gpt-5": ["red", "gpt-5"],
        "team::a::b::c": ["a::b", "c"],
      ]
    ),
    (
      "a.b*",
      [
        "a.bc": ["c"]
      ]
    ),
    (
      "**",
      [
        "anthropic/claude": ["anthropic/claude", ""],
        "anthropic/": ["anthropic/", ""],
        "anthropicX": ["anthropicX", ""],
        "ab": ["ab", ""],
        "axb": ["axb", ""],
        "aabb": ["aabb", ""],
        "abab": ["abab", ""],
        "axbyb": ["axbyb", ""],
        "xx": ["xx", ""],
        "team::red::gpt-5": ["team::red::gpt-5", ""],
        "team::a::b::c": ["team::a::b::c", ""],
        "a.bc": ["a.bc", ""],
        "aXbc": ["aXbc", ""],
        "aaa": ["aaa", ""],
        "aaaa": ["aaaa", ""],
        "openai/gpt-4-mini-x": ["openai/gpt-4-mini-x", ""],
        "a\nb": ["a", ""],
        "éa": ["éa", ""],
        "": ["", ""],
        "a\nbxb": ["a", ""],
      ]
    ),
    (
      "a*a*a*",
      [
        "aaa": ["", "", ""],
        "aaaa": ["a", "", ""],
      ]
    ),
    (
      "openai/gpt-*-mini",
      [
        "openai/gpt-4-mini-x": ["4"]
      ]
    ),
    (
      "é*",
      [
        "éa": ["a"]
      ]
    ),
  ]

  @Test(arguments: captures)
  func capturesAsPythonDoes(pattern: String, found: [String: [String]]) {
    let pattern = DeploymentPattern(pattern)
    for name in Self.names { #expect(pattern.captures(in: name) == found[name], "\(name)") }
  }

  @Test(arguments: [
    ("*", 4, 3),
    ("anthropic/*", 14, 3),
    ("a*b*", 10, 6),
    ("a*b", 6, 3),
    ("*x*", 9, 6),
    ("team::*::*", 16, 6),
    ("a.b*", 8, 4),
    ("**", 8, 6),
    ("a*a*a*", 15, 9),
    ("openai/gpt-*-mini", 22, 5),
    ("é*", 5, 3),
    ("x (y)+[z]", 15, 9),
    ("a\\b", 4, 2),
  ])
  func specificity(pattern: String, length: Int, operators: Int) {
    let found = DeploymentPattern(pattern).specificity
    #expect(found.length == length)
    #expect(found.operators == operators)
  }

  @Test(arguments: [
    ("openai/*", ["x"], "openai/x"), ("openai/*-*", ["a", "b"], "openai/a-b"),
    ("openai/*-*", ["a"], "openai/a-*"), ("openai/*", ["a", "b"], "asked"),
    ("openai/gpt-5", ["x"], "openai/gpt-5"),
  ])
  func fillsStarsFromTheLeft(model: String, captures: [String], expected: String) {
    #expect(
      DeploymentPattern.upstreamModel(model, captures: captures, askedFor: "asked") == expected)
  }
}
