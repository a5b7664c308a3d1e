import Primitives

extension Router {
  /// Whether the check for sealed items runs for a group.
  func checksSealedItems(_ group: Int) -> Bool {
    switch rules.sealedCheck {
    case .unknown: return false
    case .always: return true
    case .pins: break
    }
    if checks.contains(.sealedContent) { return true }
    switch rules.groupSealedCheck {
    case .ignored: return false
    case .honoured: return configuration.groups[group].checks?.contains(.sealedContent) ?? false
    }
  }

  /// Leaves out deployments that cannot open the request's sealed items.
  ///
  /// The first item with a marker decides; items without one have no effect (LiteLLM D4). Nobody
  /// available who can open them is the business of `unavailable_origin`.
  @inline(never)
  mutating func keepOpeners<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ group: Int, _ slot: Int, _ now: Instant,
    _ observer: inout Observer
  ) {
    let isEnabled = checksSealedItems(group)
    observer.entered(.sealedItems, isEnabled: isEnabled)
    guard isEnabled else { return }
    slots[slot].marksOutput = true
    guard let origin = firstOrigin(in: slot) else { return }
    observer.noted(.origin(origin))
    guard origin != emptyName else { return }
    let named = deployment(named: origin)
    let eligible = eligibleOpeners(origin, pick, members, slot, now)
    var openers = eligible
    narrow(&openers, to: named, members, peers: false)
    if openers.isEmpty, rules.boundaryPeers == .eligible {
      openers = eligible
      narrow(&openers, to: named, members, peers: true)
    }
    guard !openers.isEmpty else {
      observer.noted(.originUnavailable(rules.unavailableOrigin))
      originIsUnavailable(&pick, named, slot, now, &observer)
      return
    }
    pick.isPinned = true
    eliminate(from: &pick, members, at: .sealedItems, .notOrigin, &observer) { candidate in
      guard let place = members.firstIndex(of: candidate) else { return .keep }
      return openers.contains(place) ? .keep : .unexplained
    }
    if rules.foreignItems == .stripped, let named {
      let stripped = strip(slot, .unopenable(by: named, unmarked: origin))
      if stripped > 0 { observer.noted(.stripped(stripped)) }
    }
  }

  /// The first origin that the items name, in input order.
  func firstOrigin(in slot: Int) -> UInt32? {
    ItemFacts.firstOrigin(of: slots[slot].items).name
  }

  /// The candidates that count for a pin: those that do not cool, and, as the rule says, of the
  /// order level asked for, not tried before, and not refusers if there is anybody else.
  ///
  /// A previous response of the same origin cannot go elsewhere, so what was tried still counts.
  private func eligibleOpeners(
    _ origin: UInt32, _ pick: Pick, _ members: [DeploymentIndex], _ slot: Int, _ now: Instant
  ) -> CandidateSet {
    var eligible = pick.set
    remove(from: &eligible, members) { health[$0.index].isCooling(at: now) }
    switch rules.originCandidates {
    case .anyMember: return eligible
    case .eligible:
      if let level = pick.targetOrder {
        remove(from: &eligible, members) { configuration.deployments[$0.index].order != level }
      }
      guard slots[slot].arrival.previousResponse.name != origin else { return eligible }
      if pick.excludedCount > 0 {
        remove(from: &eligible, members) {
          slots[slot].tried.prefix(pick.excludedCount).contains($0)
        }
      }
      var fresh = eligible
      remove(from: &fresh, members) { slots[slot].refusers.contains($0) }
      return fresh.isEmpty ? eligible : fresh
    }
  }

  /// Leaves the origin itself, or its boundary peers.
  private func narrow(
    _ set: inout CandidateSet, to origin: DeploymentIndex?, _ members: [DeploymentIndex],
    peers: Bool
  ) {
    guard let origin else { return set.removeAll() }
    let boundary = boundary(of: origin)
    remove(from: &set, members) {
      peers ? boundary == nil || self.boundary(of: $0) != boundary : $0 != origin
    }
  }

  /// What makes two deployments peers, in the router's eyes; nil for nothing.
  private func boundary(of deployment: DeploymentIndex) -> UInt32? {
    switch rules.credentialBoundary {
    case .ofEntry: configuration.deployments[deployment.index].entryBoundary
    case .resolved: configuration.deployments[deployment.index].boundary
    }
  }

  @inline(__always)
  private func remove(
    from set: inout CandidateSet, _ members: [DeploymentIndex],
    where isOut: (DeploymentIndex) -> Bool
  ) {
    var position = set.next(from: 0)
    while let member = position {
      if isOut(members[member]) { set.remove(member) }
      position = set.next(from: member + 1)
    }
  }

  /// What follows when nobody available can open the items.
  private mutating func originIsUnavailable<Observer: DecisionObserver>(
    _ pick: inout Pick, _ origin: DeploymentIndex?, _ slot: Int, _ now: Instant,
    _ observer: inout Observer
  ) {
    switch rules.unavailableOrigin {
    case .spill: break
    case .strip:
      let stripped = strip(slot, .everything)
      if stripped > 0 { observer.noted(.stripped(stripped)) }
    case .failFast:
      pick.error = failFastError(origin, at: now)
    }
  }

  /// 400 if the origin is gone, 429 while it cools for a 429, else 503 (LiteLLM 1.85 to 1.101).
  private func failFastError(_ origin: DeploymentIndex?, at now: Instant) -> ErrorFacts {
    guard let origin, !health[origin.index].isRemoved else {
      return ErrorFacts(kind: .originGone, status: 400)
    }
    let state = health[origin.index]
    guard state.isCooling(at: now), state.cause.status == 429 else {
      return ErrorFacts(kind: .originUnavailable, status: 503, deployment: origin)
    }
    let seconds = state.cause.until.since(now).nanoseconds / 1_000_000_000
    return ErrorFacts(
      kind: .originRateLimited, status: 429, retryAfter: .seconds(max(1, seconds)),
      deployment: origin)
  }

  /// Whether a deployment can open what a named origin sealed: the same id, or the same boundary.
  func canOpen(_ origin: UInt32, at deployment: DeploymentIndex) -> Bool {
    #if MUTANTS
      if Mutant.everybodyOpens.isActive { return true }
    #endif
    if configuration.deployments[deployment.index].name == origin { return true }
    guard let boundary = boundary(of: deployment), let named = self.deployment(named: origin),
      !health[named.index].isRemoved
    else { return false }
    return self.boundary(of: named) == boundary
  }

  /// The deployment with this id, removed ones included.
  func deployment(named name: UInt32) -> DeploymentIndex? {
    guard name < deploymentByName.count else { return nil }
    let place = deploymentByName[Int(name)]
    guard place != UInt32.max else { return nil }
    let found = DeploymentIndex(Int(place))
    return health[found.index].isRemoved ? nil : found
  }

  /// Which sealed reasoning is stripped.
  enum StripScope {
    case everything
    /// What the deployment cannot open; items without a marker count as sealed by `unmarked`.
    case unopenable(by: DeploymentIndex, unmarked: UInt32?)
  }

  private func isStripped(_ facts: ItemFacts, _ scope: StripScope) -> Bool {
    switch scope {
    case .everything: return true
    case .unopenable(let deployment, let unmarked):
      guard let origin = facts.origin.name ?? unmarked else { return true }
      return !canOpen(origin, at: deployment)
    }
  }

  /// Strips sealed reasoning for good, and returns how many items it touched.
  mutating func strip(_ slot: Int, _ scope: StripScope, everyKind: Bool? = nil) -> Int {
    var touched = 0
    let everyKind = everyKind ?? stripsEveryKind
    for place in slots[slot].items.indices {
      let facts = slots[slot].items[place]
      let edit = InputEdit.stripping(facts, everyKind: everyKind)
      guard edit != .keep, facts.isNull || isStripped(facts, scope) else { continue }
      slots[slot].strips[place] = edit
      // A null goes with any stripping, and is no loss.
      #if MUTANTS
        if Mutant.stripKeepsContent.isActive { slots[slot].strips[place] = .keep }
      #endif
      guard !facts.isNull else { continue }
      slots[slot].items[place] = ItemFacts(kind: facts.kind, hasReadableText: facts.hasReadableText)
      touched += 1
    }
    if touched > 0 { slots[slot].didStrip = true }
    return touched
  }

  /// Strips, on a fallback hop, what the picked deployment cannot open; unmarked reasoning counts
  /// as sealed by the deployment of the previous attempt (LiteLLM 1.103 and later).
  mutating func stripForHop(
    _ slot: Int, to picked: DeploymentIndex, from previous: DeploymentIndex?
  ) {
    #if MUTANTS
      if Mutant.hopNotStripped.isActive { return }
    #endif
    guard slots[slot].frames.count > 1, rules.hopStripping == .on, topHop(of: slot).depth > 0
    else { return }
    let previousName = previous.map { configuration.deployments[$0.index].name }
    _ = strip(slot, .unopenable(by: picked, unmarked: previousName))
  }
}
