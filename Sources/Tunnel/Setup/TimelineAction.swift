public import Primitives
public import RoutingCore
public import Upstreams

/// What is wrong at the place where the cost map is published.
public enum CostMapFault: String, CaseIterable, Sendable {
  /// Nothing.
  case none
  /// It cannot be reached.
  case fails
  /// What it sends is no JSON object.
  case malformed
  /// What it sends has lost most of its models.
  case shrunken
}

/// Something that happens to the gateway or to an upstream, at a set time or as a step.
public enum TimelineAction: Equatable, Sendable {
  /// The gateway's configuration changes, on every replica.
  case gateway(ConfigurationChange)
  /// An entry is replaced by one with another id: the old one goes, the new one comes.
  case replace(old: DeploymentIndex, new: DeploymentIndex)
  /// An entry gets other numbers and keeps its id.
  case update(DeploymentIndex, DeploymentChange)
  /// An administrator edits a stored model on one replica.
  case administer(replica: Int, StoredModelEdit)
  /// Something happens to the shared store, for so long or until the end.
  case store(StoreChange, lasting: SimDuration?)
  /// Something happens to the database, for so long or until the end.
  case database(StoreChange, lasting: SimDuration?)
  /// Queues are seen late, or not at all.
  case queueWatch(StoreChange, lasting: SimDuration?)
  /// An upstream's key is revoked, or valid again.
  case key(upstream: Int, isValid: Bool)
  /// Models appear in the published cost map, or change there.
  case publish([CatalogEntry])
  /// Models vanish from the published cost map.
  case withdraw([String])
  /// The place where the cost map is published goes wrong, or right again.
  case costMap(CostMapFault)
  /// A replica is told to reload.
  case reload(replica: Int)
  /// Replicas are to reload so often.
  case reloadEvery(SimDuration)
  /// Replicas start anew, under these rules; nil is all of them.
  case restart(replica: Int?, RestartRules)
  /// An upstream goes wrong, for so long or until the end.
  case fault(upstream: Int, Fault, lasting: SimDuration?)
}

/// The rules that a replica starts under.
public enum RestartRules: Equatable, Sendable {
  /// Those that it had.
  case same
  /// Those that the setup gives it.
  case own
  /// Others.
  case other(Rules)
}

/// The numbers of a deployment that an update changes; nil leaves one as it is.
public struct DeploymentChange: Equatable, Sendable {
  /// `weight`.
  public var weight: Double?
  /// `rpm`.
  public var requestsPerMinute: Double?
  /// `tpm`.
  public var tokensPerMinute: Double?
  /// `order`.
  public var order: Int32?
  /// The number of another (api_base, api_key).
  public var boundary: UInt32?

  /// Makes a change of nothing.
  public init() {}

  /// The entry with its numbers changed.
  public func applied(to entry: Deployment) -> Deployment {
    var entry = entry
    entry.weight = weight ?? entry.weight
    entry.requestsPerMinute = requestsPerMinute ?? entry.requestsPerMinute
    entry.tokensPerMinute = tokensPerMinute ?? entry.tokensPerMinute
    entry.requestLimit = requestsPerMinute ?? entry.requestLimit
    entry.tokenLimit = tokensPerMinute ?? entry.tokenLimit
    entry.order = order ?? entry.order
    entry.boundary = boundary ?? entry.boundary
    if entry.entryBoundary != nil { entry.entryBoundary = boundary ?? entry.entryBoundary }
    return entry
  }
}
