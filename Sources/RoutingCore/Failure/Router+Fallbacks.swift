import Primitives

extension Router {
  /// Walks on to the next order level or fallback target, or gives the error to the hop before
  /// (LiteLLM C5).
  mutating func afterRaise(
    _ place: Int, _ error: ErrorFacts, _ effects: inout EffectBuffer
  ) -> Step {
    withTopFrame(place) { $0.raised = error }
    if error.kind == .accessDenied { return leaveHop(place, error, &effects) }
    return nextHop(place, &effects)
  }

  private mutating func nextHop(_ place: Int, _ effects: inout EffectBuffer) -> Step {
    var frame = topFrame(of: place)
    guard let raised = frame.raised else { preconditionFailure("a hop walked on without an error") }
    let levels = levelsToWalk(frame)
    let targets = fallbackTargets(place)
    guard frame.depth < configuration.settings.fallbackDepthMax else {
      return leaveHop(place, raised, &effects)
    }
    while frame.walkPlace < levels.count + targets.count {
      let target =
        frame.walkPlace < levels.count
        ? CalledTarget(model: frame.model, order: levels[levels.startIndex + frame.walkPlace])
        : CalledTarget(model: targets[frame.walkPlace - levels.count], order: nil)
      frame.walkPlace += 1
      guard mayCall(target, from: frame, place) else { continue }
      frame.targetsCalled += 1
      withTopFrame(place) { $0 = frame }
      slots[place].frames.append(
        Frame(
          model: target.model, targetOrder: target.order, depth: frame.depth + frame.targetsCalled))
      return .tryTop
    }
    // A walk with order levels raises its last error, one without raises the hop's own.
    let last = frame.latestTargetError
    if !levels.isEmpty || walksLevels(frame), let last { return leaveHop(place, last, &effects) }
    var own = raised
    if let last, slots[place].frames.count == 1, last.mentionsNobody || last.kind == .noDeployments
    {
      own.mentionsNobody = true
    }
    return leaveHop(place, own, &effects)
  }

  /// Gives an error to the hop before, or to the client.
  private mutating func leaveHop(
    _ place: Int, _ error: ErrorFacts, _ effects: inout EffectBuffer
  ) -> Step {
    guard slots[place].frames.count > 1 else {
      end(place, error, answeredBy: error.deployment, &effects)
      return .waits
    }
    slots[place].frames.removeLast()
    withTopFrame(place) { $0.latestTargetError = error }
    return nextHop(place, &effects)
  }

  /// Whether a target of the walk is called: not the failed group itself, not what the key may not
  /// call, not what was called before, as the rules say.
  private mutating func mayCall(
    _ target: CalledTarget, from frame: Frame, _ place: Int
  ) -> Bool {
    if target.order == nil, target.model == frame.model { return false }
    switch rules.fallbackAccess {
    case .requestedNameOnly: break
    case .everyHop:
      let key = slots[place].arrival.key
      guard configuration.keys[key.index].grants[target.model.index] else { return false }
    }
    switch rules.fallbackRepeat {
    case .allowed: return true
    case .onceEach:
      let failed = CalledTarget(model: frame.model, order: nil)
      if !slots[place].called.contains(failed) { slots[place].called.append(failed) }
      guard !slots[place].called.contains(target) else { return false }
      slots[place].called.append(target)
      return true
    }
  }

  /// Whether the hop's group has order levels that a failure walks over.
  private func walksLevels(_ frame: Frame) -> Bool {
    switch rules.orderFallback {
    case .off: return false
    case .walksLevels:
      guard case .group(let group) = configuration.models[frame.model.index].resolution else {
        return false
      }
      return configuration.groups[group.index].orderLevels.count > 1
    }
  }

  /// The levels of the hop's group above the one it was bound to, ascending.
  private func levelsToWalk(_ frame: Frame) -> ArraySlice<Int32> {
    guard walksLevels(frame),
      case .group(let group) = configuration.models[frame.model.index].resolution
    else { return [] }
    let levels = configuration.groups[group.index].orderLevels
    let tried = frame.targetOrder ?? levels[0]
    return levels.drop { $0 <= tried }
  }

  /// The fallback list that the hop reads.
  private func fallbackTargets(_ place: Int) -> [ModelIndex] {
    let frames = slots[place].frames
    if let own = configuration.models[frames[frames.count - 1].model.index].fallbacks { return own }
    switch rules.fallbackLookup {
    case .ownEntry: break
    case .thenOriginal:
      if let first = configuration.models[frames[0].model.index].fallbacks { return first }
    }
    return configuration.defaultFallbacks ?? []
  }
}
