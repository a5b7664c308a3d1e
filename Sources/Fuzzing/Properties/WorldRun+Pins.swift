import Harness
import Primitives
import ReferenceModels
import RoutingCore
import Scenarios
import Tunnel

/// Pins hold from the first call until its target fails.
extension WorldRun {
  /// Who a pin belongs to: a session, or a key alone; in one group, on one replica.
  private struct Owner: Hashable {
    var key: Int
    var stream: Int?
    var conversation: Int?
    var group: Int
    var replica: Int
  }

  /// Something that happens to pins, or a decision that reads them.
  private struct Moment {
    enum Kind: Int { case failure, decision, call }
    var at: Instant
    var kind: Kind
    var request: Int
    var deployment = DeploymentIndex(0)
    var decision = 0
  }

  /// Whether pins can be told from outside.
  private var tellsPins: Bool {
    declared.settings["redis_host"] == nil && !declared.happens("restart")
      && declared.settings["model_group_alias"] == nil
  }

  /// A pick that does not follow its pin, or follows one that is not there.
  var brokenPin: Breach? {
    if let breach = fatalPin { return breach }
    guard tellsPins,
      declared.lists("optional_pre_call_checks", "session_affinity")
        || declared.lists("optional_pre_call_checks", "deployment_affinity")
    else { return nil }
    var book = PinBook<Owner, DeploymentIndex>()
    for moment in moments {
      let request = result.traces[moment.request]
      switch moment.kind {
      case .failure:
        for stage in [Stage.userPin, .sessionPin] {
          guard let owner = owner(stage, request, of: moment.deployment) else { continue }
          book.failed(
            moment.deployment, for: owner, at: moment.at, request: request.number)
        }
      case .call:
        for stage in [Stage.userPin, .sessionPin] {
          guard let owner = owner(stage, request, of: moment.deployment) else { continue }
          book.called(
            moment.deployment, by: owner, at: moment.at, request: request.number)
        }
      case .decision:
        let decision = result.tracedDecisions[moment.decision]
        for stage in [Stage.userPin, .sessionPin] {
          guard let breach = strayed(decision, stage, request, book) else { continue }
          return breach
        }
      }
    }
    return nil
  }

  /// A preference that left nobody: whoever it kept was left out for something else.
  private var fatalPin: Breach? {
    for decision in result.tracedDecisions where leavesNobody(decision) {
      let out = decision.stages.flatMap(\.eliminations)
      guard
        let other = out.first(where: {
          [.notPinned, .notPrevious, .notOrigin].contains($0.reason)
        }), let request = request(of: decision),
        // Nobody else knows the containers of a boundary.
        !declared.hasContainers(Int(request.label.traffic))
      else { continue }
      return stray(
        "a preference leaves nobody", request,
        "found nobody, and \(label(other.deployment)) was left out as \(Self.word(other.reason)) "
          + "alone")
    }
    return nil
  }

  /// Everything that happens to pins, in its order: what a request does at one instant is done as
  /// a failure, the decision upon it, and the call that it leads to.
  private var moments: [Moment] {
    var moments: [Moment] = []
    for (place, request) in result.traces.enumerated() {
      for attempt in request.attempts {
        moments.append(
          Moment(
            at: attempt.startedAt, kind: .call, request: place, deployment: attempt.deployment))
        guard attempt.endedAt != .never, !attempt.isAnswered else { continue }
        // Who was given up because the client left did not fail.
        if request.end?.error?.kind == .clientGone, attempt.isGivenUp,
          attempt.ordinal == request.attempts.last?.ordinal
        {
          continue
        }
        moments.append(
          Moment(
            at: attempt.endedAt, kind: .failure, request: place, deployment: attempt.deployment))
      }
      for number in decisions[place] {
        moments.append(
          Moment(
            at: result.tracedDecisions[number].at, kind: .decision, request: place,
            decision: number))
      }
    }
    return moments.sorted {
      ($0.at, $0.request, $0.kind.rawValue) < ($1.at, $1.request, $1.kind.rawValue)
    }
  }

  /// Who owns the pins of a kind; nil where the request has none of it.
  private func owner(
    _ stage: Stage, _ request: RequestTrace, of deployment: DeploymentIndex
  ) -> Owner? {
    owner(stage, request, group: setup.configuration.deployments[deployment.index].group.index)
  }

  private func owner(_ stage: Stage, _ request: RequestTrace, group: Int) -> Owner? {
    // Levels go before pins, and hold them back.
    guard !declared.hasOrders else { return nil }
    var owner = Owner(key: request.key.index, group: group, replica: request.replica)
    if stage == .userPin {
      return declared.lists("optional_pre_call_checks", "deployment_affinity") ? owner : nil
    }
    let stream = Int(request.label.traffic)
    guard declared.lists("optional_pre_call_checks", "session_affinity"),
      declared.hasOwnSessions(stream)
    else { return nil }
    owner.stream = stream
    owner.conversation = Int(request.label.conversation)
    return owner
  }

  /// How a decision strays from the pin of a kind, if it does.
  private func strayed(
    _ decision: TracedDecision, _ kind: Stage, _ request: RequestTrace,
    _ book: PinBook<Owner, DeploymentIndex>
  ) -> Breach? {
    guard let place = decision.stages.firstIndex(where: { $0.stage == kind }),
      let group = decision.stages.flatMap(\.notes).compactMap(Self.candidates).first?.first.map({
        setup.configuration.deployments[$0.index].group.index
      }), let owner = owner(kind, request, group: group)
    else { return nil }
    let pin = book.pin(of: owner, at: decision.at, for: request.number)
    let out = decision.stages[place].eliminations.map(\.deployment)
    let later = decision.stages[(place + 1)...].flatMap(\.eliminations).map(\.deployment)
    let kept = (decision.pick?.candidates ?? []) + later
    let word = kind == .userPin ? "key" : "session"
    switch pin {
    case .unknown: return nil
    case .none:
      guard !out.isEmpty, !isMet(owner, kind, at: decision.at, by: request) else { return nil }
      return stray(
        "a pin that nobody has", request, "was kept to a pin, but its \(word) is pinned to nobody")
    case .to(let target):
      let isThere = kept.contains(target) || out.contains(target)
      guard isThere, out.contains(target) || !kept.allSatisfy({ $0 == target }),
        !isMet(owner, kind, at: decision.at, by: request)
      else { return nil }
      return stray(
        "a pin is not followed", request,
        "was not kept to \(label(target)), to which its \(word) is pinned")
    }
  }

  /// Whether another request of an owner calls or fails at the same instant: those who waited for
  /// one key go on at once, in any order.
  private func isMet(
    _ owner: Owner, _ kind: Stage, at now: Instant, by request: RequestTrace
  ) -> Bool {
    result.traces.contains { other in
      other.number != request.number
        && other.attempts.contains {
          ($0.startedAt == now || $0.endedAt == now)
            && self.owner(kind, other, of: $0.deployment) == owner
        }
    }
  }

  private static func candidates(_ note: StageNote) -> [DeploymentIndex]? {
    if case .candidates(let members) = note { return members }
    return nil
  }

  private func stray(_ cause: String, _ request: RequestTrace, _ text: String) -> Breach {
    Breach(
      property: .pinsFollow, cause: cause, text: "\(request.label.text(in: setup)) \(text)",
      request: request.label)
  }
}
