public import RoutingCore
import Scenarios
import Tunnel

/// What exchanging something alone changes, against a side as it is.
public struct Effect: Equatable, Sendable {
  /// Requests with another outcome.
  public var changed = 0
  /// Requests with the same outcome after other picks or another delay.
  public var moved = 0

  /// Whether nothing changes.
  public var isNone: Bool { changed == 0 && moved == 0 }

  /// Makes an effect of nothing.
  public init() {}

  init(_ changes: RequestChanges) {
    changed = changes.changed.count
    moved = changes.moved + changes.delayed
  }
}

/// A rule in which two sides differ, and what it did.
public struct RuleFinding: Equatable, Sendable {
  /// The rule.
  public var rule: RuleName
  /// Its case on either side.
  public var from: String
  /// See `from`.
  public var to: String
  /// What the case rests on in the side's preset; nil if the variant set it.
  public var fromEvidence: Evidence?
  /// See `fromEvidence`.
  public var toEvidence: Evidence?
  /// What changes if the first side alone gets the second one's case.
  public var alone: Effect
  /// What changes if the second side loses its case to the first one's.
  public var undone: Effect
  /// Whether it shows only together with others: on the way from the first side's rules to those
  /// of the second, one after the other, this step changes something.
  public var onlyTogether = false
}

/// Which of the differences between two sides matter, found by experiment under one seed.
public struct Attribution: Equatable, Sendable {
  /// The rules that mattered.
  public var rules: [RuleFinding] = []
  /// How many rules differ.
  public var differing = 0
  /// What the settings do by themselves: the second side's settings under the first side's rules.
  public var settings: Effect?
  /// What all rules do by themselves: the first side's settings under the second side's rules.
  public var allRules: Effect?
  /// Whether each rule by itself and all together explain the difference.
  public var isComplete = true

  init() {}

  /// Tries every rule in which the sides of a pair differ.
  init(_ pair: ComparedPair, _ runs: PairRun, _ from: RunResult, _ to: RunResult) {
    let (left, right) = (pair.from.setup, pair.to.setup)
    let names = RuleName.allCases.filter { $0.value(in: left.rules) != $0.value(in: right.rules) }
    differing = names.count
    func effect(_ setup: TunnelSetup, _ rules: Rules, against base: RunResult) -> Effect {
      var setup = setup
      setup.rules = rules
      return Effect(RequestChanges(base.log, runs.run(setup).log))
    }
    for rule in names {
      let mine = rule.value(in: left.rules)
      let theirs = rule.value(in: right.rules)
      let alone = effect(left, left.rules.with(rule, theirs), against: from)
      let undone = effect(right, right.rules.with(rule, mine), against: to)
      guard !alone.isNone || !undone.isNone else { continue }
      rules.append(Self.finding(rule, pair, alone: alone, undone: undone))
    }
    let switched = rules.reduce(left.rules) { $0.with($1.rule, $1.to) }
    let base = effect(left, right.rules, against: from)
    let found = effect(left, switched, against: from)
    isComplete = base == found
    if !isComplete { addSteps(pair, names, from, runs) }
    // Only a pair of one scenario's variants, or of two configurations, has settings to exchange.
    if pair.settings.isEmpty {
      allRules = base
      settings = effect(right, left.rules, against: from)
    }
    rules.sort { left, right in
      (right.weight, Self.place(left.rule)) < (left.weight, Self.place(right.rule))
    }
  }

  /// Rules that show only together: from one side's rules to the other's, one after the other.
  private mutating func addSteps(
    _ pair: ComparedPair, _ names: [RuleName], _ from: RunResult, _ runs: PairRun
  ) {
    var setup = pair.from.setup
    var before = from
    for rule in names {
      setup.rules = setup.rules.with(rule, rule.value(in: pair.to.setup.rules))
      let after = runs.run(setup)
      let isChange = !RequestChanges(before.log, after.log).isNone
      before = after
      guard isChange, !rules.contains(where: { $0.rule == rule }) else { continue }
      var finding = Self.finding(rule, pair, alone: Effect(), undone: Effect())
      finding.onlyTogether = true
      rules.append(finding)
    }
  }

  private static func finding(
    _ rule: RuleName, _ pair: ComparedPair, alone: Effect, undone: Effect
  ) -> RuleFinding {
    RuleFinding(
      rule: rule, from: rule.value(in: pair.from.setup.rules),
      to: rule.value(in: pair.to.setup.rules), fromEvidence: evidence(rule, pair.from),
      toEvidence: evidence(rule, pair.to), alone: alone, undone: undone)
  }

  private static func evidence(_ rule: RuleName, _ side: Variant) -> Evidence? {
    let own = rule.value(in: side.preset.rules)
    return own == rule.value(in: side.setup.rules) ? side.preset.evidence(for: rule) : nil
  }

  private static func place(_ rule: RuleName) -> Int {
    RuleName.allCases.firstIndex(of: rule) ?? RuleName.allCases.count
  }
}

extension RuleFinding {
  /// What tells findings of much from those of little: changed requests, then moved ones.
  fileprivate var weight: Int {
    1_000_000 * max(alone.changed, undone.changed) + max(alone.moved, undone.moved)
  }
}

extension Rules {
  /// The rules with one of them set to a case that it has.
  fileprivate func with(_ rule: RuleName, _ value: String) -> Rules {
    var rules = self
    let isKnown = rule.set(value, in: &rules)
    precondition(isKnown, "a rule was set to a case that it does not have")
    return rules
  }
}
