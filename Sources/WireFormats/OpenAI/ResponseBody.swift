/// The tokens that a response took.
public struct ResponseUsage: Equatable, Sendable {
  /// Tokens of the input, cached ones included.
  public var inputTokens: Int
  /// Tokens of the input that the provider had in its cache.
  public var cachedTokens: Int
  /// Tokens of the output, reasoning included.
  public var outputTokens: Int
  /// Tokens of the output that were reasoning.
  public var reasoningTokens: Int

  /// Makes a usage.
  public init(
    inputTokens: Int, cachedTokens: Int = 0, outputTokens: Int, reasoningTokens: Int = 0
  ) {
    self.inputTokens = inputTokens
    self.cachedTokens = cachedTokens
    self.outputTokens = outputTokens
    self.reasoningTokens = reasoningTokens
  }

  /// Reads a usage, or gives nil if a sum is missing.
  public init?(json: JSONValue) {
    guard let input = json["input_tokens"]?.integer, let output = json["output_tokens"]?.integer
    else { return nil }
    self.init(
      inputTokens: input,
      cachedTokens: json["input_tokens_details"]?["cached_tokens"]?.integer ?? 0,
      outputTokens: output,
      reasoningTokens: json["output_tokens_details"]?["reasoning_tokens"]?.integer ?? 0)
  }

  /// The usage as JSON; the total saturates.
  public var json: JSONValue {
    let (total, overflow) = inputTokens.addingReportingOverflow(outputTokens)
    return .members([
      "input_tokens": .integer(inputTokens),
      "input_tokens_details": .members(["cached_tokens": .integer(cachedTokens)]),
      "output_tokens": .integer(outputTokens),
      "output_tokens_details": .members(["reasoning_tokens": .integer(reasoningTokens)]),
      "total_tokens": .integer(overflow ? .max : total),
    ])
  }
}

/// How a response that was accepted ended.
public enum ResponseEnd: Equatable, Sendable {
  /// All there is.
  case completed
  /// Cut short; the reason is `max_output_tokens` or `content_filter`.
  case incomplete(reason: String)
  /// Failed after it was accepted; the code is one of OpenAI's closed list, such as `server_error`.
  case failed(code: String, message: String)

  /// The value of `status`, which also names the last event of a stream.
  public var status: String {
    switch self {
    case .completed: "completed"
    case .incomplete: "incomplete"
    case .failed: "failed"
    }
  }
}

/// The body of a response, whole; ids, times and counts come from its maker.
public struct ResponseBody: Equatable, Sendable {
  /// The response's id, `resp_…`.
  public var id: String
  /// When it was made, in Unix seconds.
  public var createdAt: Int64
  /// The model that answered.
  public var model: String
  /// The items in order.
  public var output: [ResponseItem]
  /// The tokens it took.
  public var usage: ResponseUsage
  /// The stored response that it goes on from.
  public var previousResponseID: String?
  /// Whether the provider keeps it.
  public var isStored: Bool
  /// How it ended.
  public var end: ResponseEnd

  /// Makes a response.
  public init(
    id: String, createdAt: Int64, model: String, output: [ResponseItem], usage: ResponseUsage,
    previousResponseID: String? = nil, isStored: Bool = false, end: ResponseEnd = .completed
  ) {
    self.id = id
    self.createdAt = createdAt
    self.model = model
    self.output = output
    self.usage = usage
    self.previousResponseID = previousResponseID
    self.isStored = isStored
    self.end = end
  }

  /// The finished response as JSON.
  public var json: JSONValue {
    object(status: end.status, output: output.map(\.json), usage: usage.json, isFinished: true)
  }

  /// The response as the first events of its stream show it: no output, no usage.
  public var startedJSON: JSONValue {
    object(status: "in_progress", output: [], usage: .null, isFinished: false)
  }

  private func object(
    status: String, output: [JSONValue], usage: JSONValue, isFinished: Bool
  ) -> JSONValue {
    var error = JSONValue.null
    var details = JSONValue.null
    switch end {
    case .failed(let code, let message) where isFinished:
      error = .members(["code": .string(code), "message": .string(message)])
    case .incomplete(let reason) where isFinished:
      details = .members(["reason": .string(reason)])
    default: break
    }
    return .members([
      "id": .string(id), "object": .string("response"), "created_at": .integer(createdAt),
      "status": .string(status), "error": error, "incomplete_details": details,
      "model": .string(model), "output": .array(output),
      "previous_response_id": .optional(previousResponseID), "store": .bool(isStored),
      "usage": usage,
    ])
  }
}
