import Primitives

extension Router {
  /// Starts a hop to the deployments of the failed group that have not failed in this request, if
  /// any of them is healthy; false if there is no such hop (LiteLLM C5, step 2).
  mutating func startFailover(_ place: Int, after error: ErrorFacts, _ now: Instant) -> Bool {
    let frame = topFrame(of: place)
    guard failsOver(error), !frame.hasFailedOver, let failed = error.deployment,
      case .group(let group) = names.resolutions[frame.model.index]
    else { return false }
    withTopFrame(place) { $0.hasFailedOver = true }
    if !slots[place].tried.contains(failed) { slots[place].tried.append(failed) }
    lastLook = now
    let isAnybodyLeft = groupMembers[group.index].contains {
      let state = health[$0.index]
      return !state.isRemoved && !state.isCooling(at: now) && !slots[place].tried.contains($0)
    }
    guard isAnybodyLeft else { return false }
    var hop = Frame(
      model: frame.model, targetOrder: carriedOrder(frame, after: []), depth: frame.depth + 1)
    hop.isFailover = true
    hop.excludedCount = slots[place].tried.count
    slots[place].refusers.clear()
    slots[place].frames.append(hop)
    return true
  }

  private func failsOver(_ error: ErrorFacts) -> Bool {
    switch rules.weightedFailover {
    case .ignored: false
    case .honoured:
      configuration.settings.weightedFailover && error.kind != .contextWindow
        && error.kind != .contentPolicy
    }
  }
}
