extension PresetTable {
  /// The cell of litellm-1.85.7; nil where nobody looked, and it is taken to be as the release
  /// after it. Recorded: vectors of that release fail under the other case.
  static func midway(_ rule: RuleName) -> PresetRow.Cell? {
    midwayCells.first { $0.rule == rule }?.cell
  }

  private static let midwayCells: [(rule: RuleName, cell: PresetRow.Cell)] = [
    // The checks stand in the order in which they are made: user pins before sealed items.
    (.stageOrder, read(StageOrderRule.pinsBeforeSeals)),
    (.weights, recorded(WeightsRule.firstCandidate)),
    (.orderFilter, recorded(OrderFilterRule.always)),
    (.orderTarget, recorded(OrderTargetRule.elseAnybody)),
    (.orderFallback, recorded(OrderFallbackRule.walksLevels)),
    (.sealedCheck, recorded(SealedCheckRule.pins)),
    (.restore, recorded(RestoreRule.always)),
    (.boundaryPeers, recorded(BoundaryPeersRule.eligible)),
    (.unavailableOrigin, recorded(UnavailableOriginRule.failFast)),
    (.originCandidates, recorded(OriginCandidatesRule.anyMember)),
    (.foreignItems, recorded(ForeignItemsRule.kept)),
    (.retryCheck, recorded(RetryCheckRule.everyError)),
    (.retryError, recorded(RetryErrorRule.latest)),
    (.permissionRetry, recorded(PermissionRetryRule.retried)),
    (.fallbackRepeat, recorded(FallbackRepeatRule.allowed)),
    (.fallbackLookup, recorded(FallbackLookupRule.ownEntry)),
    (.paymentCooldown, recorded(PaymentCooldownRule.never)),
    (.allowedFails, recorded(AllowedFailsRule.differentFromDefault)),
    (.cacheSweep, read(CacheSweepRule.everyWrite)),
    (.weightedFailover, read(WeightedFailoverRule.ignored)),
    (.cooldownOverlap, recorded(CooldownOverlapRule.keepsFirstEnd)),
    (.denialStatus, recorded(DenialStatusRule.forbidden)),
    (.wildcardNamespace, recorded(WildcardNamespaceRule.open)),
    (.catalogReload, recorded(CatalogReloadRule.onlyAdds)),
    (.namingRules, recorded(NamingRulesRule.off)),
    (.providerLookup, recorded(ProviderLookupRule.fixedSets)),
    (.keyAliasAccess, recorded(KeyAliasAccessRule.requestedName)),
    (.imageNames, recorded(ImageNamesRule.byPrefix)),
    (.teamModels, read(TeamModelsRule.teamCheck)),
    (.tagEmpty, recorded(TagEmptyRule.passes)),
    (.tagDefault, recorded(TagDefaultRule.nobodyLeft)),
    // An empty list of stored models is taken for no answer.
    (.storedModelSync, read(StoredModelSyncRule.keepsLast)),
    (.storeBreaker, read(StoreBreakerRule.fiveFailures)),
    (.lookupStatus, read(LookupStatusRule.unavailable)),
    (.probeFilter, read(ProbeFilterRule.soft)),
    (.callCount, recorded(CallCountRule.oneMap)),
    (.latencyWindow, recorded(LatencyWindowRule.dropsOldest)),
    (.latencySample, recorded(LatencySampleRule.byToken)),
    (.latencyMean, recorded(LatencyMeanRule.ownList)),
    (.usageLimit, recorded(UsageLimitRule.oneEarly)),
    // `model_info.blocked` is not known yet.
    (.blockedChoice, recorded(BlockedChoiceRule.stillChosen)),
    (.retryTarget, recorded(RetryTargetRule.any)),
    (.orderCarry, recorded(OrderCarryRule.laterHops)),
    (.triedChoice, recorded(TriedChoiceRule.stillChosen)),
    (.groupSealedCheck, recorded(GroupSealedCheckRule.ignored)),
    (.policyClasses, recorded(PolicyClassesRule.five)),
    (.credentialBoundary, recorded(CredentialBoundaryRule.ofEntry)),
    (.preCallRequests, recorded(PreCallRequestsRule.counted)),
  ]
}
