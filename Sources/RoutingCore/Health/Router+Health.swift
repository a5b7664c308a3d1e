import Primitives

extension Router {
  /// Leaves out deployments in cooldown.
  @inline(never)
  mutating func keepWarm<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ now: Instant, _ observer: inout Observer
  ) {
    observer.entered(.cooldown, isEnabled: true)
    // Most of the time nobody cools, and then nobody is asked.
    guard now <= coolingUntilMax else { return }
    // A check's result is a preference: where those come last, it chooses among who does not cool.
    let isLast = rules.stageOrder == .constraintsFirst
    if !isLast { keepHealthy(&pick, members, now, &observer) }
    defer { if isLast { keepHealthy(&pick, members, now, &observer) } }
    if configuration.settings.queues != nil {
      leaveOutUnknownQueues(&pick, members, now, &observer)
    }
    switch rules.cooldownUse {
    case .ignored: return
    case .honoured: break
    }
    eliminate(from: &pick, members, at: .cooldown, .cooling, &observer) {
      let state = health[$0.index]
      return state.isCooling(at: now) ? .because(state.cause) : .keep
    }
  }

  /// Members of a group that are configured, and how many of them neither cool nor are paused.
  mutating func healthyCount(of group: Int, at now: Instant) -> (all: Int, healthy: Int) {
    lastLook = now
    let members = groupMembers[group]
    #if MUTANTS
      if Mutant.coolingCountedHealthy.isActive { return (members.count, members.count) }
    #endif
    guard removedCount > 0 || blockedCount > 0 || now <= coolingUntilMax else {
      return (members.count, members.count)
    }
    var all = 0
    var healthy = 0
    for member in members {
      let state = health[member.index]
      guard !state.isRemoved else { continue }
      all += 1
      if !isPaused(member), !state.isCooling(at: now) { healthy += 1 }
    }
    return (all, healthy)
  }

  /// Books what an attempt came to: counters, and a cooldown if the error calls for one.
  mutating func book(
    _ accounting: Accounting, at now: Instant, _ effects: inout EffectBuffer
  ) {
    let deployment = accounting.deployment.index
    if accounting.use != 0 { bookUse(accounting.use, at: now) }
    guard !health[deployment].isRemoved else { return }
    let window = SimDuration.seconds(60)
    guard let error = accounting.error else {
      if case .messagesOnly = rules.successCount, !accounting.hasMessages { return }
      cache.increment(.successes(accounting.deployment), lifetime: window, at: now)
      return
    }
    let standing = standing(of: error)
    guard standing != .ignored else { return }
    cache.increment(.failures(accounting.deployment), lifetime: window, at: now)
    disableIfRefused(accounting.deployment, error)
    let length = cooldownLength(after: error, of: deployment)
    guard !configuration.settings.cooldownsDisabled, length > .zero,
      shouldCool(error, deployment: deployment, at: now)
    else { return }
    let cause = Cause(
      request: accounting.request, ordinal: accounting.ordinal, status: error.status, at: now,
      until: now)
    cool(deployment, for: length, cause: cause, at: now)
    shareCooldown(of: deployment, &effects)
  }

  /// Pauses a deployment whose key was refused, if the rule says so.
  private mutating func disableIfRefused(_ deployment: DeploymentIndex, _ error: ErrorFacts) {
    guard error.status == 401 || error.status == 403 else { return }
    switch rules.refusedAccount {
    case .cools: break
    case .disables: apply(.blocked(deployment))
    }
  }

  /// Starts a cooldown.
  mutating func cool(_ deployment: Int, for length: SimDuration, cause: Cause, at now: Instant) {
    #if MUTANTS
      if Mutant.cooldownNotSet.isActive { return }
      let deployment =
        Mutant.cooldownOfNeighbour.isActive ? (deployment + 1) % health.count : deployment
      let length =
        Mutant.cooldownNeverEnds.isActive
        ? SimDuration.seconds(1_000_000)
        : Mutant.cooldownHalved.isActive
          ? SimDuration(nanoseconds: length.nanoseconds / 2) : length
    #endif
    health[deployment].cool(
      length, cause: cause, at: now, lastLook: lastLook, overlap: rules.cooldownOverlap)
    coolingUntilMax = max(coolingUntilMax, now + length)
  }

  /// The entry's own length, else `Retry-After` without an upper bound, else the router's
  /// (LiteLLM C3).
  private func cooldownLength(after error: ErrorFacts, of deployment: Int) -> SimDuration {
    #if MUTANTS
      if Mutant.retryAfterUnread.isActive {
        return configuration.deployments[deployment].cooldownTime
          ?? configuration.settings.cooldownTime
      }
    #endif
    return configuration.deployments[deployment].cooldownTime ?? error.retryAfter
      ?? configuration.settings.cooldownTime
  }

  /// Whether errors of this kind are considered at all: of the 4xx only 401, 402, 404, 408 and
  /// 429; connection errors never (LiteLLM C1).
  private func callsForCooldown(_ error: ErrorFacts) -> Bool {
    if error.kind == .connection { return false }
    if standing(of: error) == .cools { return true }
    switch error.status {
    case 402: return rules.paymentCooldown == .cools
    case 401, 404, 408, 429: return true
    case 400..<500: return false
    default: return true
    }
  }

  /// What an error does to the deployment that told it: errors that are not the request's own fault
  /// always count.
  private func standing(of error: ErrorFacts) -> ClientErrorsRule {
    guard (400..<500).contains(error.status) else { return .counted }
    switch error.status {
    case 401, 402, 403, 404, 408, 429: return .counted
    default: return rules.clientErrors
    }
  }

  /// Whether a deployment is spared because its group has nobody else.
  private func isSpared(_ group: Int) -> Bool {
    guard memberCount(of: group) == 1 else { return false }
    switch rules.loneCooldown {
    case .spared: return true
    case .unlessFallback: return !groupFallsBack[group]
    }
  }

  /// The first rule that applies decides (LiteLLM C2).
  mutating func shouldCool(_ error: ErrorFacts, deployment: Int, at now: Instant) -> Bool {
    let isSingle = isSpared(configuration.deployments[deployment].group.index)
    let allowance = allowance(for: error, of: deployment, isSingle: isSingle)
    guard allowance.isForThisError || callsForCooldown(error) else { return false }
    switch allowance {
    case .counted(let allowed, let scope, let lifetime):
      let counter = CacheKey.allowedFails(DeploymentIndex(deployment), scope)
      return cache.increment(counter, lifetime: lifetime, at: now) > allowed
    case .never: return false
    case .byDefaultRules: return coolsByDefault(error, deployment, isSingle: isSingle, at: now)
    }
  }

  /// At once after 429, 401, 402 and 404; else from more than half of at least five failed.
  private mutating func coolsByDefault(
    _ error: ErrorFacts, _ deployment: Int, isSingle: Bool, at now: Instant
  ) -> Bool {
    let index = DeploymentIndex(deployment)
    let failed = UInt64(cache.counter(.failures(index), at: now))
    let total = failed + UInt64(cache.counter(.successes(index), at: now))
    if error.status == 429, !isSingle { return true }
    if failed == total, total >= 1000 { return true }
    if failed * 2 > total, total >= 5, !isSingle { return true }
    switch error.status {
    case 401, 404: return true
    case 402: return !isSingle
    case 400..<500: return !isSingle && standing(of: error) == .cools
    default: return false
    }
  }

  /// Members of a group that are configured.
  private func memberCount(of group: Int) -> Int {
    guard removedCount > 0 else { return groupMembers[group].count }
    return groupMembers[group].count { !health[$0.index].isRemoved }
  }
}
