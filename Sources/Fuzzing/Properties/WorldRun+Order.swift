import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

/// Order levels are kept.
extension WorldRun {
  /// A pick among several levels, or of a higher one while a lower one was never tried.
  var brokenOrder: Breach? {
    for (place, request) in result.traces.enumerated() {
      if let breach = unwalked(request, place) { return breach }
      var seen: [ModelIndex] = []
      for number in decisions[place] {
        let decision = result.tracedDecisions[number]
        let isFirst = !seen.contains(decision.model)
        seen.append(decision.model)
        guard let pick = decision.pick else {
          guard let breach = emptyLevel(decision, request) else { continue }
          return breach
        }
        let entries = pick.candidates.map { entry(of: $0, at: decision.at) }
        guard entries.allSatisfy({ $0 != nil }) else { continue }
        let orders = entries.map { $0?.order }
        if let other = orders.first(where: { $0 != orders[0] }) {
          return order(
            "a pick among several levels", request,
            "picked among orders \(Self.text(orders[0])) and \(Self.text(other))")
        }
        let mine = orders.first.flatMap { $0 } ?? .max
        // A walk goes up from level to level once one has failed.
        guard isFirst, let passed = passedOver(decision, below: mine) else { continue }
        return order(
          "a lower level was passed over", request,
          "picked at order \(Self.text(orders.first ?? nil)) before \(label(passed)), which has "
            + "order \(Self.text(entry(of: passed)?.order))")
      }
    }
    return nil
  }

  /// A failure that may pass, of which a higher level did not hear although it could have helped.
  private func unwalked(_ request: RequestTrace, _ place: Int) -> Breach? {
    guard let end = request.end, end.error != nil, let last = request.attempts.last,
      last.refusal.status >= 500, !last.isGivenUp, !last.hasSpoken, request.items.isEmpty,
      end.error?.kind != .clientGone, end.error?.kind != .timeout,
      decisions[place].count <= Self.fewDecisions, !limitsWho(request)
    else { return nil }
    let mine = entry(of: last.deployment, at: last.startedAt)?.order
    let other = declared.entries.indices.map { DeploymentIndex($0) }.first { other in
      guard let order = entry(of: other, at: last.startedAt)?.order, order > mine ?? .max,
        self.group(of: other) == self.group(of: last.deployment),
        !absences.contains(where: { $0.place == other.index }),
        !setup.configuration.deployments[other.index].isAbsent,
        !setup.configuration.deployments[other.index].isBlocked
      else { return false }
      return !decisions[place].contains { result.tracedDecisions[$0].pick?.choice == other }
        && !result.traces.contains { trace in
          trace.attempts.contains { $0.deployment == other && !$0.isAnswered }
        }
    }
    guard let other else { return nil }
    return order(
      "a higher level is not tried", request,
      "failed with \(last.refusal.status), and \(label(other)) of a higher level was not asked")
  }

  /// So few that no limit of depth can have been reached.
  private static let fewDecisions = 4

  /// Whether anything but levels says who may serve a request.
  private func limitsWho(_ request: RequestTrace) -> Bool {
    declared.turnsChangeOrigins || declared.checksHealth
      || !declared.accessGroups(of: setup.configuration.keys[request.key.index].label).isEmpty
      || declared.filtersTags(ofStream: Int(request.label.traffic))
      || declared.isTrue("enable_pre_call_checks") || declared.settings["max_fallbacks"] != nil
      || declared.settings["optional_pre_call_checks"] != nil
      || declared.entries.contains {
        $0.budgetCents != nil || $0.parallelMax != nil || $0.requestsPerMinute != nil
      }
  }

  /// A level that was asked for and that nobody who is there has.
  private func emptyLevel(_ decision: TracedDecision, _ request: RequestTrace) -> Breach? {
    let out = decision.stages.flatMap(\.eliminations)
    // A walk that a removal meets on its way may come too late.
    let isMet = setup.timeline.contains {
      request.startedAt <= $0.at && $0.at <= decision.at
    }
    // Replicas learn of an edit at moments of their own.
    let isEdited = absences.contains { !$0.isCertain }
    guard !isMet, !isEdited, !declared.turnsChangeOrigins, leavesNobody(decision),
      out.contains(where: { $0.reason == .higherOrder }),
      out.allSatisfy({ $0.reason == .higherOrder || $0.reason == .removed })
    else { return nil }
    return order(
      "a level is asked for that nobody has", request,
      "asked '\(name(decision.model))' for a level that none of its members has")
  }

  private static func text(_ order: Int?) -> String { order.map(String.init) ?? "none" }

  /// Somebody of a lower level who was left out for being of another level.
  private func passedOver(_ decision: TracedDecision, below order: Int) -> DeploymentIndex? {
    decision.stages.flatMap(\.eliminations).first {
      guard $0.reason == .higherOrder, let entry = entry(of: $0.deployment, at: decision.at) else {
        return false
      }
      return (entry.order ?? .max) <= order
    }?.deployment
  }

  private func order(_ cause: String, _ request: RequestTrace, _ text: String) -> Breach {
    Breach(
      property: .orderKept, cause: cause, text: "\(request.label.text(in: setup)) \(text)",
      request: request.label)
  }
}
