/// The rows of what recordings of earlier releases showed.
extension PresetTable {
  static let earlier: [PresetRow] = [
    PresetRow(
      .orderCarry, "run_async_fallback of each version; vectors of kind fallback",
      chosen(OrderCarryRule.laterHops), chosen(OrderCarryRule.laterHops),
      recorded(OrderCarryRule.laterHops), recorded(OrderCarryRule.ownHop),
      chosen(OrderCarryRule.ownHop)),
    PresetRow(
      .triedChoice, "_excluded_deployment_ids of each version; vectors of kind affinity",
      read(TriedChoiceRule.stillChosen), recorded(TriedChoiceRule.stillChosen),
      recorded(TriedChoiceRule.leftOut), recorded(TriedChoiceRule.leftOut),
      chosen(TriedChoiceRule.leftOut)),
    PresetRow(
      .groupSealedCheck, "the check of each version; vectors of kind affinity",
      chosen(GroupSealedCheckRule.ignored), read(GroupSealedCheckRule.ignored),
      recorded(GroupSealedCheckRule.honoured), recorded(GroupSealedCheckRule.honoured),
      chosen(GroupSealedCheckRule.honoured)),
    PresetRow(
      .policyClasses, "get_retry_from_policy.py of each version; vectors of kinds retry, cooldown",
      recorded(PolicyClassesRule.five), recorded(PolicyClassesRule.five),
      recorded(PolicyClassesRule.five), recorded(PolicyClassesRule.every),
      chosen(PolicyClassesRule.every)),
    PresetRow(
      .credentialBoundary, "pull request 40228; vectors of kind affinity",
      chosen(CredentialBoundaryRule.ofEntry), read(CredentialBoundaryRule.ofEntry),
      recorded(CredentialBoundaryRule.ofEntry), recorded(CredentialBoundaryRule.resolved),
      chosen(CredentialBoundaryRule.resolved)),
    PresetRow(
      .preCallRequests, "_pre_call_checks of each version; vectors of kind candidates",
      recorded(PreCallRequestsRule.counted), recorded(PreCallRequestsRule.counted),
      recorded(PreCallRequestsRule.counted), recorded(PreCallRequestsRule.ignored),
      chosen(PreCallRequestsRule.ignored)),
  ]
}
