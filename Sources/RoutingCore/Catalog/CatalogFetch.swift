/// What came back when a replica asked for the cost map.
public enum CatalogFetch: Sendable {
  /// A map.
  case map(Catalog)
  /// No answer, or an error.
  case unreachable
  /// An answer that is no JSON object.
  case malformed

  /// The fewest models that a fetched map may have (LiteLLM, `MODEL_COST_MAP_MIN_MODEL_COUNT`).
  public static let modelsMin = 50

  /// The map that may be used, or why there is none: it must have at least 50 models, and at least
  /// half as many as the map that the release was packaged with.
  public func validated(against packaged: Catalog) -> Result<Catalog, CatalogRefusal> {
    switch self {
    case .unreachable: return .failure(.unreachable)
    case .malformed: return .failure(.malformed)
    case .map(let map):
      guard map.count >= Self.modelsMin, map.count * 2 >= packaged.count else {
        return .failure(.tooSmall(map.count))
      }
      return .success(map)
    }
  }
}

/// Why a fetched map is not used.
public enum CatalogRefusal: Error, Equatable, Sendable {
  /// It could not be fetched.
  case unreachable
  /// It is no map.
  case malformed
  /// It has only so many models.
  case tooSmall(Int)
}

/// What a reload came to.
public enum ReloadResult: Equatable, Sendable {
  /// The fetched map is in place.
  case adopted
  /// The map of the release's package is in place, and nobody is told.
  case installedBackup
  /// The present map stays; a manual reload answers 502.
  case kept(CatalogRefusal)
}

extension Router {
  /// Takes a fetched map, or does what the rule says if there is none to take.
  public mutating func reload(_ fetch: CatalogFetch, packaged: Catalog) -> ReloadResult {
    switch fetch.validated(against: packaged) {
    case .success(let map):
      reload(map)
      return .adopted
    case .failure(let refusal):
      switch rules.catalogFetch {
      case .installsBackup:
        reload(packaged)
        return .installedBackup
      case .keepsCurrent: return .kept(refusal)
      }
    }
  }
}
