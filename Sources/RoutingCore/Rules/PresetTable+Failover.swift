extension PresetTable {
  /// Who is tried next after a failure, and what a failure costs the one that failed.
  static let failover: [PresetRow] = [
    PresetRow(
      .refusalScope, "should_retry_this_error of each version; vectors of kind retry",
      read(RefusalScopeRule.byStatus), read(RefusalScopeRule.byStatus),
      read(RefusalScopeRule.byStatus), recorded(RefusalScopeRule.byStatus),
      chosen(RefusalScopeRule.byScope)),
    PresetRow(
      .fallbackErrors, "the fallback handler of each version; vectors of kind fallback",
      read(FallbackErrorsRule.every), read(FallbackErrorsRule.every),
      read(FallbackErrorsRule.every), recorded(FallbackErrorsRule.every),
      chosen(FallbackErrorsRule.every)),
    PresetRow(
      .clientErrors, "cooldown handlers; measured: four 400s and one 500 cool",
      recorded(ClientErrorsRule.counted), read(ClientErrorsRule.counted),
      read(ClientErrorsRule.counted), recorded(ClientErrorsRule.counted),
      chosen(ClientErrorsRule.ignored)),
    PresetRow(
      .loneCooldown, "cooldown handlers; vectors of kind cooldown; issue 40405",
      read(LoneCooldownRule.spared), read(LoneCooldownRule.spared), read(LoneCooldownRule.spared),
      recorded(LoneCooldownRule.spared), chosen(LoneCooldownRule.unlessFallback)),
    PresetRow(
      .gatewayRetryAfter, "headers of the proxy's errors in each version; pull request 30098",
      read(GatewayRetryAfterRule.textOnly), read(GatewayRetryAfterRule.textOnly),
      read(GatewayRetryAfterRule.cooldownLength), read(GatewayRetryAfterRule.cooldownLength),
      chosen(GatewayRetryAfterRule.remaining)),
    PresetRow(
      .retryAfterReading, "_get_retry_after_from_exception_header of each version",
      read(RetryAfterReadingRule.secondsAndDates), read(RetryAfterReadingRule.secondsAndDates),
      read(RetryAfterReadingRule.secondsAndDates), read(RetryAfterReadingRule.secondsAndDates),
      chosen(RetryAfterReadingRule.everySpelling)),
    PresetRow(
      .pinnedBackOff, "the back-off of each version; issue 41261",
      read(PinnedBackOffRule.likeOthers), read(PinnedBackOffRule.likeOthers),
      read(PinnedBackOffRule.likeOthers), read(PinnedBackOffRule.likeOthers),
      chosen(PinnedBackOffRule.untilOriginIsBack)),
  ]

  /// What counts among a request's tags, and who is in an access group.
  static let grants: [PresetRow] = [
    PresetRow(
      .addedTags, "measured: a fallback after a tagged deployment, or a named credential, failed",
      recorded(AddedTagsRule.ofDeployment), recorded(AddedTagsRule.ofDeploymentAndCredential),
      recorded(AddedTagsRule.ofDeploymentAndCredential), recorded(AddedTagsRule.ignored),
      chosen(AddedTagsRule.ignored)),
    PresetRow(
      .accessGroupGrant, "can_key_call_model of each version; issue 26656",
      read(AccessGroupGrantRule.afterDenial), read(AccessGroupGrantRule.afterDenial),
      read(AccessGroupGrantRule.afterDenial), read(AccessGroupGrantRule.afterDenial),
      chosen(AccessGroupGrantRule.limits)),
    PresetRow(
      .accessGroupMembers, "the router's filter by access groups; issue 26161",
      read(AccessGroupMembersRule.all), read(AccessGroupMembersRule.all),
      read(AccessGroupMembersRule.ofOwnGroups), read(AccessGroupMembersRule.ofOwnGroups),
      chosen(AccessGroupMembersRule.ofOwnGroupsAlone)),
    PresetRow(
      .tierChange, "the complexity router and the check for sealed items; issue 40237",
      chosen(TierChangeRule.forwards), read(TierChangeRule.forwards),
      read(TierChangeRule.forwards), read(TierChangeRule.forwards), chosen(TierChangeRule.stays)),
    PresetRow(
      .limitTokens, "parallel_request_limiter_v3.py of each version",
      read(LimitTokensRule.countedAfter), read(LimitTokensRule.countedAfter),
      read(LimitTokensRule.reserved), read(LimitTokensRule.reserved),
      chosen(LimitTokensRule.reserved)),
    PresetRow(
      .limitWait, "parallel_request_limiter_v3.py of each version",
      read(LimitWaitRule.wholeWindow), read(LimitWaitRule.wholeWindow),
      chosen(LimitWaitRule.wholeWindow), read(LimitWaitRule.wholeWindow),
      chosen(LimitWaitRule.restOfWindow)),
    PresetRow(
      .budgetStatus, "auth_exception_handler.py of each version",
      chosen(BudgetStatusRule.badRequest), read(BudgetStatusRule.badRequest),
      read(BudgetStatusRule.tooManyRequests), read(BudgetStatusRule.unprocessable),
      chosen(BudgetStatusRule.tooManyRequests)),
  ]
}
