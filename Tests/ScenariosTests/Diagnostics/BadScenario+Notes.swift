/// What has no effect here: told, and no reason to stop.
extension BadScenario {
  static let notes = [
    BadScenario(
      "calls that the gateway bridges", lines: [3: "traffic: {model: m, surface: gemini}"],
      [
        "bad.yaml:3:10: note: east is of openai: on the surface gemini nothing sealed comes back "
          + "from it [bridged-surface]"
      ]),
    BadScenario(
      "an unknown check",
      after: [
        "router_settings: {optional_pre_call_checks: [encrypted_content_affinty]}"
      ],
      [
        "bad.yaml:5:46: note: LiteLLM silently ignores the check 'encrypted_content_affinty' "
          + "[unknown-check]\n"
          + "    did you mean 'encrypted_content_affinity'? accepted: "
          + "encrypted_content_affinity, responses_api_deployment_check, session_affinity, "
          + "deployment_affinity"
      ]),
    BadScenario(
      "an unknown setting",
      after: ["router_settings: {num_retires: 2}"],
      [
        "bad.yaml:5:19: note: router setting 'num_retires' has no effect here "
          + "[unmodelled-key]\n"
          + "    did you mean 'num_retries'?"
      ]),
    BadScenario(
      "an unknown section",
      lines: [
        2: "config: {modellist: [], model_list: [{model_name: m, litellm_params: {model: "
          + "gpt}}]}"
      ],
      [
        "bad.yaml:2:10: note: 'modellist' of the configuration has no effect here "
          + "[unmodelled-key]\n"
          + "    did you mean 'model_list'?"
      ]),
    BadScenario(
      "a key of a deployment",
      lines: [
        2: "config: {model_list: [{model_name: m, litellm_params: {model: gpt, tags: [a]}}]}"
      ],
      [
        "bad.yaml:2:68: note: 'tags' of a deployment has no effect here [unmodelled-key]\n"
          + "    requests are not narrowed to tags"
      ]),
    BadScenario(
      "a pattern that Python refuses",
      after: ["keys: {a: {models: [\"(*\"]}}"],
      [
        "bad.yaml:5:21: note: '(*' is no regular expression: missing ), unterminated subpattern "
          + "[invalid-pattern]\n"
          + "    LiteLLM answers 401 to every call that is compared with it"
      ]),
    BadScenario(
      "a fallback entry with two names",
      after: ["router_settings: {fallbacks: [{m: [m], n: [m]}]}"],
      [
        "bad.yaml:5:40: note: LiteLLM silently ignores 'n', the second name of an entry of "
          + "fallbacks [unmodelled-key]\n"
          + "    write one entry for each name"
      ]),
  ]
}
