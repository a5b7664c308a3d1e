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
  let presence: Presence
  /// The patterns that somebody answers for, the most specific first.
  private let patterns: [GroupPattern]

  init(
    rules: Rules, index: ProviderIndex, configuration: GatewayConfiguration, presence: Presence
  ) {
    self.rules = rules
    self.index = index
    self.configuration = configuration
    self.presence = presence
    let answering =
      switch rules.wildcardRemoval {
      case .stays: presence.hasBeen
      case .leaves: presence.isThere
      }
    patterns = configuration.patterns.filter {
      Presence.holdsAny(configuration.groups[$0.group.index].members, answering)
    }
  }

  /// What a name stands for: a deployment or a group that is there, else a wildcard deployment,
  /// else what the configuration has for unknown names (LiteLLM A4, steps 5 and 7).
  func resolution(of model: RequestableModel) -> (resolution: Resolution, match: PatternMatch?) {
    switch model.resolution {
    case .deployment(let deployment):
      if presence.isThere[deployment.index] { return (model.resolution, nil) }
    case .group(let group):
      let members = configuration.groups[group.index].members
      if Presence.holdsAny(members, presence.isThere) { return (model.resolution, nil) }
      switch rules.groupNames {
      case .leave: break
      case .stay: if Presence.holdsAny(members, presence.hasBeen) { return (.unknown, nil) }
      }
    case .standIn, .unknown: break
    }
    if let match = match(model.target) { return (.standIn(match.group), match) }
    guard case .standIn(let group) = model.resolution,
      Presence.holdsAny(configuration.groups[group.index].members, presence.isThere)
    else { return (.unknown, nil) }
    return (model.resolution, nil)
  }

  /// The first pattern that matches the name, else one that matches it with a provider in front.
  func match(_ name: String) -> PatternMatch? {
    guard !patterns.isEmpty else { return nil }
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
    for entry in patterns {
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
          && Presence.holdsAny($0.members, presence.isThere)
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
    configuration.groups[group].members.filter { presence.isThere[$0.index] }
      .flatMap { configuration.texts[$0.index].accessGroups }
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
