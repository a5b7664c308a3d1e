import Primitives

extension Router {
  /// Walks on to the next order level or fallback target, or gives the error to the hop before
  /// (LiteLLM C5).
  mutating func afterRaise(
    _ place: Int, _ error: ErrorFacts, _ now: Instant, _ effects: inout EffectBuffer
  ) -> Step {
    withTopFrame(place) { $0.raised = error }
    let isBlind = slots[place].flags.contains(.continuesBlindly)
    if error.kind.isDenial || slots[place].arrival.fallbacksDisabled && !isBlind
      || !fallsBack(after: error)
    {
      return leaveHop(place, error, now, &effects)
    }
    return nextHop(place, now, &effects)
  }

  /// Whether an error is one that fallbacks follow upon.
  private func fallsBack(after error: ErrorFacts) -> Bool {
    switch rules.fallbackErrors {
    case .every: true
    case .serverErrors: error.status == 408 || error.status >= 500
    case .advisedOnly: error.status != 429 || error.retryAfter != nil
    }
  }

  private mutating func nextHop(
    _ place: Int, _ now: Instant, _ effects: inout EffectBuffer
  ) -> Step {
    var frame = topFrame(of: place)
    guard let raised = frame.raised else { preconditionFailure("a hop walked on without an error") }
    let walksLevels = self.walksLevels(frame, after: raised)
    let levels = walksLevels ? levelsToWalk(frame) : []
    let targets = fallbackTargets(place, after: raised)
    #if MUTANTS
      let depthMax =
        configuration.settings.fallbackDepthMax + (Mutant.oneHopTooMany.isActive ? 1 : 0)
    #else
      let depthMax = configuration.settings.fallbackDepthMax
    #endif
    guard frame.depth < depthMax else {
      return leaveHop(place, raised, now, &effects)
    }
    if !walksLevels || levels.count + targets.count == 0,
      startFailover(place, after: raised, now)
    {
      return .tryTop
    }
    if frame.walkPlace == 0, levels.count + targets.count > 0 { noteFailed(frame.model, place) }
    while frame.walkPlace < levels.count + targets.count {
      let target =
        frame.walkPlace < levels.count
        ? CalledTarget(model: frame.model, order: levels[levels.startIndex + frame.walkPlace])
        : CalledTarget(model: targets[frame.walkPlace - levels.count], order: nil)
      frame.walkPlace += 1
      guard mayCall(target, from: frame, place) else { continue }
      frame.targetsCalled += 1
      withTopFrame(place) { $0 = frame }
      // What refused the hop before is no news to this one.
      slots[place].refusers.clear()
      var hop = Frame(
        model: target.model, targetOrder: target.order ?? carriedOrder(frame, after: levels),
        depth: frame.depth + frame.targetsCalled)
      hop.excludedCount = frame.excludedCount
      slots[place].frames.append(hop)
      return .tryTop
    }
    // A walk with order levels raises its last error, one without raises the hop's own; so does one
    // that carries a stream on whatever comes of it.
    let last = frame.latestTargetError
    let isBlind = slots[place].flags.contains(.continuesBlindly)
    if walksLevels || isBlind, let last { return leaveHop(place, last, now, &effects) }
    var own = raised
    if let last, slots[place].frames.count == 1, last.mentionsNobody || last.kind == .noDeployments
    {
      own.mentionsNobody = true
    } else if let last, slots[place].frames.count == 1,
      last.mentionsTags || last.kind == .tagsDenied
    {
      own.mentionsTags = true
    }
    return leaveHop(place, own, now, &effects)
  }

  /// The order level that a hop gets from the walk that it is part of: that of the last order hop,
  /// else that of the walk itself.
  func carriedOrder(_ frame: Frame, after levels: ArraySlice<Int32>) -> Int32? {
    switch rules.orderCarry {
    case .ownHop: nil
    case .laterHops: levels.last ?? frame.targetOrder
    }
  }

  /// Gives an error to the hop before, or to the client.
  private mutating func leaveHop(
    _ place: Int, _ error: ErrorFacts, _ now: Instant, _ effects: inout EffectBuffer
  ) -> Step {
    guard slots[place].frames.count > 1 else {
      end(place, advising(error, place, now), answeredBy: error.deployment, &effects)
      return .waits
    }
    let left = slots[place].frames.removeLast()
    // What a weighted failover came to is not told.
    if !left.isFailover { withTopFrame(place) { $0.latestTargetError = error } }
    return nextHop(place, now, &effects)
  }

