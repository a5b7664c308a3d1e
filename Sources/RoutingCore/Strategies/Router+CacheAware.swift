import Primitives

extension Router {
  /// Whoever was sent the session's earlier turns, else somebody by the rule.
  mutating func cacheAware(
    _ from: StrategyPick, _ arrival: RequestArrival, _ scores: inout [Double]?, _ records: Bool
  ) -> StrategyVerdict {
    let candidates = Self.deployments(from)
    let group = configuration.deployments[candidates[0].index].group
    let key = CacheKey.session(arrival.session, key: arrival.key, group: group)
    if records { scores = candidates.map { Double(prefixes.size(of: $0)) } }
    if arrival.session != 0, let holder = prefixes.holder(of: key), candidates.contains(holder) {
      prefixes.add(max(1, from.inputTokens), to: holder)
      return .this(holder)
    }
    let chosen = servesMiss(candidates)
    prefixes.add(max(1, from.inputTokens), to: chosen)
    if arrival.session != 0 { prefixes.enter(key, chosen) }
    return .this(chosen)
  }

  private func servesMiss(_ candidates: [DeploymentIndex]) -> DeploymentIndex {
    var best = candidates[0]
    switch rules.prefixMiss {
    case .loadUncounted: break
    case .smallestTree:
      for candidate in candidates where prefixes.size(of: candidate) < prefixes.size(of: best) {
        best = candidate
      }
    case .leastLoaded:
      for candidate in candidates
      where health[candidate.index].inFlight < health[best.index].inFlight {
        best = candidate
      }
    }
    return best
  }
}
