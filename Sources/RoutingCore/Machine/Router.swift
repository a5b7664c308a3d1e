public import Primitives

/// One gateway process: a state machine without input or output of its own.
///
/// It never waits, reads no clock and draws only from the stream it is given. Every input names its
/// request and attempt with a generation; one that comes late is counted and ignored.
public struct Router: Sendable {
  var configuration: GatewayConfiguration
  /// How its version behaves.
  public let rules: Rules
  let stages: [Stage]
  /// Whether attempts are booked at once instead of through a delayed effect.
  let booksAtOnce: Bool
  /// What the replica knows of providers, and what names come to by it.
  var providers: ProviderIndex
  var names: NameBook
  /// The catalog in force.
  var catalog: Catalog
  /// By deployment: the longest input that it takes.
  var inputLimits: [UInt32] = []
  /// By model: for a wildcard's match, what each member takes of the model it comes to.
  var modelInputLimits: [[UInt32]] = []
  var checks: CheckSet
  var health: [DeploymentHealth]
  var cache: LocalCache
  var slots: [RequestSlot] = []
  /// The members of each group; an update may move an entry to the end.
  var groupMembers: [[DeploymentIndex]]
  /// By name number: the deployment with this id, `UInt32.max` for none.
  let deploymentByName: [UInt32]
  /// The number of the empty name, which a marker may hold; no deployment has it.
  let emptyName: UInt32
  /// By group: which of `weight`, `rpm`, `tpm` any member sets.
  var weightFields: [WeightFields]
  /// By group: whether neither a check nor a level nor a weight narrows its picks.
  var isPlain: [Bool] = []
  var removedCount = 0
  var blockedCount = 0
  /// Whether anybody picks by anything else than chance.
  let usesStrategies: Bool
  /// The strategies that may be asked for.
  let strategiesInUse: Set<RoutingStrategy>
  /// Those that have been asked for: a strategy counts from its first use on.
  var activeStrategies: Set<RoutingStrategy>
  /// Whether attempts are watched: for a strategy, a limit or a budget.
  public let watchesCalls: Bool
  /// Whether the checks before a call count calls.
  let limitsRequests: Bool
  /// What strategies and limits remember.
  var strategies = StrategyBook()
  var parallel: ParallelSlots
  /// Whether a slot came free that somebody may wait for: `slotFreed` gives it to them.
  public internal(set) var slotCameFree = false
  var spending: SpendingBook
  /// By group: the number of its name.
  let nameOfGroup: [ModelIndex]
  /// By deployment: the prices, and their sum as cost-based routing takes it.
  var prices: TokenPrices
  var tokenPrice: [Double]
  /// What attempts took whose records are on their way; places are used again.
  var uses: [AttemptUse] = []
  var freeUses: [UInt32] = []
  /// No deployment cools after this instant.
  var coolingUntilMax = Instant.zero
  /// When cooldowns were last looked at; a look drops what is over.
  var lastLook = Instant.zero
  /// By group: whether the general fallback lists have targets for its name.
  let groupFallsBack: [Bool]
  /// What sets every request apart: whether its attempts can time out.
  let plainFlags: RequestFlags
  /// Whether any key sets weights of its own.
  let keysSetWeights: Bool
  /// Whether anything is read from a store or a database before a request is routed.
  let asksOutside: Bool
  /// By deployment: when its cooldown was last read from the shared store; empty without one.
  var storeLooks: [Instant?] = []
  var storeBreaker = StoreBreaker()
  var keys: KeyMemory
  /// By deployment: when its latest health check failed; nil if it went well.
  var probeFailures: [Instant?] = []
  /// No failed health check counts after this instant.
  var unhealthyUntilMax = Instant.zero
  /// Whether any name stands for tiers of groups.
  let hasTiers: Bool
  /// By deployment: its queue at the latest look; empty if nobody looks.
  var queueSamples: [QueueSample?] = []
  var prefixes = PrefixBook()
  /// How many inputs named a request or attempt that was over.
  public internal(set) var lateInputs: UInt64 = 0
  /// How many requests are in flight.
  public internal(set) var inFlight: Int = 0

