/// Tells of what a LiteLLM configuration has and routing here does not: each as a note, with what
/// is missing for it.
struct UnmodelledKeys {
  let reader: NodeReader

  /// Checks that LiteLLM knows and this router does not.
  static let checks = [
    "prompt_caching", "forward_client_headers_by_model_group",
  ]
  private static let sections = [
    "model_list", "router_settings", "litellm_settings", "general_settings",
    "environment_variables", "credential_list", "mcp_servers", "callback_settings", "guardrails",
  ]

  /// Keys of `general_settings` that are read.
  private static let general = [
    "enforce_fallback_model_access", "background_health_checks", "enable_health_check_routing",
    "health_check_interval", "health_check_staleness_threshold",
  ]
  private static let ofSections = [
    "general_settings": "keys of a database, logins and proxy limits are not played",
    "guardrails": "no request is held back or changed",
    "mcp_servers": "no tools are called",
    "include": "the files that it names are not read",
  ]
  private static let ofDeployment = [
    "tag_regex": "requests are not narrowed by their user agent",
    "mock_response": "a fake answers in its place",
    "max_retries": "an attempt is one call",
    "tpd": "tokens are not limited", "rpd": "requests are not limited",
  ]
  private static let ofSettings = [
    "max_budget": "nothing is spent", "budget_duration": "nothing is spent",
    "default_team_settings": "teams have no settings of their own",
    "cache": "no answer comes from a cache", "cache_params": "no answer comes from a cache",
    "alerting_config": "nobody is told", "set_verbose": "", "json_logs": "",
  ]

  /// Settings that LiteLLM knows: none of them is a slip of another name.
  private static let known = [
    "callbacks", "success_callback", "failure_callback", "service_callbacks", "drop_params",
    "modify_params", "cache", "cache_responses", "cache_kwargs", "caching_groups", "client_ttl",
    "default_litellm_params", "default_priority", "polling_interval", "debug_level",
    "router_general_settings", "assistants_config", "ignore_invalid_deployments", "redis_ssl",
    "redis_port", "redis_password", "redis_db", "routing_groups",
    "search_tools", "guardrails", "model_alias_map", "ssl_verify", "force_ipv4", "telemetry",
    "turn_off_message_logging", "max_user_budget", "max_internal_user_budget",
    "public_model_groups",
    "default_team_params", "default_internal_user_params", "upperbound_key_generate_params",
    "priority_reservation", "check_provider_endpoint", "mcp_aliases",
    "enable_preview_features", "add_function_to_prompt", "redact_user_api_key_info",
    "callback_settings",
  ]

  /// Tells of sections.
  func tellOfSections(_ config: YAMLNode) {
    for member in config.members ?? [] {
      let keys = member.value.members?.map(\.key) ?? []
      if member.key == "general_settings", !keys.isEmpty, keys.allSatisfy(Self.general.contains) {
        continue
      }
      if let effect = Self.ofSections[member.key] {
        tell(member, "'\(member.key)' of the configuration", hint: effect)
      } else if !Self.sections.contains(member.key) {
        let nearest = NearestName.of(member.key, among: Self.sections)
        tell(
          member, "'\(member.key)' of the configuration",
          hint: nearest.map { "did you mean '\($0)'?" } ?? "")
      }
    }
  }

  /// Tells of keys of an entry's `litellm_params`.
  func tellOfDeployment(_ params: YAMLNode) {
    for member in params.members ?? [] {
      guard let effect = Self.ofDeployment[member.key] else { continue }
      tell(member, "'\(member.key)' of a deployment", hint: effect)
    }
  }

  /// Tells of settings that are not among those which are read.
  func tellOfSettings(_ settings: YAMLNode?, _ litellm: YAMLNode?, read: [String]) {
    for member in settings?.members ?? [] where !read.contains(member.key) {
      // A port or a password of the store says nothing of routing.
      guard !["redis_port", "redis_password", "redis_db"].contains(member.key) else { continue }
      let isKnown = Self.known.contains(member.key)
      let nearest =
        isKnown
        ? nil : NearestName.of(member.key, among: read).map { "did you mean '\($0)'?" }
      tell(
        member, "router setting '\(member.key)'",
        hint: Self.ofSettings[member.key] ?? nearest ?? "")
    }
    for member in litellm?.members ?? [] where !read.contains(member.key) {
      if let effect = Self.ofSettings[member.key] {
        guard !effect.isEmpty else { continue }
        tell(member, "litellm setting '\(member.key)'", hint: effect)
      } else if !Self.known.contains(member.key),
        let nearest = NearestName.of(member.key, among: read)
      {
        tell(member, "litellm setting '\(member.key)'", hint: "did you mean '\(nearest)'?")
      }
    }
  }

  /// Whether a value stands in a variable that is never looked up; tells so.
  func isFromEnvironment(_ node: YAMLNode, _ key: String) -> Bool {
    guard case .scalar(let text, _) = node.content, text.hasPrefix("os.environ/") else {
      return false
    }
    reader.report(
      "environment-value", node.place, "\(key) comes from the environment, which is not read",
      hint: "its default is used here", severity: .note)
    return true
  }

  private func tell(_ member: YAMLMember, _ what: String, hint: String) {
    reader.report(
      "unmodelled-key", member.keyPlace, "\(what) has no effect here", hint: hint,
      severity: .note)
  }
}
