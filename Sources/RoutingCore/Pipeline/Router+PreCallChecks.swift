import Primitives

extension Router {
  /// Leaves out deployments whose context window the input exceeds, and those of other regions
  /// (LiteLLM, `enable_pre_call_checks`).
  @inline(never)
  func keepCapable<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ slot: Int, _ observer: inout Observer
  ) {
    let isOn = configuration.settings.preCallChecks && isChecked(slots[slot].arrival)
    observer.entered(.preCall, isEnabled: isOn)
    guard isOn, !pick.set.isEmpty else { return }
    let traits = traits(of: slot)
    var isTooLong = false
    var position = pick.set.next(from: 0)
    while let member = position {
      let deployment = members[member]
      var reason: EliminationReason?
      if traits.inputTokens > inputLimit(of: member, deployment, slot) {
        reason = .contextWindow
        isTooLong = true
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
    if pick.set.isEmpty, isTooLong { pick.error = ErrorFacts(kind: .contextWindow, status: 400) }
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
