/// The rows of strategies, limits and budgets.
extension PresetTable {
  static let strategies: [PresetRow] = [
    PresetRow(
      .callCount, "least_busy.py of each version; recorded strategy vectors",
      recorded(CallCountRule.oneMap),
      recorded(CallCountRule.oneMap),
      recorded(CallCountRule.oneMap),
      recorded(CallCountRule.eachForAnHour),
      chosen(CallCountRule.inFlight)),
    PresetRow(
      .callRelease, "sglang-omni issue 931 for the fault",
      chosen(CallReleaseRule.everyExit),
      chosen(CallReleaseRule.everyExit),
      chosen(CallReleaseRule.everyExit),
      chosen(CallReleaseRule.everyExit),
      chosen(CallReleaseRule.everyExit)),
    PresetRow(
      .latencyWindow, "lowest_latency.py of each version; recorded strategy vectors",
      recorded(LatencyWindowRule.replacesLatest),
      recorded(LatencyWindowRule.replacesLatest),
      recorded(LatencyWindowRule.dropsOldest),
      recorded(LatencyWindowRule.dropsOldest),
      chosen(LatencyWindowRule.dropsOldest)),
    PresetRow(
      .latencySample, "lowest_latency.py of each version; recorded strategy vectors",
      recorded(LatencySampleRule.byToken),
      recorded(LatencySampleRule.byToken),
      recorded(LatencySampleRule.byToken),
      recorded(LatencySampleRule.firstTokenInSeconds),
      chosen(LatencySampleRule.firstTokenInSeconds)),
    PresetRow(
      .latencyMean, "lowest_latency.py of each version; recorded strategy vectors",
      recorded(LatencyMeanRule.overAllAnswers), recorded(LatencyMeanRule.overAllAnswers),
      recorded(LatencyMeanRule.ownList), recorded(LatencyMeanRule.orPercentile),
      chosen(LatencyMeanRule.orPercentile)),
    PresetRow(
      .latencyRecord, "lowest_cost.py and lowest_latency.py of each version; issue 39970",
      read(LatencyRecordRule.shared),
      read(LatencyRecordRule.shared),
      read(LatencyRecordRule.shared),
      read(LatencyRecordRule.separate),
      chosen(LatencyRecordRule.separate)),
    PresetRow(
      .costSample, "lowest_cost.py of each version; recorded strategy vectors",
      recorded(CostSampleRule.withTokens), recorded(CostSampleRule.withTokens),
      recorded(CostSampleRule.withTokens), recorded(CostSampleRule.every),
      chosen(CostSampleRule.every)),
    PresetRow(
      .usageLimit,
      "lowest_tpm_rpm.py and lowest_tpm_rpm_v2.py; recorded strategy vectors; issue 33032",
      recorded(UsageLimitRule.oneEarly),
      recorded(UsageLimitRule.oneEarly),
      recorded(UsageLimitRule.oneEarly),
      recorded(UsageLimitRule.oneEarly),
      chosen(UsageLimitRule.exact)),
    PresetRow(
      .usageCount, "lowest_tpm_rpm.py of each version; recorded strategy vectors; issue 2994",
      recorded(UsageCountRule.answers), recorded(UsageCountRule.answers),
      recorded(UsageCountRule.answers), recorded(UsageCountRule.answers),
      chosen(UsageCountRule.starts)),
    PresetRow(
      .parallelSlots, "client_initalization_utils.py of each version; recorded strategy vectors",
      recorded(ParallelSlotRule.waits),
      recorded(ParallelSlotRule.waits),
      recorded(ParallelSlotRule.waits),
      recorded(ParallelSlotRule.refuses),
      chosen(ParallelSlotRule.refusesUntilEnd)),
    PresetRow(
      .limitCooldown, "model_rate_limit_check.py; recorded strategy vectors",
      recorded(LimitCooldownRule.cools),
      recorded(LimitCooldownRule.cools),
      recorded(LimitCooldownRule.cools),
      recorded(LimitCooldownRule.cools),
      chosen(LimitCooldownRule.stays)),
    PresetRow(
      .openBudget, "budget_limiter.py of each version; recorded strategy vectors",
      recorded(OpenBudgetRule.leavesOut),
      recorded(OpenBudgetRule.leavesOut),
      recorded(OpenBudgetRule.leavesOut),
      recorded(OpenBudgetRule.leavesOut),
      chosen(OpenBudgetRule.unlimited)),
    PresetRow(
      .strategyChoice, "route_llm_request.py of each version",
      read(StrategyChoiceRule.router),
      read(StrategyChoiceRule.router),
      read(StrategyChoiceRule.router),
      read(StrategyChoiceRule.request),
      chosen(StrategyChoiceRule.request)),
    PresetRow(
      .useName, "router.py of each version: model_group of the metadata",
      read(UseNameRule.asked),
      read(UseNameRule.asked),
      read(UseNameRule.asked),
      read(UseNameRule.asked),
      chosen(UseNameRule.group)),
  ]
}
