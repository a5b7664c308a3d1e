import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel

/// How a name came to be allowed or refused: what the caller lists, what the replica knew of the
/// name, and what is published.
struct NameStory {
  private let explanation: Explanation
  private let names: NameTrace

  /// Nil if no wildcard makes it matter.
  init?(_ explanation: Explanation) {
    guard let names = explanation.request.names else { return nil }
    self.explanation = explanation
    self.names = names
  }

  private var configuration: GatewayConfiguration { explanation.variant.setup.configuration }
  private var name: String { configuration.models[explanation.request.model.index].name }

  /// Whether a published model was turned away.
  private var isTurnedAway: Bool {
    guard let error = explanation.request.end?.error else { return false }
    return error.kind.isDenial || error.kind == .unknownModel
  }

  /// The lines under the heading.
  var lines: [String] {
    let key = configuration.keys[explanation.request.key.index]
    var may = "key \"\(key.label)\" may use \(list(key.models.entries, "everything"))"
    if let team = key.team.map({ configuration.teams[$0] }) {
      may += "; its team \"\(team.label)\": \(list(team.models.entries, "everything"))"
    }
    var published = list(names.published, "nobody")
    if !names.prefixed.isEmpty { published += ", and has \(list(names.prefixed, ""))" }
    return [
      may,
      "replica \(names.replica + 1) takes \(name) for \(list(names.known, "nobody"))'s; the "
        + "published map lists it for \(published)",
    ]
  }

  private func list(_ texts: [String], _ none: String) -> String {
    texts.isEmpty ? none : texts.joined(separator: ", ")
  }

  /// Why a published model was turned away, if it was.
  var cause: String? {
    guard isTurnedAway, names.known.isEmpty, isPublished else { return nil }
    let rules = explanation.request.rules
    let file = "        <- RoutingCore/Catalog/ProviderIndex.swift"
    if names.afterRestart.isEmpty {
      return "the map has \(entries), but the bare name is in none of the sets that are asked\n"
        + "                    and provider_lookup = \(rules.providerLookup.rawValue)" + file
    }
    // A replica whose names follow the map has only not been told.
    if case .keeps = rules.catalogReload {
      return
        "the map in force lists \(name), but names are looked up in sets that were built at the "
        + "start\n                    and catalog_reload = keeps" + file
    }
    return "replica \(names.replica + 1) has not taken the published map yet"
  }

  private var isPublished: Bool { !names.published.isEmpty || !names.prefixed.isEmpty }

  private var entries: String {
    names.prefixed.isEmpty
      ? "\(name) of \(list(names.published, ""))" : list(names.prefixed, "")
  }

  /// What prevents it.
  var prevention: String? {
    guard cause != nil else { return nil }
    let prefixed =
      names.prefixed.first ?? names.afterRestart.first.map { "\($0)/\(name)" }
      ?? "\(names.published[0])/\(name)"
    return names.afterRestart.isEmpty
      ? "\(prefixed) as the name" : "\(prefixed) as the name, or a restart of the replica"
  }
}
