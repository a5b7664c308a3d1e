import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

/// Whoever is left out of a pick is left out for a reason that the world gives.
extension WorldRun {
  /// Somebody who was left out although nothing that was declared or happened says so.
  var wrongExclusion: Breach? {
    for decision in result.tracedDecisions {
      guard let request = request(of: decision) else { continue }
      for stage in decision.stages {
        for elimination in stage.eliminations {
          guard let lack = lack(of: elimination, decision, request) else { continue }
          let word = Self.word(elimination.reason)
          return Breach(
            property: .leftOutRightly, cause: "left out as \(word) without a reason",
            text: "\(request.label.text(in: setup)): \(label(elimination.deployment)) was left out "
              + "as \(word), but \(lack)",
            request: request.label)
        }
      }
    }
    return nil
  }

  /// What a reason lacks; nil if the world gives it.
  private func lack(
    of elimination: Elimination, _ decision: TracedDecision, _ request: RequestTrace
  ) -> String? {
    let deployment = elimination.deployment
    guard let entry = entry(of: deployment) else { return nil }
    switch elimination.reason {
    case .removed: return isAway(deployment, at: decision.at, "removed") ? nil : "it is there"
    case .blocked: return isAway(deployment, at: decision.at, "paused") ? nil : "it is not paused"
    case .cooling:
      return mayCool(deployment, entry, at: decision.at, request)
        ? nil : "nothing that it answered calls for it"
    case .notOrigin: return lackOfForeignItems(deployment, decision, request)
    case .contextWindow:
      let tokens = inputTokens(of: request)
      return entry.inputTokensMax.map { tokens > $0 } ?? false ? nil : "its window is large enough"
    case .refusedBefore:
      return hasFailed(deployment, request, decision) { !Self.isRetryable($0.status) }
        ? nil : "it has not refused the request for good"
    case .triedBefore:
      return hasFailed(deployment, request, decision) { _ in true } || isFull(deployment, decision)
        ? nil : "it has not failed the request"
    case .tags: return lackOfTags(entry, decision, request)
    case .overBudget:
      return spent(on: deployment, before: decision.at) ? nil : "it has answered too few requests"
    case .unhealthy:
      // A hop may ask for a level of which checks have left nobody.
      let out = decision.stages.flatMap(\.eliminations)
      let isAlone = out.allSatisfy {
        [.unhealthy, .cooling, .blocked, .removed].contains($0.reason)
      }
      return isAlone && leavesNobody(decision) ? "checks leave nobody to choose from" : nil
    case .otherAccessGroup:
      let key = setup.configuration.keys[request.key.index].label
      let isOfGroup = declared.accessGroups(of: key).contains(where: entry.accessGroups.contains)
      return isOfGroup ? "it is of an access group of the key" : nil
    case .higherOrder, .notPinned, .notPrevious, .otherRegion, .saturated, .limitReached:
      return nil
    }
  }

  static func isRetryable(_ status: UInt16) -> Bool {
    status == 0 || status == 408 || status == 409 || status == 429 || status >= 500
  }

  /// The tokens of a request's input.
  func inputTokens(of request: RequestTrace) -> Int {
    declared.inputTokens(
      ofStream: Int(request.label.traffic), turn: Int(request.label.turn))
  }

  /// Whether a deployment is gone or paused at a moment, by the timeline or a turn.
  private func isAway(_ deployment: DeploymentIndex, at now: Instant, _ word: String) -> Bool {
    if declared.turnsChangeOrigins { return true }
    let entry = setup.configuration.deployments[deployment.index]
    if word == "paused" ? entry.isBlocked : entry.isAbsent { return true }
    let isReplaced = setup.timeline.contains { change in
      guard case .replace(deployment, _) = change.action else { return false }
      return change.at <= now
    }
    if isReplaced || isEdited(deployment) { return true }
    if word == "paused" { return isPaused(deployment, at: now) }
    return absences.contains {
      $0.place == deployment.index && $0.word == word && $0.from <= now && now <= $0.until
    }
  }

