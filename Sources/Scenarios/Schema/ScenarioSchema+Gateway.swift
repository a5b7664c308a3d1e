import RoutingCore
import Tunnel
import Upstreams

/// The gateway: its configuration, keys, processes, and the fakes behind it.
extension ScenarioSchema {
  static var configuration: SchemaSection {
    var section = SchemaSection(
      [
        SchemaKey(
          "model_list", "The deployments, as in LiteLLM. Required.",
          .list(.named("model_list_entry", entry), countMin: 1)),
        SchemaKey(
          "router_settings", "As in LiteLLM.",
          .optional(.named("router_settings", routerSettings))),
        SchemaKey("litellm_settings", "As in LiteLLM; where router_settings lacks a key.", .any),
        SchemaKey(
          "general_settings",
          "As in LiteLLM; background health checks and enforce_fallback_model_access are read.",
          .any),
        SchemaKey("environment_variables", "As in LiteLLM; has no effect here.", .any),
        SchemaKey("credential_list", "Named credentials with api_base and api_key.", .any),
      ], required: ["model_list"])
    section.isOpen = true
    return section
  }

  static var entry: SchemaSection {
    var section = SchemaSection(
      [
        SchemaKey("model_name", "The group: the name that callers ask for. Required.", .text),
        SchemaKey("litellm_params", "What the deployment calls. Required.", .section(parameters)),
        SchemaKey(
          "model_info",
          "id, cooldown_time, allowed_fails, blocked, db_model, access_groups and more.", .any),
      ], required: ["model_name", "litellm_params"])
    section.isOpen = true
    return section
  }

  private static var parameters: SchemaSection {
    var section = SchemaSection(
      [
        SchemaKey("model", "PROVIDER/MODEL. Required.", .text),
        SchemaKey("api_base", "The endpoint; with api_key it tells who can open what.", .any),
        SchemaKey("api_key", "The account; told apart, never shown.", .any),
        SchemaKey("weight", "The share of a weighted pick.", .setting(.amount)),
        SchemaKey("rpm", "A weight, a limit, or slots, as LiteLLM takes it.", .setting(.amount)),
        SchemaKey("tpm", "A weight, a limit, or slots, as LiteLLM takes it.", .setting(.amount)),
        SchemaKey(
          "max_parallel_requests", "How many calls at once.", .setting(.integer(0...1_000_000))),
        SchemaKey(
          "num_retries", "Further tries after it failed. Default: the router's.",
          .setting(.integer(0...1_000))),
        SchemaKey("input_cost_per_token", "In dollars.", .setting(.amount)),
        SchemaKey("output_cost_per_token", "In dollars.", .setting(.amount)),
        SchemaKey("max_budget", "What it may cost in a budget_duration, in dollars.", .any),
        SchemaKey("budget_duration", "30s, 10m, 1h, 1d, 1w or 1mo.", .any),
        SchemaKey("order", "Lower levels are tried first.", .any),
        SchemaKey("tags", "What a request's tags are compared with.", .optional(.list(.text))),
        SchemaKey("region_name", "Where it is.", .optional(.text)),
        SchemaKey(
          "timeout", "How long it may be silent, in seconds.", .setting(.amount)),
        SchemaKey("stream_timeout", "The same for streams.", .setting(.amount)),
      ], required: ["model"])
    section.isOpen = true
    return section
  }

  static var routerSettings: SchemaSection {
    var section = SchemaSection(
      retrySettings + fallbackSettings + checkSettings + timeoutSettings)
    section.isOpen = true
    return section
  }

