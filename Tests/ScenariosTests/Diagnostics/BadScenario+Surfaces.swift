/// Problems of surfaces, of rate limits and of the start.
extension BadScenario {
  static let surfaces = [
    BadScenario(
      "an unknown surface", lines: [3: "traffic: {model: m, surface: chatt}"],
      [
        "bad.yaml:3:30: error: surface is 'chatt' [unknown-value]\n"
          + "    did you mean 'chat'? accepted: responses, chat, embeddings, messages, gemini"
      ]),
    BadScenario(
      "tools on embeddings", lines: [3: "traffic: {model: m, surface: embeddings, tools: true}"],
      [
        "bad.yaml:3:42: error: 'tools' means nothing on the surface embeddings [other-surface]\n"
          + "    leave it out; it is for: chat, messages, gemini"
      ]),
    BadScenario(
      "traits of other surfaces, all at once",
      lines: [3: "traffic: {model: m, thinking: drop, signature_delta: drop}"],
      [
        "bad.yaml:3:21: error: 'thinking' means nothing on the surface responses [other-surface]\n"
          + "    leave it out; it is for: messages",
        "bad.yaml:3:37: error: 'signature_delta' means nothing on the surface responses "
          + "[other-surface]\n    leave it out; it is for: messages",
      ]),
    BadScenario(
      "a previous response on messages",
      lines: [3: "traffic: {model: m, surface: messages, state: previous_response, ids: drop}"],
      [
        "bad.yaml:3:10: note: east is of openai: on the surface messages nothing sealed comes back "
          + "from it [bridged-surface]",
        "bad.yaml:3:40: error: 'state' means nothing on the surface messages [other-surface]\n"
          + "    leave it out; it is for: responses",
        "bad.yaml:3:66: error: 'ids' means nothing on the surface messages [other-surface]\n"
          + "    leave it out; it is for: responses",
      ]),
    BadScenario(
      "streamed embeddings", lines: [3: "traffic: {model: m, surface: embeddings, stream: true}"],
      [
        "bad.yaml:3:42: error: 'stream' means nothing on the surface embeddings [other-surface]\n"
          + "    leave it out; it is for: responses, chat, messages, gemini"
      ]),
    BadScenario(
      "a rate limit on nothing", after: ["upstreams: {east: {rate_limit: {per: 1m}}}"],
      [
        "bad.yaml:5:32: error: rate_limit lacks the key 'requests' [missing-key]\n"
          + "    or write tokens:"
      ]),
    BadScenario(
      "a window that does not fit",
      after: ["upstreams: {east: {rate_limit: {requests: 6, per: 1m, window: 7s}}}"],
      [
        "bad.yaml:5:63: error: window is 7s, which does not divide 60s [out-of-range]\n"
          + "    write a window that fits into per a whole number of times"
      ]),
    BadScenario(
      "a rate limit of no time and an unknown spelling",
      after: ["upstreams: {east: {rate_limit: {tokens: 6, per: 0s, retry_after: never}}}"],
      [
        "bad.yaml:5:49: error: per is 0ms, accepted are 1ms to 30d [out-of-range]",
        "bad.yaml:5:66: error: retry_after is 'never' [unknown-value]\n"
          + "    accepted: ms, seconds, date, none",
      ]),
    BadScenario(
      "an unknown strictness", after: ["upstreams: {east: {strictness: strict}}"],
      [
        "bad.yaml:5:32: error: strictness is 'strict' [unknown-value]\n"
          + "    accepted: none, present, calls"
      ]),
    BadScenario(
      "an unknown reason of a refusal",
      after: ["upstreams: {east: {faults: [{answers: insufficient_qouta}]}}"],
      [
        "bad.yaml:5:39: error: answers is 'insufficient_qouta', expected a status or a reason "
          + "[unknown-value]\n    did you mean 'insufficient_quota'? accepted: invalid_api_key, "
          + "permission_denied, model_not_found, context_length_exceeded, "
          + "content_policy_violation, request_too_large, rate_limit_exceeded, "
          + "insufficient_quota, server_error, overloaded"
      ]),
    BadScenario(
      "a start that is no instant", after: ["start: yesterday"],
      [
        "bad.yaml:5:8: error: start is 'yesterday', expected an instant [expected-instant]\n"
          + "    write it in UTC: 2026-02-23T10:00:00Z"
      ]),
    BadScenario(
      "a claim on an unknown stream", after: ["expect: {streams: {chat: {ok: all}}}"],
      [
        "bad.yaml:5:20: error: streams has no key 'chat' [unknown-key]\n    accepted: s1"
      ]),
  ]
}
