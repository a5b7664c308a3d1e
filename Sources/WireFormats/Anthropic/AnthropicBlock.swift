/// One block of an Anthropic message's content.
public enum AnthropicBlock: Equatable, Sendable {
  /// Readable thinking with the signature that seals it.
  case thinking(text: String, signature: String?)
  /// Thinking that only the provider can read.
  case redactedThinking(data: String)
  /// Text.
  case text(String)
  /// A call of one of the client's tools; the input is a JSON object.
  case toolUse(id: String, name: String, input: JSONValue)
  /// What a tool came to.
  case toolResult(toolUseID: String, content: String)

  /// The block as JSON.
  public var json: JSONValue {
    switch self {
    case .thinking(let text, let signature):
      var object = JSONObject([("type", .string("thinking")), ("thinking", .string(text))])
      if let signature { object.append("signature", .string(signature)) }
      return .object(object)
    case .redactedThinking(let data):
      return .members(["type": .string("redacted_thinking"), "data": .string(data)])
    case .text(let text): return .members(["type": .string("text"), "text": .string(text)])
    case .toolUse(let id, let name, let input):
      return .members([
        "type": .string("tool_use"), "id": .string(id), "name": .string(name), "input": input,
      ])
    case .toolResult(let id, let content):
      return .members([
        "type": .string("tool_result"), "tool_use_id": .string(id), "content": .string(content),
      ])
    }
  }

  /// Reads a block of a known type, or gives nil.
  public init?(json: JSONValue) {
    switch json["type"]?.string {
    case "thinking":
      self = .thinking(
        text: json["thinking"]?.string ?? "", signature: json["signature"]?.string)
    case "redacted_thinking":
      guard let data = json["data"]?.string else { return nil }
      self = .redactedThinking(data: data)
    case "text":
      guard let text = json["text"]?.string else { return nil }
      self = .text(text)
    case "tool_use":
      guard let id = json["id"]?.string, let name = json["name"]?.string,
        let input = json["input"], input.object != nil
      else { return nil }
      self = .toolUse(id: id, name: name, input: input)
    case "tool_result":
      guard let id = json["tool_use_id"]?.string else { return nil }
      self = .toolResult(toolUseID: id, content: json["content"]?.string ?? "")
    default: return nil
    }
  }

  /// The block as the stream announces it: empty, except for redacted data, which is whole.
  var announcedJSON: JSONValue {
    switch self {
    case .thinking: Self.thinking(text: "", signature: "").json
    case .text: Self.text("").json
    case .toolUse(let id, let name, _):
      Self.toolUse(id: id, name: name, input: .object(JSONObject())).json
    case .redactedThinking, .toolResult: json
    }
  }
}
