/// One entry of the cost map.
public struct CatalogEntry: Equatable, Sendable {
  /// The key: a bare name, or one with its provider in front.
  public var name: String
  /// `litellm_provider`.
  public var provider: String
  /// `mode`; chat if the entry says nothing.
  public var mode: String
  /// `max_input_tokens`, if set.
  public var inputTokensMax: Int?
  /// `input_cost_per_token`, in dollars, if set.
  public var inputPrice: Double?
  /// `output_cost_per_token`, in dollars, if set.
  public var outputPrice: Double?

  /// Makes an entry.
  public init(name: String, provider: String, mode: String = "chat", inputTokensMax: Int? = nil) {
    self.name = name
    self.provider = provider
    self.mode = mode
    self.inputTokensMax = inputTokensMax
  }
}

/// A rule that infers the provider of a name that no entry lists (LiteLLM 1.93.2 and later:
/// `fallback_generalizations` of the cost map).
public struct NamingRule: Sendable {
  /// The pattern as it is written.
  public let pattern: String
  /// The provider it stands for.
  public let provider: String
  private let expression: RegularExpression

  /// Makes a rule; its pattern is searched for anywhere in a name, in any case.
  public init(pattern: String, provider: String) throws(PatternProblem) {
    self.pattern = pattern
    self.provider = provider
    expression = try RegularExpression(pattern, ignoringCase: true)
  }

  func applies(to name: String) -> Bool { expression.isFound(in: name) }

  private static let shippedPatterns: [(String, String)] = [
    (#"^(?:[a-z-]+\.)?anthropic\.claude-"#, "bedrock"),
    (#"^claude-[a-z]+-\d+(?:[-.]\d+)?(?:-\d{8})?$"#, "anthropic"),
    (#"^jev-(?:latest|preview|1\.13\.0|1\.14\.0)$"#, "typesafe"),
  ]

  /// The rule that is part of LiteLLM 1.90.7 itself.
  static let claudeNames = rule(#"^claude-[a-z]+-\d+-\d+(?:-\d{8})?$"#, "anthropic")

  private static func rule(_ pattern: String, _ provider: String) -> NamingRule {
    guard let rule = try? NamingRule(pattern: pattern, provider: provider) else {
      preconditionFailure("the shipped naming rule \(pattern) does not compile")
    }
    return rule
  }

  /// The rules that LiteLLM 1.109.1 ships.
  public static let shipped: [NamingRule] = shippedPatterns.map { rule($0, $1) }
}

/// The model cost map: one immutable snapshot of one version.
public struct Catalog: Sendable {
  /// The entries in the map's order; one for each name.
  public private(set) var entries: [CatalogEntry] = []
  /// The naming rules that the map brings along.
  public var namingRules: [NamingRule]
  /// Entries that the map is said to have besides those listed: a scenario names only those that
  /// matter, while a fetched map is judged by its size.
  public var unlistedCount: Int

  /// Makes a map.
  public init(
    _ entries: [CatalogEntry] = [], namingRules: [NamingRule] = [], unlistedCount: Int = 0
  ) {
    self.namingRules = namingRules
    self.unlistedCount = unlistedCount
    var places: [[UInt8]: Int] = [:]
    for entry in entries {
      let key = Array(entry.name.utf8)
      if let place = places[key] {
        self.entries[place] = entry
      } else {
        places[key] = self.entries.count
        self.entries.append(entry)
      }
    }
  }

  /// How many models the map has.
  public var count: Int { entries.count + unlistedCount }

  /// The map with an entry more; one of the same name is replaced where it stands.
  public mutating func publish(_ entry: CatalogEntry) {
    if let place = place(of: entry.name) {
      entries[place] = entry
    } else {
      entries.append(entry)
    }
  }

  /// The map without a name; false if it had none.
  public mutating func withdraw(_ name: String) -> Bool {
    guard let place = place(of: name) else { return false }
    entries.remove(at: place)
    return true
  }

  private func place(of name: String) -> Int? {
    entries.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
  }
}
