public import Primitives

/// A key of a replica's local cache: two words, so that no text is built to look something up.
@frozen
public struct CacheKey: Hashable, Sendable, BitwiseCopyable {
  /// The kind in the top byte, the group below it, the session in the low half.
  public var high: UInt64
  /// The key, or the deployment of a counter.
  public var low: UInt64

  private enum Kind: UInt64 {
    case user = 1
    case session = 2
    case successes = 3
    case failures = 4
    case allowedFails = 5
    case calls = 6
  }

  private init(_ kind: Kind, group: UInt32, session: UInt32, low: UInt64) {
    high = kind.rawValue << 56 | UInt64(group & 0xFF_FFFF) << 32 | UInt64(session)
    self.low = low
  }

  /// The pin of a session of a key in a group.
  public static func session(_ session: UInt32, key: KeyIndex, group: GroupIndex) -> CacheKey {
    CacheKey(.session, group: group.rawValue, session: session, low: UInt64(key.rawValue))
  }

  /// The pin of a key in a group.
  public static func user(key: KeyIndex, group: GroupIndex) -> CacheKey {
    CacheKey(.user, group: group.rawValue, session: 0, low: UInt64(key.rawValue))
  }

  /// The counter of a deployment's successes.
  static func successes(_ deployment: DeploymentIndex) -> CacheKey {
    CacheKey(.successes, group: 0, session: 0, low: UInt64(deployment.rawValue))
  }

  /// The counter of a deployment's failures.
  static func failures(_ deployment: DeploymentIndex) -> CacheKey {
    CacheKey(.failures, group: 0, session: 0, low: UInt64(deployment.rawValue))
  }

  /// The counter of calls that the checks before a call hold against a deployment's `rpm`.
  static func calls(_ deployment: DeploymentIndex) -> CacheKey {
    CacheKey(.calls, group: 0, session: 0, low: UInt64(deployment.rawValue))
  }

  /// The counter of failures that are held against a number of allowed ones: one for all kinds of
  /// errors, one for a deployment's own number, or one for each class that its own policy names.
  static func allowedFails(
    _ deployment: DeploymentIndex, _ scope: AllowedFailsScope
  ) -> CacheKey {
    CacheKey(
      .allowedFails, group: 0, session: scope.number, low: UInt64(deployment.rawValue))
  }

  /// A well mixed number for a hash table.
  @inlinable
  public var mixed: UInt64 {
    var word = high &* 0x9E37_79B9_7F4A_7C15 ^ low &* 0xD6E8_FEB8_6659_FD93
    word ^= word >> 29
    word &*= 0xBF58_476D_1CE4_E5B9
    return word ^ word >> 32
  }
}
