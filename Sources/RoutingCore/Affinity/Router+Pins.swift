import Primitives

extension Router {
  private func isEnabled(_ check: CheckSet, _ group: Int, _ pick: Pick) -> Bool {
    // An order hop asks for a level, and pins do not hold it back (LiteLLM D6).
    pick.targetOrder == nil && pinChecks(of: group).contains(check)
  }

  /// The pins in force for a group: its own entry, else the router's.
  @inline(__always)
  func pinChecks(of group: Int) -> CheckSet {
    let set = configuration.groups[group].checks ?? checks
    switch rules.pinChecks {
    case .unknown: return set.subtracting([.session, .user])
    case .known: return set
    }
  }

  /// Keeps the deployment that made the previous response, if it is a candidate.
  @inline(never)
  func keepPrevious<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ group: Int, _ slot: Int,
    _ observer: inout Observer
  ) {
    let isOn = isEnabled(.previousResponse, group, pick)
    observer.entered(.previousResponse, isEnabled: isOn)
    guard isOn, let name = slots[slot].arrival.previousResponse.name,
      let origin = deployment(named: name)
    else { return }
    keepOnly(origin, &pick, members, at: .previousResponse, .notPrevious, cause: nil, &observer)
  }

  /// Keeps the deployment that the session is pinned to, if it is a candidate.
  @inline(never)
  mutating func keepSessionPin<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ group: Int, _ slot: Int, _ now: Instant,
    _ observer: inout Observer
  ) {
    let arrival = slots[slot].arrival
    let isOn = isEnabled(.session, group, pick) && arrival.session != 0
    observer.entered(.sessionPin, isEnabled: isOn)
    guard isOn else { return }
    let key = sessionKey(of: arrival, GroupIndex(group))
    let pin = cache.pin(key, at: now) ?? slots[slot].storedSessionPin
    guard let pin else { return }
    keepOnly(pin, &pick, members, at: .sessionPin, .notPinned, cause: nil, &observer)
    slots[slot].isPinned = isPinned(pin, pick, members)
  }

  /// Keeps the deployment that the key is pinned to, if it is a candidate.
  @inline(never)
  mutating func keepUserPin<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ group: Int, _ slot: Int, _ now: Instant,
    _ observer: inout Observer
  ) {
    let isOn = isEnabled(.user, group, pick)
    observer.entered(.userPin, isEnabled: isOn)
    guard isOn else { return }
    let arrival = slots[slot].arrival
    let key = CacheKey.user(key: arrival.key, group: GroupIndex(group))
    let pin = cache.pin(key, at: now) ?? slots[slot].storedUserPin
    guard let pin else { return }
    keepOnly(pin, &pick, members, at: .userPin, .notPinned, cause: nil, &observer)
    if isPinned(pin, pick, members) { slots[slot].isPinned = true }
  }

  /// Whether a pin's target alone is left.
  private func isPinned(
    _ pin: DeploymentIndex, _ pick: Pick, _ members: [DeploymentIndex]
  ) -> Bool {
    guard let place = members.firstIndex(of: pin) else { return false }
    return pick.set.count == 1 && pick.set.contains(place)
  }

  /// Keeps one candidate; a pin to somebody who is none is ignored and stays (LiteLLM D6), unless
  /// it outlives its target.
  private func keepOnly<Observer: DecisionObserver>(
    _ kept: DeploymentIndex, _ pick: inout Pick, _ members: [DeploymentIndex], at stage: Stage,
    _ reason: EliminationReason, cause: Cause?, _ observer: inout Observer
  ) {
    guard let place = members.firstIndex(of: kept) else { return }
    guard pick.set.contains(place) || stage != .previousResponse && pinFate.outlivesItsTarget
    else { return }
    eliminate(from: &pick, members, at: stage, reason, &observer) {
      $0 == kept ? .keep : .unexplained
    }
  }

  /// Claims the pins of a request for the deployment that was picked; the first claim holds.
  mutating func claimPins(
    _ slot: Int, for deployment: DeploymentIndex, at now: Instant, effects: inout EffectBuffer
  ) {
    let group = configuration.deployments[deployment.index].group
    let checks = pinChecks(of: group.index)
    guard checks.contains(.session) || checks.contains(.user) else { return }
    guard topHop(of: slot).targetOrder == nil else { return }
    let arrival = slots[slot].arrival
    let lifetime = configuration.settings.pinLifetime
    // LiteLLM writes the user's pin first.
    if checks.contains(.user) {
      claim(.user(key: arrival.key, group: group), deployment, lifetime, now, &effects)
    }
    if checks.contains(.session), arrival.session != 0 {
      claim(sessionKey(of: arrival, group), deployment, lifetime, now, &effects)
    }
  }

  /// The key of a session's pin; `sessionOnly` gives every caller the same.
  func sessionKey(of arrival: RequestArrival, _ group: GroupIndex) -> CacheKey {
    switch rules.sessionScope {
    case .sessionOnly: .session(arrival.session, key: KeyIndex(0), group: group)
    case .withKey: .session(arrival.session, key: arrival.key, group: group)
    }
  }

  private mutating func claim(
    _ key: CacheKey, _ deployment: DeploymentIndex, _ lifetime: SimDuration, _ now: Instant,
    _ effects: inout EffectBuffer
  ) {
    #if MUTANTS
      let deployment =
        Mutant.pinForNeighbour.isActive
        ? DeploymentIndex((deployment.index + 1) % configuration.deployments.count) : deployment
    #endif
    cache.claim(key, for: deployment, by: rules.pinWrite, lifetime: lifetime, at: now)
    if configuration.settings.sharedStore { effects.effects.append(.storeWrite(key, deployment)) }
  }
}
