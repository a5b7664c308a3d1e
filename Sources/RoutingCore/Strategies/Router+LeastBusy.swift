import Primitives

extension Router {
  /// The fewest calls in flight; the first of several with as few.
  mutating func leastBusy(
    _ from: StrategyPick, _ scores: inout [Double]?, _ records: Bool
  ) -> StrategyVerdict {
    let candidates = Self.deployments(from)
    switch rules.callCount {
    case .inFlight:
      return fewest(candidates, &scores, records) { health[$0.index].inFlight.signed }
    case .eachForAnHour:
      let calls = strategies.names[from.model.index].calls
      return fewest(candidates, &scores, records) { deployment in
        guard let place = calls.place(of: deployment), calls[place].end >= from.now else {
          return 0
        }
        return calls[place].count
      }
    case .oneMap: return fewestOfMap(from, candidates, &scores, records)
    }
  }

  private func fewest(
    _ candidates: [DeploymentIndex], _ scores: inout [Double]?, _ records: Bool,
    _ count: (DeploymentIndex) -> Int32
  ) -> StrategyVerdict {
    var best = candidates[0]
    var least = Int32.max
    for candidate in candidates {
      let calls = count(candidate)
      if calls < least {
        least = calls
        best = candidate
      }
    }
    if records { scores = candidates.map { Double(count($0)) } }
    return .this(best)
  }

  /// A look enters the candidates that the map does not know, and then the fewest of all decides:
  /// if that is somebody who is out, chance does.
  private mutating func fewestOfMap(
    _ from: StrategyPick, _ candidates: [DeploymentIndex], _ scores: inout [Double]?,
    _ records: Bool
  ) -> StrategyVerdict {
    let name = from.model.index
    forgetCalls(name, at: from.now)
    let isKept = !strategies.names[name].calls.isEmpty
    for candidate in candidates {
      strategies.names[name].calls.enter(candidate, StrategyBook.CallCount())
    }
    let calls = strategies.names[name].calls
    var least = 0
    for place in calls.keys.indices where calls[place].count < calls[least].count {
      least = place
    }
    let best = calls.keys[least]
    if records {
      scores = candidates.map { calls.place(of: $0).map { Double(calls[$0].count) } ?? 0 }
    }
    if !isKept { strategies.names[name].calls.clear() }
    return candidates.contains(best) ? .this(best) : .oneOf(candidates)
  }

  private mutating func forgetCalls(_ name: Int, at now: Instant) {
    if strategies.names[name].callsEnd < now { strategies.names[name].calls.clear() }
  }

  /// Counts a call that begins, or one that is over.
  mutating func countCall(
    _ change: Int32, on deployment: DeploymentIndex, under model: ModelIndex, at now: Instant
  ) {
    strategies.prepare(
      names: configuration.models.count, deployments: configuration.deployments.count)
    let name = model.index
    switch rules.callCount {
    case .inFlight: break
    case .oneMap:
      forgetCalls(name, at: now)
      if strategies.names[name].calls.isEmpty {
        strategies.names[name].callsEnd = now + StrategyBook.defaultLifetime
      }
      let place = strategies.names[name].calls.enter(deployment, StrategyBook.CallCount())
      strategies.names[name].calls[place].count &+= change
    case .eachForAnHour:
      let place = strategies.names[name].calls.enter(
        deployment, StrategyBook.CallCount(count: 0, end: now + StrategyBook.callLifetime))
      var call = strategies.names[name].calls[place]
      if call.end < now {
        call = StrategyBook.CallCount(count: 0, end: now + StrategyBook.callLifetime)
      }
      call.count = max(0, call.count &+ change)
      strategies.names[name].calls[place] = call
    }
  }
}

extension UInt32 {
  fileprivate var signed: Int32 { Int32(truncatingIfNeeded: self) }
}
