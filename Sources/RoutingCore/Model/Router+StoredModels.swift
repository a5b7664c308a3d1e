public import Primitives

/// What an administrator does to an entry that the database holds.
public enum StoredModelChange: Equatable, Sendable, BitwiseCopyable {
  /// It is added, or put back.
  case added(DeploymentIndex)
  /// It gets other numbers.
  case updated(DeploymentIndex)
  /// It is deleted.
  case removed(DeploymentIndex)
}

extension Router {
  /// Whether a change that an administrator makes here reaches the database.
  public func writes(_ change: StoredModelChange) -> Bool {
    switch (rules.storedModelWrite, change) {
    case (.lost, .added): false
    default: true
    }
  }

  /// The entries that go beside the one which an administrator changes here.
  public func dropped(by change: StoredModelChange) -> [DeploymentIndex] {
    if case .added = change { return [] }
    switch rules.storedModelUpdate {
    case .touchesOne: return []
    case .rebuildsFromDatabase:
      return configuration.deployments.indices.map { DeploymentIndex($0) }.filter {
        !configuration.deployments[$0.index].isStored && !health[$0.index].isRemoved
      }
    }
  }

  /// What a look into the database changes; `rows` says of each deployment whether it is there.
  public func changes(toMatch rows: [Bool]) -> [ConfigurationChange] {
    let removes =
      switch rules.storedModelSync {
      case .addsOnly: false
      case .keepsLast: rows.contains(true)
      case .reconciles: true
      }
    return configuration.deployments.indices.compactMap { place in
      guard configuration.deployments[place].isStored else { return nil }
      let deployment = DeploymentIndex(place)
      if rows[place], health[place].isRemoved { return .added(deployment) }
      return removes && !rows[place] && !health[place].isRemoved ? .removed(deployment) : nil
    }
  }
}
