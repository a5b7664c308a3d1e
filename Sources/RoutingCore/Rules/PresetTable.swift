/// The rule × preset table: columns in the order of `Preset.allCases`, without litellm-1.85.7,
/// whose cells stand by themselves.
///
/// "Measured" stands for runs of the real router with stub upstreams on loopback.
public enum PresetTable {
  /// One row for each rule.
  public static let cells: [PresetRow] =
    selection + sealed + failure + failover + grants + catalog + tags + stored + strategies
    + world + earlier

  static func recorded<Rule: RawRepresentable<String>>(_ rule: Rule) -> PresetRow.Cell {
    PresetRow.Cell(value: rule.rawValue, evidence: .recorded)
  }

  static func read<Rule: RawRepresentable<String>>(_ rule: Rule) -> PresetRow.Cell {
    PresetRow.Cell(value: rule.rawValue, evidence: .read)
  }

  static func chosen<Rule: RawRepresentable<String>>(_ rule: Rule) -> PresetRow.Cell {
    PresetRow.Cell(value: rule.rawValue, evidence: .inferred)
  }

  private static let selection: [PresetRow] = {
    typealias Order = StageOrderRule
    return [
      PresetRow(
        .stageOrder, "order of the callback list; issue 29733",
        recorded(Order.levelsBeforeTags), recorded(Order.levelsBeforeTags),
        read(Order.sealsBeforePins),
        read(Order.sealsBeforePins), chosen(Order.constraintsFirst)),
      PresetRow(
        .weights, "simple_shuffle.py of each version; vectors of kind weights",
        recorded(WeightsRule.firstCandidate), recorded(WeightsRule.firstCandidate),
        recorded(WeightsRule.firstCandidatePositive), recorded(WeightsRule.anyPositive),
        chosen(WeightsRule.anyPositive)),
      PresetRow(
        .orderFilter, "router pre-call checks; pull request 24611",
        recorded(OrderFilterRule.messagesWithPreCallChecks),
        recorded(OrderFilterRule.messagesWithPreCallChecks),
        read(OrderFilterRule.always), recorded(OrderFilterRule.always),
        chosen(OrderFilterRule.always)),
      PresetRow(
        .orderTarget, "measured: an order hop that the check for sealed items had narrowed",
        chosen(OrderTargetRule.elseAnybody), chosen(OrderTargetRule.elseAnybody),
        recorded(OrderTargetRule.elseAnybody), recorded(OrderTargetRule.strict),
        chosen(OrderTargetRule.strict)),
      PresetRow(
        .orderFallback, "pull request 24611; vectors of kind fallback",
        recorded(OrderFallbackRule.off), read(OrderFallbackRule.off),
        read(OrderFallbackRule.walksLevels), recorded(OrderFallbackRule.walksLevels),
        chosen(OrderFallbackRule.walksLevels)),
      PresetRow(
        .pinnedPick, "measured: a pin by sealed content draws nothing",
        chosen(PinnedPickRule.skipsStrategy), recorded(PinnedPickRule.skipsStrategy),
        recorded(PinnedPickRule.skipsStrategy), recorded(PinnedPickRule.skipsStrategy),
        chosen(PinnedPickRule.skipsStrategy)),
    ]
  }()

