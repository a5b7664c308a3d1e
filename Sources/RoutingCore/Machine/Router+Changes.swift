public import Primitives

extension Router {
  /// Carries out a change of the configuration.
  mutating func apply(_ change: ConfigurationChange) {
    switch change {
    case .removed(let deployment): setRemoved(deployment, true)
    case .restored(let deployment): setRemoved(deployment, false)
    case .added(let deployment):
      guard health[deployment.index].isRemoved else { return }
      moveToEnd(deployment)
      setRemoved(deployment, false)
    case .blocked(let deployment):
      #if MUTANTS
        if Mutant.pauseIgnored.isActive { return }
      #endif
      guard !health[deployment.index].isBlocked else { return }
      health[deployment.index].isBlocked = true
      blockedCount += 1
    case .unblocked(let deployment):
      #if MUTANTS
        if Mutant.pauseNeverEnds.isActive { return }
      #endif
      guard health[deployment.index].isBlocked else { return }
      health[deployment.index].isBlocked = false
      blockedCount -= 1
    case .checks(let checks):
      self.checks = checks
      findPlainGroups()
    }
  }

  private mutating func setRemoved(_ deployment: DeploymentIndex, _ isRemoved: Bool) {
    guard health[deployment.index].isRemoved != isRemoved else { return }
    #if MUTANTS
      if Mutant.removalIgnored.isActive, isRemoved { return }
    #endif
    let group = configuration.deployments[deployment.index].group.index
    let hadMembers = hasMembers(group)
    health[deployment.index].isRemoved = isRemoved
    if !isRemoved { health[deployment.index].hasBeen = true }
    removedCount += isRemoved ? 1 : -1
    #if MUTANTS
      if Mutant.weightsKeptOnRemoval.isActive {
        findNames()
        return
      }
    #endif
    measure(group)
    #if MUTANTS
      if Mutant.namesKeptOnRemoval.isActive { return }
    #endif
    // Names depend on whether a group has anybody, and on the access groups of those it has.
    if hasMembers(group) != hadMembers || configuration.hasAccessGroups { findNames() }
  }

  private func hasMembers(_ group: Int) -> Bool {
    groupMembers[group].contains { !health[$0.index].isRemoved }
  }

  /// An update takes the entry out of the list and appends it (LiteLLM, `upsert_deployment`).
  private mutating func moveToEnd(_ deployment: DeploymentIndex) {
    let group = configuration.deployments[deployment.index].group.index
    groupMembers[group].removeAll { $0 == deployment }
    groupMembers[group].append(deployment)
  }

  /// Finds out anew what a pick in a group has to look at.
  private mutating func measure(_ group: Int) {
    let members = groupMembers[group].filter { !health[$0.index].isRemoved }
      .map { configuration.deployments[$0.index] }
    weightFields[group] = WeightFields(of: members)
    configuration.groups[group].orderLevels = Array(Set(members.compactMap(\.order))).sorted()
    findPlainGroups()
  }

  /// An entry as the replica has it at present.
  public func entry(of deployment: DeploymentIndex) -> Deployment {
    configuration.deployments[deployment.index]
  }

  /// Gives an entry other numbers under its old id: what is remembered of it stays, its place in
  /// the list does not, and if it was removed, it is back (LiteLLM F). Requests in flight on it
  /// finish as they began.
  public mutating func update(_ deployment: DeploymentIndex, to entry: Deployment) {
    let old = configuration.deployments[deployment.index]
    precondition(
      old.name == entry.name && old.group == entry.group,
      "an update gave a deployment another id or group")
    #if MUTANTS
      let entry = Mutant.updateForgotten.isActive ? old : entry
    #endif
    configuration.deployments[deployment.index] = entry
    moveToEnd(deployment)
    setRemoved(deployment, false)
    measure(entry.group.index)
  }
}