  private static var retrySettings: [SchemaKey] {
    [
      SchemaKey(
        "routing_strategy", "How deployments are picked. Default: simple-shuffle.",
        .optional(.choice(StrategyReader.names + [StrategyReader.byBudget]))),
      SchemaKey(
        "routing_strategy_args", "What latency-based-routing is told.",
        .optional(.section(strategyArguments))),
      SchemaKey(
        "default_max_parallel_requests", "Calls at once of a deployment that says nothing.",
        .setting(.integer(0...1_000_000))),
      SchemaKey(
        "provider_budget_config", "{provider: {budget_limit: 10, time_period: 1d}}.", .any),
      SchemaKey("tag_budget_config", "{tag: {max_budget: 10, budget_duration: 1d}}.", .any),
      SchemaKey(
        "num_retries", "Further tries of a hop. Default: 2.", .setting(.integer(0...1_000))),
      SchemaKey(
        "retry_after", "The least wait before a retry, in seconds. Default: 0.",
        .setting(.amount)),
      SchemaKey(
        "cooldown_time", "In seconds; 0 is read as the default. Default: 5.", .setting(.amount)),
      SchemaKey(
        "allowed_fails", "Failures in a minute before a cooldown.",
        .setting(.integer(0...1_000_000))),
      SchemaKey("disable_cooldowns", "No cooldowns at all. Default: false.", .optional(.bool)),
      SchemaKey(
        "retry_policy", "{TimeoutErrorRetries: 2}.", .optional(policy(suffix: "ErrorRetries"))),
      SchemaKey(
        "model_group_retry_policy", "A retry policy for single groups.",
        .optional(.map(.optional(policy(suffix: "ErrorRetries"))))),
      SchemaKey(
        "allowed_fails_policy", "{RateLimitErrorAllowedFails: 3}.",
        .optional(policy(suffix: "ErrorAllowedFails"))),
    ]
  }

  private static var strategyArguments: SchemaSection {
    SchemaSection(
      accepted: StrategyReader.arguments,
      [
        SchemaKey("ttl", "How long times are remembered, in seconds. Default: 3600.", .amount),
        SchemaKey(
          "lowest_latency_buffer", "Means so much above the shortest count alike. Default: 0.",
          .amount),
        SchemaKey(
          "max_latency_list_size", "How many times a mean is taken over. Default: 10.",
          .integer(1...10_000)),
        SchemaKey(
          "ttft_percentile", "Which of the times to the first token counts. Default: the mean.",
          .optional(.amount)),
      ])
  }

  private static var keySettings: SchemaSection {
    SchemaSection(
      accepted: ["routing_strategy"],
      [
        SchemaKey(
          "routing_strategy", "How its requests are picked.",
          .optional(.choice(StrategyReader.names + [StrategyReader.byBudget])))
      ])
  }

  private static var timeoutSettings: [SchemaKey] {
    [
      SchemaKey(
        "timeout", "How long an upstream may be silent, in seconds. Default: any time.",
        .setting(.amount)),
      SchemaKey("request_timeout", "The same; goes before timeout.", .setting(.amount)),
      SchemaKey(
        "stream_timeout", "The same for streams. Default: as others.", .setting(.amount)),
      SchemaKey(
        "enable_mid_stream_fallback_continuation",
        "A fallback carries on a chat stream that broke midway. Default: false.",
        .optional(.bool)),
    ]
  }

  private static func policy(suffix: String) -> SchemaShape {
    let count = SchemaShape.setting(.integer(0...PolicyReader.countMax(suffix: suffix)))
    return .named(
      suffix == "ErrorRetries" ? "retry_policy" : "allowed_fails_policy",
      SchemaSection(
        PolicyReader.keys(suffix: suffix).map { named, name in
          SchemaKey(name, "For errors of the class \(named.label).", count)
        }))
  }

  private static var fallbackSettings: [SchemaKey] {
    let lists = SchemaShape.optional(.list(.map(.list(.text))))
    return [
      SchemaKey("fallbacks", "[{group: [other, groups]}].", lists),
      SchemaKey("default_fallbacks", "[groups] for every group.", .optional(.list(.text))),
      SchemaKey("context_window_fallbacks", "As fallbacks, after this error.", lists),
      SchemaKey("content_policy_fallbacks", "As fallbacks, after this error.", lists),
      SchemaKey(
        "max_fallbacks", "How deep fallbacks go. Default: 5.", .setting(.integer(0...100))),
      SchemaKey("model_group_alias", "{alias: group}.", .optional(.map(.any))),
      SchemaKey(
        "enable_weighted_failover", "As in LiteLLM. Default: false.", .optional(.bool)),
    ]
  }

