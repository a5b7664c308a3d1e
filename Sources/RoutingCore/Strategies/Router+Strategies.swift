import Primitives

/// What a strategy picks from.
struct StrategyPick {
  var set: CandidateSet
  /// How many are left.
  var count: Int
  var members: [DeploymentIndex]
  /// The name under which the strategy looks.
  var model: ModelIndex
  /// The tokens of the request's input.
  var inputTokens: UInt64
  /// Whether the answer is to be streamed.
  var streams: Bool
  var now: Instant

  /// The member that stands for a deployment, if it is still a candidate.
  func member(of deployment: DeploymentIndex) -> Int? {
    guard let place = members.firstIndex(of: deployment), set.contains(place) else { return nil }
    return place
  }
}

/// What a strategy says.
enum StrategyVerdict {
  /// One of these is picked by chance, even if there is only one.
  case oneOf([DeploymentIndex])
  /// This one is picked, without a draw.
  case this(DeploymentIndex)
  case failed(ErrorFacts)
}

extension Router {
  /// The strategies that the router, a key or a request asks for.
  static func strategiesInUse(_ configuration: GatewayConfiguration) -> Set<RoutingStrategy> {
    Set(
      [configuration.settings.strategies.strategy] + configuration.keys.compactMap(\.strategy)
        + configuration.traits.compactMap(\.strategy))
  }

  /// The strategy that picks for a request.
  func strategy(for arrival: RequestArrival) -> RoutingStrategy {
    let asked = askedStrategy(arrival)
    switch rules.usageCount {
    case .answers: return asked
    case .starts: return asked == .usage ? .usageV2 : asked
    }
  }

  private func askedStrategy(_ arrival: RequestArrival) -> RoutingStrategy {
    let own = configuration.settings.strategies.strategy
    switch rules.strategyChoice {
    case .router: return own
    case .request:
      return configuration.traits[Int(arrival.traits)].strategy
        ?? configuration.keys[arrival.key.index].strategy ?? own
    }
  }

  /// Picks by a strategy that remembers something.
  @inline(never)
  mutating func pickByStrategy<Observer: DecisionObserver>(
    _ strategy: RoutingStrategy, _ pick: inout Pick, _ members: [DeploymentIndex], group: Int,
    slot: Int, at now: Instant, random: inout GatewayRandom, observer: inout Observer
  ) -> PickResult {
    strategies.prepare(
      names: configuration.models.count, deployments: configuration.deployments.count)
    activeStrategies.insert(strategy)
    let arrival = slots[slot].arrival
    let from = StrategyPick(
      set: pick.set, count: pick.set.count, members: members,
      model: lookupName(topHop(of: slot).model, group),
      inputTokens: UInt64(configuration.traits[Int(arrival.traits)].inputTokens),
      streams: arrival.streams, now: now)
    var scores: [Double]?
    let verdict: StrategyVerdict
    switch strategy {
    case .simpleShuffle:
      preconditionFailure("chance needs no memory; it is picked by before")
    case .leastBusy: verdict = leastBusy(from, &scores, Observer.records)
    case .latency: verdict = shortestLatency(from, &random, &scores, Observer.records)
    case .usage: verdict = leastUsed(from, &scores, Observer.records)
    case .usageV2: verdict = leastUsedV2(from, &scores, Observer.records)
    case .cost: verdict = cheapest(from, &scores, Observer.records)
    case .leastQueue: verdict = shortestQueue(from, &scores, Observer.records)
    case .cacheAware: verdict = cacheAware(from, arrival, &scores, Observer.records)
    }
    return settle(verdict, strategy, from, scores, &random, &observer)
  }

  private mutating func settle<Observer: DecisionObserver>(
    _ verdict: StrategyVerdict, _ strategy: RoutingStrategy, _ from: StrategyPick,
    _ scores: [Double]?, _ random: inout GatewayRandom, _ observer: inout Observer
  ) -> PickResult {
    let chosen: DeploymentIndex
    let alike: [DeploymentIndex]
    var draw: UInt64?
    switch verdict {
    case .failed(let error): return .failed(error)
    case .this(let one):
      chosen = one
      alike = [one]
    case .oneOf(let some):
      chosen = some[random.choice(count: some.count)]
      alike = some
      draw = random.draws
    }
    if Observer.records {
      let candidates = Self.deployments(from)
      var trace = PickTrace(
        weights: candidates.map { alike.contains($0) ? 1 : 0 }, candidates: candidates,
        choice: chosen, draw: draw)
      trace.strategy = strategy
      trace.scores = scores
      observer.picked(trace)
    }
    return .chosen(chosen)
  }

  /// The candidates in the group's order.
  static func deployments(_ from: StrategyPick) -> [DeploymentIndex] {
    var candidates: [DeploymentIndex] = []
    candidates.reserveCapacity(from.count)
    var position = from.set.next(from: 0)
    while let member = position {
      candidates.append(from.members[member])
      position = from.set.next(from: member + 1)
    }
    return candidates
  }

  /// The name under which a pick looks: that of the group, or for a wildcard's match the match.
  func lookupName(_ asked: ModelIndex, _ group: Int) -> ModelIndex {
    guard names.upstreamModels[asked.index].isEmpty else { return asked }
    return nameOfGroup[group]
  }

  /// The name under which an attempt is counted.
  func countingName(_ asked: ModelIndex, _ group: Int) -> ModelIndex {
    switch rules.useName {
    case .asked: asked
    case .group: lookupName(asked, group)
    }
  }

  /// By group: the number of its name.
  static func nameOfGroup(_ configuration: GatewayConfiguration) -> [ModelIndex] {
    configuration.groups.map { group in
      let place = configuration.models.firstIndex {
        $0.name.utf8.elementsEqual(group.name.utf8)
      }
      return ModelIndex(place ?? 0)
    }
  }

  /// Whether another call would take a deployment over its limits of this minute, as cost-based
  /// and latency-based routing count: a limit of zero is none.
  func isOverLimits(
    _ deployment: DeploymentIndex, _ count: MinuteCount, _ inputTokens: UInt64
  ) -> Bool {
    let entry = configuration.deployments[deployment.index]
    if let limit = entry.tokenLimit, limit > 0,
      Double(count.tokens + inputTokens) > limit
    {
      return true
    }
    if let limit = entry.requestLimit, limit > 0, Double(count.requests ?? 0) + 1 > limit {
      return true
    }
    return false
  }

  /// The answer when a strategy finds nobody.
  static let nobodyFits = ErrorFacts(kind: .noDeployments, status: 429)
}
