public import Primitives

/// What a replica makes of names with what it knows of providers at present: worked out at a start
/// and at every reload, so that a request finds numbers alone.
struct NameBook: Sendable {
  /// By model: what it stands for.
  var resolutions: [Resolution] = []
  /// By key and model, keys first: whether the key may use it.
  private var grants: [Grant] = []
  private let modelCount: Int
  /// By model: for a wildcard's match, the upstream model of each member; empty otherwise.
  private(set) var upstreamModels: [[String]] = []
  /// By key and model: the name that the gateway dispatches, if any alias rewrites one.
  private var rewrites: [ModelIndex] = []
  /// Who may answer whom.
  let members: AccessGroupMembers

  init(
    _ configuration: GatewayConfiguration, _ rules: Rules, _ index: ProviderIndex,
    _ presence: Presence
  ) {
    modelCount = configuration.models.count
    let resolver = NameResolver(
      rules: rules, index: index, configuration: configuration, presence: presence)
    members = AccessGroupMembers(configuration, rules, resolver)
    for model in configuration.models {
      let (resolution, match) = resolver.resolution(of: model)
      resolutions.append(resolution)
      upstreamModels.append(match.map { resolver.upstreamModels($0) } ?? [])
    }
    var check = AccessCheck(
      rules: rules, index: index, names: resolver, configuration: configuration)
    for key in configuration.keys {
      for model in configuration.models { grants.append(check.grant(of: key, for: model.name)) }
    }
    fillRewrites(configuration)
  }

  private mutating func fillRewrites(_ configuration: GatewayConfiguration) {
    let hasAliases =
      !configuration.globalAliases.isEmpty
      || configuration.keys.contains { !$0.aliases.isEmpty }
      || configuration.teams.contains { !$0.aliases.isEmpty }
    guard hasAliases else { return }
    for key in configuration.keys {
      for (place, model) in configuration.models.enumerated() {
        let team = key.team.map { configuration.teams[$0] }
        let last = AliasChain(model.name, team, key.aliases, configuration.globalAliases).dispatched
        let target = configuration.models.firstIndex { $0.name.utf8.elementsEqual(last.utf8) }
        rewrites.append(ModelIndex(target ?? place))
      }
    }
  }

  @inline(__always)
  func grant(_ key: KeyIndex, _ model: ModelIndex) -> Grant {
    grants[key.index * modelCount + model.index]
  }

  /// The name that is dispatched for the one that a key asks for.
  @inline(__always)
  func dispatched(_ key: KeyIndex, _ model: ModelIndex) -> ModelIndex {
    rewrites.isEmpty ? model : rewrites[key.index * modelCount + model.index]
  }
}

extension Router {
  /// Takes a map: the provider index moves on as the rule says, and names are worked out anew.
  public mutating func reload(_ catalog: Catalog) {
    self.catalog = catalog
    #if MUTANTS
      if Mutant.reloadKeepsIndex.isActive { return }
    #endif
    providers = .next(rules, previous: providers, map: catalog)
    #if MUTANTS
      if Mutant.reloadKeepsNames.isActive { return }
    #endif
    findNames()
    #if MUTANTS
      if Mutant.reloadCools.isActive, !health.isEmpty {
        let cause = Cause(
          request: Cause.outside, ordinal: 0, status: 429, at: lastLook, until: lastLook)
        cool(0, for: .seconds(120), cause: cause, at: lastLook)
      }
    #endif
    if watchesCalls {
      prices = TokenPrices(configuration, catalog)
      tokenPrice = prices.sums
    }
  }

  /// Works names out anew from what is there and what is known of providers.
  mutating func findNames() {
    names = NameBook(configuration, rules, providers, Self.presence(health))
    findInputLimits()
    findPlainGroups()
  }

  /// Works out how long an input each deployment takes, if anybody asks.
  mutating func findInputLimits() {
    guard configuration.settings.preCallChecks else { return }
    let limits = InputLimits(configuration, rules.inputLimit, catalog)
    inputLimits = limits.ofDeployments
    modelInputLimits = names.resolutions.indices.map { model in
      let upstream = names.upstreamModels[model]
      guard !upstream.isEmpty, let group = names.resolutions[model].candidates else { return [] }
      return zip(configuration.groups[group.index].members, upstream).map {
        limits.limit(of: $0.index, asking: $1)
      }
    }
  }

  static func presence(_ health: [DeploymentHealth]) -> Presence {
    Presence(isThere: health.map { !$0.isRemoved }, hasBeen: health.map(\.hasBeen))
  }

  /// Forgets entries that are not there, as a process does that starts without them.
  public mutating func forgetRemoved() {
    for place in health.indices where health[place].isRemoved { health[place].hasBeen = false }
    findNames()
  }

  /// Whether a key may use a name at present.
  public func grant(_ key: KeyIndex, _ model: ModelIndex) -> Grant { names.grant(key, model) }

  /// What a name stands for at present.
  public func resolution(of model: ModelIndex) -> Resolution { names.resolutions[model.index] }

  /// By member of the group that a name comes to: the model that it asks its upstream for, if the
  /// name came there by a wildcard; empty if every member asks for its own.
  public func upstreamModels(of model: ModelIndex) -> [String] {
    names.upstreamModels[model.index].map { name in
      let prefix = "bedrock/"
      guard name.utf8.starts(with: prefix.utf8) else { return name }
      let bare = String(name.dropFirst(prefix.count))
      return providers.roll.isConverse(bare, rules.bedrockRoute)
        ? prefix + "converse/" + bare : name
    }
  }

  /// The providers that the replica takes a name for at present, in the order in which they are
  /// asked.
  public func providers(of name: String) -> [String] {
    providers.providers(of: name).map(\.provider)
  }

  /// The name that the latest attempt of a request in flight was made for.
  public func modelInFlight(of request: RequestID) -> ModelIndex {
    topFrame(of: Int(request.slot)).model
  }
}
