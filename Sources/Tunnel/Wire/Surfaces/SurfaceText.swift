import Upstreams
import WireFormats

/// The texts of a surface other than Responses: requests, and what is in them.
struct SurfaceText {
  let surface: Surface

  /// The function that answers call, and what calls come to.
  static let function = "look"
  private static let userText = "Go on."

  /// The body of a request with these messages.
  func request(_ messages: [JSONValue], model: String, streams: Bool, tools: Bool) -> JSONValue {
    switch surface {
    case .responses: preconditionFailure("Responses have a text of their own")
    case .chat: ChatRequest(model: model, messages: messages, isStreaming: streams).json
    case .embeddings: EmbeddingsRequest(model: model, input: [Self.userText]).json
    case .messages:
      MessagesRequest(
        model: model, maxTokens: 4_096, messages: messages, isStreaming: streams,
        thinkingBudget: 1_024
      ).json
    case .gemini:
      GenerateRequest(contents: messages, functions: tools ? [Self.function] : []).json
    }
  }

  /// The messages of a request that was read; the texts to embed are no messages.
  func messages(of request: JSONValue) -> [JSONValue]? {
    switch surface {
    case .responses: nil
    case .chat: ChatRequest(json: request)?.messages
    case .embeddings: EmbeddingsRequest(json: request).map { _ in [] }
    case .messages: MessagesRequest(json: request)?.messages
    case .gemini: GenerateRequest(json: request)?.contents
    }
  }

  /// What the client says after these messages: what the latest call came to, or a text.
  func ownMessage(after messages: [JSONValue]) -> JSONValue {
    switch surface {
    case .responses, .embeddings, .chat:
      return ChatRequest.message(role: "user", text: Self.userText)
    case .messages:
      let blocks = messages.last.map(MessagesRequest.blocks) ?? []
      guard case .toolUse(let id, _, _)? = blocks.last.flatMap(AnthropicBlock.init(json:)) else {
        return MessagesRequest.message(
          role: "user", blocks: [AnthropicBlock.text(Self.userText).json])
      }
      return MessagesRequest.message(
        role: "user", blocks: [AnthropicBlock.toolResult(toolUseID: id, content: "done").json])
    case .gemini:
      let parts = messages.last.map(GenerateRequest.parts) ?? []
      var own = GeminiPart.text(Self.userText, signature: nil)
      if case .functionCall(let name, _, _)? = parts.last.flatMap(GeminiPart.init(json:)) {
        own = .functionResponse(name: name, response: .members(["result": .string("done")]))
      }
      return GenerateRequest.content(role: "user", parts: [own.json])
    }
  }

  /// The blocks or parts of all messages, in order: what an upstream judges one by one.
  func items(of messages: [JSONValue]) -> [JSONValue] { messages.flatMap(pieces) }

  /// Where an item stands: its message and its place there, from zero.
  func place(of item: Int, in messages: [JSONValue]) -> (message: Int, block: Int)? {
    var before = 0
    for (place, message) in messages.enumerated() {
      let count = pieces(message).count
      if item < before + count { return (place, item - before) }
      before += count
    }
    return nil
  }

  /// The messages with their items changed.
  func mapping(
    _ messages: [JSONValue], _ change: (JSONValue) -> JSONValue
  ) -> [JSONValue] {
    messages.map { message in
      guard let key, var object = message.object, object[key]?.array != nil else {
        return message
      }
      object.set(key, to: .array(pieces(message).map(change)))
      return .object(object)
    }
  }

  private var key: String? {
    switch surface {
    case .messages: "content"
    case .gemini: "parts"
    case .responses, .chat, .embeddings: nil
    }
  }

  private func pieces(_ message: JSONValue) -> [JSONValue] {
    switch surface {
    case .messages: MessagesRequest.blocks(of: message)
    case .gemini: GenerateRequest.parts(of: message)
    case .responses, .chat, .embeddings: [message]
    }
  }
}
