public import Primitives

/// Background health checks, if the gateway routes by them.
public struct ProbeSettings: Equatable, Sendable {
  /// `health_check_interval`.
  public var interval: SimDuration
  /// `health_check_staleness_threshold`: an older result says nothing.
  public var staleness: SimDuration

  /// Makes settings; LiteLLM's staleness is twice its interval unless it is set.
  public init(interval: SimDuration, staleness: SimDuration?) {
    self.interval = interval
    self.staleness = staleness ?? interval + interval
  }
}

extension Router {
  /// Whether health checks run and count here; with a policy of allowed failures only cooldowns do.
  public var isProbing: Bool {
    guard configuration.settings.probes != nil else { return false }
    switch rules.probeFilter {
    case .unknown: return false
    case .soft, .hard: return true
    }
  }

  /// A health check came back; the status is zero if all is well.
  mutating func probed(
    _ deployment: DeploymentIndex, _ status: UInt16, _ now: Instant, _ effects: inout EffectBuffer
  ) {
    guard let probes = configuration.settings.probes, !health[deployment.index].isRemoved else {
      return
    }
    probeFailures[deployment.index] = status == 0 ? nil : now
    guard status != 0 else { return }
    // A failed check is booked as a failed call (LiteLLM, `_write_health_state_to_router_cache`).
    var accounting = Accounting(
      deployment: deployment, error: ErrorFacts(kind: .of(status: status), status: status),
      request: Cause.outside, ordinal: 0)
    accounting.error?.deployment = deployment
    book(accounting, at: now, &effects)
    guard configuration.settings.allowedFailsPolicy == nil else { return }
    unhealthyUntilMax = max(unhealthyUntilMax, now + probes.staleness)
    coolingUntilMax = max(coolingUntilMax, unhealthyUntilMax)
  }

  /// Leaves out deployments whose latest health check failed.
  func keepHealthy<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ now: Instant, _ observer: inout Observer
  ) {
    guard now <= unhealthyUntilMax, let probes = configuration.settings.probes else { return }
    func isUnhealthy(_ deployment: DeploymentIndex) -> Bool {
      probeFailures[deployment.index].map { now < $0 + probes.staleness } ?? false
    }
    if case .soft = rules.probeFilter {
      var position = pick.set.next(from: 0)
      var isAnybodyLeft = false
      while let member = position, !isAnybodyLeft {
        isAnybodyLeft = !isUnhealthy(members[member])
        position = pick.set.next(from: member + 1)
      }
      guard isAnybodyLeft else { return }
    }
    eliminate(from: &pick, members, at: .cooldown, .unhealthy, &observer) {
      isUnhealthy($0) ? .unexplained : .keep
    }
  }
}