  /// Whether a target of the walk is called: not the failed group itself, not what the key may not
  /// call, not what was called before, as the rules say.
  private mutating func mayCall(
    _ target: CalledTarget, from frame: Frame, _ place: Int
  ) -> Bool {
    if target.order == nil, target.model == frame.model { return false }
    guard takesPrefill(target.model, place) else { return false }
    switch rules.fallbackAccess {
    case .requestedNameOnly: break
    case .unlessSwitchedOff where !configuration.settings.checksFallbackAccess: break
    case .unlessSwitchedOff, .everyHop:
      // The group that the request came to is that of the name it was allowed.
      guard target.model != slots[place].frames[0].model else { break }
      #if MUTANTS
        if Mutant.fallbackUnauthorized.isActive { break }
      #endif
      let key = slots[place].arrival.key
      guard names.grant(key, target.model) == .allowed else { return false }
    }
    switch rules.fallbackRepeat {
    case .allowed: return true
    case .onceEach:
      #if MUTANTS
        if Mutant.fallbackRepeated.isActive { return true }
      #endif
      guard !slots[place].called.contains(target) else { return false }
      slots[place].called.append(target)
      return true
    }
  }

  /// Counts the group that failed as called.
  private mutating func noteFailed(_ model: ModelIndex, _ place: Int) {
    let failed = CalledTarget(model: model, order: nil)
    if !slots[place].called.contains(failed) { slots[place].called.append(failed) }
  }

  /// Whether the hop's group has order levels that a failure walks over; errors that have a list of
  /// their own do not (LiteLLM C5, step 1).
  private func walksLevels(_ frame: Frame, after error: ErrorFacts) -> Bool {
    switch rules.orderFallback {
    case .off: return false
    case .walksLevels:
      if error.kind == .contextWindow || error.kind == .contentPolicy { return false }
      guard case .group(let group) = names.resolutions[frame.model.index] else {
        return false
      }
      return configuration.groups[group.index].orderLevels.count > 1
    }
  }

  /// The levels of the hop's group above the one it was bound to, ascending.
  private func levelsToWalk(_ frame: Frame) -> ArraySlice<Int32> {
    guard case .group(let group) = names.resolutions[frame.model.index]
    else { return [] }
    let levels = configuration.groups[group.index].orderLevels
    let tried = frame.targetOrder ?? levels[0]
    return levels.drop { $0 <= tried }
  }

  /// The fallback list that the hop reads: the request's own, else the one for the kind of error if
  /// any is configured, else the general one.
  private func fallbackTargets(_ place: Int, after error: ErrorFacts) -> [ModelIndex] {
    if let sent = slots[place].arrival.fallbacks,
      case .targets(let targets) = configuration.requestFallbacks[Int(sent)]
    {
      return targets
    }
    if let typed = typedFallbacks(for: error.kind) {
      return targets(place, typed.otherwise) { typed.list(of: $0) }
    }
    if let sent = slots[place].arrival.fallbacks,
      case .lists(let lists) = configuration.requestFallbacks[Int(sent)]
    {
      return targets(place, lists.otherwise) { lists.list(of: $0) }
    }
    return targets(place, configuration.defaultFallbacks) {
      configuration.models[$0.index].fallbacks
    }
  }

  /// The lists for just this kind of error. Once they exist, a name that they lack has no fallbacks
  /// for such an error (LiteLLM C5, step 4).
  func typedFallbacks(for kind: ErrorKind) -> FallbackLists? {
    switch kind {
    case .contextWindow: configuration.contextWindowFallbacks
    case .contentPolicy: configuration.contentPolicyFallbacks
    default: nil
    }
  }

  /// The hop's own list, else that of the requested name, else the default one, as the rule says.
  @inline(__always)
  private func targets(
    _ place: Int, _ otherwise: [ModelIndex]?, _ list: (ModelIndex) -> [ModelIndex]?
  ) -> [ModelIndex] {
    let frames = slots[place].frames
    if let own = list(frames[frames.count - 1].model) { return own }
    switch rules.fallbackLookup {
    case .ownEntry: break
    case .thenOriginal:
      if let first = list(frames[0].model) { return first }
    }
    return otherwise ?? []
  }
}
