import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel

extension WorldRun {
  /// What the labels of traffic begin with that comes once everything has been over for a while;
  /// the group's name follows.
  static let tail = "tail-"

  private struct Tail {
    var group: String
    var requests: [RequestTrace]
  }

  /// The longest cooldown, and what a replica takes to learn of it.
  private static let calm = SimDuration.seconds(130)

  /// When the last of all else was over.
  private var quietSince: Instant {
    let others = result.traces.filter { request in
      let place = Int(request.label.traffic)
      return place >= setup.traffic.count || !setup.traffic[place].label.hasPrefix(Self.tail)
    }
    let ends = others.map { $0.end == nil ? Instant.never : $0.endedAt }
    // A fault of the timeline lasts a minute at most.
    let changes = setup.timeline.map { $0.at + .seconds(60) }
    return (ends + changes).max() ?? .zero
  }

  private var tails: [Tail] {
    guard !DeclaredWorld(value).hasLastingFault else { return [] }
    let since = quietSince
    guard since != .never else { return [] }
    return allTails.filter { tail in
      tail.requests.first.map { since + Self.calm <= $0.startedAt } ?? false
    }
  }

  private var allTails: [Tail] {
    setup.traffic.enumerated().compactMap { place, stream in
      guard stream.label.hasPrefix(Self.tail) else { return nil }
      return Tail(
        group: String(stream.label.dropFirst(Self.tail.count)),
        requests: result.traces.filter { Int($0.label.traffic) == place })
    }
  }

  /// Whether a group can take the calls of its tail for good: nobody limits it, and somebody is
  /// left.
  private func isFree(_ group: String, _ declared: DeclaredWorld) -> Bool {
    let members = declared.members(group)
    let limits = declared.value["upstreams"]?.members ?? []
    let isLimited = members.contains { member in
      member.parallelMax != nil || member.requestsPerMinute != nil || !member.tags.isEmpty
        || member.budgetCents != nil
        || limits.contains { limit in
          (member.place.contains("//" + limit.key + ".") || limit.key == "all")
            && (limit.value["rate_limit"] != nil || limit.value["capacity"] != nil
              || limit.value["connections"] != nil)
        }
    }
    // A gateway that gives up sooner than its upstreams answer never comes back.
    let timeout = DeclaredWorld.number(declared.settings["timeout"])
    guard timeout == nil || timeout ?? 0 >= 3 else { return false }
    let isLeft = declared.entries.indices.contains {
      declared.entries[$0].group == group && !isAway($0)
    }
    return !isLimited && isLeft
  }

  /// Whether a deployment is gone or paused when all is over.
  private func isAway(_ place: Int) -> Bool {
    var isPaused = setup.configuration.deployments[place].isBlocked
    var isGone = setup.configuration.deployments[place].isAbsent
    let index = DeploymentIndex(place)
    for entry in setup.timeline {
      switch entry.action {
      case .gateway(.removed(index)), .administer(_, .remove(index)): isGone = true
      case .gateway(.added(index)), .update(index, _), .administer(_, .add(index)),
        .administer(_, .update(index, _)):
        isGone = false
      case .gateway(.blocked(index)): isPaused = true
      case .gateway(.unblocked(index)): isPaused = false
      default: break
      }
    }
    // Whoever is edited here and there may be either.
    let isChanged = setup.timeline.contains { entry in
      switch entry.action {
      case .gateway(.removed(index)), .gateway(.added(index)), .update(index, _): true
      default: false
      }
    }
    return isPaused || isGone || isChanged && isEdited(index)
  }

  /// A group that does not come back once all faults are over, or somebody in it who does not.
  var deadEnd: Breach? {
    let declared = DeclaredWorld(value)
    let isPinned =
      declared.lists("optional_pre_call_checks", "deployment_affinity")
      || declared.lists("optional_pre_call_checks", "session_affinity")
    for tail in tails where isFree(tail.group, declared) {
      let last = tail.requests.suffix(max(1, tail.requests.count / 2))
      if last.contains(where: { $0.end?.error?.kind.isDenial == true }) { continue }
      if let failed = last.first(where: { $0.end?.error != nil }) {
        return Breach(
          property: .liveness, cause: "a group does not come back",
          text: "\(failed.label.text(in: setup)) failed long after the last fault: \(held(failed))",
          request: failed.label)
      }
      // A turn that puts its origin back puts it back whatever else was done to it.
      guard !isPinned, !declared.turnsChangeOrigins, let latest = last.last else { continue }
      let members = declared.entries.indices.filter {
        declared.entries[$0].group == tail.group && !isAway($0)
      }
      if declared.happens("update_deployment") { continue }
      let lowest = members.map { declared.entries[$0].order ?? .max }.min()
      for place in members where (declared.entries[place].order ?? .max) == lowest {
        if last.contains(where: { isCandidate(DeploymentIndex(place), of: $0) }) { continue }
        return Breach(
          property: .liveness, cause: "somebody is never a candidate again",
          text: "\(label(DeploymentIndex(place))) is no candidate long after the last fault: "
            + held(latest),
          request: latest.label)
      }
    }
    return nil
  }

  /// Whether a deployment was a candidate in some decision of a request.
  func isCandidate(_ deployment: DeploymentIndex, of request: RequestTrace) -> Bool {
    guard let place = places[request.number] else { return false }
    return decisions[place].contains {
      result.tracedDecisions[$0].pick?.candidates.contains(deployment) == true
    }
  }

  /// What keeps a request from those who could serve it: the loop, as far as a decision shows it.
  private func held(_ request: RequestTrace) -> String {
    let decisions = result.tracedDecisions.filter { $0.request == request.number }
    let eliminations = decisions.flatMap(\.stages).flatMap(\.eliminations)
    guard !eliminations.isEmpty else {
      return "nobody was left out, and \(request.attempts.count) attempts were made"
    }
    return eliminations.prefix(4).map { elimination in
      let isTold = elimination.cause.map { $0.request != Cause.outside } ?? false
      let since =
        isTold
        ? elimination.cause.map { " since \(DurationText.format($0.at.since(.zero)))" } ?? "" : ""
      return "\(label(elimination.deployment)) is \(Self.word(elimination.reason))\(since)"
    }.joined(separator: ", ")
  }

  /// Replicas that see different candidates long after the last change.
  var disagreement: Breach? {
    guard setup.replicas > 1 else { return nil }
    let declared = DeclaredWorld(value)
    guard !declared.lists("optional_pre_call_checks", "deployment_affinity") else { return nil }
    for tail in tails where isFree(tail.group, declared) {
      var seen: [(replica: Int, candidates: [DeploymentIndex], request: RequestTrace)] = []
      for request in tail.requests.reversed()
      where !seen.contains(where: { $0.replica == request.replica }) {
        guard
          let pick = result.tracedDecisions.first(where: { $0.request == request.number })?.pick
        else { continue }
        seen.append((request.replica, pick.candidates.sorted { $0.index < $1.index }, request))
      }
      guard let first = seen.first,
        let other = seen.first(where: { $0.candidates != first.candidates })
      else { continue }
      return Breach(
        property: .replicasAgree, cause: "replicas see different candidates",
        text: "for '\(tail.group)' replica \(first.replica + 1) sees "
          + first.candidates.map { label($0) }.joined(separator: ", ")
          + ", replica \(other.replica + 1) "
          + other.candidates.map { label($0) }.joined(separator: ", "),
        request: other.request.label)
    }
    return nil
  }
}
