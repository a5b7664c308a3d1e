import Primitives
import RoutingCore

/// The models that the database holds, and what each replica has read of their edits.
struct ModelDatabase {
  /// By deployment: whether the database holds it.
  var rows: [Bool]
  /// Edits of numbers in their order.
  private(set) var updates: [(deployment: DeploymentIndex, change: DeploymentChange)] = []
  /// By place: how many of the edits the replica there knows.
  var updatesKnown: [Int]

  init(_ setup: TunnelSetup) {
    rows = setup.configuration.deployments.map { $0.isStored && !$0.isAbsent }
    updatesKnown = Array(repeating: 0, count: setup.replicas)
  }

  /// Writes an edit down.
  mutating func write(_ edit: StoredModelEdit) {
    switch edit {
    case .add(let deployment): rows[deployment.index] = true
    case .remove(let deployment): rows[deployment.index] = false
    case .update(let deployment, let change): updates.append((deployment, change))
    }
  }

  /// Notes a change that reaches every replica at once.
  mutating func note(_ change: ConfigurationChange) {
    switch change {
    case .added(let deployment), .restored(let deployment): rows[deployment.index] = true
    case .removed(let deployment): rows[deployment.index] = false
    case .blocked, .unblocked, .checks: break
    }
  }
}
