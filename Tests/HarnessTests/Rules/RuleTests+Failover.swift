import RoutingCore

extension RuleTests {
  /// What is tried after a failure, and what it costs the one that failed.
  static let failoverWitnesses = [
    Witness(.refusalScope, "by_status", "incidents/retryability", "sound"),
    Witness(.refusalScope, "server_errors", "incidents/retryability", "sound"),
    Witness(.refusalScope, "by_scope", "incidents/retryability", "new"),
    Witness(.fallbackErrors, "server_errors", "incidents/retryability", "sound"),
    Witness(.fallbackErrors, "every", "incidents/retryability", "server-errors-only"),
    Witness(.clientErrors, "counted", "incidents/client-errors", "sound"),
    Witness(.clientErrors, "cools", "incidents/client-errors", "sound"),
    Witness(.clientErrors, "ignored", "incidents/client-errors", "new"),
    Witness(.loneCooldown, "spared", "incidents/lone-primary", "sound"),
    Witness(.loneCooldown, "unless_fallback", "incidents/lone-primary", "new"),
    Witness(.fallbackRepeat, "once_each", "incidents/fallback-cycle", "old"),
    Witness(.fallbackRepeat, "allowed", "incidents/fallback-cycle", "new"),
  ]
}
