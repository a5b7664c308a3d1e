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
        2: "config: {model_list: [{model_name: m, litellm_params: {model: gpt, mock_response: 5}}]}"
      ],
      [
        "bad.yaml:2:68: note: 'mock_response' of a deployment has no effect here [unmodelled-key]\n"
          + "    a fake answers in its place"
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
      "two deployments with one id",
      lines: [
        2: "config: {model_list: [{model_name: m, litellm_params: {model: gpt}, model_info: "
          + "{id: x}}, {model_name: m, litellm_params: {model: gpt}, model_info: {id: x}}]}"
      ],
      [
        "bad.yaml:2:91: note: two deployments have the id 'x' [duplicate-id]\n"
          + "    give each entry an id of its own: a marker cannot tell them apart"
      ]),
    BadScenario(
      "a number from the environment",
      after: ["router_settings: {num_retries: os.environ/RETRIES}"],
      [
        "bad.yaml:5:32: note: num_retries comes from the environment, which is not read "
          + "[environment-value]\n"
          + "    its default is used here"
      ]),
    BadScenario(
      "a check of LiteLLM that is not modelled",
      after: ["router_settings: {optional_pre_call_checks: [prompt_caching]}"],
      [
        "bad.yaml:5:46: note: the check 'prompt_caching' has no effect here [unmodelled-check]"
      ]),
    BadScenario(
      "a secret where a name should be",
      after: ["router_settings: {optional_pre_call_checks: [sk-0a1b2c3d4e5f6a7b8c9d]}"],
      [
        "bad.yaml:5:46: note: LiteLLM silently ignores the check '[hidden]' [unknown-check]\n"
          + "    accepted: encrypted_content_affinity, responses_api_deployment_check, "
          + "session_affinity, deployment_affinity"
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
