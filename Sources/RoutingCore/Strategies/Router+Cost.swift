import Primitives

extension Router {
  /// The lowest price of a token of the question and one of the answer; the first entered of
  /// several with as low a price (LiteLLM, cost-based-routing).
  mutating func cheapest(
    _ from: StrategyPick, _ scores: inout [Double]?, _ records: Bool
  ) -> StrategyVerdict {
    let name = from.model.index
    let isShared =
      switch rules.latencyRecord {
      case .shared: true
      case .separate: false
      }
    forgetPrices(name, at: from.now)
    let candidates = Self.deployments(from)
    let isKept: Bool
    let table: OrderedTable<StrategyBook.TimeRecord>
    if isShared {
      isKept = !strategies.names[name].times.isEmpty
      for one in candidates {
        strategies.names[name].times.enter(one, StrategyBook.TimeRecord())
      }
      table = strategies.names[name].times
    } else {
      isKept = !strategies.names[name].prices.isEmpty
      for one in candidates {
        strategies.names[name].prices.enter(one, StrategyBook.TimeRecord())
      }
      table = strategies.names[name].prices
    }
    if records { scores = candidates.map { tokenPrice[$0.index] } }
    var best: DeploymentIndex?
    var lowest = Double.infinity
    for place in table.keys.indices {
      let deployment = table.keys[place]
      guard from.member(of: deployment) != nil, tokenPrice[deployment.index] < lowest,
        !isOverLimits(deployment, table[place].minute.at(from.now), from.inputTokens)
      else { continue }
      lowest = tokenPrice[deployment.index]
      best = deployment
    }
    if !isKept, isShared { strategies.names[name].times.clear() }
    if !isKept, !isShared { strategies.names[name].prices.clear() }
    return best.map { .this($0) } ?? .failed(Self.nobodyFits)
  }

  private mutating func forgetPrices(_ name: Int, at now: Instant) {
    if strategies.names[name].timesEnd < now { strategies.names[name].times.clear() }
    if strategies.names[name].pricesEnd < now { strategies.names[name].prices.clear() }
  }

  /// Counts a good answer for cost-based routing.
  mutating func bookCost(_ use: AttemptUse, at now: Instant) {
    guard use.error == nil else { return }
    if case .withTokens = rules.costSample, use.isChat, use.outputTokens == 0 { return }
    let name = use.model.index
    forgetPrices(name, at: now)
    let end = now + StrategyBook.defaultLifetime
    let tokens = use.isChat ? UInt64(use.totalTokens) : 0
    switch rules.latencyRecord {
    case .shared:
      if strategies.names[name].times.isEmpty { strategies.names[name].timesEnd = end }
      let place = strategies.names[name].times.enter(
        use.deployment, StrategyBook.TimeRecord())
      strategies.names[name].times[place].minute.add(tokens, at: now)
    case .separate:
      if strategies.names[name].prices.isEmpty { strategies.names[name].pricesEnd = end }
      let place = strategies.names[name].prices.enter(
        use.deployment, StrategyBook.TimeRecord())
      strategies.names[name].prices[place].minute.add(tokens, at: now)
    }
  }
}

extension MinuteCount {
  /// Counts one request with its tokens.
  fileprivate mutating func add(_ tokens: UInt64, at now: Instant) {
    self = at(now)
    self.tokens += tokens
    requests = (requests ?? 0) + 1
  }
}
