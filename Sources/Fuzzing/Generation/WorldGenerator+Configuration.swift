import Scenarios

extension WorldGenerator {
  private static let places = ["eastus", "westeu", "japan", "brazil", "norway", "india"]
  static let wildcardGroup = "anthropic/*"

  mutating func drawConfiguration() -> ScenarioValue {
    groups = (0..<choices.among(1...3)).map { "g\($0 + 1)" }
    let endpoints = choices.among(1...4)
    for group in groups.indices {
      let count = choices.among(1...4)
      for _ in 0..<count { drawDeployment(group, endpoints) }
    }
    if has(.wildcards) {
      drawCatalog()
      let count = choices.among(1...2)
      for number in 1...count { drawWildcard(number) }
    }
    var entries = deployments.map(\.value)
    if has(.membership), choices.chance(permille: 300) {
      entries = entries.enumerated().sorted { ($0.offset * 7) % 5 < ($1.offset * 7) % 5 }
        .map(\.element)
    }
    if let tiers = drawTiers() { entries.append(tiers) }
    var members: [(key: String, value: ScenarioValue)] = [("model_list", .list(entries))]
    if has(.credentials) { members.append(("credential_list", credentials())) }
    drawSettings()
    if !settings.isEmpty { members.append(("router_settings", .map(settings))) }
    let general = drawGeneralSettings()
    if !general.isEmpty { members.append(("general_settings", .map(general))) }
    return .map(members)
  }

  private mutating func drawDeployment(_ group: Int, _ endpoints: Int) {
    let number = deployments.count + 1
    let place = Self.places[choices.below(endpoints)]
    var parameters: [(key: String, value: ScenarioValue)] = [("model", .text("azure/gpt-5"))]
    if has(.credentials), choices.chance(permille: 500) {
      parameters.append(("litellm_credential_name", .text("cred-\(place)")))
    } else {
      parameters.append(("api_base", .text("https://\(place).openai.azure.com")))
      parameters.append(("api_key", .text("key-\(place)")))
    }
    if has(.weights), choices.chance(permille: 700) {
      parameters.append(("weight", .number(choices.one(of: [1, 2, 5, 9, 100]))))
    }
    if has(.orders), choices.chance(permille: 600) {
      parameters.append(("order", .number(choices.among(1...3))))
    }
    if has(.deploymentLimits), choices.chance(permille: 600) {
      parameters.append(("rpm", .number(choices.one(of: [100, 20, 5, 2]))))
    }
    if has(.parallel), choices.chance(permille: 600) {
      parameters.append(("max_parallel_requests", .number(choices.among(1...3))))
    }
    if has(.tags) {
      var tags = ["red", "blue"].filter { _ in choices.chance(permille: 500) }
      if choices.chance(permille: 200) { tags.append("default") }
      if !tags.isEmpty { parameters.append(("tags", .list(tags.map { .text($0) }))) }
    }
    if has(.cooldowns), choices.chance(permille: 200) {
      parameters.append(("cooldown_time", .number(choices.among(1...30))))
    }
    if has(.budgets), choices.chance(permille: 500) {
      // An answer of a hundred tokens costs a cent.
      parameters.append(("output_cost_per_token", .plain("0.0001")))
      parameters.append(("max_budget", .plain("0.0\(choices.among(1...9))")))
      parameters.append(("budget_duration", .text("1d")))
    }
    var info: [(key: String, value: ScenarioValue)] = [("id", .text("d\(number)"))]
    if has(.inputLimits), choices.chance(permille: 600) {
      info.append(("max_input_tokens", .number(choices.one(of: [10_000, 1_000]))))
    }
    if has(.membership), choices.chance(permille: 100) { info.append(("blocked", .plain("true"))) }
    if has(.accessGroups), choices.chance(permille: 500) {
      info.append(("access_groups", .list([.text("beta")])))
    }
    if has(.storedModels), choices.chance(permille: 700) {
      info.append(("db_model", .plain("true")))
    }
    deployments.append(
      DrawnDeployment(
        group: group, label: "d\(number)",
        value: .map([
          (key: "model_name", value: .text(groups[group])),
          (key: "litellm_params", value: .map(parameters)),
          (key: "model_info", value: .map(info)),
        ]), surfaceProvider: place))
  }

