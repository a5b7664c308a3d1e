/// One value of every rule: how a router of some version, or a careful one, behaves.
///
/// A rule is read in exactly one function, the one it governs. Nobody branches on versions.
public struct Rules: Sendable, Equatable {
  /// The order of the pipeline's stages.
  public var stageOrder = StageOrderRule.constraintsFirst
  /// Whether the check for sealed items exists.
  public var sealedCheck = SealedCheckRule.always
  /// Which stream events are marked.
  public var streamMarking = StreamMarkingRule.everyEvent
  /// Whether markers are taken off on the way in.
  public var restore = RestoreRule.always
  /// Whether the origin's boundary peers count.
  public var boundaryPeers = BoundaryPeersRule.eligible
  /// What happens when nobody can open the items.
  public var unavailableOrigin = UnavailableOriginRule.strip
  /// Whom the check for sealed items accepts.
  public var originCandidates = OriginCandidatesRule.eligible
  /// What happens to items of other origins on a pinned request.
  public var foreignItems = ForeignItemsRule.stripped
  /// Whether fallback hops strip what they cannot open.
  public var hopStripping = HopStrippingRule.on
  /// Whether a pinned pick draws.
  public var pinnedPick = PinnedPickRule.skipsStrategy
  /// How simple-shuffle reads weights.
  public var weights = WeightsRule.anyPositive
  /// When the order level counts.
  public var orderFilter = OrderFilterRule.always
  /// What an order hop does when nobody of its level is left.
  public var orderTarget = OrderTargetRule.strict
  /// Whether order levels are walked after a failure.
  public var orderFallback = OrderFallbackRule.walksLevels
  /// Which errors are asked about a retry.
  public var retryCheck = RetryCheckRule.everyError
  /// Which error is raised after the last try.
  public var retryError = RetryErrorRule.latest
  /// Whom a retry passes over.
  public var retryTarget = RetryTargetRule.skipsRefusers
  /// Which refusals are tried on another deployment of the group.
  public var refusalScope = RefusalScopeRule.byScope
  /// Which errors are followed by a fallback.
  public var fallbackErrors = FallbackErrorsRule.every
  /// What the request's own fault does to a deployment.
  public var clientErrors = ClientErrorsRule.ignored
  /// Whether a lone deployment is spared cooldowns.
  public var loneCooldown = LoneCooldownRule.unlessFallback
  /// What a client is told when everybody cools.
  public var gatewayRetryAfter = GatewayRetryAfterRule.remaining
  /// Which spellings of a wait are read.
  public var retryAfterReading = RetryAfterReadingRule.everySpelling
  /// How long a pinned retry waits.
  public var pinnedBackOff = PinnedBackOffRule.untilOriginIsBack
  /// Whether tags count that the gateway added.
  public var addedTags = AddedTagsRule.ignored
  /// What a key with access groups alone may call.
  public var accessGroupGrant = AccessGroupGrantRule.limits
  /// Who answers a key that has a name through an access group.
  public var accessGroupMembers = AccessGroupMembersRule.ofOwnGroupsAlone
  /// What a change of the tier does to sealed items.
  public var tierChange = TierChangeRule.stays
  /// When tokens count against limits of keys and teams.
  public var limitTokens = LimitTokensRule.reserved
  /// How long a caller over its limit is told to wait.
  public var limitWait = LimitWaitRule.restOfWindow
  /// The status of a spent budget.
  public var budgetStatus = BudgetStatusRule.tooManyRequests
  /// Whether fallback targets repeat.
  public var fallbackRepeat = FallbackRepeatRule.onceEach
  /// Which fallback entry a failed hop reads.
  public var fallbackLookup = FallbackLookupRule.thenOriginal
  /// Whether hops are authorized.
  public var fallbackAccess = FallbackAccessRule.everyHop
  /// Whether a lone deployment is tried again after 403.
  public var permissionRetry = PermissionRetryRule.notAlone
  /// Whether opening stream events wait for output.
  public var streamOpening = StreamOpeningRule.heldBack
  /// Whether checks for pins exist.
  public var pinChecks = PinChecksRule.known
  /// What writing a pin does when one is there.
  public var pinWrite = PinWriteRule.claims
  /// What a session's pin is looked up by.
  public var sessionScope = SessionScopeRule.withKey
  /// Which successes count.
  public var successCount = SuccessCountRule.every
  /// Whether 402 cools.
  public var paymentCooldown = PaymentCooldownRule.cools
  /// When allowed failures count.
  public var allowedFails = AllowedFailsRule.whenSet
  /// When the local cache is swept.
  public var cacheSweep = CacheSweepRule.everyWrite
  /// Whether weighted failover exists.
  public var weightedFailover = WeightedFailoverRule.honoured
  /// What a second cooldown does to the first.
  public var cooldownOverlap = CooldownOverlapRule.longest
  /// The status of a denial.
  public var denialStatus = DenialStatusRule.forbidden
  /// What a reload of the catalog does to the provider index.
  public var catalogReload = CatalogReloadRule.follows
  /// What a failed fetch of the cost map does.
  public var catalogFetch = CatalogFetchRule.keepsCurrent
  /// How other replicas learn of a manual reload.
  public var reloadSpread = ReloadSpreadRule.everyReplica
  /// What a reload does to the schedule of reloads.
  public var reloadInterval = ReloadIntervalRule.kept
  /// Which providers a bare name can be of.
  public var providerLookup = ProviderLookupRule.everyEntry
  /// Whether naming rules infer a provider.
  public var namingRules = NamingRulesRule.on
  /// How the names of image models are known.
  public var imageNames = ImageNamesRule.byPrefix
  /// Whether a name in an unknown namespace can be of a provider.
  public var wildcardNamespace = WildcardNamespaceRule.guarded
  /// Which name a key's alias has checked.
  public var keyAliasAccess = KeyAliasAccessRule.rewrittenName
  /// Whether the name of an empty group is known.
  public var groupNames = GroupNamesRule.leave
  /// Whether a removed wildcard deployment still answers.
  public var wildcardRemoval = WildcardRemovalRule.leaves
  /// What `all-team-models` means.
  public var teamModels = TeamModelsRule.teamListOrNothing
  /// How access groups are found at wildcard deployments.
  public var accessGroupLookup = AccessGroupLookupRule.thenProvider
  /// Whether signs before a request's tags mean anything.
  public var tagSigns = TagSignsRule.honoured
  /// When deployments tagged `default` stand in.
  public var tagDefault = TagDefaultRule.never
  /// Who can switch the tag filter on.
  public var tagSetting = TagSettingRule.requestAndGroup
  /// What the tag filter makes of an empty list.
  public var tagEmpty = TagEmptyRule.passes
  /// Which requests the checks before a call look at.
  public var preCallInput = PreCallInputRule.everyInput
  /// How far the input limit of one deployment reaches.
  public var inputLimit = InputLimitRule.ownOnly
  /// How least-busy counts.
  public var callCount = CallCountRule.inFlight
  /// Whether a client that leaves ends its call for least-busy.
  public var callRelease = CallReleaseRule.everyExit
  /// What a full window of times does.
  public var latencyWindow = LatencyWindowRule.dropsOldest
  /// What an answer's time is.
  public var latencySample = LatencySampleRule.firstTokenInSeconds
  /// What the times come to.
  public var latencyMean = LatencyMeanRule.orPercentile
  /// Whether cost and latency share a map.
  public var latencyRecord = LatencyRecordRule.separate
  /// Which answers cost-based routing counts.
  public var costSample = CostSampleRule.every
  /// When usage-based routing finds an rpm used up.
  public var usageLimit = UsageLimitRule.exact
  /// When usage-based routing counts.
  public var usageCount = UsageCountRule.starts
  /// What happens beyond the slots.
  public var parallelSlots = ParallelSlotRule.refusesUntilEnd
  /// Whether the gateway's own limits bench.
  public var limitCooldown = LimitCooldownRule.stays
  /// What a budget without an amount means.
  public var openBudget = OpenBudgetRule.unlimited
  /// Who chooses the strategy.
  public var strategyChoice = StrategyChoiceRule.request
  /// Under which name calls are counted.
  public var useName = UseNameRule.group
  /// When the timer of an attempt runs.
  public var attemptTimer = AttemptTimerRule.silence
  /// What becomes of a request whose client is gone.
  public var clientGone = ClientGoneRule.cancelled
  /// What follows a failure in the middle of a stream.
  public var midStream = MidStreamRule.optIn
  /// What a stream without its final event is taken for.
  public var streamEnd = StreamEndRule.error
  /// What of a request's parameters an attempt carries.
  public var parameters = ParametersRule.perTarget
  /// Which sealed items a strip reaches.
  public var sealedKinds = SealedKindsRule.everyKind
  /// What follows when an upstream refuses sealed content.
  public var refusedSeal = RefusedSealRule.givesUp
  /// What becomes of the ids of containers.
  public var containerIDs = ContainerIDsRule.pinned
  /// Whether connections are given back.
  public var connectionRelease = ConnectionReleaseRule.everyExit
  /// What becomes of a client in use that a cache lets go of.
  public var clientEviction = ClientEvictionRule.dropsReference
  /// Whether later hops ask for an order hop's level, too.
  public var orderCarry = OrderCarryRule.ownHop
  /// Whether a failover leaves out who failed before.
  public var triedChoice = TriedChoiceRule.leftOut
  /// Whether a group can have the check for sealed items to itself.
  public var groupSealedCheck = GroupSealedCheckRule.honoured
  /// Which errors policies can name.
  public var policyClasses = PolicyClassesRule.every
  /// Whose address and key make a boundary.
  public var credentialBoundary = CredentialBoundaryRule.resolved
  /// Whether pre-call checks hold a deployment to its `rpm`.
  public var preCallRequests = PreCallRequestsRule.ignored
  /// The text of a refused seal.
  public var sealRefusalText = SealRefusalTextRule.hinted

