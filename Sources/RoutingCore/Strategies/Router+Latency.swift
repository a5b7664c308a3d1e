import Primitives

extension Router {
  /// The shortest mean time; one of those within the buffer, by chance.
  mutating func shortestLatency(
    _ from: StrategyPick, _ random: inout GatewayRandom, _ scores: inout [Double]?,
    _ records: Bool
  ) -> StrategyVerdict {
    let name = from.model.index
    forgetTimes(name, at: from.now)
    let isKept = !strategies.names[name].times.isEmpty
    let candidates = Self.deployments(from)
    for candidate in candidates {
      strategies.names[name].times.enter(
        candidate, StrategyBook.TimeRecord(samples: [0]))
    }
    let order = Self.sample(strategies.names[name].times.keys.count, &random)
    let result = shortest(in: order, from, candidates, &scores, records)
    if !isKept { strategies.names[name].times.clear() }
    return result
  }

  /// All places in the order of `random.sample`: what is taken is replaced by the last of the pool.
  private static func sample(_ count: Int, _ random: inout GatewayRandom) -> [Int] {
    var pool = Array(0..<count)
    return pool.indices.map { taken in
      let place = random.choice(count: count - taken)
      defer { pool[place] = pool[count - taken - 1] }
      return pool[place]
    }
  }

  private mutating func shortest(
    in order: [Int], _ from: StrategyPick, _ candidates: [DeploymentIndex],
    _ scores: inout [Double]?, _ records: Bool
  ) -> StrategyVerdict {
    let times = strategies.names[from.model.index].times
    var fitting: [(deployment: DeploymentIndex, time: Double)] = []
    var known: [(deployment: DeploymentIndex, time: Double)] = []
    for place in order {
      let deployment = times.keys[place]
      guard from.member(of: deployment) != nil else { continue }
      guard let time = latency(times[place], streams: from.streams) else {
        return .failed(ErrorFacts(kind: .gatewayFault, status: 500))
      }
      if records { known.append((deployment, time)) }
      let count = times[place].minute.at(from.now)
      if !isOverLimits(deployment, count, from.inputTokens) {
        fitting.append((deployment, time))
      }
    }
    if records {
      scores = candidates.map { one in known.first { $0.deployment == one }?.time ?? 0 }
    }
    guard var lowest = fitting.first?.time else { return .failed(Self.nobodyFits) }
    for one in fitting { lowest = min(lowest, one.time) }
    let bound = lowest + configuration.settings.strategies.latencyBuffer * lowest
    return .oneOf(Self.sorted(fitting).filter { $0.time <= bound }.map(\.deployment))
  }

  /// Sorted by time, those alike as they stand (Python's sort is stable).
  private static func sorted(
    _ some: [(deployment: DeploymentIndex, time: Double)]
  ) -> [(deployment: DeploymentIndex, time: Double)] {
    some.enumerated().sorted { left, right in
      (left.element.time, left.offset) < (right.element.time, right.offset)
    }.map(\.element)
  }

  /// What the samples of a deployment come to; nil if that divides by zero.
  private func latency(_ record: StrategyBook.TimeRecord, streams: Bool) -> Double? {
    let usesFirstToken = streams && !record.firstTokens.isEmpty
    let samples = usesFirstToken ? record.firstTokens : record.samples
    var length = samples.count
    switch rules.latencyMean {
    case .overAllAnswers: length = record.samples.count
    case .ownList: break
    case .orPercentile:
      // Nothing known is as good as zero.
      guard length > 0 else { return 0 }
      if usesFirstToken, let share = configuration.settings.strategies.firstTokenPercentile {
        let rank = (Double(length) * share).rounded(.up)
        return samples.sorted()[min(max(Int(rank) - 1, 0), length - 1)]
      }
    }
    return length == 0 ? nil : samples.reduce(0, +) / Double(length)
  }

  private mutating func forgetTimes(_ name: Int, at now: Instant) {
    if strategies.names[name].timesEnd < now { strategies.names[name].times.clear() }
  }

  /// Enters what an answer took, or the penalty of one that timed out.
  mutating func bookLatency(_ use: AttemptUse, at now: Instant) {
    guard use.error == nil || use.error == .timeout else { return }
    let name = use.model.index
    forgetTimes(name, at: now)
    if strategies.names[name].times.isEmpty {
      strategies.names[name].timesEnd = now + configuration.settings.strategies.latencyLifetime
    }
    let place = strategies.names[name].times.enter(
      use.deployment, StrategyBook.TimeRecord())
    if use.error != nil {
      append(1000, to: &strategies.names[name].times[place].samples)
      return
    }
    let (time, firstToken) = samples(of: use)
    append(time, to: &strategies.names[name].times[place].samples)
    if let firstToken {
      append(firstToken, to: &strategies.names[name].times[place].firstTokens)
    }
    var minute = strategies.names[name].times[place].minute.at(now)
    minute.tokens += use.isChat ? UInt64(use.totalTokens) : 0
    minute.requests = (minute.requests ?? 0) + 1
    strategies.names[name].times[place].minute = minute
  }

  /// The time of an answer, and to its first token if it counts.
  private func samples(of use: AttemptUse) -> (Double, Double?) {
    let seconds = AttemptUse.seconds(use.length)
    let tokens = Double(use.outputTokens)
    switch rules.latencySample {
    case .byToken:
      // Any other answer is kept as a `timedelta`, which the sum passes over.
      guard use.isChat, use.outputTokens > 0 else { return (0, nil) }
      let first = use.firstToken.map { AttemptUse.seconds($0) / tokens }
      return (seconds / tokens, first)
    case .firstTokenInSeconds:
      let first = use.firstToken.map { AttemptUse.seconds($0) }
      return (use.outputTokens > 0 ? seconds / tokens : seconds, first)
    }
  }

  private func append(_ sample: Double, to samples: inout [Double]) {
    let room = Int(configuration.settings.strategies.latencyWindow)
    guard samples.count >= room else {
      samples.append(sample)
      return
    }
    switch rules.latencyWindow {
    case .replacesLatest: samples = Array(samples.prefix(room - 1)) + [sample]
    case .dropsOldest: samples = Array(samples.dropFirst()) + [sample]
    }
  }
}
