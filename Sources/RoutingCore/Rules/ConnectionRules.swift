/// Whether the gateway gives the connection of a call back to its pool.
public enum ConnectionReleaseRule: String, CaseIterable, Sendable {
  /// Whatever ends the call. (recommended)
  case everyExit = "every_exit"
  /// Unless the client leaves in the middle of a stream: then it is never given back. (LiteLLM
  /// until March 2026)
  case notOnLeave = "not_on_leave"
}

/// What becomes of an HTTP client that a cache lets go of while calls use it.
public enum ClientEvictionRule: String, CaseIterable, Sendable {
  /// The calls keep it until they end. (recommended)
  case dropsReference = "drops_reference"
  /// It is closed, and the calls with it. (LiteLLM for a week of February 2026)
  case closesInUse = "closes_in_use"
}
