import Harness
import Primitives
import ReferenceModels
import RoutingCore
import Scenarios
import Tunnel

/// Limits refuse nobody before they are reached.
extension WorldRun {
  /// A request that was refused for a limit that was not reached.
  var earlyRefusal: Breach? {
    guard !declared.happens("restart") else { return nil }
    return earlyRefusalOfCaller ?? earlyRefusalOfDeployment ?? earlyRefusalOfStrategy
  }

  private var earlyRefusalOfCaller: Breach? {
    guard setup.replicas == 1 else { return nil }
    for (place, key) in setup.configuration.keys.enumerated() {
      let limits = declared.value["keys"]?[key.label]
      let parallel = DeclaredWorld.number(limits?["max_parallel_requests"])
      let minute = DeclaredWorld.number(limits?["rpm_limit"])
      guard parallel != nil || minute != nil else { continue }
      let mine = result.traces.filter { $0.key.index == place && $0.end != nil }
      // A name that the key may not call is refused before its limits are looked at.
      let counted = mine.filter { !($0.end?.error?.kind.isDenial ?? false) }
      if let breach = refusedInTurn(counted, key.label, parallel, minute) { return breach }
    }
    return nil
  }

  private func isLimited(_ request: RequestTrace) -> Bool {
    request.end?.error?.kind == .callerLimited
  }

  /// Goes through a key's requests as they came; ends of calls touch its minute, too.
  private func refusedInTurn(
    _ requests: [RequestTrace], _ key: String, _ parallel: Int?, _ minute: Int?
  ) -> Breach? {
    let let_through = requests.filter { !isLimited($0) }
    var window = CallWindow()
    let moments =
      requests.map { (at: $0.startedAt, isStart: true, request: $0) }
      + let_through.map { (at: $0.endedAt, isStart: false, request: $0) }
    for moment in moments.sorted(by: {
      ($0.at, $0.request.number) < ($1.at, $1.request.number)
    }) {
      guard moment.isStart else {
        window.touch(at: moment.at)
        continue
      }
      let number = window.call(at: moment.at)
      let running = let_through.count {
        $0.number != moment.request.number && $0.startedAt <= moment.at && moment.at <= $0.endedAt
      }
      let isOver = minute.map { number > $0 } ?? false
      let isFull = parallel.map { running >= $0 } ?? false
      if isLimited(moment.request), !isOver, !isFull {
        return early(
          "a key is refused before its limit", moment.request,
          "was refused as call \(number) of the minute of the key '\(key)', with \(running) running"
        )
      }
      let rest = window.rest(at: moment.at)
      if isLimited(moment.request), moment.request.end?.error?.retryAfter != rest {
        return early(
          "a key is not told when its minute is over", moment.request,
          "was not told to wait \(DurationText.format(rest)), when the minute of the key '\(key)' "
            + "is over")
      }
      if !isLimited(moment.request), isOver {
        return early(
          "a key is served beyond its limit", moment.request,
          "was let through as call \(number) of the minute of the key '\(key)'")
      }
    }
    return nil
  }

  /// A pick that came to nothing although its deployment had room.
  private var earlyRefusalOfDeployment: Breach? {
    let isEnforced = declared.lists("optional_pre_call_checks", "enforce_model_rate_limits")
    let counts = declared.settings["routing_strategy"]?.scalar == "usage-based-routing-v2"
    for (place, request) in result.traces.enumerated() where request.end != nil {
      for number in decisions[place] {
        let decision = result.tracedDecisions[number]
        guard let choice = decision.pick?.choice, let entry = entry(of: choice),
          !request.attempts.contains(where: {
            $0.deployment == choice && $0.startedAt == decision.at
          })
        else { continue }
        if (isEnforced || counts), entry.requestsPerMinute != nil { continue }
        let running = calls(at: decision.at, on: choice, request.replica)
        // Without a number of its own a deployment takes as many at once as in a minute.
        if let limit = entry.parallelMax ?? entry.requestsPerMinute, running >= limit { continue }
        return early(
          "a deployment is refused before its limit", request,
          "was picked for \(label(choice)) and not sent, which had \(running) calls")
      }
    }
    return nil
  }

  /// A strategy that found nobody although a candidate had calls left in this minute.
  private var earlyRefusalOfStrategy: Breach? {
    guard setup.replicas == 1, let strategy = declared.settings["routing_strategy"]?.scalar,
      strategy != "simple-shuffle"
    else { return nil }
    for decision in result.tracedDecisions where decision.pick == nil {
      guard decision.stages.contains(where: { $0.stage == .pick }),
        let request = request(of: decision)
      else { continue }
      let out = decision.stages.flatMap(\.eliminations).map(\.deployment)
      let able = members(of: decision).first { member in
        guard !out.contains(member), let entry = entry(of: member) else { return false }
        guard let limit = entry.requestsPerMinute else { return true }
        return calls(inMinuteOf: decision.at, on: member) < limit
      }
      guard let able else { continue }
      return early(
        "a strategy refuses before a limit", request,
        "found nobody, and \(label(able)) had calls left in this minute")
    }
    return nil
  }

  /// The calls that began or ended in the present minute of the clock.
  private func calls(inMinuteOf now: Instant, on deployment: DeploymentIndex) -> Int {
    let minute = SimDuration.seconds(60).nanoseconds
    let present = now.nanoseconds / minute
    return result.traces.reduce(0) { sum, request in
      sum
        + request.attempts.count { attempt in
          attempt.deployment == deployment && attempt.startedAt <= now
            && (attempt.startedAt.nanoseconds / minute == present
              || min(attempt.endedAt, request.endedAt).nanoseconds / minute == present)
        }
    }
  }

  private func calls(at now: Instant, on deployment: DeploymentIndex, _ replica: Int) -> Int {
    result.traces.reduce(0) { sum, request in
      guard request.replica == replica else { return sum }
      return sum
        + request.attempts.count {
          $0.deployment == deployment && $0.startedAt <= now
            && now <= min($0.endedAt, request.endedAt)
        }
    }
  }

  private func early(_ cause: String, _ request: RequestTrace, _ text: String) -> Breach {
    Breach(
      property: .limitsExact, cause: cause, text: "\(request.label.text(in: setup)) \(text)",
      request: request.label)
  }
}
