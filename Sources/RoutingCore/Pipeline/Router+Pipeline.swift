import Primitives

extension Router {
  /// What a pick came to.
  enum PickResult {
    case chosen(DeploymentIndex)
    case failed(ErrorFacts)
  }

  /// Runs the stages in the order of the rule for the request's top frame; records the decision.
  @inline(__always)
  mutating func pick<Observer: DecisionObserver>(
    slot: Int, at now: Instant, random: inout GatewayRandom, observer: inout Observer,
    effects: inout EffectBuffer
  ) -> PickResult {
    let hop = topHop(of: slot)
    let number = slots[slot].arrival.number
    let key = slots[slot].arrival.key
    let ordinal = slots[slot].ordinal &+ 1
    observer.began(request: number, ordinal: ordinal, model: hop.model, at: now)
    var result: PickResult
    var record = DecisionRecord(
      request: number, ordinal: ordinal, survivors: 0, choice: nil, hash: 0)
    let asked = slots[slot].arrival.model
    if let error = authorize(hop, key: key, asked: asked, observer: &observer) {
      result = .failed(error)
      record.hash = UInt64(error.status)
    } else {
      switch names.resolutions[hop.model.index] {
      case .group(let group), .standIn(let group):
        result = pickInGroup(
          group.index, slot: slot, at: now, random: &random, observer: &observer, record: &record)
      case .deployment(let deployment):
        result = pickDirectly(deployment, observer: &observer)
      case .unknown:
        result = .failed(ErrorFacts(kind: .unknownModel, status: 400))
      }
    }
    // The pick itself was made, so that later draws stay the same.
    if Observer.records, let forced = observer.takeForced(number) { result = .chosen(forced) }
    switch result {
    case .chosen(let deployment): record.choice = deployment
    case .failed(let error): observer.failed(error, at: .resolve)
    }
    effects.decisions.append(record)
    return result
  }

  mutating func authorize<Observer: DecisionObserver>(
    _ hop: Hop, key: KeyIndex, asked: ModelIndex, observer: inout Observer
  ) -> ErrorFacts? {
    observer.entered(.authorize, isEnabled: hop.depth == 0)
    // Hops are judged when the walk chooses them.
    guard hop.depth == 0 else { return nil }
    let kind: ErrorKind
    switch names.grant(key, asked) {
    case .allowed: return nil
    case .deniedByKey: kind = .accessDenied
    case .deniedByTeam: kind = .teamAccessDenied
    // Python's own error, which the proxy takes for a failed authentication.
    case .brokenPattern: return ErrorFacts(kind: .accessFault, status: 401)
    }
    let status: UInt16 =
      switch rules.denialStatus {
      case .unauthorized: 401
      case .forbidden: 403
      }
    return ErrorFacts(kind: kind, status: status)
  }

  /// A name that is a deployment id gets that deployment, whatever its health (LiteLLM A4, step 2).
  private mutating func pickDirectly<Observer: DecisionObserver>(
    _ deployment: DeploymentIndex, observer: inout Observer
  ) -> PickResult {
    observer.entered(.resolve, isEnabled: true)
    if health[deployment.index].isRemoved {
      return .failed(ErrorFacts(kind: .unknownModel, status: 400))
    }
    if isPaused(deployment) { return .failed(ErrorFacts(kind: .serviceUnavailable, status: 503)) }
    return .chosen(deployment)
  }

  private mutating func pickInGroup<Observer: DecisionObserver>(
    _ group: Int, slot: Int, at now: Instant, random: inout GatewayRandom,
    observer: inout Observer, record: inout DecisionRecord
  ) -> PickResult {
    let hop = topHop(of: slot)
    if !Observer.records, nobodyCanBeLeftOut(of: group, hop, slot, now) {
      return pickAmongAll(group, at: now, random: &random, record: &record)
    }
    let members = groupMembers[group]
    var pick = Pick(
      count: members.count, for: hop, hash: Pick.seedHash(group: group, count: members.count))
    for stage in stages {
      run(stage, &pick, members, group, slot, now, &observer)
      if let error = pick.error {
        record.hash = pick.hash
        observer.failed(error, at: stage)
        return .failed(error)
      }
    }
    let survivors = pick.set.count
    record.survivors = UInt16(truncatingIfNeeded: survivors)
    record.hash = pick.hash
    guard survivors > 0 else {
      return .failed(ErrorFacts(kind: .noDeployments, status: 429))
    }
    observer.entered(.pick, isEnabled: true)
    if survivors == 1, pick.isPinned, rules.pinnedPick == .skipsStrategy {
      let only = members[pick.set.member(atRank: 0)]
      if Observer.records {
        observer.picked(PickTrace(weights: [1], candidates: [only], choice: only, draw: nil))
      }
      return .chosen(only)
    }
    let strategy = usesStrategies ? strategy(for: slots[slot].arrival) : .simpleShuffle
    if strategy != .simpleShuffle {
      return pickByStrategy(
        strategy, &pick, members, group: group, slot: slot, at: now, random: &random,
        observer: &observer)
    }
    return simpleShuffle(
      &pick, survivors, members, group: group, key: slots[slot].arrival.key, random: &random,
      observer: &observer)
  }

  /// Whether no stage has anything to look at, so that the pick is among all members.
  @inline(__always)
  private mutating func nobodyCanBeLeftOut(
    of group: Int, _ hop: Hop, _ slot: Int, _ now: Instant
  ) -> Bool {
    removedCount == 0 && blockedCount == 0 && now > coolingUntilMax && isPlain[group]
      && hop.targetOrder == nil && hop.excludedCount == 0 && slots[slot].refusers.isEmpty
  }

