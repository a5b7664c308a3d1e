import Scenarios

/// What happens to a world while its traffic runs.
extension WorldGenerator {
  /// Something that happens, in seconds from the start.
  private typealias Happening = (at: Int, value: [(key: String, value: ScenarioValue)])

  mutating func drawTimeline() -> [ScenarioValue] {
    var entries: [Happening] = []
    let labels = deployments.filter { !$0.isWildcard }
    if has(.outages) {
      for _ in 0..<choices.among(1...2) { entries.append(drawOutage(labels)) }
    }
    if has(.membership) {
      // Stored models are edited through one replica.
      let fixed = labels.filter { $0.value["model_info"]?["db_model"] == nil }
      for _ in 0..<choices.among(1...3) {
        let isWildcard = has(.wildcards) && choices.chance(permille: 300)
        entries += drawMembership(isWildcard ? deployments.filter(\.isWildcard) : fixed)
      }
    }
    if has(.storedModels) { entries += drawEdits(labels) }
    if has(.database), choices.chance(permille: 500) {
      entries.append(drawFailure(of: "database", ["down"]))
    }
    if has(.catalogChanges), has(.wildcards) { entries += drawCatalogChanges() }
    if has(.restarts) { entries.append((choices.among(1...60), [("restart", .text("all"))])) }
    if has(.store), choices.chance(permille: 400) {
      entries.append(drawFailure(of: "store", ["down", "loses_writes"]))
    }
    return entries.sorted { $0.at < $1.at }.map { entry in
      .map([(key: "at", value: .text("\(entry.at)s"))] + entry.value)
    }
  }

  private mutating func drawOutage(_ labels: [DrawnDeployment]) -> Happening {
    let at = choices.among(0...40)
    let length = choices.among(1...30)
    let place = labels[choices.below(labels.count)].surfaceProvider
    let status: ScenarioValue =
      choices.chance(permille: 300) ? .text("connection") : .number(503)
    return (
      at,
      [
        (
          "outage",
          .map(["upstream": .text(place), "for": .text("\(length)s"), "status": status])
        )
      ]
    )
  }

  private mutating func drawFailure(of part: String, _ states: [String]) -> Happening {
    let at = choices.among(0...30)
    let length = choices.among(1...50)
    return (
      at,
      [(part, .map(["state": .text(choices.one(of: states)), "for": .text("\(length)s")]))]
    )
  }

  private mutating func drawMembership(
    _ labels: [DrawnDeployment]
  ) -> [Happening] {
    guard !labels.isEmpty else { return [] }
    let one = labels[choices.below(labels.count)]
    let at = choices.among(0...40)
    let length = choices.among(1...40)
    if choices.chance(permille: 300) { return [(at, [drawUpdate(one)])] }
    let isForGood = choices.chance(permille: 200)
    let isRemoval = choices.chance(permille: 500)
    let away = isRemoval ? "remove_deployment" : "block"
    let back = isRemoval ? "add_deployment" : "unblock"
    var entries: [Happening] = [
      (at, [(away, .text(one.label))])
    ]
    if !isForGood { entries.append((at + length, [(back, .text(one.label))])) }
    return entries
  }

  /// Edits of stored models through one replica, of which the others learn when they look.
  private mutating func drawEdits(
    _ labels: [DrawnDeployment]
  ) -> [Happening] {
    let stored = labels.filter { $0.value["model_info"]?["db_model"] != nil }
    guard !stored.isEmpty else { return [] }
    let one = stored[choices.below(stored.count)]
    let at = choices.among(0...40)
    let replica = has(.replicas) ? choices.among(1...2) : 1
    func edit(_ verb: String) -> [(key: String, value: ScenarioValue)] {
      [(verb, .map(["deployment": .text(one.label), "replica": .number(replica)]))]
    }
    if choices.chance(permille: 300) {
      return [
        (
          at,
          [
            (
              "update_deployment",
              .map([
                "deployment": .text(one.label), "weight": .number(choices.one(of: [1, 3, 50])),
                "replica": .number(replica),
              ])
            )
          ]
        )
      ]
    }
    var entries: [Happening] = [
      (at, edit("remove_deployment"))
    ]
    if choices.chance(permille: 600) {
      entries.append((at + choices.among(1...60), edit("add_deployment")))
    }
    return entries
  }

  /// Another weight or level for an entry.
  private mutating func drawUpdate(_ one: DrawnDeployment) -> (key: String, value: ScenarioValue) {
    var members: [(key: String, value: ScenarioValue)] = [("deployment", .text(one.label))]
    if has(.orders), choices.chance(permille: 500) {
      members.append(("order", .number(choices.among(1...3))))
    } else {
      members.append(("weight", .number(choices.one(of: [1, 3, 50]))))
    }
    return ("update_deployment", .map(members))
  }

  private mutating func drawCatalogChanges() -> [Happening] {
    var entries: [Happening] = []
    for number in 1...choices.among(1...4) {
      let at = number * 80 + choices.among(0...20)
      switch choices.below(3) {
      case 0:
        entries.append(
          (at, [("publish", .map([(key: "zeta-poet-9", value: .text("anthropic"))]))]))
      case 1: entries.append((at, [("withdraw", .text(choices.one(of: catalog).name))]))
      default:
        entries.append(
          (at, [("publish", .map([(key: "zeta-poet-8", value: .text("anthropic"))]))]))
      }
      if has(.catalogFailures), choices.chance(permille: 400) {
        let fault = choices.one(of: ["fails", "malformed", "shrunken"])
        entries.append((at + 1, [("fault", .map(["cost_map": .text(fault)]))]))
        entries.append((at + 2, [("reload", .text("manual"))]))
        entries.append((at + 3, [("fault", .map(["cost_map": .text("none")]))]))
      }
      if choices.chance(permille: reloadsByItself ? 300 : 800) {
        let isOther = has(.replicas) && choices.chance(permille: 300)
        entries.append(
          (at + 5, [("reload", isOther ? .map(["replica": .number(2)]) : .text("manual"))]))
      }
    }
    return entries
  }
}
