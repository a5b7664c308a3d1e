/// What replicas share: stored models, the store, the database, and what they learn of health.
extension PresetTable {
  static let stored: [PresetRow] = [
    PresetRow(
      .storedModelSync, "_delete_deployment of each version",
      read(StoredModelSyncRule.keepsLast), read(StoredModelSyncRule.keepsLast),
      read(StoredModelSyncRule.reconciles), read(StoredModelSyncRule.reconciles),
      chosen(StoredModelSyncRule.reconciles)),
    PresetRow(
      .storedModelUpdate, "the reconcile of each version; issues 12711 and 13359",
      read(StoredModelUpdateRule.touchesOne), read(StoredModelUpdateRule.touchesOne),
      read(StoredModelUpdateRule.touchesOne), read(StoredModelUpdateRule.touchesOne),
      chosen(StoredModelUpdateRule.touchesOne)),
    PresetRow(
      .storedModelWrite, "the writes of /model/new; issue 10967",
      chosen(StoredModelWriteRule.written), chosen(StoredModelWriteRule.written),
      chosen(StoredModelWriteRule.written), chosen(StoredModelWriteRule.written),
      chosen(StoredModelWriteRule.written)),
    PresetRow(
      .cooldownReads, "the cooldown cache of each version; pull request 40025",
      read(CooldownReadsRule.every10s),
      read(CooldownReadsRule.every10s),
      read(CooldownReadsRule.every10s),
      read(CooldownReadsRule.every1s),
      chosen(CooldownReadsRule.every1s)),
    PresetRow(
      .storedCooldown, "the cooldown cache of each version; issues 34508 and 35104",
      read(StoredCooldownRule.localLifetime),
      read(StoredCooldownRule.localLifetime),
      read(StoredCooldownRule.localLifetime),
      read(StoredCooldownRule.ownEnd),
      chosen(StoredCooldownRule.ownEnd)),
    PresetRow(
      .storeBreaker, "redis_cache.py of each version",
      read(StoreBreakerRule.none),
      read(StoreBreakerRule.none),
      read(StoreBreakerRule.fiveFailures),
      read(StoreBreakerRule.fiveFailures),
      chosen(StoreBreakerRule.fiveFailures)),
    PresetRow(
      .lookupStatus, "auth_exception_handler.py of each version",
      read(LookupStatusRule.unauthorized),
      chosen(LookupStatusRule.unauthorized),
      read(LookupStatusRule.unavailable),
      read(LookupStatusRule.unavailable),
      chosen(LookupStatusRule.unavailable)),
    PresetRow(
      .lookupFallThrough, "the key cache of each version",
      chosen(LookupFallThroughRule.unbounded),
      chosen(LookupFallThroughRule.unbounded),
      chosen(LookupFallThroughRule.unbounded),
      chosen(LookupFallThroughRule.unbounded),
      chosen(LookupFallThroughRule.bounded)),
    PresetRow(
      .pinFailure, "the affinity checks of each version",
      chosen(PinFailureRule.kept),
      read(PinFailureRule.kept),
      read(PinFailureRule.kept),
      read(PinFailureRule.kept),
      chosen(PinFailureRule.dropped)),
    PresetRow(
      .retryBudget, "async_function_with_retries of each version",
      read(RetryBudgetRule.everyTry),
      read(RetryBudgetRule.everyTry),
      read(RetryBudgetRule.everyTry),
      read(RetryBudgetRule.everyTry),
      chosen(RetryBudgetRule.distinctFirst)),
    PresetRow(
      .cooldownUse, "the cooldown filter of each version",
      read(CooldownUseRule.honoured),
      read(CooldownUseRule.honoured),
      read(CooldownUseRule.honoured),
      read(CooldownUseRule.honoured),
      chosen(CooldownUseRule.honoured)),
    PresetRow(
      .blockedChoice, "the filter of blocked deployments; vectors of kind candidates",
      recorded(BlockedChoiceRule.stillChosen),
      recorded(BlockedChoiceRule.stillChosen),
      recorded(BlockedChoiceRule.skipped),
      recorded(BlockedChoiceRule.skipped),
      chosen(BlockedChoiceRule.skipped)),
    PresetRow(
      .refusedAccount, "the cooldown handlers of each version",
      read(RefusedAccountRule.cools),
      read(RefusedAccountRule.cools),
      read(RefusedAccountRule.cools),
      read(RefusedAccountRule.cools),
      chosen(RefusedAccountRule.cools)),
    PresetRow(
      .probeFilter, "the health check filter of each version",
      read(ProbeFilterRule.unknown),
      read(ProbeFilterRule.unknown),
      read(ProbeFilterRule.soft),
      read(ProbeFilterRule.soft),
      chosen(ProbeFilterRule.soft)),
    PresetRow(
      .wildcardListing, "models_by_provider of each version; pull request 36010",
      read(WildcardListingRule.joinedStay), read(WildcardListingRule.joinedStay),
      read(WildcardListingRule.joinedStay), read(WildcardListingRule.fromSets),
      chosen(WildcardListingRule.fromSets)),
    PresetRow(
      .queueCount, "no release picks that way",
      chosen(QueueCountRule.withOwnCalls), chosen(QueueCountRule.withOwnCalls),
      chosen(QueueCountRule.withOwnCalls), chosen(QueueCountRule.withOwnCalls),
      chosen(QueueCountRule.withOwnCalls)),
    PresetRow(
      .staleQueue, "no release picks that way",
      chosen(StaleQueueRule.failsOpen), chosen(StaleQueueRule.failsOpen),
      chosen(StaleQueueRule.failsOpen), chosen(StaleQueueRule.failsOpen),
      chosen(StaleQueueRule.failsOpen)),
    PresetRow(
      .prefixMiss, "no release picks that way",
      chosen(PrefixMissRule.leastLoaded), chosen(PrefixMissRule.leastLoaded),
      chosen(PrefixMissRule.leastLoaded), chosen(PrefixMissRule.leastLoaded),
      chosen(PrefixMissRule.leastLoaded)),
    PresetRow(
      .bedrockRoute, "pull request 25892 of 2026-04-16",
      chosen(BedrockRouteRule.builtInList), chosen(BedrockRouteRule.builtInList),
      chosen(BedrockRouteRule.fromMap), chosen(BedrockRouteRule.fromMap),
      chosen(BedrockRouteRule.fromMap)),
  ]
}
