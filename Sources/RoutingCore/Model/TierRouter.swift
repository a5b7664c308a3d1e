public import Primitives

/// How hard a request is, as the scenario declares it: nobody looks at texts.
public enum RequestComplexity: String, CaseIterable, Sendable {
  case simple, medium, complex, reasoning

  /// Its place among the tiers.
  public var place: Int {
    switch self {
    case .simple: 0
    case .medium: 1
    case .complex: 2
    case .reasoning: 3
    }
  }
}

/// A name whose requests go to one of several groups, by how hard they are (LiteLLM,
/// `auto_router/complexity_router`).
public struct TierRouter: Sendable, Equatable {
  /// The name.
  public var model: ModelIndex
  /// By complexity: the name that is called instead.
  public var tiers: [ModelIndex]

  /// Makes a router.
  public init(model: ModelIndex, tiers: [ModelIndex]) {
    precondition(tiers.count == RequestComplexity.allCases.count, "a tier has no model")
    self.model = model
    self.tiers = tiers
  }
}
