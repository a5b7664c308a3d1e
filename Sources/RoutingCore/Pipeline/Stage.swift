/// A step of the pipeline. The list is closed; the order is a rule.
public enum Stage: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// The key may call the name.
  case authorize
  /// The name stands for a group, an alias or a deployment; removed entries are gone.
  case resolve
  /// Cooling deployments are left out.
  case cooldown
  /// Paused deployments are left out.
  case blocked
  /// Deployments that cannot open the sealed items are left out.
  case sealedItems
  /// The deployment that made the previous response is kept.
  case previousResponse
  /// The deployment that the session is pinned to is kept.
  case sessionPin
  /// The deployment that the key is pinned to is kept.
  case userPin
  /// Deployments whose context window is too small, or that are of other regions, are left out.
  case preCall = 12
  /// Deployments without the request's tags are left out.
  case tags = 13
  /// Deployments whose budget is spent are left out.
  case budgets = 14
  /// The lowest order level is kept.
  case order = 8
  /// Deployments that failed before are left out, on the hops of a weighted failover.
  case tried = 11
  /// Deployments that refused this request for good are passed over.
  case refused = 9
  /// The strategy picks.
  case pick = 10

  /// What reports call the stage.
  public var label: String {
    switch self {
    case .authorize: "authorize"
    case .resolve: "resolve"
    case .cooldown: "health"
    case .blocked: "blocked"
    case .sealedItems: "sealed"
    case .previousResponse: "previous"
    case .sessionPin: "session"
    case .userPin: "user"
    case .preCall: "pre-call"
    case .tags: "tags"
    case .budgets: "budgets"
    case .order: "order"
    case .tried: "tried"
    case .refused: "refused"
    case .pick: "pick"
    }
  }
}

extension StageOrderRule {
  /// The stages in this order.
  public var stages: [Stage] {
    switch self {
    case .levelsBeforeTags:
      [
        .authorize, .resolve, .cooldown, .blocked, .previousResponse, .sessionPin, .userPin,
        .sealedItems, .budgets, .preCall, .order, .tags, .tried, .refused, .pick,
      ]
    case .pinsBeforeSeals:
      [
        .authorize, .resolve, .cooldown, .blocked, .previousResponse, .sessionPin, .userPin,
        .sealedItems, .budgets, .preCall, .tags, .order, .tried, .refused, .pick,
      ]
    case .sealsBeforePins:
      [
        .authorize, .resolve, .cooldown, .blocked, .sealedItems, .previousResponse, .sessionPin,
        .userPin, .budgets, .preCall, .tags, .order, .tried, .refused, .pick,
      ]
    case .constraintsFirst:
      [
        .authorize, .resolve, .blocked, .budgets, .preCall, .tags, .sealedItems, .cooldown, .order,
        .tried, .previousResponse, .sessionPin, .userPin, .refused, .pick,
      ]
    }
  }
}
