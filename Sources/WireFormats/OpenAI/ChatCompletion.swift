/// The tokens that a chat completion took.
public struct ChatUsage: Equatable, Sendable {
  /// Tokens of the messages.
  public var promptTokens: Int
  /// Tokens of the answer.
  public var completionTokens: Int

  /// Makes a usage.
  public init(promptTokens: Int, completionTokens: Int) {
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
  }

  /// Reads a usage, or gives nil if a number is missing.
  public init?(json: JSONValue) {
    guard let prompt = json["prompt_tokens"]?.integer,
      let completion = json["completion_tokens"]?.integer
    else { return nil }
    self.init(promptTokens: prompt, completionTokens: completion)
  }

  /// The usage as JSON; the total saturates.
  public var json: JSONValue {
    let (total, overflow) = promptTokens.addingReportingOverflow(completionTokens)
    return .members([
      "prompt_tokens": .integer(promptTokens), "completion_tokens": .integer(completionTokens),
      "total_tokens": .integer(overflow ? .max : total),
    ])
  }
}

/// Whose chat bodies are written: Azure adds what its content filter found.
public enum ChatDialect: Equatable, Sendable {
  /// As OpenAI writes them.
  case openAI
  /// With `prompt_filter_results` and `content_filter_results`.
  case azure
}

/// The body of a chat completion with one choice.
public struct ChatCompletion: Equatable, Sendable {
  /// The completion's id, `chatcmpl-…`.
  public var id: String
  /// When it was made, in Unix seconds.
  public var createdAt: Int64
  /// The model that answered.
  public var model: String
  /// The text of the answer.
  public var text: String
  /// Why it ended: `stop`, `length`, `tool_calls`, `content_filter`.
  public var finishReason: String
  /// The tokens it took; nil if a stream did not tell.
  public var usage: ChatUsage?

  /// Makes a completion.
  public init(
    id: String, createdAt: Int64, model: String, text: String, finishReason: String = "stop",
    usage: ChatUsage?
  ) {
    self.id = id
    self.createdAt = createdAt
    self.model = model
    self.text = text
    self.finishReason = finishReason
    self.usage = usage
  }

  /// Reads a completion, or gives nil if it is none; a choice without text has the empty text.
  public init?(json: JSONValue) {
    guard json["object"]?.string == "chat.completion", let id = json["id"]?.string,
      let model = json["model"]?.string, let choice = json["choices"]?.array?.first,
      let message = choice["message"]
    else { return nil }
    self.init(
      id: id, createdAt: Int64(json["created"]?.integer ?? 0), model: model,
      text: message["content"]?.string ?? "",
      finishReason: choice["finish_reason"]?.string ?? "",
      usage: json["usage"].flatMap(ChatUsage.init(json:)))
  }

  /// The body in a provider's dialect.
  public func json(_ dialect: ChatDialect = .openAI) -> JSONValue {
    var choice = JSONObject([
      ("index", .integer(0)),
      (
        "message",
        .members([
          "role": .string("assistant"), "content": .string(text), "refusal": .null,
        ])
      ),
      ("logprobs", .null), ("finish_reason", .string(finishReason)),
    ])
    if dialect == .azure { choice.append("content_filter_results", Self.filterResults) }
    var object = JSONObject([
      ("id", .string(id)), ("object", .string("chat.completion")),
      ("created", .integer(createdAt)), ("model", .string(model)),
      ("choices", .array([.object(choice)])),
    ])
    if let usage { object.append("usage", usage.json) }
    if dialect == .azure { object.append("prompt_filter_results", Self.promptFilterResults) }
    return .object(object)
  }

  /// What Azure's filter says of an answer that it lets through.
  static let filterResults = JSONValue.members([
    "hate": .members(["filtered": .bool(false), "severity": .string("safe")]),
    "violence": .members(["filtered": .bool(false), "severity": .string("safe")]),
  ])

  /// The same of the prompt.
  static let promptFilterResults = JSONValue.array([
    .members(["prompt_index": .integer(0), "content_filter_results": filterResults])
  ])
}
