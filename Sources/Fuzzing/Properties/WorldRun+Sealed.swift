import Harness
import Primitives
import RoutingCore
import Tunnel
import Upstreams

extension WorldRun {
  /// Sealed content at a boundary that cannot open it, as the world sees it.
  var sealedAbroad: Breach? {
    guard result.sealedAbroad > 0 else { return nil }
    let declared = DeclaredWorld(value)
    // What a client exchanges for somebody else's nobody can see who has only its marker.
    let abroad = result.traces.first { request in
      request.attempts.contains { $0.abroad > 0 }
        && !declared.tampers(inStream: Int(request.label.traffic))
    }
    guard let request = abroad, let attempt = request.attempts.first(where: { $0.abroad > 0 })
    else { return nil }
    let decision = result.tracedDecisions.first {
      $0.request == request.number && $0.ordinal == attempt.ordinal && $0.pick != nil
    }
    return Breach(
      property: .sealedStaysHome,
      cause: "a sealed item went abroad " + way(request, attempt, decision),
      text: "\(request.label.text(in: setup)): an item of \(sealers(request)) went to "
        + label(attempt.deployment),
      request: request.label)
  }

  /// The boundaries that sealed a request's items.
  private func sealers(_ request: RequestTrace) -> String {
    var names: [String] = []
    for item in request.items where item.seal.state == .intact {
      let name = setup.boundaries[Int(item.seal.boundary)]
      if !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: " and ")
  }

  /// How a request came to an attempt, as far as it matters.
  private func way(
    _ request: RequestTrace, _ attempt: AttemptTrace, _ decision: TracedDecision?
  ) -> String {
    let first = request.attempts.first
    let isFallback =
      first.map { group(of: $0.deployment) != group(of: attempt.deployment) } ?? false
    let kind = attempt.ordinal == first?.ordinal ? "first" : isFallback ? "fallback" : "retry"
    let origins = request.items.filter { $0.seal.state == .intact }.map(\.seal.boundary)
    let reasons = decision?.stages.flatMap(\.eliminations).filter { elimination in
      let upstream = setup.upstreamOfDeployment[elimination.deployment.index]
      return origins.contains(setup.upstreams[upstream].boundary)
    }.map(\.reason)
    let reason = reasons?.first.map { ", its origin \(Self.word($0))" } ?? ""
    let stage = decision?.stages.first { $0.stage == .sealedItems }
    let check =
      stage == nil ? " without a check" : stage?.isEnabled == true ? "" : " with the check off"
    return "on a \(kind) attempt\(check)\(reason)"
  }

  static func word(_ reason: EliminationReason) -> String {
    switch reason {
    case .removed: "removed"
    case .cooling: "cooling"
    case .blocked: "paused"
    case .notOrigin: "not an origin"
    case .notPrevious, .notPinned: "not pinned"
    case .higherOrder: "of a higher order"
    case .refusedBefore, .triedBefore: "tried before"
    case .contextWindow: "too small"
    case .otherRegion: "elsewhere"
    case .tags: "without the tags"
    case .unhealthy: "unhealthy"
    case .saturated: "saturated"
    case .overBudget: "over its budget"
    case .otherAccessGroup: "of another access group"
    case .limitReached: "at its limit"
    }
  }

  /// A marker at an upstream.
  var markerUpstream: Breach? {
    guard result.markersUpstream > 0 else { return nil }
    return Breach(
      property: .noMarkerUpstream, cause: "a marker went upstream",
      text: "upstreams saw \(result.markersUpstream) markers", request: nil)
  }

  /// A container's id that came to somebody who does not know it.
  private func lostContainer(_ request: RequestTrace) -> Breach? {
    // A container pins as a previous response does, if that is checked.
    guard declared.lists("optional_pre_call_checks", "responses_api_deployment_check"),
      !declared.namesPreviousResponses(Int(request.label.traffic)),
      let refused = request.attempts.first(where: {
        Self.isContainerRefusal($0)
      }), isNothingElseWrong
    else { return nil }
    return Breach(
      property: .historyUsable, cause: "a container's id is refused",
      text: "\(request.label.text(in: setup)): \(label(refused.deployment)) refused the id of its "
        + "container: \(refused.refusal.reason.code)",
      request: request.label)
  }

  private static func isContainerRefusal(_ attempt: AttemptTrace) -> Bool {
    attempt.refusal.reason == .containerNotFound || attempt.refusal.reason == .idTooLong
  }

  /// Whether nobody failed for another reason, or was away: then a container's owner was there.
  private var isNothingElseWrong: Bool {
    !declared.turnsChangeOrigins && !declared.checksHealth && absences.isEmpty
      && setup.configuration.deployments.allSatisfy { !$0.isBlocked && !$0.isAbsent }
      && declared.entries.allSatisfy {
        $0.parallelMax == nil && $0.requestsPerMinute == nil && $0.budgetCents == nil
          && $0.inputTokensMax == nil
      }
      && result.traces.flatMap(\.attempts).allSatisfy {
        $0.isAnswered || Self.isContainerRefusal($0)
      }
  }

  /// A client's own history, sent back unchanged, that its upstream refused.
  var refusedHistory: Breach? {
    let declared = DeclaredWorld(value)
    guard !declared.happens("rotate_key") else { return nil }
    for request in result.traces where !declared.tampers(inStream: Int(request.label.traffic)) {
      if let breach = lostContainer(request) { return breach }
      guard let refused = request.attempts.first(where: { $0.refusal.reason.isSealRefusal }),
        request.items.allSatisfy({ $0.seal.state == .intact })
      else { continue }
      let place = refused.abroad > 0 ? "abroad" : "at home"
      return Breach(
        property: .historyUsable, cause: "unchanged history was refused \(place)",
        text: "\(request.label.text(in: setup)): \(label(refused.deployment)) refused what its "
          + "client had been given: \(refused.refusal.reason.code)",
        request: request.label)
    }
    return nil
  }
}
