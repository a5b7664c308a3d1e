import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

extension WorldRun {
  /// A failed attempt with what it says of when to come back.
  private struct Refused {
    var deployment: DeploymentIndex
    var replica: Int
    /// From when the others must know, too; nil if they need not.
    var othersFrom: Instant?
    var from: Instant
    var until: Instant
    var label: RequestLabel
  }

  private var cooldownsApply: Bool {
    let declared = DeclaredWorld(value)
    return !declared.isTrue("disable_cooldowns") && declared.settings["allowed_fails"] == nil
      && !declared.happens("restart") && !declared.happens("remove_deployment")
      // A cooldown that a turn asks for has no answer to show for it.
      && !declared.turnsChangeOrigins && !declared.checksHealth
  }

  /// Whether a deployment is alone in its group, which has a fallback: then that is to answer.
  private func isAlone(_ deployment: DeploymentIndex) -> Bool {
    let group = self.group(of: deployment)
    return declared.members(group).count == 1
      && declared.fallbacks.contains { $0.group == group && !$0.targets.isEmpty }
  }

  /// The first attempt on somebody who was not to be called again yet, while another could be.
  private func early(_ refused: [Refused]) -> (Refused, TracedDecision, RequestTrace)? {
    guard !refused.isEmpty else { return nil }
    for decision in result.tracedDecisions {
      guard let pick = decision.pick, pick.candidates.count > 1 || isAlone(pick.choice),
        let request = request(of: decision)
      else { continue }
      func isOut(_ deployment: DeploymentIndex) -> Refused? {
        // Of several waits the longest counts.
        refused.filter {
          let from = $0.replica == request.replica ? $0.from : $0.othersFrom ?? .never
          return $0.deployment == deployment && from < decision.at
        }.max { $0.until < $1.until }.flatMap { decision.at < $0.until ? $0 : nil }
      }
      if let early = isOut(pick.choice), isAlone(pick.choice) { return (early, decision, request) }
      if let early = isOut(pick.choice),
        pick.candidates.contains(where: { $0 != pick.choice && isOut($0) == nil })
      {
        return (early, decision, request)
      }
    }
    return nil
  }

  /// Somebody who was called before its `Retry-After`.
  var callBeforeRetryAfter: Breach? {
    guard cooldownsApply else { return nil }
    let declared = DeclaredWorld(value)
    let refused = refusals { attempt in
      // An entry's own cooldown is what its owner wants instead.
      guard attempt.deployment.index < declared.entries.count,
        declared.entries[attempt.deployment.index].cooldownSeconds == nil
      else { return nil }
      guard attempt.refusal.status == 429, let wait = attempt.refusal.retryAfter,
        wait < .seconds(60)
      else { return nil }
      return wait
    }
    guard let (early, decision, request) = early(refused) else { return nil }
    return Breach(
      property: .retryAfterHonoured, cause: "called before its Retry-After",
      text: "\(request.label.text(in: setup)) was sent to \(label(early.deployment)) at "
        + "\(DurationText.format(decision.at.since(.zero))); \(early.label.text(in: setup)) had "
        + "been told to wait until \(DurationText.format(early.until.since(.zero)))",
      request: request.label)
  }

  /// Somebody who was picked although a rate limit, or a refusal for good, had just sent it into a
  /// cooldown.
  var callInCooldown: Breach? {
    guard cooldownsApply else { return nil }
    let declared = DeclaredWorld(value)
    let general = DeclaredWorld.number(declared.settings["cooldown_time"]) ?? 5
    let refused = refusals { attempt in
      guard [401, 402, 404, 429].contains(attempt.refusal.status),
        attempt.refusal.retryAfter == nil, attempt.deployment.index < declared.entries.count
      else { return nil }
      let own = declared.entries[attempt.deployment.index].cooldownSeconds
      return .seconds(UInt64(max(1, min(own ?? general, general))))
    }
    guard let (early, decision, request) = early(refused) else { return nil }
    return Breach(
      property: .cooldownKept, cause: "picked in its cooldown",
      text: "\(request.label.text(in: setup)) was sent to \(label(early.deployment)) at "
        + "\(DurationText.format(decision.at.since(.zero))), which had refused "
        + "\(early.label.text(in: setup)) for a reason that lasts",
      request: request.label)
  }

  private func refusals(_ wait: (AttemptTrace) -> SimDuration?) -> [Refused] {
    result.traces.flatMap { request in
      // Whoever has left may have taken the answer along.
      guard request.end?.error?.kind != .clientGone else { return [Refused]() }
      return request.attempts.compactMap { attempt in
        let group = setup.configuration.deployments[attempt.deployment.index].group.index
        // With one deployment in its group nobody else could be called.
        guard attempt.endedAt != .never, !attempt.isGivenUp, let wait = wait(attempt),
          setup.configuration.groups[group].members.count > 1 || isAlone(attempt.deployment)
        else { return nil }
        return Refused(
          deployment: attempt.deployment, replica: request.replica,
          othersFrom: isToldOthers && !isToldAnew(attempt, request, wait)
            ? attempt.endedAt + setup.callbackLag + Self.rumour + .seconds(1) : nil,
          from: attempt.endedAt + setup.callbackLag + .milliseconds(1),
          until: Instant(nanoseconds: (attempt.endedAt + wait).nanoseconds - 1_000_000),
          label: request.label)
      }
    }
  }

