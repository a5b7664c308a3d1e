/// Rules about what happens on the wire: timers, clients that leave, streams that break.
extension PresetTable {
  static let world: [PresetRow] = [
    PresetRow(
      .attemptTimer, "timeouts of LiteLLM's HTTP client; bifrost issue 7034",
      chosen(AttemptTimerRule.silence), chosen(AttemptTimerRule.silence),
      chosen(AttemptTimerRule.silence), chosen(AttemptTimerRule.silence),
      chosen(AttemptTimerRule.silence)),
    PresetRow(
      .clientGone, "issues 13774 and 14295, pull request 30223",
      chosen(ClientGoneRule.goesOn), chosen(ClientGoneRule.goesOn),
      chosen(ClientGoneRule.goesOn), chosen(ClientGoneRule.goesOn),
      chosen(ClientGoneRule.cancelled)),
    PresetRow(
      .midStream, "mid-stream fallbacks of each version; pull requests 27967, 34627 and 41127",
      chosen(MidStreamRule.continues), chosen(MidStreamRule.continues),
      chosen(MidStreamRule.continues), read(MidStreamRule.optIn), chosen(MidStreamRule.optIn)),
    PresetRow(
      .streamEnd, "LiteLLM's HTTP client tells of a body that is cut off",
      chosen(StreamEndRule.error), chosen(StreamEndRule.error), chosen(StreamEndRule.error),
      chosen(StreamEndRule.error), chosen(StreamEndRule.error)),
    PresetRow(
      .parameters, "reports on embeddings and on beta flags of 2026-02-16; fixed in 1.82.1",
      chosen(ParametersRule.withNulls), chosen(ParametersRule.perTarget),
      chosen(ParametersRule.perTarget), chosen(ParametersRule.perTarget),
      chosen(ParametersRule.perTarget)),
    PresetRow(
      .sealedKinds, "encrypted_content_affinity_check.py of each version; vectors of items",
      chosen(SealedKindsRule.reasoningOnly), chosen(SealedKindsRule.reasoningOnly),
      chosen(SealedKindsRule.reasoningOnly), recorded(SealedKindsRule.reasoningOnly),
      chosen(SealedKindsRule.everyKind)),
    PresetRow(
      .refusedSeal, "LiteLLM has no recovery; bifrost issue 6041 for the faults",
      chosen(RefusedSealRule.givesUp), chosen(RefusedSealRule.givesUp),
      chosen(RefusedSealRule.givesUp), chosen(RefusedSealRule.givesUp),
      chosen(RefusedSealRule.givesUp)),
    PresetRow(
      .connectionRelease, "report on leaked connections of 2026-03-04; fixed in 1.82.1",
      chosen(ConnectionReleaseRule.notOnLeave), chosen(ConnectionReleaseRule.everyExit),
      chosen(ConnectionReleaseRule.everyExit), chosen(ConnectionReleaseRule.everyExit),
      chosen(ConnectionReleaseRule.everyExit)),
    PresetRow(
      .clientEviction, "pull requests 21717 and 22247: neither version has the fault",
      chosen(ClientEvictionRule.dropsReference), chosen(ClientEvictionRule.dropsReference),
      chosen(ClientEvictionRule.dropsReference), chosen(ClientEvictionRule.dropsReference),
      chosen(ClientEvictionRule.dropsReference)),
    PresetRow(
      .containerIDs, "issues 30781, 30936 and 30942",
      chosen(ContainerIDsRule.sentRaw), chosen(ContainerIDsRule.sentRaw),
      chosen(ContainerIDsRule.sentWrapped), chosen(ContainerIDsRule.pinned),
      chosen(ContainerIDsRule.pinned)),
  ]
}
