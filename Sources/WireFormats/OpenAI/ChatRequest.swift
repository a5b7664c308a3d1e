/// The body of `POST /v1/chat/completions`, as far as routing is concerned.
public struct ChatRequest: Equatable, Sendable {
  /// The model's name, or on Azure the deployment's.
  public var model: String
  /// The conversation; messages are kept as they are.
  public var messages: [JSONValue]
  /// Whether the answer is an event stream.
  public var isStreaming: Bool
  /// Whether a stream ends with a chunk that holds the usage.
  public var includesUsage: Bool

  /// Makes a request.
  public init(
    model: String, messages: [JSONValue], isStreaming: Bool = false, includesUsage: Bool = false
  ) {
    self.model = model
    self.messages = messages
    self.isStreaming = isStreaming
    self.includesUsage = includesUsage
  }

  /// Reads a body, or gives nil if it is no object with a model and messages.
  public init?(json: JSONValue) {
    guard let model = json["model"]?.string, let messages = json["messages"]?.array,
      messages.allSatisfy({ $0["role"]?.string != nil })
    else { return nil }
    self.init(
      model: model, messages: messages, isStreaming: json["stream"]?.bool ?? false,
      includesUsage: json["stream_options"]?["include_usage"]?.bool ?? false)
  }

  /// The body as JSON.
  public var json: JSONValue {
    var object = JSONObject([("model", .string(model)), ("messages", .array(messages))])
    if isStreaming { object.append("stream", .bool(true)) }
    if includesUsage {
      object.append("stream_options", .members(["include_usage": .bool(true)]))
    }
    return .object(object)
  }

  /// A message of plain text.
  public static func message(role: String, text: String) -> JSONValue {
    .members(["role": .string(role), "content": .string(text)])
  }

  /// The text of a message, whether its content is a text or a list of parts.
  public static func text(of message: JSONValue) -> String {
    if let text = message["content"]?.string { return text }
    return (message["content"]?.array ?? []).compactMap { $0["text"]?.string }.joined()
  }
}
