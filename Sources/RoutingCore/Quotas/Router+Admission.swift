import Primitives

extension Router {
  /// Lets a picked request through to its deployment, makes it wait, or refuses it: slots first,
  /// then the limits of the minute (LiteLLM A6).
  @inline(never)
  mutating func admit(
    _ place: Int, _ deployment: DeploymentIndex, _ now: Instant, _ effects: inout EffectBuffer
  ) -> Step {
    countCall(place, to: deployment, at: now)
    if !parallel.take(deployment) {
      switch rules.parallelSlots {
      case .refuses, .refusesUntilEnd: return .tryFailed(Self.slotsTaken(deployment))
      case .waits:
        let waiter = ParallelSlots.Waiter(
          request: slots[place].arrival.id, ordinal: slots[place].ordinal)
        guard parallel.line(waiter, for: deployment) else {
          return .tryFailed(Self.slotsTaken(deployment))
        }
        slots[place].phase = .waitingForSlot
        return .waits
      }
    }
    return enter(place, deployment, now, &effects)
  }

  private static func slotsTaken(_ deployment: DeploymentIndex) -> ErrorFacts {
    ErrorFacts(kind: .rateLimit, status: 429, deployment: deployment)
  }

  /// Goes on with a request that has its slot.
  private mutating func enter(
    _ place: Int, _ deployment: DeploymentIndex, _ now: Instant, _ effects: inout EffectBuffer
  ) -> Step {
    if let error = overLimit(deployment, strategy(for: slots[place].arrival), at: now) {
      if parallel.free(deployment) { slotCameFree = true }
      return .tryFailed(error)
    }
    slots[place].holdsSlot = parallel.limits[deployment.index] != nil
    slots[place].attemptStartedAt = now
    slots[place].firstEventAt = nil
    slots[place].answerTokens = 0
    if activeStrategies.contains(.leastBusy) {
      countCall(1, on: deployment, under: countingName(place), at: now)
    }
    start(place, deployment, now, &effects)
    return .waits
  }

  /// Gives slots that came free to those who wait for them, in their order.
  @inline(never)
  mutating func grantSlots<Observer: DecisionObserver>(
    _ now: Instant, _ random: inout GatewayRandom, _ observer: inout Observer,
    _ effects: inout EffectBuffer
  ) {
    slotCameFree = false
    while let (waiter, deployment) = parallel.next() {
      let place = Int(waiter.request.slot)
      guard slots[place].phase == .waitingForSlot, slots[place].arrival.id == waiter.request,
        parallel.take(deployment)
      else { continue }
      let step = enter(place, deployment, now, &effects)
      advance(place, step, now, &random, &observer, &effects)
    }
  }

  /// Counts a call against the deployment's limits of this minute; the error if it is over one.
  mutating func overLimit(
    _ deployment: DeploymentIndex, _ strategy: RoutingStrategy, at now: Instant
  ) -> ErrorFacts? {
    let enforces = configuration.settings.strategies.enforcesModelLimits
    guard enforces || strategy == .usageV2 else { return nil }
    strategies.prepare(
      names: configuration.models.count, deployments: configuration.deployments.count)
    let entry = configuration.deployments[deployment.index]
    var count = strategies.counters[deployment.index].at(now)
    defer {
      strategies.counters[deployment.index] = count
      sweepCooldowns(at: now)
    }
    if strategy == .usageV2 {
      if let limit = entry.requestLimit, Double(count.requests ?? 0) >= limit {
        return refuse(deployment, isFinal: false, at: now)
      }
      count.requests = (count.requests ?? 0) + 1
    }
    guard enforces else { return nil }
    if let limit = entry.tokenLimit, Double(count.tokens) >= limit {
      return refuse(deployment, isFinal: true, at: now)
    }
    // What the strategy has counted is not counted again.
    if strategy == .usageV2, holdsUsageExactly { return nil }
    if let limit = entry.requestLimit {
      #if MUTANTS
        let limit = Mutant.minuteLimitOffByOne.isActive ? limit + 1 : limit
      #endif
      guard Double((count.requests ?? 0) + 1) <= limit else {
        return refuse(deployment, isFinal: true, at: now)
      }
      count.requests = (count.requests ?? 0) + 1
    }
    return nil
  }

  /// Counters and cooldowns share a cache: where writes sweep it, a counter's ends what is over.
  mutating func sweepCooldowns(at now: Instant) {
    guard cache.sweepsAlways else { return }
    for place in health.indices { health[place].sweep(at: now) }
  }

