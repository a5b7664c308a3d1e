import Harness

/// A run of the fuzzer over a range of seeds.
///
/// Seeds are run in blocks, and so many blocks make an epoch. How the worlds of an epoch are drawn
/// depends on what the epochs before it reached, so that the result is the same for any number of
/// jobs, and blocks of one epoch can run anywhere.
public struct FuzzRun: Sendable {
  /// What is fuzzed.
  public let plan: FuzzPlan
  /// How many worlds run at once.
  public let jobs: Int
  /// How many blocks of seeds make an epoch.
  public let epoch: UInt64
  /// What was reached so far.
  public private(set) var coverage = Coverage()
  /// What was reached before this run, by other runs.
  private let earlier: Coverage
  /// What was reached before the present epoch, and that epoch's number.
  private var steering: (coverage: Coverage, epoch: UInt64?)
  /// What was found so far, in the order in which it was.
  public private(set) var findings: [Finding] = []
  /// In how many worlds each property failed, by its place in `Property.allCases`.
  public private(set) var breached = Property.allCases.map { _ in 0 }
  /// The requests that were simulated.
  public private(set) var requests: UInt64 = 0
  /// Worlds that were no scenarios, with the reason: faults of the generator.
  public private(set) var problems: [(seed: UInt64, reason: String)] = []
  /// Worlds whose cause was new once `findingsMax` was reached: they are counted, and not kept.
  public private(set) var unkept = 0
  /// The digests of some worlds, for another process to compare.
  public private(set) var digests: [(seed: UInt64, digest: String)] = []

  /// How many seeds make a block.
  public static let blockSize: UInt64 = 256
  /// The seeds whose digests are kept: every so manieth.
  public var digestEvery: UInt64 = 64
  /// The most findings of one run.
  public static let findingsMax = 200

  /// The most findings that this run makes small.
  public var findingsMost = FuzzRun.findingsMax

  /// Makes a run of nothing, after other runs that reached something.
  public init(plan: FuzzPlan, jobs: Int, epoch: UInt64 = 1, after earlier: Coverage = Coverage()) {
    precondition(jobs > 0, "a run without jobs runs nothing")
    precondition(epoch > 0, "an epoch without blocks never ends")
    self.plan = plan
    self.jobs = jobs
    self.epoch = epoch
    self.earlier = earlier
    steering = (earlier, nil)
  }

  /// The weights with which a block is drawn, and the cases of rules that it is tried under: those
  /// of its epoch.
  private mutating func steered(_ seeds: ClosedRange<UInt64>) -> Steered {
    let number = seeds.lowerBound / Self.blockSize / epoch
    if steering.epoch != number {
      steering = (earlier, number)
      steering.coverage.add(coverage)
    }
    return (
      steering.coverage.steered(from: plan.profile.weights),
      plan.others(steering.coverage.untried)
    )
  }

  private typealias Steered = (weights: FeatureWeights, untried: [Situations.RuleCase])

  /// Runs a block of seeds, and makes what is new small.
  public mutating func run(_ seeds: ClosedRange<UInt64>) async -> [Finding] {
    let steered = steered(seeds)
    let results = await results(seeds, steered)
    var fresh: [(breach: Breach, seed: UInt64)] = []
    for result in results {
      requests += result.requests
      if let problem = result.problem {
        problems.append((result.seed, problem))
        continue
      }
      coverage.add(result)
      if result.seed % digestEvery == 0 { digests.append((result.seed, result.digest)) }
      for breach in result.breaches { note(breach, result.seed, &fresh) }
    }
    let made = await shrink(fresh, steered.weights)
    findings += made
    return made
  }

  /// Runs a block of seeds for its digests alone.
  public mutating func observe(_ seeds: ClosedRange<UInt64>) async {
    for result in await results(seeds, steered(seeds)) where result.problem == nil {
      coverage.add(result)
      if result.seed % digestEvery == 0 { digests.append((result.seed, result.digest)) }
    }
  }

  /// Counts a breach with its finding, or as a new one.
  private mutating func note(
    _ breach: Breach, _ seed: UInt64, _ fresh: inout [(breach: Breach, seed: UInt64)]
  ) {
    if let place = Property.allCases.firstIndex(of: breach.property) { breached[place] += 1 }
    if let place = findings.firstIndex(where: {
      $0.property == breach.property && $0.cause == breach.cause
    }) {
      findings[place].count(seed: seed)
      return
    }
    fresh.append((breach, seed))
  }

  private func results(
    _ seeds: ClosedRange<UInt64>, _ steered: Steered
  ) async -> [SeedResult] {
    let plan = plan
    return await Workers.results(of: Array(seeds), jobs: jobs) {
      plan.run($0, weights: steered.weights, untried: steered.untried)
    }
  }

  /// The first world of each new cause, made small; the others are counted.
  private mutating func shrink(
    _ fresh: [(breach: Breach, seed: UInt64)], _ weights: FeatureWeights
  ) async -> [Finding] {
    var first: [(breach: Breach, seeds: [UInt64])] = []
    for (breach, seed) in fresh {
      if let place = first.firstIndex(where: {
        $0.breach.property == breach.property && $0.breach.cause == breach.cause
      }) {
        first[place].seeds.append(seed)
      } else if findings.count + first.count < findingsMost {
        first.append((breach, [seed]))
      } else {
        unkept += 1
      }
    }
    let plan = plan
    let made = await Workers.results(of: first, jobs: jobs) { one in
      var finding = plan.finding(one.breach, seed: one.seeds[0], weights: weights)
      for seed in one.seeds { finding?.count(seed: seed) }
      return finding
    }
    return made.compactMap(\.self)
  }
}
