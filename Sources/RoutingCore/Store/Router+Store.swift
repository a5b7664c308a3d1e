import Primitives

extension Router {
  /// Before a request is routed: its key is looked up, then what the shared store knows is read.
  mutating func prepare<Observer: DecisionObserver>(
    _ place: Int, _ now: Instant, _ random: inout GatewayRandom, _ observer: inout Observer,
    _ effects: inout EffectBuffer
  ) {
    guard !waitsForKey(place, now, &effects) else { return }
    readStore(place, now, &random, &observer, &effects)
  }

  /// Reads the pins and cooldowns that the pipeline will want, so that it never waits.
  mutating func readStore<Observer: DecisionObserver>(
    _ place: Int, _ now: Instant, _ random: inout GatewayRandom, _ observer: inout Observer,
    _ effects: inout EffectBuffer
  ) {
    let pins = pinsToRead(slots[place].arrival, slots[place].frames[0].model)
    let wantsPins = pins.session != nil || pins.user != nil
    let wantsCooldowns = wantsCooldowns(at: now)
    guard wantsPins || wantsCooldowns, mayAskStore(at: now) else {
      slots[place].phase = .attempting
      advance(place, .tryTop, now, &random, &observer, &effects)
      return
    }
    if wantsCooldowns { noteLook(at: now) }
    slots[place].phase = .readingStore
    effects.effects.append(
      .storeRead(
        slots[place].arrival.id, session: pins.session, user: pins.user,
        cooldowns: wantsCooldowns))
  }

  /// The keys of the pins that the pipeline will want.
  private mutating func pinsToRead(_ arrival: RequestArrival, _ model: ModelIndex) -> (
    session: CacheKey?, user: CacheKey?
  ) {
    guard configuration.settings.sharedStore,
      let group = names.resolutions[model.index].candidates
    else { return (nil, nil) }
    let pins = pinChecks(of: group.index)
    let wantsSession = pins.contains(.session) && arrival.session != 0
    return (
      wantsSession ? sessionKey(of: arrival, group) : nil,
      pins.contains(.user) ? .user(key: arrival.key, group: group) : nil
    )
  }

  /// Whether it is time to read cooldowns: of deployments that cool here nothing is asked.
  private func wantsCooldowns(at now: Instant) -> Bool {
    guard configuration.settings.sharedStore, !configuration.settings.cooldownsDisabled else {
      return false
    }
    let interval: SimDuration =
      switch rules.cooldownReads {
      case .every10s: .seconds(10)
      case .every1s: .seconds(1)
      }
    return health.indices.contains { place in
      guard !health[place].isCooling(at: now) else { return false }
      return storeLooks[place].map { now >= $0 + interval } ?? true
    }
  }

  private mutating func noteLook(at now: Instant) {
    for place in health.indices where !health[place].isCooling(at: now) { storeLooks[place] = now }
  }

  /// Whether the store may be asked, as the rule says.
  mutating func mayAskStore(at now: Instant) -> Bool {
    switch rules.storeBreaker {
    case .none: true
    case .fiveFailures: storeBreaker.lets(at: now)
    }
  }

  /// Takes over a cooldown that another replica set.
  mutating func learnCooldown(_ deployment: DeploymentIndex, _ cause: Cause, at now: Instant) {
    let state = health[deployment.index]
    guard !state.isRemoved, !state.isCooling(at: now), now < cause.until else { return }
    let length: SimDuration =
      switch rules.storedCooldown {
      case .localLifetime: .seconds(600)
      case .ownEnd:
        #if MUTANTS
          Mutant.storedCooldownNeverEnds.isActive
            ? .seconds(1_000_000) : cause.until.since(now)
        #else
          cause.until.since(now)
        #endif
      }
    health[deployment.index].cool(
      length, cause: cause, at: now, lastLook: lastLook, overlap: rules.cooldownOverlap)
    coolingUntilMax = max(coolingUntilMax, now + length)
  }

  /// Tells the others of a cooldown.
  mutating func shareCooldown(of deployment: Int, _ effects: inout EffectBuffer) {
    guard configuration.settings.sharedStore, storeBreaker.isClosed else { return }
    effects.effects.append(
      .storeCooldown(DeploymentIndex(deployment), health[deployment].cause))
  }
}
