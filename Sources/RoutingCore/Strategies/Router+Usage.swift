import Primitives

extension Router {
  /// The fewest tokens in this minute, counted by group; the first entered of several with as few
  /// (LiteLLM, usage-based-routing).
  mutating func leastUsed(
    _ from: StrategyPick, _ scores: inout [Double]?, _ records: Bool
  ) -> StrategyVerdict {
    let name = from.model.index
    forgetMinute(name, at: from.now)
    let isKept = !strategies.names[name].tokens.isEmpty
    let candidates = Self.deployments(from)
    for candidate in candidates { strategies.names[name].tokens.enter(candidate, 0) }
    let tokens = strategies.names[name].tokens
    let requests = strategies.names[name].requests
    if records {
      scores = candidates.map { tokens.place(of: $0).map { Double(tokens[$0]) } ?? 0 }
    }
    var best: DeploymentIndex?
    var least = UInt64.max
    for place in tokens.keys.indices where tokens[place] < least {
      let deployment = tokens.keys[place]
      let calls = requests.place(of: deployment).map { requests[$0] }
      guard from.member(of: deployment) != nil,
        !isOverUse(deployment, tokens[place] + from.inputTokens, calls)
      else { continue }
      least = tokens[place]
      best = deployment
    }
    if !isKept { strategies.names[name].tokens.clear() }
    return best.map { .this($0) } ?? .failed(Self.nobodyFits)
  }

  /// The fewest tokens in this minute, counted by deployment; by chance among several with as few
  /// (LiteLLM, usage-based-routing-v2).
  mutating func leastUsedV2(
    _ from: StrategyPick, _ scores: inout [Double]?, _ records: Bool
  ) -> StrategyVerdict {
    let candidates = Self.deployments(from)
    var alike: [DeploymentIndex] = []
    var least = UInt64.max
    for candidate in candidates {
      let count = strategies.counters[candidate.index].at(from.now)
      guard count.tokens <= least,
        !isOverUse(candidate, count.tokens + from.inputTokens, count.requests)
      else { continue }
      if count.tokens < least { alike.removeAll(keepingCapacity: true) }
      least = count.tokens
      alike.append(candidate)
    }
    if records {
      scores = candidates.map { Double(strategies.counters[$0.index].at(from.now).tokens) }
    }
    guard !alike.isEmpty else {
      return .failed(
        ErrorFacts(kind: .noDeployments, status: 429, retryAfter: .seconds(60)))
    }
    return .oneOf(alike)
  }

  /// Whether tokens or requests of this minute leave no room; a deployment without requests is
  /// never over a limit of them.
  private func isOverUse(
    _ deployment: DeploymentIndex, _ tokens: UInt64, _ requests: UInt32?
  ) -> Bool {
    let entry = configuration.deployments[deployment.index]
    if let limit = entry.tokenLimit, Double(tokens) > limit { return true }
    guard let limit = entry.requestLimit, let requests else { return false }
    let call: Double = holdsUsageExactly ? 1 : 2
    return Double(requests) + call > limit
  }

  /// Whether a deployment gets as many calls as its `rpm` says, each of them counted once.
  var holdsUsageExactly: Bool {
    switch rules.usageLimit {
    case .oneEarly: false
    case .exact: true
    }
  }

  private mutating func forgetMinute(_ name: Int, at now: Instant) {
    let minute = MinuteCount.minute(of: now)
    guard strategies.names[name].minute != minute else { return }
    strategies.names[name].minute = minute
    strategies.names[name].tokens.clear()
    strategies.names[name].requests.clear()
  }

  /// Counts a good answer for usage-based routing.
  mutating func bookUsage(_ use: AttemptUse, at now: Instant) {
    guard use.error == nil else { return }
    let name = use.model.index
    forgetMinute(name, at: now)
    let tokens = strategies.names[name].tokens.enter(use.deployment, 0)
    strategies.names[name].tokens[tokens] += UInt64(use.totalTokens)
    let requests = strategies.names[name].requests.enter(use.deployment, 0)
    strategies.names[name].requests[requests] += 1
  }

  /// Counts the tokens of a good answer by deployment.
  mutating func bookTokens(_ use: AttemptUse, at now: Instant) {
    guard use.error == nil else { return }
    strategies.counters[use.deployment.index] =
      strategies.counters[use.deployment.index].at(now)
    strategies.counters[use.deployment.index].tokens += UInt64(use.totalTokens)
    sweepCooldowns(at: now)
  }
}
