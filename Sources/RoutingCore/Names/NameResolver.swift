import Primitives

/// What a name comes to at wildcard deployments.
struct PatternMatch: Equatable, Sendable {
  /// The group whose name is the pattern.
  var group: GroupIndex
  /// What the stars stand for.
  var captures: [String]
  /// The name that matched: as it was asked for, or with its provider in front.
  var name: String
}

/// Finds out what names stand for: what the configuration says once and for all, and what follows
/// from the providers that a replica knows at present.
struct NameResolver: Sendable {
  let rules: Rules
  let index: ProviderIndex
  let configuration: GatewayConfiguration

  /// What a name stands for: what the configuration says if it is a group, a deployment or an alias
  /// of one, else a wildcard deployment, else what the configuration has for unknown names
  /// (LiteLLM A4, steps 5 and 7).
  func resolution(of model: RequestableModel) -> (resolution: Resolution, match: PatternMatch?) {
    switch model.resolution {
    case .group, .deployment: return (model.resolution, nil)
    case .standIn, .unknown: break
    }
    guard !configuration.patterns.isEmpty, let match = match(model.target) else {
      return (model.resolution, nil)
    }
    return (.standIn(match.group), match)
  }

  /// The first pattern that matches the name, else one that matches it with a provider in front.
  func match(_ name: String) -> PatternMatch? {
    if let match = firstPattern(matching: name) { return match }
    let providers = index.providers(of: name)
    // Python writes `None` for the provider of a name that nobody knows.
    if providers.isEmpty { return firstPattern(matching: "None/" + name) }
    for provider in providers {
      // A provider that stood in front is put back before what was left of the name.
      let whole = provider.provider + "/" + name
      if let match = firstPattern(matching: whole) { return match }
    }
    return nil
  }

  private func firstPattern(matching name: String) -> PatternMatch? {
    for entry in configuration.patterns {
      if let captures = entry.pattern.captures(in: name) {
        return PatternMatch(group: entry.group, captures: captures, name: name)
      }
    }
    return nil
  }

  /// The access groups of the deployments that a name reaches.
  func accessGroups(of name: String) -> [String] {
    guard configuration.hasAccessGroups else { return [] }
    let target = configuration.groupAliases.target(of: name)
    for known in [name, target] {
      if let group = configuration.groups.firstIndex(where: {
        $0.name.utf8.elementsEqual(known.utf8)
      }) {
        return accessGroups(of: group)
      }
    }
    var match = firstPattern(matching: name)
    switch rules.accessGroupLookup {
    case .rawName: break
    case .thenProvider: match = match ?? self.match(name)
    }
    return match.map { accessGroups(of: $0.group.index) } ?? []
  }

  private func accessGroups(of group: Int) -> [String] {
    configuration.groups[group].members.flatMap { configuration.texts[$0.index].accessGroups }
  }

  /// By member of a pattern's group: the model it asks its upstream for.
  func upstreamModels(_ match: PatternMatch) -> [String] {
    configuration.groups[match.group.index].members.map { member in
      DeploymentPattern.upstreamModel(
        configuration.texts[member.index].upstreamModel, captures: match.captures,
        askedFor: match.name)
    }
  }
}
