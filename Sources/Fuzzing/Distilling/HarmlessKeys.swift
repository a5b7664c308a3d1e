import RoutingCore
import Scenarios

/// The keys of a configuration whose values can name nobody, once they are numbers, truth values or
/// words of LiteLLM's own.
enum HarmlessKeys {
  static let params = [
    "weight", "rpm", "tpm", "max_parallel_requests", "input_cost_per_token",
    "output_cost_per_token", "max_budget", "budget_duration", "order", "cooldown_time",
    "num_retries", "timeout", "stream_timeout",
  ]
  static let info = [
    "cooldown_time", "allowed_fails", "blocked", "db_model", "max_input_tokens", "order",
    "supports_assistant_prefill", "enable_tag_filtering",
  ]
  static let settings = [
    "num_retries", "retry_after", "cooldown_time", "allowed_fails", "disable_cooldowns",
    "deployment_affinity_ttl_seconds", "max_fallbacks", "enable_pre_call_checks",
    "enable_weighted_failover", "enable_tag_filtering", "tag_filtering_match_any", "timeout",
    "request_timeout", "stream_timeout", "enable_mid_stream_fallback_continuation",
    "default_max_parallel_requests", "enable_health_check_routing",
    "health_check_staleness_threshold", "background_health_checks", "health_check_interval",
    "enforce_fallback_model_access", "routing_strategy",
  ]
  static let strategyArguments = [
    "ttl", "lowest_latency_buffer", "max_latency_list_size", "ttft_percentile",
  ]
  private static let words = [
    "true", "false", "simple-shuffle", "least-busy", "latency-based-routing",
    "usage-based-routing", "usage-based-routing-v2", "cost-based-routing",
  ]
  /// Checks of LiteLLM's.
  static let checks = CheckSet.names + ["enforce_model_rate_limits", "router_budget_limiting"]

  /// The members of a mapping with these keys, as far as their values are harmless.
  static func kept(
    _ written: ScenarioValue?, _ keys: [String]
  ) -> [(key: String, value: ScenarioValue)] {
    (written?.members ?? []).compactMap { member in
      guard keys.contains(member.key), let text = member.value.scalar, isHarmless(text) else {
        return nil
      }
      return (member.key, Int(text) == nil ? .plain(text) : .number(Int(text) ?? 0))
    }
  }

  /// A number of a few digits, a duration such as `30d`, or a word of LiteLLM's.
  private static func isHarmless(_ text: String) -> Bool {
    if words.contains(text) { return true }
    guard text.utf8.count <= 12 else { return false }
    if let number = Double(text) { return number.isFinite }
    guard let unit = text.last, "smhd".contains(unit) else { return false }
    return Int(text.dropLast()) != nil
  }

  /// A policy: a number for some classes of errors.
  static func policy(_ written: ScenarioValue) -> ScenarioValue? {
    let suffixes = ["ErrorRetries", "ErrorAllowedFails"]
    let named = PolicyClass.allCases.flatMap { one in suffixes.map { one.label + $0 } }
    let kept = kept(written, named + ["DefaultRetries"])
    return kept.isEmpty ? nil : .map(kept)
  }

  /// The checks of a list that are LiteLLM's.
  static func checks(_ written: ScenarioValue) -> ScenarioValue {
    .list((written.items ?? []).compactMap(\.scalar).filter(checks.contains).map { .text($0) })
  }
}

extension AnonymousConfiguration {
  /// The settings that routing reads, with other names.
  mutating func settings(_ written: ScenarioValue?) -> [(key: String, value: ScenarioValue)] {
    var kept = HarmlessKeys.kept(written, HarmlessKeys.settings)
    for member in written?.members ?? [] {
      if let value = setting(member.key, member.value) { kept.append((member.key, value)) }
    }
    return kept
  }

  private mutating func setting(_ key: String, _ written: ScenarioValue) -> ScenarioValue? {
    switch key {
    case "optional_pre_call_checks": return HarmlessKeys.checks(written)
    case "routing_strategy_args":
      return .map(HarmlessKeys.kept(written, HarmlessKeys.strategyArguments))
    case "fallbacks", "context_window_fallbacks", "content_policy_fallbacks":
      return .list((written.items ?? []).compactMap { list($0) })
    case "default_fallbacks": return names(written)
    case "model_group_alias", "model_alias_map":
      return renamed(written) { ($1["model"] ?? $1).scalar.map { .text($0) } }
    case "model_group_affinity_config":
      return renamed(written, namesValues: false) { HarmlessKeys.checks($1) }
    case "allowed_fails_policy", "retry_policy": return HarmlessKeys.policy(written)
    case "model_group_retry_policy":
      return renamed(written, namesValues: false) { HarmlessKeys.policy($1) }
    // Whether there is a store is all that matters.
    case "redis_host", "redis_url": return .text("store.example.com")
    default: return nil
    }
  }

  private mutating func list(_ written: ScenarioValue) -> ScenarioValue? {
    guard let first = written.members?.first, first.value.items != nil else { return nil }
    return .map([(key: name(first.key), value: names(first.value))])
  }

  private mutating func names(_ written: ScenarioValue) -> ScenarioValue {
    var made: [ScenarioValue] = []
    for text in (written.items ?? []).compactMap(\.scalar) { made.append(.text(name(text))) }
    return .list(made)
  }

  private mutating func renamed(
    _ written: ScenarioValue, namesValues: Bool = true,
    _ value: (String, ScenarioValue) -> ScenarioValue?
  ) -> ScenarioValue? {
    var made: [(key: String, value: ScenarioValue)] = []
    for member in written.members ?? [] {
      guard let kept = value(member.key, member.value) else { continue }
      let shown = namesValues ? ScenarioValue.text(name(kept.scalar ?? "")) : kept
      made.append((name(member.key), shown))
    }
    return made.isEmpty ? nil : .map(made)
  }
}
