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
  ]
}
