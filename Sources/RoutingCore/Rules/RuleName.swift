/// The rules by the names that scenarios use.
public enum RuleName: String, CaseIterable, Sendable {
  case stageOrder = "stage_order"
  case sealedCheck = "sealed_check"
  case streamMarking = "stream_marking"
  case restore
  case boundaryPeers = "boundary_peers"
  case unavailableOrigin = "unavailable_origin"
  case originCandidates = "origin_candidates"
  case foreignItems = "foreign_items"
  case hopStripping = "hop_stripping"
  case pinnedPick = "pinned_pick"
  case weights
  case orderFilter = "order_filter"
  case orderTarget = "order_target"
  case orderFallback = "order_fallback"
  case retryCheck = "retry_check"
  case retryError = "retry_error"
  case retryTarget = "retry_target"
  case refusalScope = "refusal_scope"
  case fallbackErrors = "fallback_errors"
  case clientErrors = "client_errors"
  case loneCooldown = "lone_cooldown"
  case gatewayRetryAfter = "gateway_retry_after"
  case retryAfterReading = "retry_after_reading"
  case pinnedBackOff = "pinned_back_off"
  case addedTags = "added_tags"
  case accessGroupGrant = "access_group_grant"
  case accessGroupMembers = "access_group_members"
  case tierChange = "tier_change"
  case limitTokens = "limit_tokens"
  case limitWait = "limit_wait"
  case budgetStatus = "budget_status"
  case fallbackRepeat = "fallback_repeat"
  case fallbackLookup = "fallback_lookup"
  case fallbackAccess = "fallback_access"
  case permissionRetry = "permission_retry"
  case streamOpening = "stream_opening"
  case pinChecks = "pin_checks"
  case pinWrite = "pin_write"
  case sessionScope = "session_scope"
  case successCount = "success_count"
  case paymentCooldown = "payment_cooldown"
  case allowedFails = "allowed_fails"
  case cacheSweep = "cache_sweep"
  case weightedFailover = "weighted_failover"
  case cooldownOverlap = "cooldown_overlap"
  case denialStatus = "denial_status"
  case catalogReload = "catalog_reload"
  case catalogFetch = "catalog_fetch"
  case reloadSpread = "reload_spread"
  case reloadInterval = "reload_interval"
  case providerLookup = "provider_lookup"
  case namingRules = "naming_rules"
  case imageNames = "image_names"
  case wildcardNamespace = "wildcard_namespace"
  case keyAliasAccess = "key_alias_access"
  case groupNames = "group_names"
  case wildcardRemoval = "wildcard_removal"
  case teamModels = "team_models"
  case accessGroupLookup = "access_group_lookup"
  case tagSigns = "tag_signs"
  case tagDefault = "tag_default"
  case tagSetting = "tag_setting"
  case tagEmpty = "tag_empty"
  case preCallInput = "pre_call_input"
  case inputLimit = "input_limit"
  case callCount = "call_count"
  case callRelease = "call_release"
  case latencyWindow = "latency_window"
  case latencySample = "latency_sample"
  case latencyMean = "latency_mean"
  case latencyRecord = "latency_record"
  case costSample = "cost_sample"
  case usageLimit = "usage_limit"
  case usageCount = "usage_count"
  case parallelSlots = "parallel_slots"
  case limitCooldown = "limit_cooldown"
  case openBudget = "open_budget"
  case strategyChoice = "strategy_choice"
  case useName = "use_name"
  case sealRefusalText = "seal_refusal_text"
  case storedModelSync = "stored_model_sync"
  case storedModelUpdate = "stored_model_update"
  case storedModelWrite = "stored_model_write"
  case cooldownReads = "cooldown_reads"
  case storedCooldown = "stored_cooldown"
  case storeBreaker = "store_breaker"
  case lookupStatus = "lookup_status"
  case lookupFallThrough = "lookup_fall_through"
  case pinFailure = "pin_failure"
  case retryBudget = "retry_budget"
  case cooldownUse = "cooldown_use"
  case blockedChoice = "blocked_choice"
  case refusedAccount = "refused_account"
  case probeFilter = "probe_filter"
  case wildcardListing = "wildcard_listing"
  case bedrockRoute = "bedrock_route"
  case queueCount = "queue_count"
  case staleQueue = "stale_queue"
  case prefixMiss = "prefix_miss"
  case attemptTimer = "attempt_timer"
  case clientGone = "client_gone"
  case midStream = "mid_stream"
  case streamEnd = "stream_end"
  case parameters
  case sealedKinds = "sealed_kinds"
  case refusedSeal = "refused_seal"
  case containerIDs = "container_ids"
  case connectionRelease = "connection_release"
  case clientEviction = "client_eviction"
  case orderCarry = "order_carry"
  case triedChoice = "tried_choice"
  case groupSealedCheck = "group_sealed_check"
  case policyClasses = "policy_classes"
  case credentialBoundary = "credential_boundary"
  case preCallRequests = "pre_call_requests"
}

