public import Harness
import RoutingCore

/// A router with one rule set to a wrong case, and what becomes of it in the fuzzer.
public struct FuzzedMutant: Sendable {
  /// The mutant.
  public var mutant: RuleMutant
  /// What kills it first; nil if it survives.
  public var breach: Breach?
  /// How many worlds were run.
  public var worlds = 0
  /// The smallest world that kills it.
  public var finding: Finding?

  private static let shrinkStepsMax = 600

  /// Runs worlds until one kills the mutant, and makes that small.
  init(_ mutant: RuleMutant, _ plan: FuzzPlan, seeds: ClosedRange<UInt64>) {
    self.mutant = mutant
    var plan = plan
    plan.rules = [(mutant.rule.rawValue, mutant.wrong)]
    let weights = plan.profile.weights
    for seed in seeds {
      worlds += 1
      guard let breach = plan.run(seed, weights: weights).breaches.first else { continue }
      self.breach = breach
      finding = plan.finding(
        breach, seed: seed, weights: weights, stepsMax: Self.shrinkStepsMax)
      break
    }
  }

  /// Tries mutants, so many at once, in their order; tells of each that is done.
  public static func tried(
    _ mutants: [RuleMutant], _ plan: FuzzPlan, seeds: ClosedRange<UInt64>, jobs: Int,
    done: @escaping @Sendable (Int) -> Void
  ) async -> [FuzzedMutant] {
    await Workers.results(of: mutants, jobs: jobs, done: done) {
      FuzzedMutant($0, plan, seeds: seeds)
    }
  }
}
