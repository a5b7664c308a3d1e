import Primitives

extension Router {
  /// Decides whether the top frame tries again, and when (LiteLLM C4).
  ///
  /// A try again starts after a wait that may be zero; the last failed try is followed by a wait,
  /// too.
  mutating func afterFailedTry(
    _ place: Int, _ error: ErrorFacts, _ now: Instant, _ random: inout GatewayRandom,
    _ effects: inout EffectBuffer
  ) -> Step {
    if error.kind.isDenial { return .raised(error) }
    var frame = topFrame(of: place)
    let members = healthyCount(of: frame.model, at: now)
    let isFree = asksAnotherForFree(place, error, frame, members)
    if frame.firstError == nil {
      frame.firstError = error
      frame.membersAtFirstError = members.all
      let policy = retriesByPolicy(place, error, model: frame.model)
      frame.followsPolicy = policy != nil
      frame.retries = policy ?? retries(place, after: error)
      #if MUTANTS
        if Mutant.oneRetryTooMany.isActive { frame.retries += 1 }
        if Mutant.oneRetryTooFew.isActive, frame.retries > 0 { frame.retries -= 1 }
      #endif
      guard frame.retries > 0 || isFree,
        frame.followsPolicy || isRetried(error, healthy: members.healthy, all: members.all)
      else { return .raised(error) }
    } else if case .everyError = rules.retryCheck, !frame.followsPolicy,
      !isRetried(error, healthy: members.healthy, all: frame.membersAtFirstError)
    {
      return .raised(error)
    }
    noteRefuser(place, error)
    if isFree { frame.retries &+= 1 }
    frame.latestError = error
    let wait = backOff(
      after: error, tries: frame.retried, healthy: members.healthy, all: frame.membersAtFirstError,
      random: &random)
    withTopFrame(place) { $0 = frame }
    guard wait > .zero else { return afterBackOff(place) }
    slots[place].phase = .backingOff
    slots[place].timerOrdinal &+= 1
    effects.effects.append(
      .armTimer(slots[place].arrival.id, slots[place].timerOrdinal, now + wait))
    return .waits
  }

  /// The next try, or the error once the tries are used up.
  mutating func afterBackOff(_ place: Int) -> Step {
    var frame = topFrame(of: place)
    guard frame.retried < frame.retries else {
      let raised =
        switch rules.retryError {
        case .first: frame.firstError
        case .latest: frame.latestError
        }
      guard let raised else { preconditionFailure("a wait came to its end without an error") }
      return .raised(raised)
    }
    frame.retried += 1
    withTopFrame(place) { $0 = frame }
    return .tryTop
  }

  /// The request's number of retries, else the entry's, else the router's.
  private func retries(_ place: Int, after error: ErrorFacts) -> UInt32 {
    if let asked = slots[place].arrival.retries { return asked }
    if error.isFinal { return 0 }
    return error.deployment.flatMap { configuration.deployments[$0.index].retries }
      ?? configuration.settings.retries
  }

  /// The number of a retry policy, which goes before every other one; a request that asks for no
  /// retries gets none. The policy of the name replaces the router's as a whole.
  private func retriesByPolicy(
    _ place: Int, _ error: ErrorFacts, model: ModelIndex
  ) -> UInt32? {
    guard slots[place].arrival.retries != 0,
      let policy = configuration.models[model.index].retryPolicy
        ?? configuration.settings.retryPolicy
    else { return nil }
    return number(of: policy, for: error.kind, orElse: .otherwise)
  }

  /// What a policy says of an error, as the rule has it: the number of its class, else that of
  /// another one; nil for nothing.
  func number(
    of policy: ErrorPolicy, for kind: ErrorKind, orElse otherwise: PolicyClass? = nil
  ) -> UInt32? {
    switch rules.policyClasses {
    case .every: return policy.number(for: kind) ?? otherwise.flatMap { policy[$0] }
    case .five:
      guard kind != .paymentRequired else { return nil }
      switch kind.policyClass {
      case .badRequest, .authentication, .timeout, .rateLimit, .contentPolicy:
        return policy.number(for: kind)
      default: return nil
      }
    }
  }

