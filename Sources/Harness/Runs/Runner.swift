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
    var runs: [[VariantRun?]] = scenarios.map { Array(repeating: nil, count: $0.variants.count) }
    await withTaskGroup(of: (Int, Int, VariantRun).self) { group in
      var next = 0
      func addOne() {
        guard next < work.count else { return }
        let (scenario, variant) = work[next]
        let job = scenarios[scenario].variants[variant]
        next += 1
        group.addTask { (scenario, variant, VariantRun(running: job, mode: mode)) }
      }
      for _ in 0..<min(jobs, work.count) { addOne() }
      var finished = 0
      for await (scenario, variant, run) in group {
        runs[scenario][variant] = run
        finished += 1
        done(finished)
        addOne()
      }
    }
    return zip(scenarios, runs).map { ScenarioRun(scenario: $0, runs: $1.compactMap { $0 }) }
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
