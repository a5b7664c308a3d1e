import RoutingCore

/// The scenario that `init` writes.
enum ScenarioTemplate {
  /// Its name below `scenarios`.
  static let id = "first/encrypted-content"

  private static let before = Preset.litellm18112.rawValue
  private static let today = Preset.litellm11091.rawValue
  private static let affinity =
    "router_settings: {optional_pre_call_checks: [encrypted_content_affinity]}"

  /// Its text.
  static var text: String {
    """
    # yaml-language-server: $schema=../scenario.schema.json
    name: Encrypted content, two Azure resources
    description: >
      A client sends reasoning back that only the resource which made it can open. A gateway that
      does not look at it sends some of these follow-ups to the other resource, which refuses them.

    # A LiteLLM configuration, unedited: yours would be `config: ../path/to/config.yaml`.
    config:
      model_list:
        - {model_name: codex, litellm_params: {model: azure/gpt-5.1-codex, api_base: https://eastus.openai.azure.com, api_key: us}}
        - {model_name: codex, litellm_params: {model: azure/gpt-5.1-codex, api_base: https://westeu.openai.azure.com, api_key: eu}}
      router_settings: {num_retries: 0}

    # Who calls: 40 conversations of two turns, one after the other.
    traffic: {client: codex, model: codex, conversations: 40, turns: 2}

    # What is right, once, for every variant. Numbers, `all`, or ranges as in 10..30.
    expect:
      follow_ups: {ok: all}
      degraded: 0                 # a good answer without its reasoning is not `ok`
      sealed_items_abroad: 0      # what the fake providers saw, not what the client was told
      added_latency: {p99: 0ms}   # waits and retries of the gateway

    # Each variant runs under a preset, the routing rules of one version (`windtunnel rules`), and
    # may change settings. `breaks` is a known fault, and how it shows: a run in which it does not
    # show is red, too.
    variants:
      before: {preset: \(before), breaks: {follow_ups: {failed: 10..30, upstream: invalid_encrypted_content}, sealed_items_abroad: 10..30}}
      upgrade-only: {preset: \(today), breaks: same as before}    # the control: the check is opt-in
      checked: {preset: \(today), \(affinity)}

    """
  }
}
