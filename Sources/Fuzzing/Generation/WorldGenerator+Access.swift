import Scenarios

/// Keys that have their names by access groups and aliases.
extension WorldGenerator {
  /// The name that a key's alias has.
  static let alias = "mine"
  /// A key with an alias.
  static let aliasKey = "nicked"

  mutating func drawGroupKeys() -> [(key: String, value: ScenarioValue)] {
    var drawn: [(key: String, value: ScenarioValue)] = []
    if has(.accessGroups) {
      // Deployments name the group `beta`, and `research` is a list of its own.
      drawn.append(("tester", .map(["models": .list([.text("beta")])])))
      let own = choices.chance(permille: 500) ? [] : [ScenarioValue.text(choices.one(of: groups))]
      drawn.append(
        (
          "scholar",
          .map(["models": .list(own), "access_group_ids": .list([.text("research")])])
        ))
    }
    if has(.aliases), choices.chance(permille: 500) {
      let models = choices.chance(permille: 300) ? [Self.alias] : [choices.one(of: groups)]
      drawn.append(
        (
          Self.aliasKey,
          .map([
            "models": .list(models.map { .text($0) }),
            "aliases": .map([(key: Self.alias, value: .text(choices.one(of: groups)))]),
          ])
        ))
    }
    return drawn
  }

  /// The lists that keys share by naming them.
  mutating func drawAccessGroups() -> ScenarioValue? {
    guard has(.accessGroups) else { return nil }
    var models = groups.filter { _ in choices.chance(permille: 500) }
    if models.isEmpty { models = [groups[0]] }
    return .map(["research": .map(["models": .list(models.map { .text($0) })])])
  }

  /// Settings that stand beside those of the router.
  mutating func drawGeneralSettings() -> [(key: String, value: ScenarioValue)] {
    var drawn: [(key: String, value: ScenarioValue)] = []
    if has(.fallbacks), choices.chance(permille: 300) {
      drawn.append(("enforce_fallback_model_access", .plain("false")))
    }
    if has(.healthChecks) {
      drawn.append(("background_health_checks", .plain("true")))
      drawn.append(("enable_health_check_routing", .plain("true")))
      drawn.append(("health_check_interval", .number(choices.one(of: [10, 60]))))
    }
    return drawn
  }

  /// The places and keys that entries name by a credential.
  func credentials() -> ScenarioValue {
    var places: [String] = []
    for deployment in deployments where !deployment.isWildcard {
      if !places.contains(deployment.surfaceProvider) { places.append(deployment.surfaceProvider) }
    }
    return .list(
      places.map { place in
        .map([
          "credential_name": .text("cred-\(place)"),
          "credential_values": .map([
            "api_base": .text("https://\(place).openai.azure.com"),
            "api_key": .text("key-\(place)"),
          ]),
        ])
      })
  }

  /// A name that stands for groups by how hard a request is.
  mutating func drawTiers() -> ScenarioValue? {
    guard has(.tiers), groups.count > 1 else { return nil }
    return .map([
      "model_name": .text(Self.tierName),
      "litellm_params": .map([
        "model": .text("auto_router/complexity_router"),
        "complexity_router_config": .map([
          "tiers": .map(["SIMPLE": .text(groups[0]), "COMPLEX": .text(choices.one(of: groups))])
        ]),
        "complexity_router_default_model": .text(groups[0]),
      ]),
    ])
  }

  /// What a request asks for that leaves the tier to the gateway.
  static let tierName = "smart"
}
