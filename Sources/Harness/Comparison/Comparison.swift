import Scenarios
public import Tunnel

/// Pairs of variants, run side by side under common random numbers.
///
/// A comparison is a function of its pairs and its plan: clients, upstreams and the gateway of both
/// sides draw from streams of the same names and seeds, so that what differs is what they decided.
public struct Comparison: Sendable {
  /// What came out, in the order of the pairs.
  public private(set) var pairs: [PairOutcome] = []
  /// The plan.
  public let plan: SeedPlan

  /// Runs a comparison on a number of threads; they do not change what comes out.
  public init(
    _ compared: [ComparedPair], plan: SeedPlan, jobs: Int,
    done: @escaping @Sendable (Int) -> Void = { _ in }
  ) async {
    precondition(jobs > 0, "a comparison without jobs runs nothing")
    self.plan = plan
    var outcomes = compared.map { PairOutcome($0) }
    let runs = compared.map { PairRun($0) }
    let measures = outcomes.map(\.measures)
    var open = compared.indices.map { $0 }
    var wanted = plan.first
    var finished = 0
    while !open.isEmpty {
      let work = open.flatMap { pair in
        (outcomes[pair].seeds..<wanted).map { (pair, UInt64($0)) }
      }
      let samples = await Self.inParallel(work.count, jobs: jobs, from: finished, done) { place in
        let (pair, offset) = work[place]
        return runs[pair].sample(compared[pair].seeded(offset), measures[pair])
      }
      finished += work.count
      for ((pair, _), sample) in zip(work, samples) { outcomes[pair].add(sample) }
      let count = wanted
      open = open.filter { pair in
        let outcome = outcomes[pair]
        outcomes[pair].isPrecise = plan.isMet(by: outcome.main, requests: outcome.requestsPerRun)
        return plan.next(after: count, outcome.main, requests: outcome.requestsPerRun) != nil
      }
      wanted = min(2 * wanted, SeedPlan.openMax)
    }
    let differing = outcomes.indices.filter { outcomes[$0].firstDiffering != nil }
    let offsets = differing.map { outcomes[$0].firstDiffering ?? 0 }
    let witnesses = await Self.inParallel(differing.count, jobs: jobs, from: finished, done) {
      let pair = differing[$0]
      return Witness(compared[pair], runs[pair], offset: offsets[$0])
    }
    for (pair, witness) in zip(differing, witnesses) { outcomes[pair].witness = witness }
    pairs = outcomes
  }

  /// Whether anything differs.
  public var differs: Bool { pairs.contains { $0.firstDiffering != nil } }

  /// How many requests were simulated for the measures, on both sides together.
  public var requests: UInt64 { pairs.reduce(0) { $0 + $1.requests } }

  private static func inParallel<Value: Sendable>(
    _ count: Int, jobs: Int, from finished: Int, _ done: @escaping @Sendable (Int) -> Void,
    _ body: @escaping @Sendable (Int) -> Value
  ) async -> [Value] {
    var values: [Value?] = Array(repeating: nil, count: count)
    await withTaskGroup(of: (Int, Value).self) { group in
      var next = 0
      func addOne() {
        guard next < count else { return }
        let place = next
        next += 1
        group.addTask { (place, body(place)) }
      }
      for _ in 0..<min(jobs, count) { addOne() }
      var number = finished
      for await (place, value) in group {
        values[place] = value
        number += 1
        done(number)
        addOne()
      }
    }
    return values.compactMap { $0 }
  }
}

/// What a pair came to.
public struct PairOutcome: Sendable {
  /// The pair.
  public let pair: ComparedPair
  /// What was measured.
  public let measures: [Measure]
  /// By measure: what the second side has more than the first.
  public private(set) var estimates: [Estimate]
  /// By measure: the values on both sides under the first seed.
  public private(set) var first: [(from: Int64, to: Int64)] = []
  /// How many requests change, each seed a pair.
  public private(set) var changed = Estimate()
  /// Under how many seeds something differs.
  public private(set) var differingSeeds = 0
  /// The first seed under which something differs, counted from zero.
  public private(set) var firstDiffering: UInt64?
  /// How many requests were simulated, on both sides together.
  public private(set) var requests: UInt64 = 0
  /// What stopped a run before its traffic ended, if something did.
  public private(set) var limit: LimitReached?
  /// Whether a run had more requests than a log keeps.
  public private(set) var isCut = false
  /// Whether the number of seeds is enough for what was asked.
  public internal(set) var isPrecise = false
  /// The first differing seed, looked at closely.
  public internal(set) var witness: Witness?

  init(_ pair: ComparedPair) {
    self.pair = pair
    measures = Measure.all(of: pair)
    estimates = measures.map { _ in Estimate() }
  }

  /// How many seeds there were.
  public var seeds: Int { changed.count }

  /// The estimate of the main difference: requests that are not ok.
  public var main: Estimate { estimates[0] }

  /// How many kinds of outcomes are more or fewer on the second side.
  public var outcomesThatDiffer: Int {
    zip(measures, estimates).count { measure, estimate in
      if case .outcome = measure { !estimate.isZero } else { false }
    }
  }

  /// How many requests one side makes under one seed, on average.
  var requestsPerRun: Double { Double(requests) / Double(max(1, 2 * seeds)) }

  mutating func add(_ sample: PairRun.Sample) {
    if seeds == 0 { first = zip(sample.from, sample.to).map { ($0, $1) } }
    if sample.differs {
      differingSeeds += 1
      if firstDiffering == nil { firstDiffering = UInt64(seeds) }
    }
    for place in measures.indices {
      estimates[place].add(sample.to[place] - sample.from[place])
    }
    changed.add(Int64(sample.changed))
    requests += sample.requests
    limit = limit ?? sample.limit
    isCut = isCut || sample.isCut
  }
}

/// One seed of a pair, looked at closely.
public struct Witness: Sendable {
  /// How many seeds come before it.
  public let offset: UInt64
  /// The pair with its seed.
  public let pair: ComparedPair
  /// What differs, request by request.
  public let changes: RequestChanges
  /// Where the runs first part; nil if only what is counted differs.
  public let divergence: Divergence?
  /// The changed request that was over first, on whichever side; nil if none changed.
  public let firstChanged: RequestLabel?
  /// Which rules and settings matter.
  public let attribution: Attribution
  /// Which settings of two configurations matter.
  public let settings: [SettingFinding]
  /// How many settings of two configurations differ.
  public let settingsDiffering: Int

  init(_ pair: ComparedPair, _ runs: PairRun, offset: UInt64) {
    self.offset = offset
    let seeded = pair.seeded(offset)
    let from = runs.run(seeded.from.setup)
    let to = runs.run(seeded.to.setup)
    self.pair = seeded
    changes = RequestChanges(from.log, to.log)
    divergence = Divergence(from.log, to.log)
    let changed = changes.changed.map(\.label)
    firstChanged =
      [from, to].compactMap { side in
        side.log.requests.first { changed.contains($0.label) }
      }.min { $0.endedAt < $1.endedAt }?.label
    attribution = Attribution(seeded, runs, from, to)
    (settings, settingsDiffering) =
      pair.trials?.findings(runs, offset: offset, from, to) ?? ([], 0)
  }
}
