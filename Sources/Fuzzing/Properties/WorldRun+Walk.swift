import Harness
import Primitives
import ReferenceModels
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

/// The groups that a request comes to.
extension WorldRun {
  /// A request that came to other groups than its walk says.
  var wrongWalk: Breach? {
    guard tellsStays else { return wrongFailover }
    let lists = declared.fallbacks
    for (place, request) in result.traces.enumerated() {
      let asked = name(request.model)
      guard declared.groups.contains(asked), let end = request.end else { continue }
      let key = setup.configuration.keys[request.key.index].label
      // Access groups go with the entries that name them.
      if !declared.accessGroups(of: key).isEmpty, !absences.isEmpty || declared.turnsChangeOrigins {
        continue
      }
      let found = stays(place).map { name($0.model) }
      let grant = GrantModel(all: declared.lists(of: key))
      let walk = FallbackWalk(from: asked, lists: lists, depthMax: depthMax) {
        grant.grants($0, provider: nil)
      }
      if let other = found.indices.first(where: {
        $0 >= walk.groups.count || found[$0] != walk.groups[$0]
      }) {
        let due = other < walk.groups.count ? "'\(walk.groups[other])'" : "nobody"
        return walkBreach(
          "a fallback that its lists do not name", request,
          "went to '\(found[other])' after \(other) of its groups; \(due) is next")
      }
      guard found.count < walk.groups.count, !found.isEmpty, mustGoOn(end, request) else {
        continue
      }
      return walkBreach(
        "a fallback is not tried", request,
        "failed with \(end.error?.status ?? 0), and '\(walk.groups[found.count])' was not asked")
    }
    return nil
  }

  private var depthMax: Int { DeclaredWorld.number(declared.settings["max_fallbacks"]) ?? 5 }

  /// Whether a failure is one that fallbacks follow upon, before the client got anything.
  private func mustGoOn(_ end: RequestEnd, _ request: RequestTrace) -> Bool {
    guard let error = end.error, !error.kind.isDenial else { return false }
    switch error.kind {
    case .clientGone, .callerLimited, .budgetExceeded, .keyUnread, .unknownModel, .triesUsedUp,
      .timeout:
      return false
    default: break
    }
    guard let last = request.attempts.last else { return true }
    return !last.hasSpoken && !last.isGivenUp && !last.refusal.reason.isSealRefusal
  }

  /// A weighted failover that left out somebody who never failed, or came back to who had.
  private var wrongFailover: Breach? {
    guard declared.isTrue("enable_weighted_failover"), !declared.hasOrders,
      DeclaredWorld.number(declared.settings["num_retries"]) == 0
    else { return nil }
    for (place, request) in result.traces.enumerated() {
      guard !request.attempts.contains(where: { $0.refusal.reason.isSealRefusal }) else { continue }
      for stay in stays(place) {
        var called: [DeploymentIndex] = []
        for attempt in attempts(stay, request) {
          // An account's refusal is followed by a call of another one without a failover.
          if (401...403).contains(attempt.refusal.status) { break }
          if called.contains(attempt.deployment) {
            return walkBreach(
              "a failover comes back to who failed", request,
              "was sent to \(label(attempt.deployment)) again")
          }
          called.append(attempt.deployment)
        }
      }
      // Each failover is a level deeper.
      guard decisions[place].count <= depthMax, let end = request.end, end.error != nil,
        mustGoOn(end, request),
        let last = request.attempts.last, last.refusal.status >= 500,
        let other = certain(in: last.deployment, at: last.endedAt, request),
        !decisions[place].contains(where: { result.tracedDecisions[$0].pick?.choice == other })
      else { continue }
      return walkBreach(
        "a failover is not tried", request,
        "failed with \(last.refusal.status), and \(label(other)) was not asked")
    }
    return nil
  }

  private func walkBreach(_ cause: String, _ request: RequestTrace, _ text: String) -> Breach {
    Breach(
      property: .walkExact, cause: cause, text: "\(request.label.text(in: setup)) \(text)",
      request: request.label)
  }
}