  /// Whether replicas tell each other who cools: they share a store that always answers.
  private var isToldOthers: Bool {
    declared.settings["redis_host"] != nil && !declared.happens("store")
  }

  /// Whether another replica tells of another wait meanwhile, which takes the place of this one.
  private func isToldAnew(
    _ attempt: AttemptTrace, _ request: RequestTrace, _ wait: SimDuration
  ) -> Bool {
    result.traces.contains { other in
      other.replica != request.replica
        && other.attempts.contains {
          $0.deployment == attempt.deployment && !$0.isAnswered && attempt.endedAt <= $0.endedAt
            && $0.endedAt < attempt.endedAt + wait
            // One that lasts as long leaves it as it is.
            && $0.endedAt + ($0.refusal.retryAfter ?? .zero) < attempt.endedAt + wait
        }
    }
  }

  /// A pick of somebody who was removed or paused, or whom the decision itself had left out.
  var absentPick: Breach? {
    for decision in result.tracedDecisions {
      guard let pick = decision.pick else { continue }
      let out = decision.stages.flatMap(\.eliminations).first {
        $0.deployment == pick.choice
          && [.removed, .cooling, .blocked, .contextWindow, .tags, .overBudget].contains($0.reason)
      }
      guard let out else { continue }
      let request = result.traces.first { $0.number == decision.request }
      return Breach(
        property: .absentUnpicked, cause: "picked although \(Self.word(out.reason))",
        text: "\(request?.label.text(in: setup) ?? "a request") was sent to \(label(pick.choice)), "
          + "which the same decision had left out as \(Self.word(out.reason))",
        request: request?.label)
    }
    guard !DeclaredWorld(value).turnsChangeOrigins else { return nil }
    for away in absences {
      for request in result.traces {
        guard away.isCertain,
          let attempt = request.attempts.first(where: {
            $0.deployment.index == away.place && away.from < $0.startedAt
              && $0.startedAt < away.until
          })
        else { continue }
        return Breach(
          property: .absentUnpicked, cause: "picked although \(away.word)",
          text: "\(request.label.text(in: setup)) was sent to \(label(attempt.deployment)), which "
            + "was \(away.word) at \(DurationText.format(away.from.since(.zero)))",
          request: request.label)
      }
    }
    return nil
  }

  struct Absence {
    var place: Int
    var from: Instant
    var until: Instant
    var word: String
    /// Whether every replica knows at once; else each learns of it when it looks.
    var isCertain = true
  }

  /// Whether an administrator edits a deployment through one replica.
  func isEdited(_ deployment: DeploymentIndex) -> Bool {
    setup.timeline.contains {
      guard case .administer(_, let edit) = $0.action else { return false }
      return edit.deployment == deployment
    }
  }

  /// When deployments were removed or paused, by the timeline; until a replica has looked it may
  /// not have followed.
  var absences: [Absence] {
    var found: [Absence] = []
    for (index, entry) in setup.timeline.enumerated() {
      if case .administer(_, let edit) = entry.action {
        guard let one = edit.removed else { continue }
        found.append(
          Absence(
            place: one.index, from: entry.at, until: .never, word: "removed", isCertain: false))
      }
      guard case .gateway(let change) = entry.action else { continue }
      let later = setup.timeline.dropFirst(index + 1)
      switch change {
      case .removed(let one):
        let back = later.first {
          if case .update(one, _) = $0.action { return true }
          if case .administer(_, let edit) = $0.action, edit.removed == one { return true }
          return $0.action == .gateway(.added(one))
        }
        found.append(
          Absence(
            place: one.index, from: entry.at, until: back?.at ?? .never, word: "removed",
            isCertain: !isEdited(one)))
      case .blocked(let one):
        let back = later.first {
          $0.action == .gateway(.unblocked(one)) || $0.action == .gateway(.added(one))
        }
        found.append(
          Absence(place: one.index, from: entry.at, until: back?.at ?? .never, word: "paused"))
      default: break
      }
    }
    return found
  }
}

extension StoredModelEdit {
  /// Who is gone after the edit, or comes back with it.
  var removed: DeploymentIndex? {
    switch self {
    case .add(let deployment), .remove(let deployment): deployment
    case .update: nil
    }
  }

  /// Whom the edit is about.
  var deployment: DeploymentIndex {
    switch self {
    case .add(let deployment), .remove(let deployment), .update(let deployment, _): deployment
    }
  }
}
