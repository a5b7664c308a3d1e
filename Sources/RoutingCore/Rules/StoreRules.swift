/// How often a replica reads from the shared store which deployments others have put into cooldown.
public enum CooldownReadsRule: String, CaseIterable, Sendable {
  /// Every 10 s at most, when a request comes. (LiteLLM up to 1.90)
  case every10s = "every_10s"
  /// Every second at most. (1.109.1; pull request 40025)
  case every1s = "every_1s"
}

/// How long a cooldown lasts that a replica read from the store.
public enum StoredCooldownRule: String, CaseIterable, Sendable {
  /// As long as its cache keeps what it read: 600 s, whatever the cooldown's own end. (LiteLLM up
  /// to 1.90)
  case localLifetime = "local_lifetime"
  /// Until the cooldown's own end. (1.109.1)
  case ownEnd = "own_end"
}

/// Whether a replica stops asking a store that does not answer.
public enum StoreBreakerRule: String, CaseIterable, Sendable {
  /// It asks again and again, and waits each time. (LiteLLM 1.81.12 and 1.82.1)
  case none
  /// After five failures in a row it asks nobody for 60 s, then one request tries. (1.90.7 and
  /// later)
  case fiveFailures = "five_failures"
}

/// What a caller is told whose key could not be looked up because nobody answered.
public enum LookupStatusRule: String, CaseIterable, Sendable {
  /// 401, as if the key did not exist. (LiteLLM 1.81.12 and 1.82.1; OpenRouter, 2026-02-17)
  case unauthorized = "401"
  /// 503. (1.90.7 and later)
  case unavailable = "503"
}

/// How keys that no cache holds are read from the database.
public enum LookupFallThroughRule: String, CaseIterable, Sendable {
  /// Every request reads for itself, all at once.
  case unbounded
  /// One read of a key serves all who wait for it, and a replica has ten reads at once at most.
  /// (recommended)
  case bounded
}
