import Primitives
import RoutingCore

/// A virtual key as a scenario writes it.
struct KeyImport {
  var name: String
  /// The names, groups and patterns it may use; empty for everything.
  var models: [String] = []
  /// Names that it may use for others.
  var aliases: [NameAlias] = []
  /// The tags of all its requests.
  var tags: [String] = []
  /// How it picks, if it says so.
  var strategy: RoutingStrategy?
  /// What it may use.
  var limits = CallerLimits()
  /// Its unified access groups.
  var groups: [(name: String, place: SourcePlace)] = []
  /// Its team, and where it is named.
  var team: (name: String, place: SourcePlace)?
}

/// Reads `keys` and `teams`: the bodies of `/key/generate` and `/team/new`.
struct KeyReader {
  let reader: NodeReader
  static let keyFields =
    [
      "models", "aliases", "team_id", "tags", "access_group_ids", "router_settings",
    ] + CallerLimitReader.fields
  static let groupFields = ["models"]
  static let teamFields =
    ["models", "model_aliases", "tags", "router_settings"] + CallerLimitReader.fields

  func read(_ node: YAMLNode?) -> [KeyImport] {
    named(node, "keys", hint: "expected {name: {models: [model, names]}}").map { member in
      var key = KeyImport(name: member.key)
      let body = member.value.isNull ? nil : member.value
      guard
        let fields = reader.mapping(body, "key '\(member.key)'", accepted: Self.keyFields)
      else { return key }
      key.models = models(fields["models"])
      key.limits = CallerLimitReader(reader: reader).read(fields)
      key.tags = tags(fields["tags"])
      key.strategy = strategy(fields["router_settings"])
      key.aliases = NameMapReader(reader: reader).read(fields["aliases"], "aliases")
      for item in reader.sequence(optional(fields["access_group_ids"]), "access_group_ids") ?? [] {
        guard let name = reader.text(item, "an access group") else { continue }
        key.groups.append((name, item.place))
      }
      if let team = fields["team_id"], let name = reader.text(team, "team_id") {
        key.team = (name, team.place)
      }
      return key
    }
  }

  /// Reads the teams into a gateway.
  func readTeams(_ node: YAMLNode?, into gateway: inout GatewayImport) {
    for member in named(node, "teams", hint: "expected {team: {models: [model, names]}}") {
      let body = member.value.isNull ? nil : member.value
      let fields =
        reader.mapping(body, "team '\(member.key)'", accepted: Self.teamFields) ?? []
      var team = Team(
        label: member.key, models: AccessList(models(fields["models"])),
        aliases: NameMapReader(reader: reader).read(fields["model_aliases"], "model_aliases"))
      team.tags = tags(fields["tags"])
      team.limits = CallerLimitReader(reader: reader).read(fields)
      team.strategy = strategy(fields["router_settings"])
      gateway.configuration.teams.append(team)
    }
  }

  /// Reads the unified access groups: who lists which models.
  func readGroups(_ node: YAMLNode?, into gateway: inout GatewayImport) {
    for member in named(node, "access_groups", hint: "expected {group: {models: [model, names]}}") {
      let fields =
        reader.mapping(member.value, "group '\(member.key)'", accepted: Self.groupFields) ?? []
      gateway.accessGroups.append((member.key, models(fields["models"])))
    }
  }

  private func optional(_ node: YAMLNode?) -> YAMLNode? {
    guard let node, !node.isNull else { return nil }
    return node
  }

  private func named(_ node: YAMLNode?, _ what: String, hint: String) -> [YAMLMember] {
    guard let node else { return [] }
    guard let members = node.members else {
      reader.report("expected-mapping", node.place, "\(what) is \(node.kindName)", hint: hint)
      return []
    }
    return members
  }

  private func tags(_ node: YAMLNode?) -> [String] {
    guard let node, !node.isNull else { return [] }
    return (reader.sequence(node, "tags") ?? []).compactMap { reader.text($0, "a tag") }
  }

  /// `router_settings` of a key or a team: of all settings, the strategy alone has an effect here.
  private func strategy(_ node: YAMLNode?) -> RoutingStrategy? {
    guard let node, !node.isNull,
      let members = reader.mapping(node, "router_settings", accepted: ["routing_strategy"])
    else { return nil }
    return StrategyReader(reader: reader).strategy(members["routing_strategy"])
  }

  private func models(_ node: YAMLNode?) -> [String] {
    guard let node, !node.isNull else { return [] }
    return (reader.sequence(node, "models") ?? []).compactMap { item in
      guard let entry = reader.text(item, "a model name") else { return nil }
      for (_, problem) in AccessList([entry]).problems { report(problem, entry, item.place) }
      return entry
    }
  }

  /// An entry that Python refuses is a fact of the gateway; one that only this matcher refuses
  /// would be judged wrongly.
  private func report(_ problem: PatternProblem, _ entry: String, _ place: SourcePlace) {
    switch problem {
    case .invalid:
      reader.report(
        "invalid-pattern", place, "'\(entry)' is \(problem.text)",
        hint: "LiteLLM answers 401 to every call that is compared with it", severity: .note)
    case .unsupported, .tooLarge:
      reader.report("unsupported-pattern", place, "in '\(entry)' \(problem.text)")
    }
  }

  /// Compiles names, fallbacks and keys into a gateway once every name is known.
  func compile(_ keys: [KeyImport], into gateway: inout GatewayImport) {
    gateway.keys = keys.isEmpty ? [KeyImport(name: "default")] : keys
    NameCompiler(groupCount: gateway.configuration.groups.count).compile(&gateway)
    let teams = gateway.configuration.teams.map(\.label)
    gateway.configuration.keys = gateway.keys.map { key in
      var compiled = VirtualKey(label: key.name, models: AccessList(key.models))
      compiled.aliases = key.aliases
      if let team = key.team {
        compiled.team = teams.firstIndex { $0.utf8.elementsEqual(team.name.utf8) }
        if compiled.team == nil {
          reader.report(
            "unknown-team", team.place, "there is no team '\(team.name)'",
            hint: NearestName.hint(for: team.name, among: teams))
        }
      }
      compiled.limits = key.limits
      compiled.groupModels = AccessList(key.groups.flatMap { models(of: $0, gateway) })
      let inherited = compiled.team.map { gateway.configuration.teams[$0].tags } ?? []
      compiled.strategy =
        key.strategy ?? compiled.team.flatMap { gateway.configuration.teams[$0].strategy }
      compiled.tags = gateway.configuration.tags.request(key.tags + inherited)
      return compiled
    }
  }

  private func models(
    of group: (name: String, place: SourcePlace), _ gateway: GatewayImport
  ) -> [String] {
    if let known = gateway.accessGroups.first(where: {
      $0.name.utf8.elementsEqual(group.name.utf8)
    }) {
      return known.models
    }
    reader.report(
      "unknown-access-group", group.place, "there is no access group '\(group.name)'",
      hint: NearestName.hint(for: group.name, among: gateway.accessGroups.map(\.name)))
    return []
  }
}