  /// What a look into the database does to stored models.
  public var storedModelSync = StoredModelSyncRule.reconciles
  /// What an edit of a stored model does to the others.
  public var storedModelUpdate = StoredModelUpdateRule.touchesOne
  /// Whether an added model reaches the database.
  public var storedModelWrite = StoredModelWriteRule.written
  /// How often cooldowns are read from the shared store.
  public var cooldownReads = CooldownReadsRule.every1s
  /// How long a cooldown lasts that was read from the store.
  public var storedCooldown = StoredCooldownRule.ownEnd
  /// Whether a store that does not answer is left alone.
  public var storeBreaker = StoreBreakerRule.fiveFailures
  /// What a caller is told whose key could not be looked up.
  public var lookupStatus = LookupStatusRule.unavailable
  /// How keys are read from the database.
  public var lookupFallThrough = LookupFallThroughRule.bounded
  /// What becomes of a pin whose deployment cannot serve.
  public var pinFailure = PinFailureRule.dropped
  /// Whether a refusal of one account uses up a try.
  public var retryBudget = RetryBudgetRule.distinctFirst
  /// Whether the pick looks at cooldowns.
  public var cooldownUse = CooldownUseRule.honoured
  /// Whether a paused deployment is left out.
  public var blockedChoice = BlockedChoiceRule.skipped
  /// What a refused key does besides a cooldown.
  public var refusedAccount = RefusedAccountRule.cools
  /// What results of health checks do to a pick.
  public var probeFilter = ProbeFilterRule.soft
  /// What lists of a wildcard's models follow.
  public var wildcardListing = WildcardListingRule.fromSets
  /// How it is known by which interface of Bedrock a model is called.
  public var bedrockRoute = BedrockRouteRule.fromMap
  /// What counts as the length of a queue.
  public var queueCount = QueueCountRule.withOwnCalls
  /// What a deployment is whose queue is unknown.
  public var staleQueue = StaleQueueRule.failsOpen
  /// Who serves a request whose beginning nobody has in its cache.
  public var prefixMiss = PrefixMissRule.leastLoaded

  /// Makes the rules of a careful router; presets change them one by one.
  public init() {}
}
