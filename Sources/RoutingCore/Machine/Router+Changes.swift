public import Primitives

extension Router {
  /// Carries out a change of the configuration.
  mutating func apply(_ change: ConfigurationChange) {
    switch change {
    case .removed(let deployment):
      guard !health[deployment.index].isRemoved else { return }
      health[deployment.index].isRemoved = true
      removedCount += 1
    case .restored(let deployment):
      guard health[deployment.index].isRemoved else { return }
      health[deployment.index].isRemoved = false
      removedCount -= 1
    case .added(let deployment): add(deployment)
    case .blocked(let deployment):
      guard !health[deployment.index].isBlocked else { return }
      health[deployment.index].isBlocked = true
      blockedCount += 1
    case .unblocked(let deployment):
      guard health[deployment.index].isBlocked else { return }
      health[deployment.index].isBlocked = false
      blockedCount -= 1
    case .checks(let checks):
      self.checks = checks
      findPlainGroups()
    }
  }

  private mutating func add(_ deployment: DeploymentIndex) {
    guard health[deployment.index].isRemoved else { return }
    health[deployment.index].isRemoved = false
    health[deployment.index].hasBeen = true
    removedCount -= 1
    moveToEnd(deployment)
  }

  /// An update takes the entry out of the list and appends it (LiteLLM, `upsert_deployment`).
  private mutating func moveToEnd(_ deployment: DeploymentIndex) {
    let group = configuration.deployments[deployment.index].group.index
    groupMembers[group].removeAll { $0 == deployment }
    groupMembers[group].append(deployment)
  }

  /// An entry as the replica has it at present.
  public func entry(of deployment: DeploymentIndex) -> Deployment {
    configuration.deployments[deployment.index]
  }

  /// Gives an entry other numbers under its old id: what is remembered of it stays, its place in
  /// the list does not (LiteLLM F). Requests in flight on it finish as they began.
  public mutating func update(_ deployment: DeploymentIndex, to entry: Deployment) {
    let old = configuration.deployments[deployment.index]
    precondition(
      old.name == entry.name && old.group == entry.group,
      "an update gave a deployment another id or group")
    configuration.deployments[deployment.index] = entry
    guard !health[deployment.index].isRemoved else { return }
    moveToEnd(deployment)
    let group = entry.group.index
    let members = groupMembers[group].map { configuration.deployments[$0.index] }
    weightFields[group] = WeightFields(of: members)
    configuration.groups[group].orderLevels = Array(Set(members.compactMap(\.order))).sorted()
    findPlainGroups()
  }
}
