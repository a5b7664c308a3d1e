import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

/// How often a group is tried, and where a request goes from it.
extension WorldRun {
  /// The decisions of a request for one name, one after the other.
  struct Stay {
    var model: ModelIndex
    var decisions: [TracedDecision]
  }

  func stays(_ place: Int) -> [Stay] {
    var stays: [Stay] = []
    for number in decisions[place] {
      let decision = result.tracedDecisions[number]
      if stays.last?.model != decision.model {
        stays.append(Stay(model: decision.model, decisions: []))
      }
      stays[stays.count - 1].decisions.append(decision)
    }
    return stays
  }

  /// Whether one stay is one hop: no walk over levels, no failover within a group.
  var tellsStays: Bool {
    !declared.isTrue("enable_weighted_failover") && !declared.hasOrders
  }

  private var retries: Int { DeclaredWorld.number(declared.settings["num_retries"]) ?? 2 }

  /// A group that was tried too often, too seldom, or where a refusal was already known.
  var wrongTries: Breach? {
    guard tellsStays else { return nil }
    for (place, request) in result.traces.enumerated() {
      if request.attempts.contains(where: { $0.refusal.reason.isSealRefusal }) {
        if let breach = triedAfterSealRefusal(request) { return breach }
        continue
      }
      let stays = stays(place)
      for (number, stay) in stays.enumerated() {
        let isLast = number == stays.count - 1
        if let breach = tooManyTries(stay, request) ?? repeatedRefuser(stay, request)
          ?? hopelessTry(stay, request) ?? tooFewTries(stay, request, isLast: isLast)
        {
          return breach
        }
      }
    }
    return nil
  }

  /// A call of the group that had refused a request's sealed content, which no call can mend.
  private func triedAfterSealRefusal(_ request: RequestTrace) -> Breach? {
    for (attempt, next) in zip(request.attempts, request.attempts.dropFirst())
    where attempt.refusal.reason.isSealRefusal
      && group(of: attempt.deployment) == group(of: next.deployment)
    {
      return tries(
        "refused sealed content is tried again", request,
        "was sent to \(label(next.deployment)) after \(label(attempt.deployment)) had refused its "
          + "sealed content")
    }
    return nil
  }

  /// Attempts of a stay, each with its decision.
  func attempts(_ stay: Stay, _ request: RequestTrace) -> [AttemptTrace] {
    // Picks that found no slot were counted for no attempt.
    request.attempts.filter { attempt in
      stay.decisions.contains {
        $0.at == attempt.startedAt && $0.pick?.choice == attempt.deployment
      }
    }
  }

  private func tooManyTries(_ stay: Stay, _ request: RequestTrace) -> Breach? {
    var strangers: [DeploymentIndex] = []
    for attempt in attempts(stay, request)
    where (401...403).contains(attempt.refusal.status) && !strangers.contains(attempt.deployment) {
      strangers.append(attempt.deployment)
    }
    let most = retries + 1 + strangers.count
    guard stay.decisions.count > most else { return nil }
    return tries(
      "more tries than retries allow", request,
      "made \(stay.decisions.count) tries for '\(name(stay.model))'; \(most) are allowed")
  }

  /// A try on somebody who refused the request for good, while another one was a candidate.
  private func repeatedRefuser(_ stay: Stay, _ request: RequestTrace) -> Breach? {
    let attempts = attempts(stay, request)
    for decision in stay.decisions {
      guard let pick = decision.pick else { continue }
      func hasRefused(_ deployment: DeploymentIndex) -> Bool {
        attempts.contains {
          $0.deployment == deployment && $0.endedAt <= decision.at && !$0.isGivenUp
            && !Self.isRetryable($0.refusal.status) && !$0.isAnswered
        }
      }
      guard hasRefused(pick.choice), pick.candidates.contains(where: { !hasRefused($0) }) else {
        continue
      }
      return tries(
        "a refusal for good is asked for again", request,
        "was sent to \(label(pick.choice)) again, which had refused it for good")
    }
    return nil
  }

