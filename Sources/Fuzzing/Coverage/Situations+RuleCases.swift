import RoutingCore
import Tunnel

/// Cases of rules that make a difference: a world goes another way under another case.
extension Situations {
  /// A rule and one of its cases, with the number of the cell.
  public struct RuleCase: Equatable, Sendable {
    /// The rule.
    let rule: RuleName
    /// The case's name.
    let name: String
    /// The number of its cell.
    let cell: Int
  }

  /// Every case of every rule, in the order of their declaration.
  static let ruleCases: [RuleCase] = RuleName.allCases.flatMap { rule in
    rule.cases.map { (rule, $0) }
  }.enumerated().map { place, one in
    RuleCase(rule: one.0, name: one.1, cell: firstRule + place)
  }
  static let ruleNames = RuleName.allCases.flatMap { rule in
    rule.cases.map { "\(rule.rawValue)=\($0) makes a difference" }
  }

  /// The cells of a rule's cases: that in force and another one, if the world goes another way
  /// under the other one.
  static func cells(of asked: RuleCase, _ run: WorldRun) -> [UInt32] {
    let present = asked.rule.value(in: run.setup.rules)
    guard present != asked.name, let other = WorldRun(run.value, rules: (asked.rule, asked.name)),
      other.result.limit != nil || other.digest != run.digest,
      let own = ruleCases.first(where: { $0.rule == asked.rule && $0.name == present })
    else { return [] }
    return [UInt32(min(asked.cell, own.cell)), UInt32(max(asked.cell, own.cell))]
  }
}