  /// Makes a replica with empty caches.
  ///
  /// `callbackLag` zero books every attempt at once; otherwise the record goes out as an effect and
  /// is booked when it comes back.
  public init(
    configuration: GatewayConfiguration, rules: Rules, callbackLag: SimDuration,
    catalog: Catalog = Catalog()
  ) {
    self.configuration = configuration
    self.rules = rules
    providers = .next(rules, previous: nil, map: catalog)
    stages = Self.stages(rules, configuration)
    cache = LocalCache(sweep: rules.cacheSweep)
    booksAtOnce = callbackLag == .zero
    checks = configuration.settings.checks
    health = configuration.deployments.map {
      var state = DeploymentHealth()
      state.isBlocked = $0.isBlocked
      state.isRemoved = $0.isAbsent
      state.hasBeen = !$0.isAbsent
      return state
    }
    self.catalog = catalog
    names = NameBook(configuration, rules, providers, Self.presence(health))
    removedCount = configuration.deployments.count { $0.isAbsent }
    blockedCount = configuration.deployments.count { $0.isBlocked }
    groupMembers = configuration.groups.map(\.members)
    var byName = [UInt32](repeating: .max, count: configuration.names.count)
    for (place, entry) in configuration.deployments.enumerated() {
      if byName[Int(entry.name)] == .max { byName[Int(entry.name)] = UInt32(place) }
    }
    deploymentByName = byName
    emptyName = configuration.names.number(of: "") ?? .max
    groupFallsBack = configuration.groups.map { group in
      let own = configuration.models.first { $0.name.utf8.elementsEqual(group.name.utf8) }
      return !(own?.fallbacks ?? configuration.defaultFallbacks ?? []).isEmpty
    }
    let settings = configuration.settings
    asksOutside = settings.sharedStore || settings.keyCacheLifetime != nil
    keys = KeyMemory(count: settings.keyCacheLifetime == nil ? 0 : configuration.keys.count)
    strategiesInUse = Self.strategiesInUse(configuration)
    activeStrategies = [configuration.settings.strategies.strategy]
    usesStrategies = !strategiesInUse.isSubset(of: [.simpleShuffle])
    parallel = ParallelSlots(configuration)
    spending = SpendingBook(configuration.budgets)
    limitsRequests = Self.limitsRequests(rules, configuration)
    watchesCalls =
      limitsRequests || usesStrategies || parallel.hasLimits || !configuration.budgets.isEmpty
      || configuration.settings.strategies.enforcesModelLimits
    nameOfGroup = Self.nameOfGroup(configuration)
    prices = TokenPrices(configuration, catalog)
    tokenPrice = prices.sums
    hasTiers = !configuration.tierRouters.isEmpty
    plainFlags = Self.timesOut(configuration) ? .timed : []
    keysSetWeights = configuration.keys.contains { !$0.weights.isEmpty }
    weightFields = configuration.groups.map { group in
      WeightFields(of: group.members.map { configuration.deployments[$0.index] })
    }
    findInputLimits()
    findPlainGroups()
    makeRoomForLooks()
  }

  /// Makes room for what is learned from outside, by deployment.
  private mutating func makeRoomForLooks() {
    let settings = configuration.settings
    if settings.sharedStore { storeLooks = Array(repeating: nil, count: health.count) }
    if settings.probes != nil { probeFailures = Array(repeating: nil, count: health.count) }
    guard settings.queues != nil else { return }
    queueSamples = Array(repeating: nil, count: health.count)
    // Then everybody is looked at in every pick.
    coolingUntilMax = .never
  }

  /// The stages that can leave somebody out at all, in the order of the rule.
  private static func stages(_ rules: Rules, _ configuration: GatewayConfiguration) -> [Stage] {
    let settings = configuration.settings
    let usesTags =
      settings.filtersTags || configuration.groups.contains { $0.filtersTags == true }
      || configuration.traits.contains { $0.filtersTags }
    return rules.stageOrder.stages.filter { stage in
      switch stage {
      case .authorize, .pick: false
      case .preCall: settings.preCallChecks
      case .tags: usesTags
      case .budgets: !configuration.budgets.isEmpty
      default: true
      }
    }
  }

  /// Finds the groups in which only health and the request itself can leave somebody out.
  mutating func findPlainGroups() {
    isPlain = configuration.groups.indices.map { group in
      configuration.groups[group].orderLevels.isEmpty && weightFields[group].isEmpty
        && !keysSetWeights && checks.isEmpty && !checksSealedItems(group)
        && configuration.groups[group].checks == nil
        && !groupMembers[group].isEmpty && !configuration.settings.preCallChecks
        && !stages.contains(.tags) && !stages.contains(.budgets) && !usesStrategies
        && !names.members.holdsAnybody
    }
  }

  /// Handles an input; items are the facts of an arriving request's input, else ignored.
  public mutating func handle(
    _ input: RouterInput, items: [ItemFacts], at now: Instant, random: inout GatewayRandom,
    into effects: inout EffectBuffer
  ) {
    var observer = NoTrace()
    dispatch(input, items, now, &random, &observer, &effects)
  }

  /// The same, with every reason recorded for the requests that the trace asks for.
  public mutating func handle(
    _ input: RouterInput, items: [ItemFacts], at now: Instant, random: inout GatewayRandom,
    trace: inout DecisionTrace, into effects: inout EffectBuffer
  ) {
    dispatch(input, items, now, &random, &trace, &effects)
  }

  /// Attempts in flight on a deployment.
  public func attemptsInFlight(on deployment: DeploymentIndex) -> Int {
    Int(health[deployment.index].inFlight)
  }

  /// Whether a deployment cools at a moment.
  public func isCooling(_ deployment: DeploymentIndex, at now: Instant) -> Bool {
    health[deployment.index].isCooling(at: now)
  }

  /// Whether a deployment is configured at present.
  public func isConfigured(_ deployment: DeploymentIndex) -> Bool {
    !health[deployment.index].isRemoved
  }

  /// The top frame as a pick sees it: a frame is large, and few of its fields are asked for.
  @inline(__always)
  func topHop(of slot: Int) -> Hop {
    let top = slots[slot].frames.count - 1
    return Hop(
      model: slots[slot].frames[top].model, targetOrder: slots[slot].frames[top].targetOrder,
      excludedCount: slots[slot].frames[top].excludedCount, depth: slots[slot].frames[top].depth)
  }

  func topFrame(of slot: Int) -> Frame {
    let frames = slots[slot].frames
    return frames[frames.count - 1]
  }

  mutating func withTopFrame(_ slot: Int, _ change: (inout Frame) -> Void) {
    change(&slots[slot].frames[slots[slot].frames.count - 1])
  }
}
