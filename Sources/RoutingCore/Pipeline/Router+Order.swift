import Primitives

extension Router {
  /// Keeps the lowest order level that is left, or the level that an order hop asks for.
  @inline(never)
  func keepLowestOrder<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ group: Int, _ slot: Int,
    _ observer: inout Observer
  ) {
    let isEnabled = filtersByOrder(slots[slot].arrival)
    observer.entered(.order, isEnabled: isEnabled)
    // No level in the group and none asked for: nothing to keep, and nobody to look at.
    guard isEnabled,
      pick.targetOrder != nil || !configuration.groups[group].orderLevels.isEmpty
    else { return }
    let wanted = pick.targetOrder ?? lowestOrder(in: pick, members)
    guard let wanted else { return }
    if pick.targetOrder != nil, case .elseAnybody = rules.orderTarget,
      !holds(wanted, pick, members)
    {
      return
    }
    eliminate(from: &pick, members, at: .order, .higherOrder, &observer) {
      configuration.deployments[$0.index].order == wanted ? .keep : .unexplained
    }
  }

  private func filtersByOrder(_ arrival: RequestArrival) -> Bool {
    switch rules.orderFilter {
    case .messagesWithPreCallChecks:
      arrival.hasMessages && configuration.settings.preCallChecks
    case .always: true
    }
  }

  /// Whether somebody of a level is left.
  private func holds(_ order: Int32, _ pick: Pick, _ members: [DeploymentIndex]) -> Bool {
    var position = pick.set.next(from: 0)
    while let member = position {
      if configuration.deployments[members[member].index].order == order { return true }
      position = pick.set.next(from: member + 1)
    }
    return false
  }

  private func lowestOrder(in pick: Pick, _ members: [DeploymentIndex]) -> Int32? {
    var lowest: Int32?
    var position = pick.set.next(from: 0)
    while let member = position {
      if let order = configuration.deployments[members[member].index].order {
        lowest = min(lowest ?? order, order)
      }
      position = pick.set.next(from: member + 1)
    }
    return lowest
  }

  /// Leaves out deployments that failed before, on the hops of a weighted failover.
  @inline(never)
  func keepUntried<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ slot: Int, _ observer: inout Observer
  ) {
    let excludedCount = pick.excludedCount
    let isEnabled = rules.triedChoice == .leftOut
    observer.entered(.tried, isEnabled: isEnabled)
    guard isEnabled, excludedCount > 0 else { return }
    eliminate(from: &pick, members, at: .tried, .triedBefore, &observer) {
      slots[slot].tried.prefix(excludedCount).contains($0) ? .unexplained : .keep
    }
  }

  /// Passes over deployments that refused this request for good, if another one is left.
  @inline(never)
  func passOverRefusers<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ slot: Int, _ observer: inout Observer
  ) {
    let isEnabled = skipsRefusers && !slots[slot].refusers.isEmpty
    observer.entered(.refused, isEnabled: isEnabled)
    guard isEnabled else { return }
    var position = pick.set.next(from: 0)
    var othersAreLeft = false
    while let member = position, !othersAreLeft {
      othersAreLeft = !slots[slot].refusers.contains(members[member])
      position = pick.set.next(from: member + 1)
    }
    guard othersAreLeft else { return }
    eliminate(from: &pick, members, at: .refused, .refusedBefore, &observer) {
      slots[slot].refusers.contains($0) ? .unexplained : .keep
    }
  }
}
