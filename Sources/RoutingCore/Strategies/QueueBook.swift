public import Primitives

/// How a replica looks at the queues of its deployments, if it picks by them.
public struct QueueSettings: Equatable, Sendable {
  /// How long a length counts from the moment at which it was taken.
  public var staleness: SimDuration

  /// Makes settings.
  public init(staleness: SimDuration) { self.staleness = staleness }
}

/// How long a deployment's queue was.
struct QueueSample: Sendable, BitwiseCopyable {
  /// Calls that it served and calls that waited.
  var depth: UInt32
  var takenAt: Instant
  /// The replica's own calls in flight when the length came.
  var ownCalls: UInt32
}

/// What cache-aware picks remember: the beginnings that each deployment has seen.
struct PrefixBook: Sendable {
  /// By the session that a beginning belongs to; only looked up.
  private var holders: [CacheKey: DeploymentIndex] = [:]
  /// The same in the order in which they came, for those that are to be forgotten.
  private var entered: [CacheKey] = []
  private var next = 0
  /// By deployment: tokens of all beginnings that it was sent.
  private(set) var tokens: [UInt64] = []

  /// The most sessions that are remembered; the oldest is forgotten first.
  static let sessionsMax = 65_536

  func holder(of key: CacheKey) -> DeploymentIndex? { holders[key] }

  func size(of deployment: DeploymentIndex) -> UInt64 {
    deployment.index < tokens.count ? tokens[deployment.index] : 0
  }

  mutating func add(_ count: UInt64, to deployment: DeploymentIndex) {
    while tokens.count <= deployment.index { tokens.append(0) }
    tokens[deployment.index] += count
  }

  mutating func enter(_ key: CacheKey, _ deployment: DeploymentIndex) {
    guard holders.updateValue(deployment, forKey: key) == nil else { return }
    guard entered.count == Self.sessionsMax else {
      entered.append(key)
      return
    }
    holders[entered[next]] = nil
    entered[next] = key
    next = (next + 1) % Self.sessionsMax
  }
}
