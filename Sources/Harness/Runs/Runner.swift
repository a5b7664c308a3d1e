import Primitives
public import Scenarios
public import Tunnel

/// Runs scenarios on a number of threads; the order of results is that of the scenarios.
public struct Runner: Sendable {
  private let jobs: Int
  private let mode: RunMode

  /// Makes a runner; `jobs` bounds how many variants run at once.
  public init(jobs: Int, mode: RunMode) {
    precondition(jobs > 0, "a runner without jobs runs nothing")
    self.jobs = jobs
    self.mode = mode
  }

  /// Runs all variants and tells of each that is done.
  public func run(
    _ scenarios: [Scenario], done: @escaping @Sendable (Int) -> Void
  ) async -> [ScenarioRun] {
    let work = scenarios.indices.flatMap { scenario in
      scenarios[scenario].variants.indices.map { (scenario, $0) }
    }
    let mode = mode
    let jobs = work.map { scenarios[$0.0].variants[$0.1] }
    let done = await Workers.results(of: jobs, jobs: self.jobs, done: done) {
      VariantRun(running: $0, mode: mode)
    }
    var runs: [[VariantRun]] = scenarios.map { _ in [] }
    for ((scenario, _), run) in zip(work, done) { runs[scenario].append(run) }
    return zip(scenarios, runs).map { ScenarioRun(scenario: $0, runs: $1) }
  }
}

extension Scenario {
  /// The scenario with some of its variants, and another seed if one is given.
  ///
  /// A seed replaces that of `random: cpython(SEED)` as well.
  public func selecting(variant: String?, seed: UInt64?) -> Scenario {
    var selected = self
    if let variant { selected.variants = variants.filter { $0.name == variant } }
    guard let seed else { return selected }
    for place in selected.variants.indices {
      selected.variants[place].setup.seed = seed
      if case .cpython = selected.variants[place].setup.random {
        selected.variants[place].setup.random = .cpython(seed)
      }
    }
    return selected
  }
}
