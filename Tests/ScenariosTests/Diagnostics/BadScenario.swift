import Testing

/// A scenario with something wrong in it, and every word that is said about it.
struct BadScenario: CustomTestStringConvertible, Sendable {
  let name: String
  let text: String
  /// The diagnostics' texts.
  let expected: [String]

  var testDescription: String { name }

  /// All that have an error.
  static let all = file + variant + traffic + parts + steps + surfaces + stores + world + tries

  /// A scenario of four lines that is right.
  static let good = [
    "name: A",
    "config: {model_list: [{model_name: m, litellm_params: {model: openai/gpt, "
      + "api_base: https://east.example.com, api_key: k}}]}",
    "traffic: {model: m}",
    "variants: {a: recommended}",
  ]

  /// The good scenario with other lines at some places, by line number, and lines after it.
  init(
    _ name: String, lines: [Int: String] = [:], after: [String] = [], _ expected: [String]
  ) {
    self.name = name
    let all = Self.good.enumerated().map { lines[$0.offset + 1] ?? $0.element } + after
    text = all.joined(separator: "\n") + "\n"
    self.expected = expected
  }

  init(_ name: String, text: String, _ expected: [String]) {
    self.name = name
    self.text = text
    self.expected = expected
  }
}
