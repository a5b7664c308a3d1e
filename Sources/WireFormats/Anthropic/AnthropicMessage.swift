/// The tokens that an Anthropic message took.
public struct AnthropicUsage: Equatable, Sendable {
  /// Tokens of the input.
  public var inputTokens: Int
  /// Tokens of the output, thinking included.
  public var outputTokens: Int

  /// Makes a usage.
  public init(inputTokens: Int, outputTokens: Int) {
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
  }

  /// Reads a usage, or gives nil if a number is missing.
  public init?(json: JSONValue) {
    guard let input = json["input_tokens"]?.integer, let output = json["output_tokens"]?.integer
    else { return nil }
    self.init(inputTokens: input, outputTokens: output)
  }

  /// The usage as JSON.
  public var json: JSONValue {
    .members(["input_tokens": .integer(inputTokens), "output_tokens": .integer(outputTokens)])
  }
}

/// The body of an answer to `POST /v1/messages`.
public struct AnthropicMessage: Equatable, Sendable {
  /// The message's id, `msg_…`.
  public var id: String
  /// The model that answered.
  public var model: String
  /// The blocks in order; thinking comes first.
  public var content: [AnthropicBlock]
  /// Why it ended: `end_turn`, `max_tokens`, `tool_use`, `stop_sequence`.
  public var stopReason: String?
  /// The tokens it took.
  public var usage: AnthropicUsage

  /// Makes a message.
  public init(
    id: String, model: String, content: [AnthropicBlock], stopReason: String? = "end_turn",
    usage: AnthropicUsage
  ) {
    self.id = id
    self.model = model
    self.content = content
    self.stopReason = stopReason
    self.usage = usage
  }

  /// Reads a message, or gives nil if it is none; blocks of unknown types are left out.
  public init?(json: JSONValue) {
    guard json["type"]?.string == "message", let id = json["id"]?.string,
      let model = json["model"]?.string, let content = json["content"]?.array,
      let usage = json["usage"].flatMap(AnthropicUsage.init(json:))
    else { return nil }
    self.init(
      id: id, model: model, content: content.compactMap(AnthropicBlock.init(json:)),
      stopReason: json["stop_reason"]?.string, usage: usage)
  }

  /// The body as JSON.
  public var json: JSONValue {
    .members([
      "id": .string(id), "type": .string("message"), "role": .string("assistant"),
      "model": .string(model), "content": .array(content.map(\.json)),
      "stop_reason": .optional(stopReason), "stop_sequence": .null, "usage": usage.json,
    ])
  }

  /// The message as the first event of its stream shows it: no content, no end, one output token.
  var startedJSON: JSONValue {
    var started = self
    started.content = []
    started.stopReason = nil
    started.usage.outputTokens = 1
    return started.json
  }
}
