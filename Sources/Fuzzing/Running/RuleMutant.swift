public import RoutingCore

/// A router with one rule set to another case, and what becomes of it in the fuzzer.
public struct RuleMutant: Sendable {
  /// The rule's name.
  public var rule: String
  /// Its right case under the preset.
  public var right: String
  /// The wrong one.
  public var wrong: String
  /// The property that kills it; nil if it survives.
  public var property: Property?
  /// What made it fail.
  public var cause = ""
  /// How many worlds it took.
  public var worlds = 0
  /// The smallest world that kills it.
  public var finding: Finding?

  /// All of a preset.
  public static func all(of preset: Preset) -> [RuleMutant] {
    RuleName.allCases.flatMap { rule in
      let right = rule.value(in: preset.rules)
      return rule.cases.filter { $0 != right }.map {
        RuleMutant(rule: rule.rawValue, right: right, wrong: $0)
      }
    }
  }

  /// Runs worlds until one kills it, and makes that small.
  public func tried(_ plan: FuzzPlan, seeds: ClosedRange<UInt64>) -> RuleMutant {
    var tried = self
    var plan = plan
    plan.rules = [(rule, wrong)]
    for seed in seeds {
      tried.worlds += 1
      guard let breach = plan.run(seed, weights: plan.profile.weights).breaches.first else {
        continue
      }
      tried.property = breach.property
      tried.cause = breach.cause
      tried.finding = plan.finding(
        breach, seed: seed, weights: plan.profile.weights, stepsMax: Self.shrinkStepsMax)
      break
    }
    return tried
  }

  private static let shrinkStepsMax = 600

  /// Tries mutants, so many at once, in their order; tells of each that is done.
  public static func tried(
    _ mutants: [RuleMutant], _ plan: FuzzPlan, seeds: ClosedRange<UInt64>, jobs: Int,
    done: @escaping @Sendable (Int) -> Void
  ) async -> [RuleMutant] {
    await withTaskGroup(of: (Int, RuleMutant).self) { group in
      var next = 0
      func addOne() {
        guard next < mutants.count else { return }
        let (place, mutant) = (next, mutants[next])
        next += 1
        group.addTask { (place, mutant.tried(plan, seeds: seeds)) }
      }
      for _ in 0..<jobs { addOne() }
      var results = mutants
      var count = 0
      for await (place, mutant) in group {
        results[place] = mutant
        count += 1
        done(count)
        addOne()
      }
      return results
    }
  }
}