  private static let sealed: [PresetRow] = [
    PresetRow(
      .sealedCheck, "pull request 22651; measured",
      recorded(SealedCheckRule.unknown), recorded(SealedCheckRule.pins),
      recorded(SealedCheckRule.pins), recorded(SealedCheckRule.pins),
      chosen(SealedCheckRule.always)),
    PresetRow(
      .streamMarking, "measured: streaming follow-ups, three ways to keep items",
      chosen(StreamMarkingRule.everyEvent), recorded(StreamMarkingRule.everyEvent),
      recorded(StreamMarkingRule.everyEvent), recorded(StreamMarkingRule.everyEvent),
      chosen(StreamMarkingRule.everyEvent)),
    PresetRow(
      .restore, "pull request 22651; vectors of kind codec",
      read(RestoreRule.never), read(RestoreRule.always), read(RestoreRule.always),
      recorded(RestoreRule.always), chosen(RestoreRule.always)),
    PresetRow(
      .boundaryPeers, "pull request 27703; vectors of kind affinity",
      chosen(BoundaryPeersRule.ignored), read(BoundaryPeersRule.ignored),
      read(BoundaryPeersRule.eligible), recorded(BoundaryPeersRule.eligible),
      chosen(BoundaryPeersRule.eligible)),
    PresetRow(
      .unavailableOrigin, "pull request 27820; measured: origin in cooldown, origin removed",
      chosen(UnavailableOriginRule.spill), recorded(UnavailableOriginRule.spill),
      recorded(UnavailableOriginRule.failFast), recorded(UnavailableOriginRule.strip),
      chosen(UnavailableOriginRule.strip)),
    PresetRow(
      .originCandidates, "the check of each version; vectors of kind affinity",
      chosen(OriginCandidatesRule.anyMember), read(OriginCandidatesRule.anyMember),
      read(OriginCandidatesRule.anyMember), recorded(OriginCandidatesRule.eligible),
      chosen(OriginCandidatesRule.eligible)),
    PresetRow(
      .foreignItems, "pull request 40280; measured: items of two origins",
      chosen(ForeignItemsRule.kept), recorded(ForeignItemsRule.kept),
      recorded(ForeignItemsRule.kept), recorded(ForeignItemsRule.stripped),
      chosen(ForeignItemsRule.stripped)),
    PresetRow(
      .hopStripping, "dispatch of fallback hops; measured: fallback to another group",
      recorded(HopStrippingRule.off), recorded(HopStrippingRule.off),
      recorded(HopStrippingRule.off), recorded(HopStrippingRule.on), chosen(HopStrippingRule.on)),
    PresetRow(
      .sealRefusalText, "measured: body at the proxy",
      recorded(SealRefusalTextRule.plain), read(SealRefusalTextRule.hinted),
      read(SealRefusalTextRule.hinted), recorded(SealRefusalTextRule.hinted),
      chosen(SealRefusalTextRule.hinted)),
  ]

