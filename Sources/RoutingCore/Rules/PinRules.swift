/// Whether the checks `session_affinity` and `deployment_affinity` exist.
public enum PinChecksRule: String, CaseIterable, Sendable {
  /// The names are unknown and silently ignored. (LiteLLM 1.81.12)
  case unknown
  /// They pin sessions and users. (1.82.1 and later)
  case known
}

/// What writing a pin does when one is there.
public enum PinWriteRule: String, CaseIterable, Sendable {
  /// The latest writer wins; the pin's end stays that of the first write. (LiteLLM up to 1.90)
  case overwrites
  /// The first writer wins; writing the same pin again starts its lifetime anew. (1.109.1)
  case claims
}

/// What a session's pin is looked up by, besides its group.
public enum SessionScopeRule: String, CaseIterable, Sendable {
  /// The session id alone: callers who use one id share its pin. (LiteLLM up to 1.90)
  case sessionOnly = "session_only"
  /// The session id and the caller's key. (1.109.1)
  case withKey = "with_key"
}
