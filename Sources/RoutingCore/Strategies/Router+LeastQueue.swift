import Primitives

extension Router {
  /// The shortest queue by the latest look; the first of several as short.
  func shortestQueue(
    _ from: StrategyPick, _ scores: inout [Double]?, _ records: Bool
  ) -> StrategyVerdict {
    let candidates = Self.deployments(from)
    let areKnown = candidates.allSatisfy { freshSample(of: $0, at: from.now) != nil }
    func length(_ deployment: DeploymentIndex) -> Int64 {
      let own = Int64(health[deployment.index].inFlight)
      guard areKnown, let sample = freshSample(of: deployment, at: from.now) else { return own }
      return switch rules.queueCount {
      case .scrapedAlone: Int64(sample.depth)
      case .withOwnCalls: Int64(sample.depth) + own - Int64(sample.ownCalls)
      }
    }
    if records { scores = candidates.map { Double(length($0)) } }
    var best = candidates[0]
    for candidate in candidates where length(candidate) < length(best) { best = candidate }
    return .this(best)
  }

  private func freshSample(of deployment: DeploymentIndex, at now: Instant) -> QueueSample? {
    guard let settings = configuration.settings.queues,
      let sample = queueSamples[deployment.index], now < sample.takenAt + settings.staleness
    else { return nil }
    return sample
  }

  /// A look at a deployment's queue came back.
  mutating func queueScraped(_ deployment: DeploymentIndex, _ depth: UInt32, takenAt: Instant) {
    guard deployment.index < queueSamples.count else { return }
    queueSamples[deployment.index] = QueueSample(
      depth: depth, takenAt: takenAt, ownCalls: health[deployment.index].inFlight)
  }

  /// Leaves out deployments that count as full because nobody knows, if the rule says so.
  @inline(never)
  func leaveOutUnknownQueues<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ now: Instant, _ observer: inout Observer
  ) {
    switch rules.staleQueue {
    case .failsOpen: return
    case .saturated: break
    }
    eliminate(from: &pick, members, at: .cooldown, .saturated, &observer) {
      freshSample(of: $0, at: now) == nil ? .unexplained : .keep
    }
  }
}
