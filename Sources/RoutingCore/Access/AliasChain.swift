/// What the gateway makes of a name that was asked for: the team's alias, the key's, the global
/// one, and the key's once more (LiteLLM 1.81.12 and 1.109.1, before a request is dispatched).
struct AliasChain {
  /// The name that is dispatched.
  let dispatched: String
  /// Whether an alias of the key was among those that changed it.
  let isRewrittenByKey: Bool

  init(_ name: String, _ team: Team?, _ key: [NameAlias], _ global: [NameAlias]) {
    let afterTeam = team?.aliases.target(of: name) ?? name
    let afterKey = key.target(of: afterTeam)
    let afterGlobal = global.target(of: afterKey)
    dispatched = key.target(of: afterGlobal)
    isRewrittenByKey =
      !afterKey.utf8.elementsEqual(afterTeam.utf8)
      || !dispatched.utf8.elementsEqual(afterGlobal.utf8)
  }
}
