extension BadScenario {
  /// Numbers of tries beyond what one setting may ask for; together they meet the limit of a run.
  static let tries = [
    BadScenario(
      "more retries than anybody wants",
      after: ["router_settings: {num_retries: 1001}"],
      ["bad.yaml:5:32: error: num_retries is 1001, accepted are 0 to 1000 [out-of-range]"]),
    BadScenario(
      "retries of an entry, too many",
      lines: [
        2: "config: {model_list: [{model_name: m, litellm_params: {model: openai/gpt, "
          + "api_base: https://east.example.com, api_key: k, num_retries: 70000}}]}"
      ],
      ["bad.yaml:2:136: error: num_retries is 70000, accepted are 0 to 1000 [out-of-range]"]),
    BadScenario(
      "retries of a policy, too many",
      after: ["router_settings: {retry_policy: {TimeoutErrorRetries: 1001, DefaultRetries: -1}}"],
      [
        "bad.yaml:5:55: error: TimeoutErrorRetries is 1001, accepted are 0 to 1000 [out-of-range]",
        "bad.yaml:5:77: error: DefaultRetries is -1, accepted are 0 to 1000 [out-of-range]",
      ]),
    BadScenario(
      "retries of a group's policy, too many",
      after: ["router_settings: {model_group_retry_policy: {m: {RateLimitErrorRetries: 65536}}}"],
      [
        "bad.yaml:5:73: error: RateLimitErrorRetries is 65536, accepted are 0 to 1000 "
          + "[out-of-range]"
      ]),
    BadScenario(
      "fallbacks of fallbacks, too many",
      after: ["router_settings: {max_fallbacks: 101}"],
      ["bad.yaml:5:34: error: max_fallbacks is 101, accepted are 0 to 100 [out-of-range]"]),
  ]
}