  /// The gateway's own 429, which benches the deployment as its provider's would.
  private mutating func refuse(
    _ deployment: DeploymentIndex, isFinal: Bool, at now: Instant
  ) -> ErrorFacts {
    var error = ErrorFacts(
      kind: .rateLimit, status: 429, retryAfter: .seconds(60), deployment: deployment)
    error.isFinal = isFinal
    switch rules.limitCooldown {
    case .stays: break
    case .cools:
      let length = configuration.settings.cooldownTime
      guard !configuration.settings.cooldownsDisabled, length > .zero,
        !health[deployment.index].isRemoved,
        shouldCool(error, deployment: deployment.index, at: now)
      else { break }
      cool(
        deployment.index, for: length,
        cause: Cause(request: Cause.outside, ordinal: 0, status: 429, at: now, until: now), at: now)
    }
    return error
  }

  private func countingName(_ place: Int) -> ModelIndex {
    let asked = topHop(of: place).model
    guard let group = names.resolutions[asked.index].candidates else { return asked }
    return countingName(asked, group.index)
  }

  /// The first event of a stream: the time to the first token, and for some the end of the slot.
  mutating func answerBegins(_ place: Int, _ now: Instant) {
    guard slots[place].firstEventAt == nil else { return }
    slots[place].firstEventAt = now
    let endsHere =
      switch rules.parallelSlots {
      case .waits: true
      case .refuses: !slots[place].arrival.hasMessages
      case .refusesUntilEnd: false
      }
    if endsHere { freeSlot(place) }
  }

  private mutating func freeSlot(_ place: Int) {
    guard slots[place].holdsSlot, let deployment = slots[place].deployment else { return }
    slots[place].holdsSlot = false
    #if MUTANTS
      if Mutant.slotKept.isActive { return }
    #endif
    if parallel.free(deployment) { slotCameFree = true }
  }

  /// Ends a watched attempt; the place of what it took, plus one.
  @inline(never)
  mutating func noteUse(
    _ place: Int, _ deployment: DeploymentIndex, _ error: ErrorFacts?, _ now: Instant
  ) -> UInt32 {
    #if MUTANTS
      if Mutant.slotKeptOnError.isActive, error != nil { slots[place].holdsSlot = false }
    #endif
    freeSlot(place)
    let arrival = slots[place].arrival
    var use = AttemptUse(model: countingName(place), deployment: deployment)
    use.length = now.since(slots[place].attemptStartedAt)
    if arrival.streams {
      use.firstToken = slots[place].firstEventAt?.since(slots[place].attemptStartedAt)
    }
    use.isChat = arrival.hasMessages
    use.traits = arrival.traits
    use.error = error?.kind
    if error == nil {
      let input = configuration.traits[Int(arrival.traits)].inputTokens
      use.outputTokens = slots[place].answerTokens
      use.totalTokens = input &+ use.outputTokens
      use.cost =
        Double(input) * (prices.input[deployment.index] ?? 0)
        + Double(use.outputTokens) * (prices.output[deployment.index] ?? 0)
    }
    guard let free = freeUses.popLast() else {
      uses.append(use)
      return UInt32(uses.count)
    }
    uses[Int(free) - 1] = use
    return free
  }

  /// Enters what an attempt took, once its record is booked.
  @inline(never)
  mutating func bookUse(_ number: UInt32, at now: Instant) {
    let use = uses[Int(number) - 1]
    freeUses.append(number)
    enterUse(use, at: now)
  }

  /// Enters what an attempt took with everybody who counts: a strategy counts from its first use.
  mutating func enterUse(_ use: AttemptUse, at now: Instant) {
    if !configuration.budgets.isEmpty { bookSpending(use, at: now) }
    guard usesStrategies || configuration.settings.strategies.enforcesModelLimits else { return }
    strategies.prepare(
      names: configuration.models.count, deployments: configuration.deployments.count)
    bookTokens(use, at: now)
    guard usesStrategies else { return }
    if activeStrategies.contains(.leastBusy) {
      countCall(-1, on: use.deployment, under: use.model, at: now)
    }
    if activeStrategies.contains(.latency) { bookLatency(use, at: now) }
    if activeStrategies.contains(.usage) { bookUsage(use, at: now) }
    if activeStrategies.contains(.cost) { bookCost(use, at: now) }
  }

  /// The client left a watched attempt.
  mutating func leave(_ place: Int, _ deployment: DeploymentIndex, _ now: Instant) {
    #if MUTANTS
      if Mutant.slotKeptOnLeave.isActive { slots[place].holdsSlot = false }
    #endif
    freeSlot(place)
    guard activeStrategies.contains(.leastBusy) else { return }
    switch rules.callRelease {
    case .answersOnly: break
    case .everyExit: countCall(-1, on: deployment, under: countingName(place), at: now)
    }
  }
}
