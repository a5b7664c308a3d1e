import Primitives

/// Decides which names a caller may use (LiteLLM A2 and A3, `auth_checks.py`).
struct AccessCheck {
  let rules: Rules
  let index: ProviderIndex
  let names: NameResolver
  let configuration: GatewayConfiguration
  /// What is the same for every caller, by a name's bytes. Only looked up.
  private var known: [[UInt8]: Known] = [:]

  /// What does not depend on who asks.
  private struct Known {
    var groups: [String]
    /// The name with its providers in front, where that counts.
    var prefixed: [String]
  }

  init(
    rules: Rules, index: ProviderIndex, names: NameResolver, configuration: GatewayConfiguration
  ) {
    self.rules = rules
    self.index = index
    self.names = names
    self.configuration = configuration
  }

  /// Whether a key may use a name: its own list first, then its team's.
  mutating func grant(of key: VirtualKey, for name: String) -> Grant {
    let team = key.team.map { configuration.teams[$0] }
    do throws(PatternProblem) {
      if try !isAllowed(name, key, team) { return .deniedByKey }
      #if MUTANTS
        if Mutant.teamIgnored.isActive { return .allowed }
      #endif
      if let team, try !isAllowed(name, team.models, team, []) { return .deniedByTeam }
      return .allowed
    } catch {
      return .brokenPattern
    }
  }

  /// Whether a key's own list, or one of its unified access groups, opens a name.
  private mutating func isAllowed(
    _ name: String, _ key: VirtualKey, _ team: Team?
  ) throws(PatternProblem) -> Bool {
    let hasGroups = !key.groupModels.entries.isEmpty
    let isJudgedByGroups =
      switch rules.accessGroupGrant {
      case .afterDenial: false
      case .limits: hasGroups && key.models.entries.isEmpty
      }
    if !isJudgedByGroups {
      guard let list = keyList(key, team) else { return true }
      if try isAllowed(name, list, team, key.aliases) { return true }
    }
    guard hasGroups else { return false }
    return try isAllowed(name, key.groupModels, team, key.aliases)
  }

  /// The list that a key is judged by; nil if it is not judged.
  private func keyList(_ key: VirtualKey, _ team: Team?) -> AccessList? {
    guard key.models.holds(Self.allTeamModels) else { return key.models }
    switch rules.teamModels {
    case .teamCheck: return nil
    case .teamListOrNothing: return team?.models ?? key.models
    case .teamListOrEverything: return team?.models ?? AccessList([])
    }
  }

  private static let allTeamModels = "all-team-models"
  private static let allProxyModels = "all-proxy-models"

  /// The name or its alias's target is enough, except that an alias of the key may hide the name
  /// that was asked for.
  private mutating func isAllowed(
    _ name: String, _ list: AccessList, _ team: Team?, _ aliases: [NameAlias]
  ) throws(PatternProblem) -> Bool {
    for candidate in candidates(name, team, aliases) {
      if try covers(candidate, list, team) { return true }
    }
    return false
  }

  private func candidates(_ name: String, _ team: Team?, _ aliases: [NameAlias]) -> [String] {
    switch rules.keyAliasAccess {
    case .requestedName: break
    case .rewrittenName:
      let chain = AliasChain(name, team, aliases, configuration.globalAliases)
      if chain.isRewrittenByKey { return [chain.dispatched] }
    }
    if configuration.globalAliases.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      return [name, configuration.globalAliases.target(of: name)]
    }
    let target = configuration.groupAliases.target(of: name)
    return target.utf8.elementsEqual(name.utf8) ? [name] : [name, target]
  }

  /// The core rule: an access group that holds the name, a team's alias, a pattern, everything, or
  /// the name itself; the first that applies grants.
  private mutating func covers(
    _ name: String, _ list: AccessList, _ team: Team?
  ) throws(PatternProblem) -> Bool {
    let known = known(name)
    if known.groups.contains(where: { list.holds($0) }) { return true }
    if let team, team.aliases.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      return true
    }
    if try list.matches(name) { return true }
    for whole in known.prefixed {
      if try list.matches(whole) { return true }
    }
    #if MUTANTS
      if Mutant.listOpensAll.isActive { return true }
      if Mutant.firstEntryOpensAll.isActive, let first = configuration.deployments.first,
        list.holds(configuration.groups[first.group.index].name)
      {
        return true
      }
    #endif
    return list.entries.isEmpty || list.holds("*") || list.holds(Self.allProxyModels)
      || list.holds(name)
  }

  private mutating func known(_ name: String) -> Known {
    let key = Array(name.utf8)
    if let known = known[key] { return known }
    let isNamespaced = name.utf8.contains(UInt8(ascii: "/"))
    let isOpen =
      switch rules.wildcardNamespace {
      case .open: true
      case .guarded: false
      }
    let prefixed = index.providers(of: name)
      .filter { $0.isStripped || !isNamespaced || isOpen }
      .map { $0.provider + "/" + $0.name }
    let found = Known(groups: names.accessGroups(of: name), prefixed: prefixed)
    known[key] = found
    return found
  }
}
