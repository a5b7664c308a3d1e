import RoutingCore
import Upstreams
import WireFormats

extension LogLineReader {
  /// A line of LiteLLM's `StandardLoggingPayload`; fields that say nothing here are left aside.
  func liteLLMLine(_ value: JSONValue) -> TrafficLog.Line? {
    let time = time(value["startTime"], "startTime")
    var model = text(value["model_group"], "model_group")
    if model == nil { model = text(value["model"], "model", isRequired: true) }
    let status = liteLLMStatus(value)
    guard let time, let model, let status else { return nil }
    var line = TrafficLog.Line(number: number, time: time, model: model, status: status)
    let metadata = value["metadata"]
    line.key =
      metadata?["user_api_key_alias"]?.string ?? metadata?["user_api_key_hash"]?.string ?? ""
    line.deployment = [value["model_id"], value["api_base"]].compactMap { $0?.string }
      .filter { !$0.isEmpty }
    line.error = status < 400 ? nil : Self.code(in: value)
    let trace = filled(value["trace_id"])
    if let session = filled(value["session_id"]) {
      line.conversation = session
      line.request = trace
    } else {
      // Before there were sessions the trace was theirs.
      line.conversation = trace
      line.request = filled(value["litellm_call_id"])
    }
    line.streams = value["stream"]?.bool ?? false
    line.surface = value["call_type"]?.string.flatMap(Self.surface)
    return line
  }

  private func filled(_ value: JSONValue?) -> String? {
    guard let text = value?.string, !text.isEmpty else { return nil }
    return text
  }

  private func liteLLMStatus(_ value: JSONValue) -> Int? {
    switch value["status"]?.string {
    case "success": return 200
    case "failure":
      let information = value["error_information"]
      let code = information?["error_code"]
      let number = code?.integer ?? code?.string.flatMap { Int($0) }
      if let number, (400...599).contains(number) { return number }
      return Self.statuses[information?["error_class"]?.string ?? ""] ?? 500
    default:
      report(
        "unknown-value", column: column(of: "status"), "status is neither success nor failure",
        hint: "accepted: success, failure; --format lines takes HTTP statuses")
      return nil
    }
  }

  private static let statuses: [String: Int] = [
    "BadRequestError": 400, "ContextWindowExceededError": 400,
    "ContentPolicyViolationError": 400, "AuthenticationError": 401, "PermissionDeniedError": 403,
    "NotFoundError": 404, "Timeout": 408, "UnprocessableEntityError": 422, "RateLimitError": 429,
    "RouterRateLimitError": 429, "InternalServerError": 500, "APIConnectionError": 500,
    "BadGatewayError": 502, "ServiceUnavailableError": 503, "MidStreamFallbackError": 503,
  ]

  private static func surface(_ type: String) -> String? {
    switch type {
    case "responses", "aresponses": "responses"
    case "completion", "acompletion": "chat"
    case "embedding", "aembedding": "embeddings"
    case "anthropic_messages": "messages"
    case "generate_content", "agenerate_content", "generate_content_stream",
      "agenerate_content_stream":
      "gemini"
    default: nil
    }
  }

  /// What the texts of errors are known by; only the code is kept of them.
  private static let words: [(word: String, code: String)] =
    RefusalReason.allCases.filter { $0 != .none && $0 != .fault }.map { ($0.code, $0.code) }
    + ErrorKind.allCases.compactMap { kind in kind.denialType.map { ($0, $0) } }
    + [
      ("team not allowed to access model", "team_model_access_denied"),
      ("not allowed to access model", "key_model_access_denied"),
      ("Invalid `signature` in `thinking` block", "invalid_signature"),
    ]

  private static func code(in value: JSONValue) -> String? {
    let texts = [
      value["error_information"]?["error_message"]?.string, value["error_str"]?.string,
    ].compactMap(\.self)
    return words.first { known in texts.contains { $0.contains(known.word) } }?.code
  }
}
