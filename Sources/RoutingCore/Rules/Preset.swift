/// A full set of rules with a name. The names stand in this file alone.
public enum Preset: String, CaseIterable, Sendable {
  /// The last line of releases with both founding faults.
  case litellm18112 = "litellm-1.81.12"
  /// The first release with the check for sealed items.
  case litellm1821 = "litellm-1.82.1"
  /// Between the two: origins fail fast already, stored models and blocked ones are as before.
  case litellm1857 = "litellm-1.85.7"
  /// The era in which a cooling origin failed fast.
  case litellm1907 = "litellm-1.90.7"
  /// The newest release that was measured.
  case litellm11091 = "litellm-1.109.1"
  /// What a careful engineer would choose today.
  case recommended

  /// The release that vectors are recorded from, unless their kind names another one.
  public static let ofVectors = Preset.litellm11091

  /// The preset of a LiteLLM release by its number, `1.109.1`; nil if it has none.
  public init?(release: String) { self.init(rawValue: "litellm-" + release) }

  /// The value of every rule.
  public var rules: Rules {
    var rules = Rules()
    for cell in PresetTable.cells {
      let column = cell[self]
      let known = cell.rule.set(column.value, in: &rules)
      precondition(known, "preset \(rawValue) gives \(cell.rule.rawValue) an unknown case")
    }
    return rules
  }

  /// What the value of one rule rests on.
  public func evidence(for rule: RuleName) -> Evidence {
    for cell in PresetTable.cells where cell.rule == rule { return cell[self].evidence }
    preconditionFailure("rule \(rule.rawValue) has no row in the preset table")
  }
}

/// What a cell of the rule × preset table rests on.
public enum Evidence: String, CaseIterable, Sendable {
  /// A recorded vector or a measured run of that version.
  case recorded
  /// The version's source.
  case read
  /// Neighbouring versions or reasoning; for `recommended`, a choice.
  case inferred
}

/// One rule in all presets, with its source.
public struct PresetRow: Sendable {
  /// One cell: the case's name and its evidence.
  public struct Cell: Sendable {
    /// The name of the rule's case.
    public let value: String
    /// What it rests on.
    public let evidence: Evidence
  }

  /// The rule.
  public let rule: RuleName
  /// Where the values come from, in one phrase.
  public let source: String
  private let columns: [Cell]

  init(_ rule: RuleName, _ source: String, _ columns: Cell...) {
    precondition(columns.count == 5, "rule \(rule.rawValue) lacks a cell for some preset")
    self.rule = rule
    self.source = source
    self.columns = columns
  }

  /// The rule's cell in a preset.
  public subscript(preset: Preset) -> Cell {
    switch preset {
    case .litellm18112: columns[0]
    case .litellm1821: columns[1]
    case .litellm1857:
      PresetTable.midway(rule) ?? Cell(value: columns[2].value, evidence: .inferred)
    case .litellm1907: columns[2]
    case .litellm11091: columns[3]
    case .recommended: columns[4]
    }
  }
}