  /// A try after what no try can mend: the request's own fault, a refusal for good of the only
  /// member, or a pick that nobody's health allowed, at the same instant.
  private func hopelessTry(_ stay: Stay, _ request: RequestTrace) -> Breach? {
    for (decision, next) in zip(stay.decisions, stay.decisions.dropFirst()) {
      let out = decision.stages.flatMap(\.eliminations)
      if leavesNobody(decision), next.at == decision.at,
        out.allSatisfy({ [.cooling, .blocked, .removed].contains($0.reason) })
      {
        return tries(
          "a pick is made again though nobody is healthy", request,
          "found everybody out of order for '\(name(stay.model))', and looked again at once")
      }
      guard
        let attempt = attempts(stay, request).first(where: {
          $0.startedAt == decision.at && $0.deployment == decision.pick?.choice
        }),
        attempt.refusal.status >= 400, !attempt.isGivenUp, !Self.isRetryable(attempt.refusal.status)
      else { continue }
      let concernsOne = (401...404).contains(attempt.refusal.status)
      let isAlone = declared.members(group(of: attempt.deployment)).count == 1
      guard !concernsOne || isAlone else { continue }
      return tries(
        "a refusal for good is tried again", request,
        "was refused with \(attempt.refusal.status) by \(label(attempt.deployment)), and "
          + "'\(name(stay.model))' was tried again")
    }
    return nil
  }

  /// A stay that ended with a failure that may pass, before its retries were used up.
  private func tooFewTries(_ stay: Stay, _ request: RequestTrace, isLast: Bool) -> Breach? {
    let attempts = attempts(stay, request)
    guard let decision = stay.decisions.last, let attempt = attempts.last,
      decision.at == attempt.startedAt, !attempt.isGivenUp, attempt.endedAt <= request.endedAt
    else { return nil }
    // A refusal of one account is followed by a call of another one, whatever tries are left.
    let status = attempt.refusal.status
    let isFree =
      (401...403).contains(status)
      && attempts.count { $0.deployment == attempt.deployment } == 1
      && stay.decisions.count <= declared.members(group(of: attempt.deployment)).count
    let isWorthIt = status >= 500 || status == 408 || status == 429 || (401...404).contains(status)
    guard isWorthIt, isFree || stay.decisions.count < retries + 1 else { return nil }
    // What the client has got already cannot be taken back.
    guard !attempt.hasSpoken, !isLast || request.end?.error != nil,
      request.end?.error?.kind != .clientGone, request.end?.error?.kind != .timeout
    else { return nil }
    guard let other = certain(in: attempt.deployment, at: attempt.endedAt, request) else {
      return nil
    }
    return tries(
      "a failure that may pass is not tried again", request,
      "made \(stay.decisions.count) of \(retries + 1) tries for '\(name(stay.model))', although "
        + "\(label(other)) has never failed")
  }

  /// Another member of a deployment's group that is there and has never failed.
  func certain(
    in deployment: DeploymentIndex, at now: Instant, _ request: RequestTrace
  ) -> DeploymentIndex? {
    guard !declared.turnsChangeOrigins, !declared.checksHealth else { return nil }
    let group = self.group(of: deployment)
    return declared.entries.indices.map { DeploymentIndex($0) }.first { other in
      guard other != deployment, self.group(of: other) == group, isCandidate(other, of: request),
        entry(of: other)?.requestsPerMinute == nil, entry(of: other)?.parallelMax == nil,
        !absences.contains(where: { $0.place == other.index }),
        !setup.configuration.deployments[other.index].isAbsent,
        !setup.configuration.deployments[other.index].isBlocked
      else { return false }
      return !result.traces.contains { trace in
        trace.attempts.contains {
          $0.deployment == other && $0.endedAt <= now && !$0.isAnswered
        }
      }
    }
  }

  private func tries(_ cause: String, _ request: RequestTrace, _ text: String) -> Breach {
    Breach(
      property: .triesExact, cause: cause, text: "\(request.label.text(in: setup)) \(text)",
      request: request.label)
  }
}
