public import Primitives

extension Router {
  /// What `GET /v1/models` lists for a key: its own names, else its team's, else every group; a
  /// name with a star is followed by the models that it is known to stand for (LiteLLM,
  /// `get_complete_model_list`).
  public func listing(for key: KeyIndex) -> [String] {
    let caller = configuration.keys[key.index]
    let team = caller.team.map { configuration.teams[$0].models.entries } ?? []
    var names = caller.models.entries
    if names.isEmpty || names.contains("all-team-models") { names = team }
    if names.isEmpty || names.contains("all-proxy-models") || names.contains("*") {
      names = groupNames
    }
    var listed: [String] = []
    for name in names.flatMap({ members(ofAccessGroup: $0) ?? [$0] })
    where !listed.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
      listed.append(name)
    }
    return listed + listed.filter { $0.utf8.contains(UInt8(ascii: "*")) }.flatMap(expansion)
  }

  /// The groups that have anybody.
  private var groupNames: [String] {
    configuration.groups.indices.filter { group in
      groupMembers[group].contains {
        $0.index < configuration.texts.count && !health[$0.index].isRemoved
          && configuration.deployments[$0.index].group.index == group
      }
    }.map { configuration.groups[$0].name }
  }

  private func members(ofAccessGroup name: String) -> [String]? {
    let groups = configuration.deployments.indices.filter { place in
      !health[place].isRemoved
        && configuration.texts[place].accessGroups.contains { $0.utf8.elementsEqual(name.utf8) }
    }.map { configuration.groups[configuration.deployments[$0].group.index].name }
    return groups.isEmpty ? nil : groups
  }

  /// The models that a wildcard deployment is known to stand for.
  private func expansion(of wildcard: String) -> [String] {
    guard let slash = wildcard.utf8.firstIndex(of: UInt8(ascii: "/")),
      let group = configuration.groups.firstIndex(where: {
        $0.name.utf8.elementsEqual(wildcard.utf8)
      })
    else { return [] }
    let prefix = String(wildcard[..<slash])
    let suffix = wildcard[wildcard.utf8.index(after: slash)...].replacing("*", with: "")
    return groupMembers[group].filter { !health[$0.index].isRemoved }.flatMap { member in
      let model = configuration.texts[member.index].upstreamModel
      let provider = String(model.prefix { $0 != "/" })
      return providers.roll.names(of: provider, rules.wildcardListing)
        .filter { bare($0, provider).utf8.starts(with: suffix.utf8) }
        .map { $0.utf8.starts(with: prefix.utf8) ? $0 : prefix + "/" + $0 }
    }
  }

  /// A name without its provider in front.
  private func bare(_ name: String, _ provider: String) -> String {
    name.utf8.starts(with: (provider + "/").utf8)
      ? String(name.dropFirst(provider.count + 1)) : name
  }
}
