import Primitives
import RoutingCore

/// Reads `router_settings` and the parts of `litellm_settings` that routing reads.
struct SettingsReader {
  let reader: NodeReader

  static let read =
    [
      "num_retries", "retry_after", "cooldown_time", "allowed_fails", "disable_cooldowns",
      "optional_pre_call_checks", "deployment_affinity_ttl_seconds", "max_fallbacks",
      "enable_pre_call_checks", "fallbacks", "default_fallbacks", "model_group_alias",
      "model_group_affinity_config", "redis_host", "redis_url",
      "allowed_fails_policy", "retry_policy", "model_group_retry_policy",
      "context_window_fallbacks", "content_policy_fallbacks", "enable_weighted_failover",
      "enable_tag_filtering", "tag_filtering_match_any",
      "enable_health_check_routing", "health_check_staleness_threshold",
      "timeout", "request_timeout", "stream_timeout", "enable_mid_stream_fallback_continuation",
    ] + StrategyReader.settings + BudgetReader.settings

  func read(
    _ settings: YAMLNode?, litellm: YAMLNode?, into gateway: inout GatewayImport
  ) {
    if let settings, settings.members == nil, !settings.isNull {
      reader.report(
        "expected-mapping", settings.place, "router_settings is \(settings.kindName)",
        hint: "expected a mapping")
    }
    let unmodelled = UnmodelledKeys(reader: reader)
    unmodelled.tellOfSettings(settings, litellm, read: Self.read)
    func value(_ key: String) -> YAMLNode? {
      guard let node = settings?.value(key) ?? litellm?.value(key), !node.isNull,
        key.hasPrefix("redis_") || !unmodelled.isFromEnvironment(node, key)
      else { return nil }
      return node
    }
    StrategyReader(reader: reader).read(value, into: &gateway.configuration.settings.strategies)
    BudgetReader(reader: reader).read(value, into: &gateway)
    readTimeouts(value, &gateway.configuration.settings)
    readNumbers(value, &gateway.configuration.settings)
    gateway.configuration.settings.checks = readChecks(
      value("optional_pre_call_checks"), "optional_pre_call_checks")
    gateway.configuration.settings.strategies.enforcesModelLimits = texts(
      value("optional_pre_call_checks")
    ).contains("enforce_model_rate_limits")
    gateway.configuration.settings.sharedStore =
      value("redis_host") != nil
      || value("redis_url") != nil
    readAliases(value("model_group_alias"), &gateway)
    readPolicies(value, &gateway)
    let fallbacks = FallbackReader(reader: reader)
    fallbacks.read(value("fallbacks"), value("default_fallbacks"), &gateway)
    gateway.contextWindowLists = fallbacks.typedLists(
      value("context_window_fallbacks"), "context_window_fallbacks")
    gateway.contentPolicyLists = fallbacks.typedLists(
      value("content_policy_fallbacks"), "content_policy_fallbacks")
    readAffinity(value("model_group_affinity_config"), &gateway)
  }

  private func readNumbers(
    _ value: (String) -> YAMLNode?, _ settings: inout RouterSettings
  ) {
    let gateway = GatewayReader(problems: reader.problems)
    if let retries = reader.integer(value("num_retries"), "num_retries", 0...1_000) {
      settings.retries = UInt32(retries)
    }
    if let wait = gateway.seconds(value("retry_after"), "retry_after") {
      settings.retryAfterMin = wait
    }
    // LiteLLM reads a configured 0 as its default of 5 s.
    if let time = gateway.seconds(value("cooldown_time"), "cooldown_time"), time > .zero {
      settings.cooldownTime = time
    }
    if let fails = reader.integer(value("allowed_fails"), "allowed_fails", 0...1_000_000) {
      settings.allowedFails = UInt32(fails)
    }
    if let disabled = reader.bool(value("disable_cooldowns"), "disable_cooldowns") {
      settings.cooldownsDisabled = disabled
    }
    if let lifetime = gateway.seconds(
      value("deployment_affinity_ttl_seconds"), "deployment_affinity_ttl_seconds")
    {
      settings.pinLifetime = lifetime
    }
    if let depth = reader.integer(value("max_fallbacks"), "max_fallbacks", 0...100) {
      settings.fallbackDepthMax = UInt32(depth)
    }
    if let enabled = reader.bool(value("enable_pre_call_checks"), "enable_pre_call_checks") {
      settings.preCallChecks = enabled
    }
    if let enabled = reader.bool(value("enable_tag_filtering"), "enable_tag_filtering") {
      settings.filtersTags = enabled
    }
    if let any = reader.bool(value("tag_filtering_match_any"), "tag_filtering_match_any") {
      settings.tagsMatchAny = any
    }
    if let enabled = reader.bool(value("enable_weighted_failover"), "enable_weighted_failover") {
      settings.weightedFailover = enabled
    }
  }