  /// The pick of a request that no stage holds back: what the stages would leave, without a set.
  @inline(__always)
  private mutating func pickAmongAll(
    _ group: Int, at now: Instant, random: inout GatewayRandom, record: inout DecisionRecord
  ) -> PickResult {
    let count = groupMembers[group].count
    lastLook = now
    record.survivors = UInt16(truncatingIfNeeded: count)
    record.hash = Pick.seedHash(group: group, count: count)
    return .chosen(groupMembers[group][random.choice(count: count)])
  }

  private func hasLevels(_ group: Int) -> Bool {
    !configuration.groups[group].orderLevels.isEmpty
  }

  /// The one loop body that switches over the closed list of stages.
  @inline(__always)
  private mutating func run<Observer: DecisionObserver>(
    _ stage: Stage, _ pick: inout Pick, _ members: [DeploymentIndex], _ group: Int, _ slot: Int,
    _ now: Instant, _ observer: inout Observer
  ) {
    #if MUTANTS
      if Mutant.drops(stage) { return }
    #endif
    switch stage {
    case .authorize, .pick: break
    // A stage that has nothing to look at is not called, unless somebody watches.
    case .resolve:
      if removedCount > 0 || names.members.holdsAnybody || Observer.records {
        keepConfigured(&pick, members, slot, &observer)
      }
    case .cooldown:
      lastLook = now
      if now <= coolingUntilMax || Observer.records { keepWarm(&pick, members, now, &observer) }
    case .blocked:
      if blockedCount > 0 || Observer.records { keepUnblocked(&pick, members, &observer) }
    case .sealedItems:
      if checksSealedItems(group) || Observer.records {
        keepOpeners(&pick, members, group, slot, now, &observer)
      }
    case .previousResponse:
      if pinChecks(of: group).contains(.previousResponse) || Observer.records {
        keepPrevious(&pick, members, group, slot, &observer)
      }
    case .sessionPin:
      if pinChecks(of: group).contains(.session) || Observer.records {
        keepSessionPin(&pick, members, group, slot, now, &observer)
      }
    case .userPin:
      if pinChecks(of: group).contains(.user) || Observer.records {
        keepUserPin(&pick, members, group, slot, now, &observer)
      }
    case .preCall: keepCapable(&pick, members, slot, now, &observer)
    case .tags: keepTagged(&pick, members, group, slot, &observer)
    case .budgets: keepAffordable(&pick, members, slot, now, &observer)
    case .order:
      if pick.targetOrder != nil || hasLevels(group) || Observer.records {
        keepLowestOrder(&pick, members, group, slot, &observer)
      }
    case .tried:
      if pick.excludedCount > 0 { keepUntried(&pick, members, slot, &observer) }
    case .refused:
      if !slots[slot].refusers.isEmpty || Observer.records {
        passOverRefusers(&pick, members, slot, &observer)
      }
    }
  }

  @inline(never)
  private func keepConfigured<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ slot: Int, _ observer: inout Observer
  ) {
    observer.entered(.resolve, isEnabled: true)
    if removedCount > 0 {
      let staysOnce = keepsRemoved(topHop(of: slot).model)
      eliminate(from: &pick, members, at: .resolve, .removed, &observer) {
        let state = health[$0.index]
        return state.isRemoved && !(staysOnce && state.hasBeen) ? .unexplained : .keep
      }
    }
    if let allowed = names.members.of(slots[slot].arrival.key, topHop(of: slot).model) {
      eliminate(from: &pick, members, at: .resolve, .otherAccessGroup, &observer) {
        allowed.contains($0) ? .keep : .unexplained
      }
    }
    observer.noted(.candidates(members))
  }

  /// Whether a name reaches wildcard deployments that are no longer there.
  private func keepsRemoved(_ model: ModelIndex) -> Bool {
    switch rules.wildcardRemoval {
    case .stays: !names.upstreamModels[model.index].isEmpty
    case .leaves: false
    }
  }

  @inline(never)
  private func keepUnblocked<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ observer: inout Observer
  ) {
    observer.entered(.blocked, isEnabled: blockedCount > 0)
    guard blockedCount > 0 else { return }
    eliminate(from: &pick, members, at: .blocked, .blocked, &observer) {
      isPaused($0) ? .unexplained : .keep
    }
  }

  /// Whether a pause keeps a deployment out.
  func isPaused(_ deployment: DeploymentIndex) -> Bool {
    switch rules.blockedChoice {
    case .stillChosen: false
    case .skipped: health[deployment.index].isBlocked
    }
  }

  /// What a stage says of one candidate.
  enum Verdict {
    case keep
    case unexplained
    case because(Cause)
  }

  /// Leaves out every candidate that the judge does not keep.
  @inline(__always)
  func eliminate<Observer: DecisionObserver>(
    from pick: inout Pick, _ members: [DeploymentIndex], at stage: Stage,
    _ reason: EliminationReason, _ observer: inout Observer,
    _ judge: (DeploymentIndex) -> Verdict
  ) {
    var position = pick.set.next(from: 0)
    while let member = position {
      switch judge(members[member]) {
      case .keep: break
      case .unexplained:
        pick.eliminate(member, at: stage, reason)
        observer.eliminated(
          Elimination(deployment: members[member], reason: reason, cause: nil))
      case .because(let cause):
        pick.eliminate(member, at: stage, reason)
        observer.eliminated(
          Elimination(deployment: members[member], reason: reason, cause: cause))
      }
      position = pick.set.next(from: member + 1)
    }
  }
}
