import Primitives

/// Which group a request of a tier router goes to.
extension Router {
  /// The name to call: that of the request's tier, or of the tier that can open its sealed items.
  mutating func tier(of model: ModelIndex, _ place: Int, at now: Instant) -> ModelIndex {
    guard let router = configuration.tierRouters.first(where: { $0.model == model }) else {
      return model
    }
    let chosen = router.tiers[traits(of: place).complexity.place]
    guard let origin = firstOrigin(in: place) else { return chosen }
    switch rules.tierChange {
    case .forwards: return chosen
    case .stays:
      // Who can open them and serves at present goes before who only can.
      if opens(origin, chosen, servingAt: now) { return chosen }
      if let able = router.tiers.first(where: { opens(origin, $0, servingAt: now) }) { return able }
      return opens(origin, chosen) ? chosen : router.tiers.first { opens(origin, $0) } ?? chosen
    case .strips:
      if !opens(origin, chosen) { _ = strip(place, .everything) }
      return chosen
    }
  }

  /// Whether a name has a deployment that can open what a named origin sealed, and that neither
  /// cools nor is paused at a moment, if one is given.
  private func opens(_ origin: UInt32, _ model: ModelIndex, servingAt now: Instant? = nil) -> Bool {
    guard let group = names.resolutions[model.index].candidates else { return false }
    return groupMembers[group.index].contains { member in
      let state = health[member.index]
      guard !state.isRemoved, canOpen(origin, at: member) else { return false }
      return now.map { !isPaused(member) && !state.isCooling(at: $0) } ?? true
    }
  }
}