  private static var checkSettings: [SchemaKey] {
    let checks = SchemaShape.list(
      .suggested(CheckSet.names + SettingsReader.otherChecks))
    return [
      SchemaKey(
        "enable_pre_call_checks", "LiteLLM's pre-call checks. Default: false.", .optional(.bool)),
      SchemaKey(
        "enable_tag_filtering", "Whether tags narrow the candidates. Default: false.",
        .optional(.bool)),
      SchemaKey(
        "tag_filtering_match_any", "Whether one of a request's tags is enough. Default: true.",
        .optional(.bool)),
      SchemaKey(
        "optional_pre_call_checks", "Checks that are opt-in; unknown names are ignored.",
        .optional(checks)),
      SchemaKey(
        "model_group_affinity_config", "The same checks for single groups.",
        .optional(.map(checks))),
      SchemaKey(
        "deployment_affinity_ttl_seconds", "How long a pin lives. Default: 3600.",
        .setting(.amount)),
      SchemaKey(
        "enable_health_check_routing",
        "Picks follow background health checks; also in general_settings. Default: false.",
        .optional(.bool)),
      SchemaKey(
        "health_check_staleness_threshold", "In seconds. Default: twice the interval.",
        .setting(.amount)),
      SchemaKey(
        "redis_host", "If set, pins and cooldowns live in a store that the replicas share.", .any),
      SchemaKey(
        "redis_url", "If set, pins and cooldowns live in a store that the replicas share.", .any),
    ]
  }

  static var key: SchemaSection {
    SchemaSection(
      accepted: KeyReader.keyFields,
      [
        SchemaKey("models", modelsText, models),
        SchemaKey("aliases", "Names that the key may use for others.", .map(.text)),
        SchemaKey("team_id", "The key's team.", .text),
        SchemaKey("tags", "The tags of all the key's requests.", .optional(.list(.text))),
        SchemaKey(
          "router_settings", "Settings of its own.",
          .optional(.named("key_settings", keySettings))),
        SchemaKey(
          "access_group_ids", "The key's unified access groups, by name.",
          .optional(.list(.text))),
      ] + callerLimits)
  }

  /// What a key or a team may use.
  private static var callerLimits: [SchemaKey] {
    let count = SchemaShape.optional(.integer(0...CallerLimitReader.countMax))
    return [
      SchemaKey("rpm_limit", "Requests in a minute. Default: any number.", count),
      SchemaKey("tpm_limit", "Tokens in a minute. Default: any number.", count),
      SchemaKey("max_parallel_requests", "Requests at once. Default: any number.", count),
      SchemaKey("max_budget", "Dollars. Default: any number.", .optional(.amount)),
      SchemaKey(
        "budget_duration", "For how long the budget is. Default: for ever.",
        .optional(.form(.duration))),
    ]
  }

  static var accessGroup: SchemaSection {
    SchemaSection(accepted: KeyReader.groupFields, [SchemaKey("models", modelsText, models)])
  }

  static var team: SchemaSection {
    SchemaSection(
      accepted: KeyReader.teamFields,
      [
        SchemaKey("models", modelsText, models),
        SchemaKey("model_aliases", "Names that the team may use for others.", .map(.text)),
        SchemaKey("tags", "The tags of all its members' requests.", .optional(.list(.text))),
        SchemaKey(
          "router_settings", "Settings of its members' own.",
          .optional(.named("key_settings", keySettings))),
      ] + callerLimits)
  }

  private static let modelsText =
    "Names, access groups and patterns as anthropic/*. None, * and all-proxy-models open everything."
  private static var models: SchemaShape { .optional(.list(.text)) }

  static var costMap: SchemaShape {
    .map(.either([.text, .named("cost_map_entry", costMapEntry)]))
  }

  static var costMapEntry: SchemaSection {
    SchemaSection(
      accepted: CostMapReader.fields,
      [
        SchemaKey("litellm_provider", "The provider. Required.", .text),
        SchemaKey("mode", "Default: chat.", .text),
        SchemaKey("max_input_tokens", "As in LiteLLM.", .integer(0...1_000_000_000)),
        SchemaKey("input_cost_per_token", "In dollars.", .amount),
        SchemaKey("output_cost_per_token", "In dollars.", .amount),
      ], required: ["litellm_provider"])
  }
}
