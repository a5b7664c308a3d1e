import Harness
import RoutingCore
import Scenarios
import Testing
import Tunnel

/// A wrong rule turns a scenario red, or changes what its golden tells.
struct RuleTests {
  enum Level {
    /// The verdict falls.
    case red
    /// An outcome, a load, a time or a count changes.
    case facts
  }

  /// A variant that tells a rule's other case from its own.
  struct Witness: CustomTestStringConvertible, Sendable {
    let rule: RuleName
    let wrong: String
    let scenario: String
    let variant: String
    let level: Level
    var testDescription: String { "\(rule.rawValue): \(wrong)" }

    init(
      _ rule: RuleName, _ wrong: String, _ scenario: String, _ variant: String,
      _ level: Level = .red
    ) {
      self.rule = rule
      self.wrong = wrong
      self.scenario = scenario.contains("/") ? scenario : "encrypted-content/" + scenario
      self.variant = variant
      self.level = level
    }
  }

  static let witnesses: [Witness] =
    storedWitnesses + strategyWitnesses + [
      Witness(.stageOrder, "pins_before_seals", "check-order", "fail-fast"),
      Witness(.stageOrder, "seals_before_pins", "check-order", "first-fix"),
      Witness(.stageOrder, "constraints_first", "check-order", "first-fix"),
      Witness(.sealedCheck, "unknown", "two-organizations", "today"),
      Witness(.streamMarking, "final_only", "streaming", "first-fix-item-done"),
      Witness(.streamMarking, "every_event", "streaming", "final-only-item-done"),
      Witness(.restore, "never", "two-organizations", "today"),
      Witness(.boundaryPeers, "eligible", "switched-group", "first-fix"),
      Witness(.boundaryPeers, "ignored", "fallback-group", "today"),
      Witness(.unavailableOrigin, "fail_fast", "origin-cooling", "today"),
      Witness(.unavailableOrigin, "strip", "origin-cooling", "fail-fast"),
      Witness(.unavailableOrigin, "spill", "origin-cooling", "today"),
      Witness(.foreignItems, "stripped", "two-origins", "first-fix"),
      Witness(.foreignItems, "kept", "two-origins", "today"),
      Witness(.hopStripping, "on", "fallback-group", "before"),
      Witness(.hopStripping, "off", "fallback-group", "upgrade-only"),
      Witness(.pinnedPick, "draws", "two-origins", "first-fix"),
      Witness(.pinChecks, "unknown", "pins", "one-user"),
      Witness(.pinWrite, "claims", "check-order", "first-fix"),
      Witness(.pinWrite, "overwrites", "check-order", "today", .facts),
      Witness(.retryCheck, "every_error", "origin-429", "before-retries"),
      Witness(.retryError, "latest", "origin-429", "first-fix-retries"),
      Witness(.retryError, "first", "origin-429", "fail-fast-retries", .facts),
      Witness(.retryTarget, "skips_refusers", "origin-500", "before", .facts),
      Witness(.catalogReload, "keeps", "wildcard/reload", "new"),
      Witness(.catalogReload, "only_adds", "wildcard/reload", "sound"),
      Witness(.catalogReload, "follows", "wildcard/reload", "new"),
      Witness(.catalogFetch, "installs_backup", "wildcard/fetch-failures", "new"),
      Witness(.catalogFetch, "keeps_current", "wildcard/fetch-failures", "first-fix"),
      Witness(.reloadSpread, "first_poller", "wildcard/replicas", "new"),
      Witness(.reloadSpread, "every_replica", "wildcard/replicas", "first-fix"),
      Witness(.reloadInterval, "lost", "wildcard/periodic", "new"),
      Witness(.reloadInterval, "kept", "wildcard/periodic", "old-follows"),
      Witness(.providerLookup, "fixed_sets", "wildcard/gemini", "sound"),
      Witness(.providerLookup, "every_entry", "wildcard/gemini", "new"),
      Witness(.namingRules, "off", "wildcard/naming-rules", "new", .facts),
      Witness(.namingRules, "claude_names", "wildcard/naming-rules", "old"),
      Witness(.imageNames, "listed", "wildcard/naming-rules", "new", .facts),
      Witness(.imageNames, "by_prefix", "wildcard/naming-rules", "old", .facts),
      Witness(.wildcardNamespace, "open", "wildcard/namespace", "new"),
      Witness(.wildcardNamespace, "guarded", "wildcard/namespace", "old"),
      Witness(.keyAliasAccess, "requested_name", "wildcard/access", "new"),
      Witness(.teamModels, "team_list_or_everything", "wildcard/access", "fail-fast", .facts),
      Witness(.teamModels, "team_check", "wildcard/access", "new", .facts),
      Witness(.accessGroupLookup, "raw_name", "wildcard/access", "new"),
      Witness(.groupNames, "stay", "wildcard/presence", "new"),
      Witness(.groupNames, "leave", "wildcard/presence", "old"),
      Witness(.wildcardRemoval, "stays", "wildcard/removal", "new"),
      Witness(.wildcardRemoval, "leaves", "wildcard/removal", "old"),
      Witness(.denialStatus, "401", "wildcard/reload", "new", .facts),
      Witness(.cooldownOverlap, "latest", "found/two-rate-limits", "sound"),
      Witness(.cooldownOverlap, "corrected", "found/two-rate-limits", "keeps"),
      Witness(.cooldownOverlap, "longest", "found/two-rate-limits", "shortens"),
      Witness(.successCount, "messages_only", "session-cliff", "sessions-200"),
      Witness(.attemptTimer, "after_head", "incidents/silent-upstream", "today"),
      Witness(.attemptTimer, "first_byte", "incidents/silent-upstream", "stalls"),
      Witness(.attemptTimer, "silence", "incidents/silent-upstream", "after-head"),
      Witness(.clientGone, "goes_on", "incidents/client-gone", "sound"),
      Witness(.clientGone, "last_call", "incidents/client-gone", "failing"),
      Witness(.clientGone, "cancelled", "incidents/client-gone", "today"),
      Witness(.midStream, "continues", "incidents/mid-stream-continuation", "opt-in"),
      Witness(.midStream, "opt_in", "incidents/mid-stream-continuation", "before"),
      Witness(.streamEnd, "complete", "incidents/mid-stream-continuation", "cut"),
      Witness(.parameters, "with_nulls", "incidents/refused-parameters", "today"),
      Witness(.parameters, "as_sent", "incidents/refused-parameters", "sound"),
      Witness(.sealedKinds, "reasoning_only", "incidents/foreign-minter", "sound"),
      Witness(
        .refusedSeal, "strips_reasoning", "incidents/compaction-recovery", "strips-every-kind"),
      Witness(.refusedSeal, "gives_up", "incidents/compaction-recovery", "strips-every-kind"),
      Witness(.connectionRelease, "not_on_leave", "incidents/connection-leaks", "sound"),
      Witness(.clientEviction, "closes_in_use", "incidents/connection-leaks", "today"),
      Witness(.containerIDs, "sent_raw", "incidents/container-ids", "today"),
      Witness(.containerIDs, "sent_wrapped", "incidents/container-ids", "sound"),
    ]

