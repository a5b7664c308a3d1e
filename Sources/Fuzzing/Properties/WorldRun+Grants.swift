import Harness
import Primitives
import ReferenceModels
import RoutingCore
import Scenarios
import Tunnel

extension WorldRun {
  /// How long a replica may take to follow a reload that another one carried out: it looks every
  /// 30 s, and may have looked just before.
  private static let lookBound = SimDuration.seconds(65)

  /// What replicas must know of the cost map.
  private var history: CatalogHistory {
    let listed = (value["cost_map"]?.members ?? []).compactMap { member in
      member.value.scalar.map { (name: member.key, provider: $0) }
    }
    var history = CatalogHistory(listed: listed)
    var failedSince: Instant?
    for entry in setup.timeline {
      switch entry.action {
      case .publish(let entries):
        for model in entries { history.published(model.name, of: model.provider, at: entry.at) }
      case .withdraw(let names):
        for name in names { history.withdrawn(name, at: entry.at) }
      case .reload(let replica):
        history.looked(replica, from: entry.at, by: entry.at)
        history.looked(nil, from: entry.at, by: entry.at + Self.lookBound)
      case .costMap(let fault):
        if let since = failedSince { history.failed(from: since, until: entry.at) }
        failedSince = fault == .none ? nil : entry.at
      case .restart(let replica, _):
        history.forgot(replica, at: entry.at)
        history.looked(replica, from: entry.at, by: entry.at)
      default: break
      }
    }
    if let since = failedSince { history.failed(from: since, until: .never) }
    if let every = declared.reloadEvery {
      // Once in each interval, wherever it begins.
      var from = Instant.zero
      while from < result.end {
        history.looked(nil, from: from, by: from + .seconds(every) + Self.lookBound)
        from = from + .seconds(every)
      }
    }
    return history
  }

  /// The name that an alias stands for.
  private func target(of name: String, _ declared: DeclaredWorld) -> String {
    declared.settings["model_group_alias"]?[name]?.scalar ?? name
  }

  /// A key that was refused what it may call, or allowed what it may not.
  var wrongGrant: Breach? {
    let declared = DeclaredWorld(value)
    let history = history
    for request in result.traces {
      // Whoever left may have gone before anybody judged.
      guard let end = request.end, end.error?.kind != .clientGone, end.error?.kind != .keyUnread
      else { continue }
      let key = setup.configuration.keys[request.key.index].label
      let name = declared.alias(self.name(request.model), of: key)
      // Where a list names an alias or what it stands for, either may count.
      guard target(of: name, declared) == name else { continue }
      // Access groups go with the entries that name them.
      if !declared.accessGroups(of: key).isEmpty, !absences.isEmpty || declared.turnsChangeOrigins {
        continue
      }
      let grant = GrantModel(all: declared.lists(of: key))
      var provider: String?
      var state = "no map needed"
      if grant.dependsOnProvider(name), !declared.groups.contains(name) {
        let known = history.presence(of: name, at: request.startedAt, on: request.replica)
        if known.presence == .open { continue }
        provider = known.presence == .present ? known.provider : nil
        state = known.presence == .present ? "listed" : "not listed"
        if history.changed(name, by: request.startedAt) { state += " since a reload" }
      }
      let isGranted = grant.grants(name, provider: provider)
      let isDenied = end.error?.kind.isDenial ?? false
      guard isGranted == isDenied else { continue }
      let word = isDenied ? "refused a name" : "allowed a name"
      return Breach(
        property: .grantsFollowCatalog, cause: "\(word), \(state)",
        text: "\(request.label.text(in: setup)): the key '\(key)' was \(word), '\(name)', on "
          + "replica \(request.replica + 1); it is \(isGranted ? "granted" : "not granted")",
        request: request.label)
    }
    return nil
  }

  /// The deployment that answered outside a key's grant, if nobody else may call it either.
  var outsider: DeploymentIndex? {
    guard let request = answerOutsideGrant?.request,
      let trace = result.traces.first(where: { $0.label == request })
    else { return nil }
    return trace.end?.deployment
  }

  /// An answer of somebody who is of no access group of a key, which has the name by these alone.
  private func stranger(
    _ answered: DeploymentIndex, _ group: String, _ key: String, _ request: RequestTrace
  ) -> Breach? {
    let own = declared.accessGroups(of: key)
    let written = declared.value["keys"]?[key]
    guard !own.isEmpty, written?["access_group_ids"] == nil,
      let names = written?["models"]?.items?.compactMap(\.scalar), names.allSatisfy(own.contains),
      let entry = entry(of: answered), !own.contains(where: entry.accessGroups.contains)
    else { return nil }
    return Breach(
      property: .grantsHold, cause: "somebody of no access group of the key answered",
      text: "\(request.label.text(in: setup)): \(label(answered)) answered the key '\(key)', whose "
        + "access groups it is not of",
      request: request.label)
  }

  /// An answer of somebody whom the key may not call.
  var answerOutsideGrant: Breach? {
    let declared = DeclaredWorld(value)
    for request in result.traces {
      guard let end = request.end, end.error == nil, let answered = end.deployment else { continue }
      let group = self.group(of: answered)
      guard !group.contains("*") else { continue }
      let key = setup.configuration.keys[request.key.index].label
      let grant = GrantModel(all: declared.lists(of: key))
      if let breach = stranger(answered, group, key, request) { return breach }
      let asked = declared.alias(name(request.model), of: key)
      guard !declared.routers.contains(asked) else { continue }
      let isAsked =
        target(of: asked, declared) == group && grant.grants(asked, provider: nil)
      guard !grant.grants(group, provider: nil), !isAsked else { continue }
      let way = group == asked ? "was asked for" : "stood in"
      return Breach(
        property: .grantsHold, cause: "a group outside the key's grant \(way)",
        text: "\(request.label.text(in: setup)): '\(group)' answered the key '\(key)', which asked "
          + "for '\(asked)'",
        request: request.label)
    }
    return nil
  }
}