  private mutating func drawWildcard(_ number: Int) {
    var info: [(key: String, value: ScenarioValue)] = [("id", .text("w\(number)"))]
    if has(.accessGroups), choices.chance(permille: 500) {
      info.append(("access_groups", .list([.text("beta")])))
    }
    deployments.append(
      DrawnDeployment(
        group: -1, label: "w\(number)",
        value: .map([
          (key: "model_name", value: .text(Self.wildcardGroup)),
          (
            key: "litellm_params",
            value: .map([
              "model": .text(Self.wildcardGroup), "api_key": .text("key-anthropic-\(number)"),
            ])
          ),
          (key: "model_info", value: .map(info)),
        ]), isWildcard: true, surfaceProvider: "anthropic"))
  }

  /// Names that no naming rule knows: what is known of them comes from the map alone.
  private mutating func drawCatalog() {
    for number in 1...choices.among(1...3) {
      catalog.append((name: "zeta-poet-\(number)", provider: "anthropic"))
    }
    if choices.chance(permille: 300) { catalog.append((name: "omega-poet-1", provider: "openai")) }
  }

  private mutating func drawSettings() {
    settings.append(("num_retries", .number(has(.retries) ? choices.among(0...3) : 0)))
    var checks: [String] = []
    if has(.sealedChecks) { checks.append("encrypted_content_affinity") }
    if has(.pins) {
      for check in [
        "session_affinity", "deployment_affinity", "responses_api_deployment_check",
      ] where choices.chance(permille: 400) { checks.append(check) }
    }
    if has(.deploymentLimits), choices.chance(permille: 500) {
      checks.append("enforce_model_rate_limits")
    }
    if !checks.isEmpty {
      settings.append(("optional_pre_call_checks", .list(checks.map { .text($0) })))
    }
    if has(.fallbacks), groups.count > 1 {
      drawFallbacks()
      if choices.chance(permille: 300) {
        settings.append(("max_fallbacks", .number(choices.among(0...2))))
      }
    }
    if has(.cooldowns) {
      if choices.chance(permille: 500) {
        settings.append(("cooldown_time", .number(choices.among(1...60))))
      }
      if choices.chance(permille: 400) {
        settings.append(("allowed_fails", .number(choices.among(0...3))))
      }
    } else if choices.chance(permille: 300) {
      settings.append(("disable_cooldowns", .plain("true")))
    }
    if has(.strategies) {
      let strategy = choices.one(of: [
        "simple-shuffle", "least-busy", "latency-based-routing", "usage-based-routing-v2",
        "cost-based-routing",
      ])
      settings.append(("routing_strategy", .text(strategy)))
    }
    if has(.inputLimits) { settings.append(("enable_pre_call_checks", .plain("true"))) }
    if has(.timeouts) { settings.append(("timeout", .number(choices.among(1...10)))) }
    if has(.tags), choices.chance(permille: 700) {
      settings.append(("enable_tag_filtering", .plain("true")))
    }
    if has(.store) { settings.append(("redis_host", .text("store.example.com"))) }
    if has(.fallbacks), choices.chance(permille: 200) {
      settings.append(("enable_weighted_failover", .plain("true")))
    }
    if has(.aliases), let group = groups.first {
      settings.append(("model_group_alias", .map([(key: "nick", value: .text(group))])))
    }
  }

  private mutating func drawFallbacks() {
    var lists: [ScenarioValue] = []
    for group in groups.indices where choices.chance(permille: 700) {
      let others = groups.indices.filter { $0 != group && choices.chance(permille: 600) }
      if !others.isEmpty {
        lists.append(
          .map([(key: groups[group], value: .list(others.map { .text(groups[$0]) }))]))
      }
    }
    if !lists.isEmpty { settings.append(("fallbacks", .list(lists))) }
  }
}
