import Primitives
import RoutingCore

/// The published cost map, the schedule in the database, and what replicas remember of reloads.
struct CatalogWorld {
  /// What is published at present.
  var published: Catalog
  /// The map that the release was packaged with.
  let packaged: Catalog
  /// What is wrong with the place where it is published.
  var fault = CostMapFault.none
  var schedule = ReloadSchedule()
  /// By replica, restarted ones included.
  var memories: [ReloadMemory] = []

  init(_ setup: TunnelSetup) {
    published = setup.catalog
    packaged = setup.catalog
    if let every = setup.reloadEvery { schedule.schedule(every: every) }
  }

  /// What a replica gets that asks for the map.
  var fetch: CatalogFetch {
    switch fault {
    case .none: return .map(published)
    case .fails: return .unreachable
    case .malformed: return .malformed
    case .shrunken:
      // A cut-off publication: a fifth of it.
      var map = Catalog(
        Array(published.entries.prefix(published.entries.count / 5)),
        namingRules: published.namingRules)
      map.unlistedCount = published.unlistedCount / 5
      return .map(map)
    }
  }

  /// The map that a replica starts with: the published one, else the packaged one.
  var atStart: Catalog { (try? fetch.validated(against: packaged).get()) ?? packaged }
}
