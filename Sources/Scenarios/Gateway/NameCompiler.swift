import Primitives
import RoutingCore

/// Finds out what every name stands for and where it falls back to.
struct NameCompiler {
  private typealias NamedList = GatewayImport.NamedList
  /// How many groups `model_list` has; those after them stand in for other names.
  let groupCount: Int

  /// Fills in the names that may be asked for; every name is known by now.
  func compile(_ gateway: inout GatewayImport) {
    internNames(&gateway)
    let names = gateway.modelNames.names
    gateway.configuration.groupAliases = gateway.aliases.map {
      NameAlias(name: $0.name, target: $0.target)
    }
    gateway.configuration.patterns = patterns(gateway)
    gateway.configuration.models = names.map { RequestableModel(name: $0, resolution: .unknown) }
    for (place, name) in names.enumerated() {
      let target = gateway.aliases.last { isSame($0.name, name) }?.target ?? name
      gateway.configuration.models[place].target = target
      gateway.configuration.models[place].resolution = resolution(of: name, target, &gateway)
      gateway.configuration.models[place].retryPolicy =
        gateway.retryPolicies.last {
          isSame($0.name, name)
        }?.policy
      gateway.configuration.models[place].fallbacks = own(name, gateway.fallbackLists, gateway)
    }
    gateway.configuration.tierRouters = gateway.tiers.compactMap { router in
      let tiers = indices(router.targets, gateway)
      return indices([router.name], gateway).first.map { TierRouter(model: $0, tiers: tiers) }
    }
    gateway.configuration.defaultFallbacks = otherwise(gateway.fallbackLists, gateway)
    gateway.configuration.contextWindowFallbacks = gateway.contextWindowLists.map {
      lists($0, gateway)
    }
    gateway.configuration.contentPolicyFallbacks = gateway.contentPolicyLists.map {
      lists($0, gateway)
    }
    gateway.configuration.requestFallbacks = gateway.requestLists.map {
      switch $0 {
      case .targets(let targets): .targets(indices(targets, gateway))
      case .lists(let named): .lists(lists(named, gateway))
      }
    }
  }

  private func internNames(_ gateway: inout GatewayImport) {
    for group in gateway.configuration.groups { _ = gateway.modelNames.intern(group.name) }
    for alias in gateway.aliases { _ = gateway.modelNames.intern(alias.name) }
    for name in gateway.tiers.flatMap({ [$0.name] + $0.targets }) {
      _ = gateway.modelNames.intern(name)
    }
    let rewrites =
      gateway.configuration.globalAliases + gateway.configuration.teams.flatMap(\.aliases)
      + gateway.keys.flatMap(\.aliases)
    for alias in rewrites {
      _ = gateway.modelNames.intern(alias.name)
      _ = gateway.modelNames.intern(alias.target)
    }
    var named = gateway.fallbackLists
    named += gateway.contextWindowLists ?? []
    named += gateway.contentPolicyLists ?? []
    for case .lists(let sent) in gateway.requestLists { named += sent }
    for list in named where list.name != "*" { _ = gateway.modelNames.intern(list.name) }
    for target in named.flatMap(\.targets) { _ = gateway.modelNames.intern(target) }
    for case .targets(let sent) in gateway.requestLists {
      for target in sent { _ = gateway.modelNames.intern(target) }
    }
  }

  // MARK: What a name stands for

  /// A deployment id that is no group's name, else an alias, else the group, else an upstream
  /// model's name, else the first default fallback (LiteLLM A4).
  private func resolution(
    of name: String, _ target: String, _ gateway: inout GatewayImport
  ) -> Resolution {
    if group(named: name, gateway) == nil,
      let place = gateway.configuration.texts.firstIndex(where: { isSame($0.id, name) })
    {
      return .deployment(DeploymentIndex(place))
    }
    if let group = group(named: target, gateway) { return .group(group) }
    let members = gateway.configuration.texts.indices.filter {
      isSame(gateway.configuration.texts[$0].upstreamModel, target)
    }
    if !members.isEmpty {
      // A group of its own, which no entry names.
      let known = gateway.configuration.groups[groupCount...].firstIndex { isSame($0.name, target) }
      if let known { return .standIn(GroupIndex(known)) }
      let orders = members.compactMap { gateway.configuration.deployments[$0].order }
      var group = ModelGroup(name: target, members: members.map { DeploymentIndex($0) })
      group.orderLevels = Array(Set(orders)).sorted()
      gateway.configuration.groups.append(group)
      return .standIn(GroupIndex(gateway.configuration.groups.count - 1))
    }
    let fallback = gateway.fallbackLists.first { $0.name == "*" && !$0.targets.isEmpty }?.targets[0]
    if let fallback, let group = group(named: fallback, gateway) { return .standIn(group) }
    return .unknown
  }

  /// Groups with a star in their name, the most specific first; of equal ones the first in the list
  /// (LiteLLM, `sorted_patterns`).
  private func patterns(_ gateway: GatewayImport) -> [GroupPattern] {
    var entries: [GroupPattern] = []
    for place in 0..<groupCount {
      let name = gateway.configuration.groups[place].name
      guard name.utf8.contains(UInt8(ascii: "*")) else { continue }
      entries.append(GroupPattern(pattern: DeploymentPattern(name), group: GroupIndex(place)))
    }
    let order = entries.indices.sorted { left, right in
      let (first, second) = (entries[left].pattern.specificity, entries[right].pattern.specificity)
      if first == second { return left < right }
      return first > second
    }
    return order.map { entries[$0] }
  }

  private func group(named name: String, _ gateway: GatewayImport) -> GroupIndex? {
    gateway.configuration.groups[..<groupCount].firstIndex { isSame($0.name, name) }
      .map { GroupIndex($0) }
  }

  private func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
  }

  // MARK: Where it falls back to

  private func lists(_ named: [NamedList], _ gateway: GatewayImport) -> FallbackLists {
    FallbackLists(
      own: gateway.modelNames.names.map { own($0, named, gateway) },
      otherwise: otherwise(named, gateway))
  }

  /// The first entry with just this name, else the last one whose name lacks the provider in front
  /// (LiteLLM C5, step 5).
  private func own(
    _ name: String, _ lists: [NamedList], _ gateway: GatewayImport
  ) -> [ModelIndex]? {
    let exact = lists.first { isSame($0.name, name) }
    let bare = ProviderNames.stripped(name)
    return (exact ?? lists.last { list in bare.map { isSame($0, list.name) } ?? false })
      .map { indices($0.targets, gateway) }
  }

  /// The last entry for the key `*`.
  private func otherwise(_ lists: [NamedList], _ gateway: GatewayImport) -> [ModelIndex]? {
    lists.last { $0.name == "*" }.map { indices($0.targets, gateway) }
  }

  private func indices(_ names: [String], _ gateway: GatewayImport) -> [ModelIndex] {
    names.compactMap { gateway.modelNames.number(of: $0).map { ModelIndex(Int($0)) } }
  }
}
