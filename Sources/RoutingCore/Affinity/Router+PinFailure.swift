import Primitives

/// What becomes of pins whose deployment cannot serve.
struct PinFate {
  /// Whether a pin holds though its target is no candidate: then nobody is left.
  var outlivesItsTarget = false
  /// Whether a failure of the target ends the request.
  var endsRequest = false
  /// Whether a failure of the target ends the pin.
  var isDropped = false
}

extension Router {
  /// What the rule says of pins.
  var pinFate: PinFate {
    switch rules.pinFailure {
    case .sticks: PinFate(outlivesItsTarget: true, endsRequest: true)
    case .kept: PinFate()
    case .dropped: PinFate(isDropped: true)
    }
  }

  /// A deployment failed: forgets the request's pins to it.
  mutating func dropPins(
    _ place: Int, to deployment: DeploymentIndex, at now: Instant, effects: inout EffectBuffer
  ) {
    #if MUTANTS
      if Mutant.failedPinKept.isActive { return }
    #endif
    let group = configuration.deployments[deployment.index].group
    let checks = pinChecks(of: group.index)
    guard checks.contains(.session) || checks.contains(.user) else { return }
    let arrival = slots[place].arrival
    let pins = [CacheKey.user(key: arrival.key, group: group), sessionKey(of: arrival, group)]
    for key in pins where cache.pin(key, at: now) == deployment {
      cache.drop(key)
      if configuration.settings.sharedStore { effects.effects.append(.storeDrop(key)) }
    }
    if slots[place].storedSessionPin == deployment { slots[place].storedSessionPin = nil }
    if slots[place].storedUserPin == deployment { slots[place].storedUserPin = nil }
  }
}
