public import Primitives

/// What happens to the shared store, or to the database.
public enum StoreChange: Equatable, Sendable {
  /// It answers nobody.
  case down
  /// It is as it was at the start; what it holds stays.
  case up
  /// It answers as late as this.
  case slow(SimDuration)
  /// All that it holds is gone.
  case flushed
  /// It takes what is written, and forgets it.
  case losesWrites
}

/// How replicas watch the queues of their deployments.
public struct QueueWatch: Equatable, Sendable {
  /// How often a replica looks.
  public var interval = SimDuration.milliseconds(50)
  /// How long a look is under way; the length is that of its beginning.
  public var latency = SimDuration.zero
  /// How long a length counts.
  public var staleness = SimDuration.milliseconds(200)

  /// Makes the default, that of llm-d.
  public init() {}
}

/// The database in which virtual keys are looked up.
public struct DatabaseSetup: Equatable, Sendable {
  /// How long it takes for one read.
  public var latency = SimDuration.milliseconds(5)
  /// How many reads it carries out at once; the others wait.
  public var capacity: UInt32 = 20
  /// How long a replica waits for an answer; the read is carried out all the same.
  public var timeout = SimDuration.seconds(5)
  /// How long a replica knows a key that it has looked up (LiteLLM: `user_api_key_cache_ttl`).
  public var keyCache = SimDuration.seconds(60)

  /// Makes the default.
  public init() {}
}
