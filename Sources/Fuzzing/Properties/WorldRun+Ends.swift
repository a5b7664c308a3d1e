import Harness
import Primitives
import ReferenceModels
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

extension WorldRun {
  /// A run that stopped at a limit: something in it goes on and on.
  var limitReached: Breach? {
    guard let limit = result.limit else { return nil }
    var request: RequestLabel?
    if case .tries(_, of: let label) = limit { request = label }
    return Breach(
      property: .endsOnce, cause: "the run stopped at a limit", text: limit.found, request: request)
  }

  /// A request that never ended, or something that was never given back.
  var openEnd: Breach? {
    let open = result.traces.first { $0.end == nil }
    if result.unfinished > 0 || open != nil {
      return Breach(
        property: .endsOnce, cause: "a request never ended",
        text: "\(open?.label.text(in: setup) ?? "a request") never ended; \(result.unfinished) are "
          + "still counted",
        request: open?.label)
    }
    if let request = outliving {
      return Breach(
        property: .endsOnce, cause: "a request goes on without its client",
        text: "\(request.label.text(in: setup)) went on after its client had left",
        request: request.label)
    }
    if let breach = brokenCall { return breach }
    if result.heldSlots > 0 {
      return Breach(
        property: .endsOnce, cause: "a slot was never given back",
        text: "\(result.heldSlots) calls still count once all are over", request: nil)
    }
    if result.world.leakedConnections > 0 {
      return Breach(
        property: .endsOnce, cause: "a connection was never given back",
        text: "\(result.world.leakedConnections) connections were never given back", request: nil)
    }
    return nil
  }

  /// A call that lost its connection although no upstream failed.
  private var brokenCall: Breach? {
    guard !declared.hasFaults else { return nil }
    for request in result.traces {
      guard
        let broken = request.attempts.first(where: {
          $0.endedAt != .never && !$0.isGivenUp && $0.refusal.status == 0
        })
      else { continue }
      return Breach(
        property: .endsOnce, cause: "a call breaks though no upstream failed",
        text: "\(request.label.text(in: setup)) lost its connection to \(label(broken.deployment))",
        request: request.label)
    }
    return nil
  }

  /// A request that went on after its client had left.
  private var outliving: RequestTrace? {
    result.traces.first { request in
      guard let patience = declared.patience(ofStream: Int(request.label.traffic)) else {
        return false
      }
      return request.startedAt + .milliseconds(patience + 1) < request.endedAt
    }
  }

  /// What an answer takes whose upstream has no fault, at most.
  private static let answerBound = SimDuration.seconds(5)

  /// An attempt that was borne longer than `timeout` allows: so long before its first event, and so
  /// long after each; only one of these waits is long in a world of the fuzzer.
  private var tooLongAttempt: Breach? {
    guard let timeout = DeclaredWorld.number(declared.settings["timeout"]), timeout > 0 else {
      return nil
    }
    for request in result.traces {
      for attempt in request.attempts where attempt.endedAt != .never {
        let most = min(
          .seconds(UInt64(timeout) * (UInt64(attempt.events) + 1)),
          .seconds(2 * UInt64(timeout)) + Self.answerBound)
        let took = min(attempt.endedAt, request.endedAt).since(attempt.startedAt)
        guard took > most + .milliseconds(1) else { continue }
        return Breach(
          property: .attemptsBounded, cause: "a silence longer than the timeout",
          text: "\(request.label.text(in: setup)) waited \(DurationText.format(took)) for "
            + "\(label(attempt.deployment)), which said \(attempt.events) times something; "
            + "\(DurationText.format(most)) is the most",
          request: request.label)
      }
    }
    return nil
  }

  /// A request with more attempts than it can need, or one that took too long.
  var tooManyAttempts: Breach? {
    if let breach = tooLongAttempt ?? waitForClosedStore { return breach }
    let groups = declared.groups.map { name in
      let members = declared.members(name)
      var levels: [Int?] = []
      for member in members where !levels.contains(member.order) { levels.append(member.order) }
      return AttemptBound.Group(members: members.count, levels: levels.count)
    }
    let retries = DeclaredWorld.number(declared.settings["num_retries"]) ?? 2
    let bound = AttemptBound(
      groups: groups, retries: retries,
      failsOverByWeight: declared.isTrue("enable_weighted_failover"))
    guard
      let request = result.traces.first(where: { $0.attempts.count > bound.attemptsMax })
    else { return nil }
    return Breach(
      property: .attemptsBounded, cause: "more attempts than retries and groups allow",
      text: "\(request.label.text(in: setup)) made \(request.attempts.count) attempts; "
        + "\(bound.attemptsMax) can be needed",
      request: request.label)
  }

