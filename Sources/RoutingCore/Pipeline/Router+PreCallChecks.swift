import Primitives

extension Router {
  /// Leaves out deployments whose context window the input exceeds, and those of other regions
  /// (LiteLLM, `enable_pre_call_checks`).
  @inline(never)
  func keepCapable<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ slot: Int, _ now: Instant,
    _ observer: inout Observer
  ) {
    let isOn = configuration.settings.preCallChecks && isChecked(slots[slot].arrival)
    observer.entered(.preCall, isEnabled: isOn)
    guard isOn, !pick.set.isEmpty else { return }
    let traits = traits(of: slot)
    var isTooLong = false
    var isUsedUp = false
    var position = pick.set.next(from: 0)
    while let member = position {
      let deployment = members[member]
      var reason: EliminationReason?
      if traits.inputTokens > inputLimit(of: member, deployment, slot) {
        reason = .contextWindow
        isTooLong = true
      } else if limitsRequests, hasUsedUp(deployment, at: now) {
        reason = .limitReached
        isUsedUp = true
      } else if let region = traits.region,
        configuration.deployments[deployment.index].region != region
      {
        reason = .otherRegion
      }
      if let reason {
        pick.eliminate(member, at: .preCall, reason)
        observer.eliminated(Elimination(deployment: deployment, reason: reason, cause: nil))
      }
      position = pick.set.next(from: member + 1)
    }
    guard pick.set.isEmpty else { return }
    if isUsedUp {
      pick.error = ErrorFacts(kind: .noDeployments, status: 429)
    } else if isTooLong {
      pick.error = ErrorFacts(kind: .contextWindow, status: 400)
    }
  }

  /// Whether calls are counted for the checks, which hold each deployment to its `rpm`.
  static func limitsRequests(_ rules: Rules, _ configuration: GatewayConfiguration) -> Bool {
    switch rules.preCallRequests {
    case .ignored: return false
    case .counted:
      let settings = configuration.settings
      return settings.preCallChecks && settings.strategies.strategy != .usageV2
        && configuration.deployments.contains { $0.requestsPerMinute != nil }
    }
  }

  private func hasUsedUp(_ deployment: DeploymentIndex, at now: Instant) -> Bool {
    guard let limit = configuration.deployments[deployment.index].requestsPerMinute else {
      return false
    }
    return limit <= Double(cache.counter(.calls(deployment), at: now))
  }

  /// Counts a call for the checks: chat completions alone are.
  mutating func countCall(_ place: Int, to deployment: DeploymentIndex, at now: Instant) {
    guard limitsRequests, slots[place].arrival.hasMessages else { return }
    cache.increment(.calls(deployment), lifetime: .seconds(60), at: now)
  }

  private func isChecked(_ arrival: RequestArrival) -> Bool {
    switch rules.preCallInput {
    case .messagesOnly: arrival.hasMessages
    case .everyInput: arrival.hasMessages || arrival.hasInput
    }
  }

  /// What a member takes: of the model that the name came to, if a wildcard brought it there.
  private func inputLimit(
    of member: Int, _ deployment: DeploymentIndex, _ slot: Int
  ) -> UInt32 {
    let resolved = modelInputLimits[topHop(of: slot).model.index]
    return member < resolved.count ? resolved[member] : inputLimits[deployment.index]
  }

  /// What a request brings along.
  func traits(of slot: Int) -> RequestTraits {
    configuration.traits[Int(slots[slot].arrival.traits)]
  }
}