  /// Rules whose cases no scenario of the repository tells apart; recorded vectors and tests of
  /// the core hold most of them.
  static let withoutScenario: [RuleName] = [
    .originCandidates, .weights, .orderFilter, .orderTarget, .orderFallback,
    .fallbackLookup, .permissionRetry, .streamOpening, .paymentCooldown, .allowedFails,
    .cacheSweep, .sealRefusalText, .tagSigns, .tagSetting, .tagEmpty,
    .inputLimit, .latencyWindow, .latencySample, .latencyMean, .costSample, .limitCooldown,
    .orderCarry, .triedChoice, .groupSealedCheck, .policyClasses, .credentialBoundary,
    .preCallRequests,
  ]

  @Test(arguments: witnesses + failoverWitnesses)
  func aWrongRuleIsNoticed(_ witness: Witness) throws {
    let scenario = try RepositoryScenario.load(witness.scenario)
      .selecting(variant: witness.variant, seed: nil)
    let right = scenario.run()
    try #require(right.runs.count == 1, "there is no variant '\(witness.variant)'")
    #expect(right.runs[0].verdict != .failed)

    var changed = scenario
    try #require(
      witness.rule.value(in: changed.variants[0].setup.rules) != witness.wrong,
      "the variant has this case anyway")
    try #require(witness.rule.set(witness.wrong, in: &changed.variants[0].setup.rules))
    let wrong = changed.run()
    let facts = GoldenTable(wrong).changes(from: GoldenTable(right)).map(\.label)
      .filter { $0 != "decisions" && $0 != "picks 1-20" }
    #expect(!facts.isEmpty)
    #expect((wrong.runs[0].verdict == .failed) == (witness.level == .red))
  }

  /// A new rule comes with a scenario that needs it, or is named among those without.
  @Test func everyRuleIsAccountedFor() {
    let witnessed = Set((Self.witnesses + Self.failoverWitnesses).map(\.rule))
    let named = witnessed.union(Self.withoutScenario)
    #expect(RuleName.allCases.filter { !named.contains($0) }.map(\.rawValue) == [])
    let both = witnessed.intersection(Self.withoutScenario)
    #expect(both.map(\.rawValue) == [])
  }
}
