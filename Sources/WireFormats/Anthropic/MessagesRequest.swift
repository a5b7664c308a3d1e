/// The body of `POST /v1/messages`, as far as routing and sealed thinking are concerned.
public struct MessagesRequest: Equatable, Sendable {
  /// The model's name.
  public var model: String
  /// The most tokens of the answer; the API requires it.
  public var maxTokens: Int
  /// The conversation; messages are kept as they are.
  public var messages: [JSONValue]
  /// Whether the answer is an event stream.
  public var isStreaming: Bool
  /// How many tokens the model may think; nil turns thinking off.
  public var thinkingBudget: Int?

  /// Makes a request.
  public init(
    model: String, maxTokens: Int, messages: [JSONValue], isStreaming: Bool = false,
    thinkingBudget: Int? = nil
  ) {
    self.model = model
    self.maxTokens = maxTokens
    self.messages = messages
    self.isStreaming = isStreaming
    self.thinkingBudget = thinkingBudget
  }

  /// Reads a body, or gives nil if it is no object with a model, a limit and messages.
  public init?(json: JSONValue) {
    guard let model = json["model"]?.string, let maxTokens = json["max_tokens"]?.integer,
      let messages = json["messages"]?.array
    else { return nil }
    let isThinking = json["thinking"]?["type"]?.string == "enabled"
    self.init(
      model: model, maxTokens: maxTokens, messages: messages,
      isStreaming: json["stream"]?.bool ?? false,
      thinkingBudget: isThinking ? json["thinking"]?["budget_tokens"]?.integer : nil)
  }

  /// The body as JSON.
  public var json: JSONValue {
    var object = JSONObject([
      ("model", .string(model)), ("max_tokens", .integer(maxTokens)),
      ("messages", .array(messages)),
    ])
    if isStreaming { object.append("stream", .bool(true)) }
    if let thinkingBudget {
      object.append(
        "thinking",
        .members(["type": .string("enabled"), "budget_tokens": .integer(thinkingBudget)]))
    }
    return .object(object)
  }

  /// A message of some blocks.
  public static func message(role: String, blocks: [JSONValue]) -> JSONValue {
    .members(["role": .string(role), "content": .array(blocks)])
  }

  /// The blocks of a message; a text is one block.
  public static func blocks(of message: JSONValue) -> [JSONValue] {
    if let text = message["content"]?.string { return [AnthropicBlock.text(text).json] }
    return message["content"]?.array ?? []
  }
}