  private static let failure: [PresetRow] = [
    PresetRow(
      .retryCheck, "the retry loop of each version",
      read(RetryCheckRule.firstErrorOnly), read(RetryCheckRule.firstErrorOnly),
      read(RetryCheckRule.everyError), recorded(RetryCheckRule.everyError),
      chosen(RetryCheckRule.everyError)),
    PresetRow(
      .retryError, "the retry loop of each version; vectors of kind retry",
      read(RetryErrorRule.first), read(RetryErrorRule.first), read(RetryErrorRule.latest),
      recorded(RetryErrorRule.latest), chosen(RetryErrorRule.latest)),
    PresetRow(
      .retryTarget, "retry-skipped deployments; vectors of kind affinity",
      read(RetryTargetRule.any), recorded(RetryTargetRule.any), recorded(RetryTargetRule.any),
      recorded(RetryTargetRule.skipsRefusers), chosen(RetryTargetRule.skipsRefusers)),
    PresetRow(
      .fallbackRepeat, "attempted targets; vectors of kind fallback",
      read(FallbackRepeatRule.allowed), chosen(FallbackRepeatRule.allowed),
      chosen(FallbackRepeatRule.allowed), recorded(FallbackRepeatRule.onceEach),
      chosen(FallbackRepeatRule.onceEach)),
    PresetRow(
      .fallbackLookup, "fallback lookup groups; vectors of kind fallback",
      read(FallbackLookupRule.ownEntry), read(FallbackLookupRule.ownEntry),
      read(FallbackLookupRule.ownEntry), recorded(FallbackLookupRule.thenOriginal),
      chosen(FallbackLookupRule.thenOriginal)),
    PresetRow(
      .fallbackAccess, "enforce_fallback_model_access of general_settings; issue 38572",
      read(FallbackAccessRule.requestedNameOnly), read(FallbackAccessRule.requestedNameOnly),
      read(FallbackAccessRule.requestedNameOnly), read(FallbackAccessRule.unlessSwitchedOff),
      chosen(FallbackAccessRule.everyHop)),
    PresetRow(
      .permissionRetry, "should_retry_this_error of each version; vectors of kind retry",
      read(PermissionRetryRule.retried), chosen(PermissionRetryRule.retried),
      chosen(PermissionRetryRule.retried), recorded(PermissionRetryRule.notAlone),
      chosen(PermissionRetryRule.notAlone)),
    PresetRow(
      .streamOpening, "responses streams with fallbacks",
      chosen(StreamOpeningRule.sentAtOnce), chosen(StreamOpeningRule.sentAtOnce),
      chosen(StreamOpeningRule.sentAtOnce), read(StreamOpeningRule.heldBack),
      chosen(StreamOpeningRule.heldBack)),
    PresetRow(
      .pinChecks, "measured: session and user pins in each release",
      recorded(PinChecksRule.unknown), recorded(PinChecksRule.known),
      recorded(PinChecksRule.known), recorded(PinChecksRule.known), chosen(PinChecksRule.known)),
    PresetRow(
      .pinWrite, "measured: writes to the cache in the course of a request",
      chosen(PinWriteRule.overwrites), recorded(PinWriteRule.overwrites),
      recorded(PinWriteRule.overwrites), recorded(PinWriteRule.claims),
      chosen(PinWriteRule.claims)),
    PresetRow(
      .sessionScope, "measured: keys of the cache in the course of a request",
      chosen(SessionScopeRule.sessionOnly), recorded(SessionScopeRule.sessionOnly),
      recorded(SessionScopeRule.sessionOnly), recorded(SessionScopeRule.withKey),
      chosen(SessionScopeRule.withKey)),
    PresetRow(
      .successCount, "measured: when a deployment with successes behind it cools",
      recorded(SuccessCountRule.messagesOnly), recorded(SuccessCountRule.every),
      recorded(SuccessCountRule.every), recorded(SuccessCountRule.every),
      chosen(SuccessCountRule.every)),
    PresetRow(
      .paymentCooldown, "measured: one failing call, two deployments",
      recorded(PaymentCooldownRule.never), chosen(PaymentCooldownRule.never),
      chosen(PaymentCooldownRule.never), recorded(PaymentCooldownRule.cools),
      chosen(PaymentCooldownRule.cools)),
    PresetRow(
      .allowedFails, "cooldown handlers; vectors of kind cooldown",
      read(AllowedFailsRule.differentFromDefault), read(AllowedFailsRule.differentFromDefault),
      read(AllowedFailsRule.differentFromDefault), recorded(AllowedFailsRule.whenSet),
      chosen(AllowedFailsRule.whenSet)),
    PresetRow(
      .cacheSweep, "the in-memory cache of each version",
      read(CacheSweepRule.whenFull), read(CacheSweepRule.whenFull),
      read(CacheSweepRule.everyWrite), read(CacheSweepRule.everyWrite),
      chosen(CacheSweepRule.everyWrite)),
    PresetRow(
      .weightedFailover, "the router's settings of each version",
      read(WeightedFailoverRule.ignored), read(WeightedFailoverRule.ignored),
      read(WeightedFailoverRule.honoured), read(WeightedFailoverRule.honoured),
      chosen(WeightedFailoverRule.honoured)),
    PresetRow(
      .cooldownOverlap, "the cooldown cache of each version; vectors of kind cooldown",
      read(CooldownOverlapRule.keepsFirstEnd), read(CooldownOverlapRule.keepsFirstEnd),
      read(CooldownOverlapRule.keepsFirstEnd), recorded(CooldownOverlapRule.corrected),
      chosen(CooldownOverlapRule.longest)),
    PresetRow(
      .denialStatus, "measured at the proxy",
      recorded(DenialStatusRule.unauthorized), recorded(DenialStatusRule.unauthorized),
      recorded(DenialStatusRule.forbidden), recorded(DenialStatusRule.forbidden),
      chosen(DenialStatusRule.forbidden)),
  ]

