/// Something that a world may have; each is on or off for a whole world.
public enum Feature: String, CaseIterable, Sendable {
  case weights
  case orders
  case fallbacks
  case wildcards
  case restrictedKeys = "restricted-keys"
  case teams
  case aliases
  case sealedChecks = "sealed-checks"
  case pins
  case retries
  case cooldowns
  case faults
  case outages
  case rateLimits = "rate-limits"
  case deploymentLimits = "deployment-limits"
  case callerLimits = "caller-limits"
  case strategies
  case tags
  case replicas
  case store
  case streaming
  case tampering
  case leaving
  case catalogChanges = "catalog-changes"
  case catalogFailures = "catalog-failures"
  case restarts
  case membership
  case parallel
  case otherSurfaces = "other-surfaces"
  case inputLimits = "input-limits"
  case budgets
  case timeouts
  case accessGroups = "access-groups"
  case credentials
  case containers
  case connections
  case healthChecks = "health-checks"
  case database
  case storedModels = "stored-models"
  case tiers
}

/// How often each feature is on, in thousandths of all worlds.
public struct FeatureWeights: Equatable, Sendable {
  /// By the feature's place in `Feature.allCases`.
  public var permille: [Int]

  /// How often a feature is on.
  public subscript(feature: Feature) -> Int {
    get { permille[Feature.allCases.firstIndex(of: feature) ?? 0] }
    set { permille[Feature.allCases.firstIndex(of: feature) ?? 0] = newValue }
  }
}

/// How worlds are drawn.
public enum Profile: String, CaseIterable, Sendable {
  /// Some features are off, the rest is weighted wildly.
  case swarm
  /// Few things happen, nothing fails.
  case calm
  /// Everything happens at once.
  case storm

  /// How often each feature is on before anything is known of coverage.
  public var weights: FeatureWeights {
    let all = Feature.allCases
    switch self {
    case .swarm: return FeatureWeights(permille: all.map { _ in 350 })
    case .storm: return FeatureWeights(permille: all.map { _ in 800 })
    case .calm:
      let on: [Feature] = [.weights, .streaming, .restrictedKeys, .wildcards, .sealedChecks]
      return FeatureWeights(permille: all.map { on.contains($0) ? 400 : 0 })
    }
  }
}
