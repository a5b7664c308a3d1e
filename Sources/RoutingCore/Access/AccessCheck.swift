/// Decides which names a caller may use (LiteLLM A2 and A3, `auth_checks.py`).
struct AccessCheck {
  let rules: Rules
  let index: ProviderIndex
  let names: NameResolver
  let configuration: GatewayConfiguration

  /// Whether a key may use a name: its own list first, then its team's.
  func grant(of key: VirtualKey, for name: String) -> Grant {
    let team = key.team.map { configuration.teams[$0] }
    do throws(PatternProblem) {
      if let list = keyList(key, team), try !isAllowed(name, list, team, key.aliases) {
        return .deniedByKey
      }
      if let team, try !isAllowed(name, team.models, team, []) { return .deniedByTeam }
      return .allowed
    } catch {
      return .brokenPattern
    }
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
  private func isAllowed(
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
      let afterTeam = team?.aliases.target(of: name) ?? name
      let afterKey = aliases.target(of: afterTeam)
      let afterGlobal = configuration.globalAliases.target(of: afterKey)
      let dispatched = aliases.target(of: afterGlobal)
      let isRewritten =
        !afterKey.utf8.elementsEqual(afterTeam.utf8)
        || !dispatched.utf8.elementsEqual(afterGlobal.utf8)
      if isRewritten { return [dispatched] }
    }
    if configuration.globalAliases.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      return [name, configuration.globalAliases.target(of: name)]
    }
    let target = configuration.groupAliases.target(of: name)
    return target.utf8.elementsEqual(name.utf8) ? [name] : [name, target]
  }

  /// The core rule: an access group that holds the name, a team's alias, a pattern, everything, or
  /// the name itself; the first that applies grants.
  private func covers(
    _ name: String, _ list: AccessList, _ team: Team?
  ) throws(PatternProblem) -> Bool {
    if names.accessGroups(of: name).contains(where: { list.holds($0) }) { return true }
    if let team, team.aliases.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      return true
    }
    if try list.matches(name) { return true }
    if try matchesWithProvider(name, list) { return true }
    return list.entries.isEmpty || list.holds("*") || list.holds(Self.allProxyModels)
      || list.holds(name)
  }

  /// Whether a pattern matches the name with its provider in front.
  private func matchesWithProvider(
    _ name: String, _ list: AccessList
  ) throws(PatternProblem) -> Bool {
    for match in index.providers(of: name) {
      if !match.isStripped, name.utf8.contains(UInt8(ascii: "/")) {
        switch rules.wildcardNamespace {
        case .open: break
        case .guarded: continue
        }
      }
      if try list.matches(match.provider + "/" + match.name) { return true }
    }
    return false
  }
}