  /// Whether another try makes sense: a status that may pass, and somebody healthy left.
  private func isRetried(_ error: ErrorFacts, healthy: Int, all: Int) -> Bool {
    guard healthy > 0 else { return false }
    if waitsForOrigin(after: error), let wait = error.retryAfter, wait > Self.waitMax {
      return false
    }
    switch rules.refusalScope {
    case .byStatus:
      switch error.status {
      case 401: return all > 1
      case 403: return isPermissionRetried(all: all)
      default: return error.isRetryable
      }
    case .serverErrors: return error.status == 408 || error.status >= 500
    case .byScope:
      return (401...404).contains(error.status) ? all > 1 : error.isRetryable
    }
  }

  /// The longest wait that an answer can ask of a retry.
  private static let waitMax = SimDuration.seconds(60)

  /// Whether nobody but the origin of its sealed items can take the request, and that cools.
  private func waitsForOrigin(after error: ErrorFacts) -> Bool {
    guard error.kind == .originRateLimited else { return false }
    switch rules.pinnedBackOff {
    case .likeOthers: return false
    case .untilOriginIsBack: return true
    }
  }

  private func isPermissionRetried(all: Int) -> Bool {
    switch rules.permissionRetry {
    case .retried: true
    case .notAlone: all > 1
    }
  }

  /// Whether the refusal concerns one deployment's account, and another one is asked without using
  /// up a try, as the rule says.
  private func asksAnotherForFree(
    _ place: Int, _ error: ErrorFacts, _ frame: Frame, _ members: (all: Int, healthy: Int)
  ) -> Bool {
    switch rules.retryBudget {
    case .everyTry: return false
    case .distinctFirst:
      guard let deployment = error.deployment, members.healthy > 0,
        frame.retried < members.all,
        error.status == 401 || error.status == 402 || error.status == 403,
        isRetried(error, healthy: members.healthy, all: members.all)
      else { return false }
      return !slots[place].refusers.contains(deployment)
    }
  }

  /// Remembers a deployment that refused with a status nobody retries.
  private mutating func noteRefuser(_ place: Int, _ error: ErrorFacts) {
    #if MUTANTS
      if Mutant.refuserForgotten.isActive { return }
    #endif
    guard skipsRefusers, let deployment = error.deployment, !error.isRetryable,
      !slots[place].refusers.contains(deployment)
    else { return }
    slots[place].refusers.append(deployment)
  }

  /// Whether a retry passes over who refused for good.
  var skipsRefusers: Bool {
    switch rules.retryTarget {
    case .any: false
    case .skipsRefusers: true
    }
  }

  /// No wait while somebody healthy is left in a group of several; else `Retry-After` up to 60 s,
  /// else 0.5 s doubled with each try up to 8 s; both with up to 0.75 s of jitter (LiteLLM C4).
  private func backOff(
    after error: ErrorFacts, tries: UInt32, healthy: Int, all: Int, random: inout GatewayRandom
  ) -> SimDuration {
    let waitsForOrigin = waitsForOrigin(after: error)
    guard healthy == 0 || all == 1 || waitsForOrigin else { return .zero }
    let jitter = SimDuration(
      nanoseconds: UInt64(random.uniform(.jitter) * 750_000_000))
    if let asked = error.retryAfter, asked > .zero, asked <= Self.waitMax { return asked + jitter }
    let doubled = SimDuration.milliseconds(500 << UInt64(min(tries, 10)))
    let bounded = min(max(doubled, configuration.settings.retryAfterMin), .seconds(8))
    return bounded + jitter
  }

  /// Members of the group a name stands for, and how many of them are healthy; a deployment called
  /// by its id has nobody to fall back on.
  mutating func healthyCount(of model: ModelIndex, at now: Instant) -> (all: Int, healthy: Int) {
    guard let group = names.resolutions[model.index].candidates else {
      return (0, 0)
    }
    return healthyCount(of: group.index, at: now)
  }
}
