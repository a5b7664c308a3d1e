public import Primitives
import RoutingCore

/// What an administrator does to a model that the database holds, on one replica.
public enum StoredModelEdit: Equatable, Sendable {
  /// It is added, or put back.
  case add(DeploymentIndex)
  /// It gets other numbers.
  case update(DeploymentIndex, DeploymentChange)
  /// It is deleted.
  case remove(DeploymentIndex)

  /// The edit as the router sees it.
  var change: StoredModelChange {
    switch self {
    case .add(let deployment): .added(deployment)
    case .update(let deployment, _): .updated(deployment)
    case .remove(let deployment): .removed(deployment)
    }
  }
}
