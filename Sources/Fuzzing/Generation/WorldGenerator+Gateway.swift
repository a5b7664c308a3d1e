import Scenarios

extension WorldGenerator {
  mutating func drawKeys() -> ScenarioValue {
    var drawn: [(key: String, value: ScenarioValue)] = [("all", .map([:]))]
    if has(.restrictedKeys) {
      for number in 1...choices.among(1...3) {
        drawn.append(("k\(number)", .map(drawKey())))
      }
    }
    if has(.callerLimits) { drawn.append(("limited", drawLimitedKey())) }
    if has(.teams) {
      // The key has what its team has, or what both have.
      let own: [ScenarioValue] =
        choices.chance(permille: 500)
        ? [.text("all-team-models")] : groups.prefix(2).map { .text($0) }
      drawn.append(
        ("member", .map([(key: "models", value: .list(own)), ("team_id", .text("red"))])))
      if choices.chance(permille: 200) {
        drawn.append(("alone", .map(["models": .list([.text("all-team-models")])])))
      }
    }
    drawn += drawGroupKeys()
    keys = drawn.map(\.key)
    return .map(drawn)
  }

  mutating func drawTeams() -> ScenarioValue? {
    guard has(.teams) else { return nil }
    var models = groups.filter { _ in choices.chance(permille: 500) }
    if models.isEmpty { models = [groups[0]] }
    if has(.wildcards), choices.chance(permille: 700) { models.append(Self.wildcardGroup) }
    return .map(["red": .map(["models": .list(models.map { .text($0) })])])
  }

  private mutating func drawKey() -> [(key: String, value: ScenarioValue)] {
    var models = groups.filter { _ in choices.chance(permille: 500) }
    if has(.wildcards), choices.chance(permille: 700) { models.append(Self.wildcardGroup) }
    if has(.wildcards), let listed = catalog.first, choices.chance(permille: 200) {
      models.append(listed.name)
    }
    if models.isEmpty { models = [groups[choices.below(groups.count)]] }
    return [("models", .list(models.map { .text($0) }))]
  }

  mutating func drawGateway() -> [(key: String, value: ScenarioValue)] {
    var drawn: [(key: String, value: ScenarioValue)] = []
    if has(.replicas) {
      drawn.append(("replicas", .number(choices.among(2...3))))
      if choices.chance(permille: 300) { drawn.append(("balance", .text("sticky"))) }
    }
    if choices.chance(permille: 150) {
      drawn.append(("callback_lag", .text("\(choices.one(of: [100, 1_000, 3_000]))ms")))
    }
    if has(.store), choices.chance(permille: 300) {
      drawn.append(("store_latency", .text("\(choices.one(of: [5, 50, 500]))ms")))
    }
    if has(.catalogChanges), has(.wildcards), choices.chance(permille: 400) {
      reloadsByItself = true
      drawn.append(("reload_every", .text("\(choices.one(of: [60, 150]))s")))
    }
    if has(.database) {
      drawn.append(
        (
          "database",
          .map([
            "latency": .text("\(choices.one(of: [5, 200]))ms"), "timeout": .text("1s"),
            "capacity": .number(choices.one(of: [20, 2])),
            "key_cache": .text("\(choices.one(of: [60, 5, 1]))s"),
          ])
        ))
    }
    return drawn
  }

  /// A key with one limit.
  private mutating func drawLimitedKey() -> ScenarioValue {
    switch choices.below(4) {
    case 0: .map(["max_parallel_requests": .number(choices.among(1...5))])
    case 1: .map(["rpm_limit": .number(choices.among(1...5))])
    case 2: .map(["tpm_limit": .number(choices.one(of: [400, 100]))])
    default:
      .map(["max_budget": .plain("0.0\(choices.among(1...9))"), "budget_duration": .text("1d")])
    }
  }

  /// The labels of the fakes that the drawn deployments call.
  private var upstreamLabels: [String] {
    var labels: [String] = []
    for deployment in deployments where !deployment.isWildcard {
      if !labels.contains(deployment.surfaceProvider) { labels.append(deployment.surfaceProvider) }
    }
    return labels
  }

  mutating func drawUpstreams() -> [(key: String, value: ScenarioValue)] {
    var drawn: [(key: String, value: ScenarioValue)] = []
    if choices.chance(permille: 300) {
      drawn.append(
        ("all", .map(["first_byte": .map(["uniform": .list([.text("50ms"), .text("2s")])])])))
    }
    for label in upstreamLabels {
      var members: [(key: String, value: ScenarioValue)] = []
      if has(.faults), choices.chance(permille: 500) {
        members.append(
          ("faults", .list((0..<choices.among(1...2)).map { _ in drawFault() })))
      }
      if has(.rateLimits), choices.chance(permille: 500) {
        members.append(
          ("rate_limit", .map(["requests": .number(choices.one(of: [60, 20, 5]))])))
      }
      if has(.parallel), choices.chance(permille: 300) {
        members.append(("capacity", .number(choices.among(1...4))))
      }
      if has(.connections), choices.chance(permille: 500) {
        members.append(("connections", .number(choices.among(1...3))))
        if choices.chance(permille: 500) {
          members.append(("client_lifetime", .text("\(choices.among(2...20))s")))
        }
      }
      if !members.isEmpty { drawn.append((label, .map(members))) }
    }
    return drawn
  }

  /// Refusals that providers give for reasons of their own.
  private static let refusals = [
    "content_policy_violation", "context_length_exceeded", "insufficient_quota",
    "permission_denied", "request_too_large", "overloaded", "model_not_found",
  ]

  /// Statuses that providers answer with.
  private static let statuses = [503, 402, 401, 404, 402, 408, 402, 403, 409, 422, 504, 529]

  /// How long to wait, in one of its spellings.
  private mutating func drawWait() -> ScenarioValue {
    let seconds = choices.one(of: [1, 5, 20])
    switch choices.below(4) {
    case 2: return .map(["date": .text("\(seconds)s")])
    case 3: return .map(["ms": .text("\(seconds * 1_000)ms")])
    default: return .text("\(seconds)s")
    }
  }

  /// A fault that ends by itself within the first minute.
  private mutating func drawFault() -> ScenarioValue {
    var members: [(key: String, value: ScenarioValue)]
    switch choices.below(has(.timeouts) ? 9 : 7) {
    case 0: members = [("answers", .number(500))]
    case 1:
      members = [("answers", .number(429))]
      if choices.chance(permille: 600) {
        members.append(("retry_after", drawWait()))
      }
    case 2: members = [("answers", .number(choices.one(of: Self.statuses)))]
    case 3: members = [("breaks", .text("connection"))]
    case 4: members = [("cut", .text("stream"))]
    case 5: members = [("answers", .text(choices.one(of: Self.refusals)))]
    case 7: members = [("silent", .text("\(choices.among(2...30))s"))]
    case 8: members = [("stall", .text("\(choices.among(2...30))s"))]
    default: members = [("fails", .number(500)), ("after_events", .number(choices.among(1...4)))]
    }
    let from = choices.among(0...30)
    let until = from + choices.among(1...30)
    members.append(("from", .text("\(from)s")))
    members.append(("until", .text("\(until)s")))
    if choices.chance(permille: 200) { members.append(("turn", .number(choices.among(1...3)))) }
    if choices.chance(permille: 200) { members.append(("attempts", .number(choices.among(1...3)))) }
    return .map(members)
  }
}
