public import Primitives

/// Fallback targets by the name that failed.
public struct FallbackLists: Sendable, Equatable {
  /// By model index: the name's own list, or nil.
  public var own: [[ModelIndex]?]
  /// The list of the key `*`, or nil.
  public var otherwise: [ModelIndex]?

  /// Makes lists.
  public init(own: [[ModelIndex]?], otherwise: [ModelIndex]?) {
    self.own = own
    self.otherwise = otherwise
  }

  /// The name's own list.
  func list(of model: ModelIndex) -> [ModelIndex]? {
    model.index < own.count ? own[model.index] : nil
  }
}

/// What a request sent as `fallbacks`; it replaces the router's general list.
public enum RequestFallbacks: Sendable, Equatable {
  /// Plain names: every hop of the request reads this list, whatever failed.
  case targets([ModelIndex])
  /// A map like the router's own.
  case lists(FallbackLists)
}
