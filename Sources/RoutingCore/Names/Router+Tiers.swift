import Primitives

/// Which group a request of a tier router goes to.
extension Router {
  /// The name to call: that of the request's tier, or of the tier that can open its sealed items.
  mutating func tier(of model: ModelIndex, _ place: Int) -> ModelIndex {
    guard let router = configuration.tierRouters.first(where: { $0.model == model }) else {
      return model
    }
    let chosen = router.tiers[traits(of: place).complexity.place]
    guard let origin = firstOrigin(in: place), !opens(origin, chosen) else { return chosen }
    switch rules.tierChange {
    case .forwards: return chosen
    case .stays: return router.tiers.first { opens(origin, $0) } ?? chosen
    case .strips:
      _ = strip(place, .everything)
      return chosen
    }
  }

  /// Whether a name has a deployment that can open what a named origin sealed.
  private func opens(_ origin: UInt32, _ model: ModelIndex) -> Bool {
    guard let group = names.resolutions[model.index].candidates else { return false }
    return groupMembers[group.index].contains {
      !health[$0.index].isRemoved && canOpen(origin, at: $0)
    }
  }
}
