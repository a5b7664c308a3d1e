import Primitives

/// Who may answer a key that has a name through an access group alone (LiteLLM,
/// `_filter_deployments_by_model_access_groups`).
struct AccessGroupMembers: Sendable {
  private let modelCount: Int
  /// By key and model, keys first: the deployments that may answer; nil for all of them.
  private var allowed: [[DeploymentIndex]?] = []

  /// Whether anybody is held to some deployments.
  private(set) var holdsAnybody = false

  init(_ configuration: GatewayConfiguration, _ rules: Rules, _ resolver: NameResolver) {
    modelCount = configuration.models.count
    switch rules.accessGroupMembers {
    case .all: return
    case .ofOwnGroups, .ofOwnGroupsAlone: guard configuration.hasAccessGroups else { return }
    }
    for key in configuration.keys {
      let team = key.team.map { configuration.teams[$0].models.entries } ?? []
      let listed = key.models.entries + team
      for model in configuration.models {
        let members = Self.members(
          model.target, listed, configuration, resolver,
          withRemoved: rules.accessGroupMembers == .ofOwnGroupsAlone)
        holdsAnybody = holdsAnybody || members != nil
        allowed.append(members)
      }
    }
  }

  /// The deployments that may answer a key; nil for all of them.
  func of(_ key: KeyIndex, _ model: ModelIndex) -> [DeploymentIndex]? {
    holdsAnybody ? allowed[key.index * modelCount + model.index] : nil
  }

  private static func members(
    _ name: String, _ listed: [String], _ configuration: GatewayConfiguration,
    _ resolver: NameResolver, withRemoved: Bool
  ) -> [DeploymentIndex]? {
    func isListed(_ text: String) -> Bool { listed.contains { $0.utf8.elementsEqual(text.utf8) } }
    guard !listed.isEmpty, !isListed(name), !isListed("*"), !isListed("all-proxy-models") else {
      return nil
    }
    var own = resolver.accessGroups(of: name).filter(isListed)
    // A pattern may give the name, too, and then it is not by a group alone.
    if own.isEmpty, withRemoved, !listed.contains(where: { $0.contains("*") }) {
      // A call that is under way may have had the name by somebody who is gone.
      own = configuration.texts.indices.filter { place in
        let group = configuration.deployments[place].group.index
        return configuration.groups[group].name.utf8.elementsEqual(name.utf8)
      }.flatMap { configuration.texts[$0].accessGroups }.filter(isListed)
    }
    guard !own.isEmpty else { return nil }
    return configuration.texts.indices.filter { place in
      configuration.texts[place].accessGroups.contains { group in
        own.contains { $0.utf8.elementsEqual(group.utf8) }
      }
    }.map { DeploymentIndex($0) }
  }
}