  /// A setting of zero is none, as Python has it.
  private func readTimeouts(_ value: (String) -> YAMLNode?, _ settings: inout RouterSettings) {
    let gateway = GatewayReader(problems: reader.problems)
    func timeout(_ key: String) -> SimDuration? {
      gateway.seconds(value(key), key).flatMap { $0 > .zero ? $0 : nil }
    }
    let router = timeout("timeout")
    settings.timeout = timeout("request_timeout") ?? router
    settings.streamTimeout = timeout("stream_timeout")
    let continues = "enable_mid_stream_fallback_continuation"
    if let enabled = reader.bool(value(continues), continues) {
      settings.continuesMidStream = enabled
    }
  }

  /// Checks that narrow nothing by themselves: limits, and budgets, which hold wherever they are
  /// set.
  static let otherChecks = ["enforce_model_rate_limits", "router_budget_limiting"]

  private func texts(_ node: YAMLNode?) -> [String] {
    guard case .sequence(let items)? = node?.content else { return [] }
    return items.compactMap { item in
      guard case .scalar(let text, _) = item.content else { return nil }
      return text
    }
  }

  func readChecks(_ node: YAMLNode?, _ what: String) -> CheckSet {
    var checks = CheckSet()
    for item in reader.sequence(node, what) ?? [] {
      guard let name = reader.text(item, "a check") else { continue }
      if let check = CheckSet(name: name) {
        checks.insert(check)
      } else if Self.otherChecks.contains(name) {
        continue
      } else if UnmodelledKeys.checks.contains(name) {
        reader.report(
          "unmodelled-check", item.place, "the check '\(name)' has no effect here",
          severity: .note)
      } else {
        // A typo here means no protection, and the gateway says nothing.
        reader.report(
          "unknown-check", item.place, "LiteLLM silently ignores the check '\(name)'",
          hint: NearestName.hint(for: name, among: CheckSet.names), severity: .note)
      }
    }
    return checks
  }

  private func readAliases(_ node: YAMLNode?, _ gateway: inout GatewayImport) {
    guard let node else { return }
    guard let members = node.members else {
      reader.report("expected-mapping", node.place, "model_group_alias is \(node.kindName)")
      return
    }
    for member in members {
      let target = member.value.value("model") ?? member.value
      guard let name = reader.text(target, "an alias") else { continue }
      gateway.aliases.append((member.key, name))
    }
  }

  private func readPolicies(_ value: (String) -> YAMLNode?, _ gateway: inout GatewayImport) {
    let policies = PolicyReader(reader: reader)
    gateway.configuration.settings.allowedFailsPolicy = policies.read(
      value("allowed_fails_policy"), "allowed_fails_policy", suffix: "ErrorAllowedFails")
    gateway.configuration.settings.retryPolicy = policies.read(
      value("retry_policy"), "retry_policy", suffix: "ErrorRetries")
    gateway.retryPolicies = policies.readGroups(value("model_group_retry_policy"))
  }

  private func readAffinity(_ node: YAMLNode?, _ gateway: inout GatewayImport) {
    guard let node else { return }
    guard let members = node.members else {
      reader.report(
        "expected-mapping", node.place, "model_group_affinity_config is \(node.kindName)")
      return
    }
    for member in members {
      let checks = readChecks(member.value, "model_group_affinity_config")
      guard let place = gateway.configuration.groups.firstIndex(where: { $0.name == member.key })
      else { continue }
      gateway.configuration.groups[place].checks = checks
    }
  }
}