  /// A limit of calls that was not kept.
  var brokenQuota: Breach? {
    let declared = DeclaredWorld(value)
    // Every process counts for itself.
    let processes = declared.replicas * (declared.happens("restart") ? 2 : 1)
    var attempts = Array(repeating: Overlap(), count: setup.configuration.deployments.count)
    var perKey: [Overlap] = Array(repeating: Overlap(), count: setup.configuration.keys.count)
    for request in result.traces {
      for attempt in request.attempts {
        let until = min(attempt.endedAt, request.endedAt)
        attempts[attempt.deployment.index].add(
          from: attempt.startedAt, until: max(until, attempt.startedAt))
      }
      if let first = request.attempts.first {
        perKey[request.key.index].add(
          from: first.startedAt, until: max(first.startedAt, request.endedAt))
      }
    }
    // Usage-based routing counts calls as they start, where nobody else picks besides.
    let countsStarts =
      declared.settings["routing_strategy"]?.scalar == "usage-based-routing-v2"
      && !declared.picksByRequest
    let isEnforced =
      declared.lists("optional_pre_call_checks", "enforce_model_rate_limits") || countsStarts
    for (place, entry) in declared.entries.enumerated() where place < attempts.count {
      let most = attempts[place].most
      if let limit = entry.parallelMax, limit > 0, most.count > limit * processes {
        return quota(
          "more calls at once than a deployment may have",
          "\(label(DeploymentIndex(place))) had \(most.count) calls at once; \(limit) are allowed")
      }
      let minute = attempts[place].mostInAMinute(offset: .zero)
      if isEnforced, let limit = entry.requestsPerMinute, limit > 0,
        minute.count > limit * processes
      {
        return quota(
          "more calls in a minute than a deployment may have",
          "\(label(DeploymentIndex(place))) had \(minute.count) calls in minute "
            + "\(minute.minute); \(limit) are allowed"
        )
      }
    }
    return brokenCallerLimit(declared, perKey, processes) ?? needlessReads
  }

  private static let answerTokens = 40

  /// Whether every request of a key says how long its answer will be.
  private func expectsAnswers(of key: Int) -> Bool {
    result.traces.allSatisfy {
      $0.key.index != key
        || declared.outputTokens(ofStream: Int($0.label.traffic)) == Self.answerTokens
    }
  }

  private func quota(_ cause: String, _ text: String) -> Breach {
    Breach(property: .quotasKept, cause: cause, text: text, request: nil)
  }

  /// More reads of keys than callers who know of each other need.
  private var needlessReads: Breach? {
    guard let database = setup.database, !declared.happens("database"),
      !declared.happens("restart")
    else { return nil }
    var most = 0
    var next: [Int: Instant] = [:]
    for request in result.traces.sorted(by: { $0.startedAt < $1.startedAt }) {
      let place = request.replica * setup.configuration.keys.count + request.key.index
      let due = next[place] ?? .zero
      if request.startedAt < due { continue }
      most += 1
      next[place] = request.startedAt + database.latency
    }
    guard result.databaseReads > UInt64(most) else { return nil }
    return quota(
      "keys are read more often than callers need",
      "\(result.databaseReads) reads of keys were made; \(most) can be needed")
  }

  private func brokenCallerLimit(
    _ declared: DeclaredWorld, _ perKey: [Overlap], _ processes: Int
  ) -> Breach? {
    for (place, key) in setup.configuration.keys.enumerated() {
      let limits = declared.value["keys"]?[key.label]
      let most = perKey[place].most
      if let limit = DeclaredWorld.number(limits?["max_parallel_requests"]),
        limit > 0, most.count > limit * processes
      {
        return quota(
          "more calls at once than a key may have",
          "the key '\(key.label)' had \(most.count) calls at once; \(limit) are allowed")
      }
      // Answers have so many tokens; those of one minute may run beside those of the next.
      if let limit = DeclaredWorld.number(limits?["tpm_limit"]), limit >= Self.answerTokens,
        expectsAnswers(of: place),
        most.count > 2 * (limit / Self.answerTokens) * processes
      {
        return quota(
          "more tokens at once than a key may have",
          "the key '\(key.label)' had \(most.count) calls at once, of \(Self.answerTokens) tokens "
            + "each; \(limit) are allowed in a minute")
      }
      // A window of a minute begins with its first call: two of them touch any clock minute.
      let minute = perKey[place].mostInAMinute(offset: .zero)
      if let limit = DeclaredWorld.number(limits?["rpm_limit"]),
        limit > 0, minute.count > 2 * limit * processes
      {
        return quota(
          "more calls in a minute than a key may have",
          "the key '\(key.label)' had \(minute.count) calls in a minute; \(limit) are allowed")
      }
    }
    return nil
  }
}