  /// Whether the latest that was said of a pause is that it is on, or anything was said just now.
  private func isPaused(_ deployment: DeploymentIndex, at now: Instant) -> Bool {
    var isPaused = false
    for change in setup.timeline where change.at <= now {
      switch change.action {
      case .gateway(.blocked(deployment)): isPaused = true
      case .gateway(.unblocked(deployment)): isPaused = change.at == now
      default: break
      }
    }
    return isPaused
  }

  /// Whether a request's earlier attempt on a deployment failed in some way.
  private func hasFailed(
    _ deployment: DeploymentIndex, _ request: RequestTrace, _ decision: TracedDecision,
    _ matters: (Refusal) -> Bool
  ) -> Bool {
    request.attempts.contains {
      $0.deployment == deployment && $0.endedAt <= decision.at && !$0.isAnswered
        && ($0.isGivenUp || matters($0.refusal))
    }
  }

  /// Whether a request may have come to a deployment that had no slot left.
  private func isFull(_ deployment: DeploymentIndex, _ decision: TracedDecision) -> Bool {
    let entry = entry(of: deployment)
    return entry?.parallelMax != nil || entry?.requestsPerMinute != nil
  }

  /// Who sealed an item goes before others of its boundary, and those before all others.
  private func lackOfForeignItems(
    _ deployment: DeploymentIndex, _ decision: TracedDecision, _ request: RequestTrace
  ) -> String? {
    let own = setup.upstreams[setup.upstreamOfDeployment[deployment.index]].boundary
    // A walk over levels keeps those of its level; what was exchanged follows its new marks.
    if declared.hasOrders || declared.tampers(inStream: Int(request.label.traffic)) { return nil }
    if request.items.contains(where: {
      Int($0.seal.boundary) != own || $0.seal.state != .intact
    }) {
      return nil
    }
    // Items of one boundary follow the first of them.
    let first = request.items.first?.madeBy
    let maker = result.traces.first { $0.label == first }?.end?.deployment
    // Others of its boundary stand in for one that cools.
    if let entry = entry(of: deployment), mayCool(deployment, entry, at: decision.at, request) {
      return nil
    }
    // Who failed the request comes after all others.
    if wasPicked(deployment, before: decision, request) { return nil }
    if maker == deployment { return "it made an item, and can open every one" }
    let stages = decision.stages.drop { $0.stage != .sealedItems }
    let left = stages.dropFirst().flatMap(\.eliminations).map(\.deployment)
    let isMakerLeft = ((decision.pick?.candidates ?? []) + left).contains { $0 == maker }
    return isMakerLeft ? nil : "it can open every item, and who made them is left out, too"
  }

  private func lackOfTags(
    _ entry: DeclaredWorld.Entry, _ decision: TracedDecision, _ request: RequestTrace
  ) -> String? {
    let wanted = declared.tags(ofStream: Int(request.label.traffic))
    if !wanted.wanted.isEmpty, wanted.allow(entry.tags) { return "it has the request's tags" }
    if !wanted.allow(entry.tags) { return nil }
    // Without tags that it asks for a request gets those with `default`, if any of them is left.
    guard wanted.wanted.isEmpty else { return nil }
    if !wanted.required.isEmpty { return "it has the tags that must be there" }
    if entry.tags.contains("default") { return "it has the tag `default`" }
    let hasDefault = declared.members(entry.group).contains { $0.tags.contains("default") }
    return hasDefault ? nil : "nobody in its group has the tag `default`"
  }

  /// Whether answers can have cost a deployment's budget: each costs a cent at most.
  private func spent(on deployment: DeploymentIndex, before now: Instant) -> Bool {
    guard let entry = entry(of: deployment), let cents = entry.budgetCents else { return false }
    let answers = result.traces.reduce(0) { sum, request in
      sum
        + request.attempts.count {
          $0.deployment == deployment && $0.isAnswered && $0.endedAt <= now
        }
    }
    return answers >= cents
  }
}

extension AttemptTrace {
  /// Whether its stream had come further than its opening, which says nothing yet.
  var hasSpoken: Bool { events > 1 }

  /// Whether its upstream gave a whole answer.
  var isAnswered: Bool { endedAt != .never && refusal.status == 200 && !isGivenUp }
}
