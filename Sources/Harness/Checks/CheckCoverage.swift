import Primitives
import RoutingCore
import Scenarios

/// What routing tests reach of a configuration, cell by cell.
public struct CheckCoverage: Sendable {
  /// Something that a case can reach.
  public struct Cell: Equatable, Sendable {
    /// What it is, in words.
    public var name: String
    /// Whether a case reached it.
    public var isCovered: Bool
  }

  /// The cells: deployments, groups, patterns, aliases, fallbacks, keys.
  public private(set) var cells: [Cell] = []

  /// How many cells were reached.
  public var covered: Int { cells.count(where: \.isCovered) }
  /// The same in hundredths; 100 if there are none.
  public var percent: Double {
    cells.isEmpty ? 100 : Double(covered) * 100 / Double(cells.count)
  }

  init(_ file: CheckFile, _ router: Router, _ results: [CheckResult]) {
    let configuration = file.configuration
    addDeployments(configuration, results)
    addGroups(configuration, results)
    addAliases(configuration, results)
    addFallbacks(configuration, results)
    for (place, key) in configuration.keys.enumerated() {
      add("key \(key.label)", results.contains { $0.test.key.index == place })
    }
  }

  private mutating func add(_ name: String, _ isCovered: Bool) {
    cells.append(Cell(name: name, isCovered: isCovered))
  }

  private mutating func addDeployments(
    _ configuration: GatewayConfiguration, _ results: [CheckResult]
  ) {
    var left: Set<Int> = []
    func number(_ stage: Stage, _ deployment: Int) -> Int {
      Int(stage.rawValue) * configuration.deployments.count + deployment
    }
    for stage in results.flatMap(\.decisions).flatMap(\.stages) where stage.isEnabled {
      for out in stage.eliminations { left.insert(number(stage.stage, out.deployment.index)) }
    }
    for (place, text) in configuration.texts.enumerated() {
      let index = DeploymentIndex(place)
      add(
        "deployment \(text.label): picked",
        results.contains { result in
          result.picked.contains(index) || result.attempts.contains { $0.deployment == index }
        })
      for stage in Stage.allCases where configuration.canLeaveOut(index, at: stage) {
        add(
          "deployment \(text.label): left out by \(stage.label)",
          left.contains(number(stage, place)))
      }
    }
  }

  private mutating func addGroups(
    _ configuration: GatewayConfiguration, _ results: [CheckResult]
  ) {
    let patterns = configuration.patterns.map(\.group.index)
    for (place, group) in configuration.groups.enumerated() where configuration.isOwn(place) {
      add(
        "\(patterns.contains(place) ? "pattern" : "group") \(group.name)",
        results.contains { $0.groups.contains(place) })
    }
  }

  private mutating func addAliases(
    _ configuration: GatewayConfiguration, _ results: [CheckResult]
  ) {
    func isAsked(_ name: String, by isCaller: (VirtualKey) -> Bool) -> Bool {
      results.contains { result in
        configuration.models[result.test.model.index].name.utf8.elementsEqual(name.utf8)
          && isCaller(configuration.keys[result.test.key.index])
      }
    }
    for alias in configuration.groupAliases + configuration.globalAliases {
      add("alias \(alias.name)", isAsked(alias.name) { _ in true })
    }
    for (place, team) in configuration.teams.enumerated() {
      for alias in team.aliases {
        add("alias \(alias.name) of team \(team.label)", isAsked(alias.name) { $0.team == place })
      }
    }
    for key in configuration.keys {
      for alias in key.aliases {
        add(
          "alias \(alias.name) of key \(key.label)",
          isAsked(alias.name) { $0.label.utf8.elementsEqual(key.label.utf8) })
      }
    }
  }

  private mutating func addFallbacks(
    _ configuration: GatewayConfiguration, _ results: [CheckResult]
  ) {
    let hops = results.flatMap { FallbackHop.all(in: $0.attempts) }
    func add(
      _ what: String, _ own: [[ModelIndex]?], _ otherwise: [ModelIndex]?,
      _ kind: ErrorKind?
    ) {
      for (place, list) in own.enumerated() {
        guard let list, !list.isEmpty else { continue }
        self.add(
          "\(what) of \(configuration.models[place].name)",
          hops.contains { $0.from.index == place && $0.goes(to: list, after: kind) })
      }
      guard let otherwise, !otherwise.isEmpty else { return }
      self.add(
        "\(what) of everything else",
        hops.contains { hop in
          (hop.from.index < own.count ? own[hop.from.index] : nil) == nil
            && hop.goes(to: otherwise, after: kind)
        })
    }
    add("fallbacks", configuration.models.map(\.fallbacks), configuration.defaultFallbacks, nil)
    if let lists = configuration.contextWindowFallbacks {
      add("context window fallbacks", lists.own, lists.otherwise, .contextWindow)
    }
    if let lists = configuration.contentPolicyFallbacks {
      add("content policy fallbacks", lists.own, lists.otherwise, .contentPolicy)
    }
  }
}

/// A step of a request from one name to another.
private struct FallbackHop {
  var from: ModelIndex
  var to: ModelIndex
  var error: ErrorKind?

  static func all(in attempts: [RequestPlay.Attempt]) -> [FallbackHop] {
    zip(attempts, attempts.dropFirst()).filter { $0.model != $1.model }.map {
      FallbackHop(from: $0.model, to: $1.model, error: $0.error?.kind)
    }
  }

  func goes(to list: [ModelIndex], after kind: ErrorKind?) -> Bool {
    list.contains(to) && (kind == nil || error == kind)
  }
}

extension GatewayConfiguration {
  /// Whether entries of the configuration name a group, which others do not only stand in.
  fileprivate func isOwn(_ group: Int) -> Bool {
    groups[group].members.contains { deployments[$0.index].group.index == group }
  }

  /// Whether a stage can leave a deployment out, from what the configuration says.
  fileprivate func canLeaveOut(_ deployment: DeploymentIndex, at stage: Stage) -> Bool {
    let entry = deployments[deployment.index]
    let group = groups[entry.group.index]
    let checks = group.checks ?? settings.checks
    let hasOthers = group.members.count > 1
    switch stage {
    case .cooldown: return !settings.cooldownsDisabled
    case .blocked: return entry.isBlocked
    case .sealedItems: return hasOthers && checks.union(settings.checks).contains(.sealedContent)
    case .previousResponse: return hasOthers && checks.contains(.previousResponse)
    case .sessionPin: return hasOthers && checks.contains(.session)
    case .userPin: return hasOthers && checks.contains(.user)
    case .preCall:
      return settings.preCallChecks && (entry.inputTokensMax != nil || entry.region != nil)
    case .tags: return hasOthers && (group.filtersTags ?? settings.filtersTags)
    case .order:
      guard let lowest = group.orderLevels.first else { return false }
      return entry.order != lowest
    case .authorize, .resolve, .budgets, .tried, .refused, .pick: return false
    }
  }
}
