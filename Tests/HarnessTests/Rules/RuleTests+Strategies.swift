import RoutingCore

extension RuleTests {
  /// How strategies count, and what limits, slots and budgets do.
  static let strategyWitnesses = [
    Witness(.callCount, "each_for_an_hour", "incidents/least-busy-drift", "old"),
    Witness(.callCount, "one_map", "incidents/least-busy-drift", "new"),
    Witness(.callCount, "one_map", "incidents/least-busy-drift", "sound"),
    Witness(.callRelease, "every_exit", "incidents/least-busy-drift", "leaves"),
    Witness(.latencyRecord, "separate", "incidents/latency-divides-by-zero", "between"),
    Witness(.strategyChoice, "router", "incidents/latency-divides-by-zero", "between"),
    Witness(.usageLimit, "exact", "incidents/rpm-off-by-one", "v2-new"),
    Witness(.usageLimit, "one_early", "incidents/rpm-off-by-one", "sound-v2"),
    Witness(.usageCount, "starts", "incidents/rpm-off-by-one", "v1-new"),
    Witness(.usageCount, "answers", "incidents/rpm-off-by-one", "sound-v1"),
    Witness(.useName, "asked", "strategies/asked-by-alias", "own-group"),
    Witness(.useName, "group", "strategies/asked-by-alias", "by-alias"),
    Witness(.sessionScope, "session_only", "gateway/shared-session", "by-key"),
    Witness(.sessionScope, "with_key", "gateway/shared-session", "shared"),
    Witness(.weightedFailover, "ignored", "gateway/weighted-failover", "honoured"),
    Witness(.weightedFailover, "honoured", "gateway/weighted-failover", "ignored"),
    Witness(.preCallInput, "messages_only", "gateway/long-input", "every-input"),
    Witness(.preCallInput, "every_input", "gateway/long-input", "chat-only"),
    Witness(.parallelSlots, "refuses", "limits/parallel", "old"),
    Witness(.parallelSlots, "waits", "limits/parallel", "new"),
    Witness(.parallelSlots, "waits", "limits/parallel", "sound"),
    Witness(.openBudget, "unlimited", "limits/budgets", "new"),
    Witness(.openBudget, "leaves_out", "limits/budgets", "sound"),
  ]
}