  private static let catalog: [PresetRow] = {
    typealias Reload = CatalogReloadRule
    typealias Naming = NamingRulesRule
    return [
      PresetRow(
        .catalogReload,
        "add_known_models in the reload paths; measured; vectors of kind access_reload",
        recorded(Reload.keeps), recorded(Reload.onlyAdds), recorded(Reload.onlyAdds),
        recorded(Reload.onlyAdds), chosen(Reload.follows)),
      PresetRow(
        .catalogFetch, "the fetch of the cost map in each version; pull request 36010",
        read(CatalogFetchRule.installsBackup), read(CatalogFetchRule.installsBackup),
        read(CatalogFetchRule.installsBackup), read(CatalogFetchRule.keepsCurrent),
        chosen(CatalogFetchRule.keepsCurrent)),
      PresetRow(
        .reloadSpread, "the reload job of each version",
        read(ReloadSpreadRule.firstPoller), read(ReloadSpreadRule.firstPoller),
        read(ReloadSpreadRule.firstPoller), read(ReloadSpreadRule.everyReplica),
        chosen(ReloadSpreadRule.everyReplica)),
      PresetRow(
        .reloadInterval, "the writes of the reload job in each version",
        read(ReloadIntervalRule.lost), read(ReloadIntervalRule.kept),
        read(ReloadIntervalRule.kept), read(ReloadIntervalRule.kept),
        chosen(ReloadIntervalRule.kept)),
      PresetRow(
        .providerLookup, "get_llm_provider of each version; vectors of kind access",
        recorded(ProviderLookupRule.fixedSets), recorded(ProviderLookupRule.fixedSets),
        recorded(ProviderLookupRule.fixedSets), recorded(ProviderLookupRule.fixedSets),
        chosen(ProviderLookupRule.everyEntry)),
      PresetRow(
        .namingRules, "get_llm_provider of each version; vectors of kind access_generalization",
        recorded(Naming.off), recorded(Naming.off), recorded(Naming.claudeNames),
        recorded(Naming.on), chosen(Naming.on)),
      PresetRow(
        .imageNames, "get_llm_provider of each version; vectors of kind access",
        recorded(ImageNamesRule.listed), recorded(ImageNamesRule.listed),
        recorded(ImageNamesRule.byPrefix),
        recorded(ImageNamesRule.byPrefix), chosen(ImageNamesRule.byPrefix)),
      PresetRow(
        .wildcardNamespace, "the wildcard check of each version; vectors of kind access_reload",
        recorded(WildcardNamespaceRule.open), recorded(WildcardNamespaceRule.open),
        recorded(WildcardNamespaceRule.open), recorded(WildcardNamespaceRule.guarded),
        chosen(WildcardNamespaceRule.guarded)),
      PresetRow(
        .keyAliasAccess, "can_key_call_model of each version; vectors of kind access",
        recorded(KeyAliasAccessRule.requestedName), recorded(KeyAliasAccessRule.requestedName),
        recorded(KeyAliasAccessRule.requestedName), recorded(KeyAliasAccessRule.rewrittenName),
        chosen(KeyAliasAccessRule.rewrittenName)),
      PresetRow(
        .groupNames, "measured: a name after the last entry of its group was deleted",
        recorded(GroupNamesRule.stay), chosen(GroupNamesRule.stay), recorded(GroupNamesRule.stay),
        recorded(GroupNamesRule.leave), chosen(GroupNamesRule.leave)),
      PresetRow(
        .wildcardRemoval, "measured: candidates after a wildcard deployment was deleted",
        recorded(WildcardRemovalRule.stays), recorded(WildcardRemovalRule.stays),
        recorded(WildcardRemovalRule.stays), recorded(WildcardRemovalRule.leaves),
        chosen(WildcardRemovalRule.leaves)),
      PresetRow(
        .teamModels, "the key check of each version; vectors of kind access",
        read(TeamModelsRule.teamCheck), read(TeamModelsRule.teamCheck),
        recorded(TeamModelsRule.teamListOrNothing), recorded(TeamModelsRule.teamListOrEverything),
        chosen(TeamModelsRule.teamListOrNothing)),
      PresetRow(
        .accessGroupLookup, "measured: access groups of a bare name at a wildcard deployment",
        recorded(AccessGroupLookupRule.rawName), recorded(AccessGroupLookupRule.rawName),
        recorded(AccessGroupLookupRule.rawName), recorded(AccessGroupLookupRule.thenProvider),
        chosen(AccessGroupLookupRule.thenProvider)),
    ]
  }()
}