/// Reads and writes one rule as text.
struct RuleAccess: Sendable {
  let cases: [String]
  let get: @Sendable (Rules) -> String
  let set: @Sendable (inout Rules, String) -> Bool

  init<Rule: RawRepresentable & CaseIterable & Sendable>(
    _ path: any WritableKeyPath<Rules, Rule> & Sendable
  ) where Rule.RawValue == String {
    cases = Rule.allCases.map(\.rawValue)
    get = { $0[keyPath: path].rawValue }
    set = { rules, text in
      guard let value = Rule(rawValue: text) else { return false }
      rules[keyPath: path] = value
      return true
    }
  }
}

extension RuleName {
  /// The names of the rule's cases, in the order of their declaration.
  public var cases: [String] { access.cases }

  /// The rule's case in a set of rules.
  public func value(in rules: Rules) -> String { access.get(rules) }

  /// Sets the rule to a named case; false if there is no such case.
  public func set(_ text: String, in rules: inout Rules) -> Bool { access.set(&rules, text) }

  var access: RuleAccess {
    switch self {
    case .stageOrder: RuleAccess(\.stageOrder)
    case .sealedCheck: RuleAccess(\.sealedCheck)
    case .streamMarking: RuleAccess(\.streamMarking)
    case .restore: RuleAccess(\.restore)
    case .boundaryPeers: RuleAccess(\.boundaryPeers)
    case .unavailableOrigin: RuleAccess(\.unavailableOrigin)
    case .originCandidates: RuleAccess(\.originCandidates)
    case .foreignItems: RuleAccess(\.foreignItems)
    case .hopStripping: RuleAccess(\.hopStripping)
    case .pinnedPick: RuleAccess(\.pinnedPick)
    case .weights: RuleAccess(\.weights)
    case .orderFilter: RuleAccess(\.orderFilter)
    case .orderTarget: RuleAccess(\.orderTarget)
    case .orderFallback: RuleAccess(\.orderFallback)
    case .retryCheck: RuleAccess(\.retryCheck)
    case .retryError: RuleAccess(\.retryError)
    case .retryTarget: RuleAccess(\.retryTarget)
    case .refusalScope: RuleAccess(\.refusalScope)
    case .fallbackErrors: RuleAccess(\.fallbackErrors)
    case .clientErrors: RuleAccess(\.clientErrors)
    case .loneCooldown: RuleAccess(\.loneCooldown)
    case .gatewayRetryAfter: RuleAccess(\.gatewayRetryAfter)
    case .retryAfterReading: RuleAccess(\.retryAfterReading)
    case .pinnedBackOff: RuleAccess(\.pinnedBackOff)
    case .addedTags: RuleAccess(\.addedTags)
    case .accessGroupGrant: RuleAccess(\.accessGroupGrant)
    case .accessGroupMembers: RuleAccess(\.accessGroupMembers)
    case .tierChange: RuleAccess(\.tierChange)
    case .limitTokens: RuleAccess(\.limitTokens)
    case .limitWait: RuleAccess(\.limitWait)
    case .budgetStatus: RuleAccess(\.budgetStatus)
    case .fallbackRepeat: RuleAccess(\.fallbackRepeat)
    case .fallbackLookup: RuleAccess(\.fallbackLookup)
    case .fallbackAccess: RuleAccess(\.fallbackAccess)
    case .permissionRetry: RuleAccess(\.permissionRetry)
    case .streamOpening: RuleAccess(\.streamOpening)
    case .pinChecks: RuleAccess(\.pinChecks)
    case .pinWrite: RuleAccess(\.pinWrite)
    case .sessionScope: RuleAccess(\.sessionScope)
    case .successCount: RuleAccess(\.successCount)
    case .paymentCooldown: RuleAccess(\.paymentCooldown)
    case .allowedFails: RuleAccess(\.allowedFails)
    case .cacheSweep: RuleAccess(\.cacheSweep)
    case .weightedFailover: RuleAccess(\.weightedFailover)
    case .cooldownOverlap: RuleAccess(\.cooldownOverlap)
    case .denialStatus: RuleAccess(\.denialStatus)
    case .catalogReload: RuleAccess(\.catalogReload)
    case .catalogFetch: RuleAccess(\.catalogFetch)
    case .reloadSpread: RuleAccess(\.reloadSpread)
    case .reloadInterval: RuleAccess(\.reloadInterval)
    case .providerLookup: RuleAccess(\.providerLookup)
    case .namingRules: RuleAccess(\.namingRules)
    case .imageNames: RuleAccess(\.imageNames)
    case .wildcardNamespace: RuleAccess(\.wildcardNamespace)
    case .keyAliasAccess: RuleAccess(\.keyAliasAccess)
    case .groupNames: RuleAccess(\.groupNames)
    case .wildcardRemoval: RuleAccess(\.wildcardRemoval)
    case .teamModels: RuleAccess(\.teamModels)
    case .accessGroupLookup: RuleAccess(\.accessGroupLookup)
    case .tagSigns: RuleAccess(\.tagSigns)
    case .tagDefault: RuleAccess(\.tagDefault)
    case .tagSetting: RuleAccess(\.tagSetting)
    case .tagEmpty: RuleAccess(\.tagEmpty)
    case .preCallInput: RuleAccess(\.preCallInput)
    case .inputLimit: RuleAccess(\.inputLimit)
    case .callCount: RuleAccess(\.callCount)
    case .callRelease: RuleAccess(\.callRelease)
    case .latencyWindow: RuleAccess(\.latencyWindow)
    case .latencySample: RuleAccess(\.latencySample)
    case .latencyMean: RuleAccess(\.latencyMean)
    case .latencyRecord: RuleAccess(\.latencyRecord)
    case .costSample: RuleAccess(\.costSample)
    case .usageLimit: RuleAccess(\.usageLimit)
    case .usageCount: RuleAccess(\.usageCount)
    case .parallelSlots: RuleAccess(\.parallelSlots)
    case .limitCooldown: RuleAccess(\.limitCooldown)
    case .openBudget: RuleAccess(\.openBudget)
    case .strategyChoice: RuleAccess(\.strategyChoice)
    case .useName: RuleAccess(\.useName)
    case .sealRefusalText: RuleAccess(\.sealRefusalText)
    case .storedModelSync: RuleAccess(\.storedModelSync)
    case .storedModelUpdate: RuleAccess(\.storedModelUpdate)
    case .storedModelWrite: RuleAccess(\.storedModelWrite)
    case .cooldownReads: RuleAccess(\.cooldownReads)
    case .storedCooldown: RuleAccess(\.storedCooldown)
    case .storeBreaker: RuleAccess(\.storeBreaker)
    case .lookupStatus: RuleAccess(\.lookupStatus)
    case .lookupFallThrough: RuleAccess(\.lookupFallThrough)
    case .pinFailure: RuleAccess(\.pinFailure)
    case .retryBudget: RuleAccess(\.retryBudget)
    case .cooldownUse: RuleAccess(\.cooldownUse)
    case .blockedChoice: RuleAccess(\.blockedChoice)
    case .refusedAccount: RuleAccess(\.refusedAccount)
    case .probeFilter: RuleAccess(\.probeFilter)
    case .wildcardListing: RuleAccess(\.wildcardListing)
    case .bedrockRoute: RuleAccess(\.bedrockRoute)
    case .queueCount: RuleAccess(\.queueCount)
    case .staleQueue: RuleAccess(\.staleQueue)
    case .prefixMiss: RuleAccess(\.prefixMiss)
    case .attemptTimer: RuleAccess(\.attemptTimer)
    case .clientGone: RuleAccess(\.clientGone)
    case .midStream: RuleAccess(\.midStream)
    case .streamEnd: RuleAccess(\.streamEnd)
    case .parameters: RuleAccess(\.parameters)
    case .sealedKinds: RuleAccess(\.sealedKinds)
    case .refusedSeal: RuleAccess(\.refusedSeal)
    case .containerIDs: RuleAccess(\.containerIDs)
    case .connectionRelease: RuleAccess(\.connectionRelease)
    case .clientEviction: RuleAccess(\.clientEviction)
    case .orderCarry: RuleAccess(\.orderCarry)
    case .triedChoice: RuleAccess(\.triedChoice)
    case .groupSealedCheck: RuleAccess(\.groupSealedCheck)
    case .policyClasses: RuleAccess(\.policyClasses)
    case .credentialBoundary: RuleAccess(\.credentialBoundary)
    case .preCallRequests: RuleAccess(\.preCallRequests)
    }
  }
}
