import Upstreams
import WireFormats

/// An upstream's answer on a surface other than Responses, as its text and as a client keeps it.
struct SurfaceAnswer {
  let request: RequestRecord
  let upstream: UpstreamSetup
  let shape: TrafficShape
  let sealedItems: UInt32
  let model: String
  /// The sealed content of an item, by its number.
  let mint: (UInt32) -> String

  /// The message that a client keeps of it, once it has been a body or a stream of events; nil if
  /// nothing is kept.
  var kept: JSONValue? {
    switch shape.surface {
    case .responses: nil
    case .embeddings: keptEmbeddings
    case .chat: keptChat
    case .messages: keptMessages
    case .gemini: keptContent
    }
  }

  /// The events of the streamed answer.
  var events: [ServerSentEvent] {
    let bytes = AnswerPlan.deltaBytes
    switch shape.surface {
    case .responses, .embeddings: return []
    case .chat:
      return ChatStream.events(of: chat(usage: nil), deltaBytesMax: bytes, dialect: dialect)
    case .messages: return MessageStream.events(of: message, deltaBytesMax: bytes)
    case .gemini: return GenerateStream.events(of: content, deltaBytesMax: bytes)
    }
  }

  private func passed(_ take: (ServerSentEvent) -> Void) {
    var parser = ServerSentEventParser()
    do {
      for event in try parser.feed(events.flatMap { $0.encoded() }) { take(event) }
    } catch {
      preconditionFailure("a stream of a fake's own cannot be read back")
    }
  }

  // MARK: Chat and embeddings

  private var dialect: ChatDialect { upstream.provider == .azure ? .azure : .openAI }

  private func chat(usage: ChatUsage?) -> ChatCompletion {
    ChatCompletion(
      id: "chatcmpl-" + WireItem.digits(request.firstItem), createdAt: 0, model: model,
      text: WireItem.answer(request.firstItem), usage: usage)
  }

  private var keptChat: JSONValue? {
    var completion: ChatCompletion?
    if shape.client.streams {
      var reader = ChatStreamReader()
      passed { reader.take($0) }
      completion = reader.result
    } else {
      let usage = ChatUsage(promptTokens: 1, completionTokens: Int(upstream.time.tokens))
      completion = ChatCompletion(json: WireEdge.passed(chat(usage: usage).json(dialect)))
    }
    return completion.map { ChatRequest.message(role: "assistant", text: $0.text) }
  }

  private var keptEmbeddings: JSONValue? {
    let answer = EmbeddingsResponse(model: model, vectors: [[0.5, -0.25]], promptTokens: 1)
    let read = EmbeddingsResponse(json: WireEdge.passed(answer.json(.base64)))
    precondition(read == answer, "an embedding of a fake's own cannot be read back")
    return nil
  }

  // MARK: Messages

  private var message: AnthropicMessage {
    var content: [AnthropicBlock] = []
    for ordinal in 0..<sealedItems {
      let number = request.firstItem + ordinal
      content.append(
        upstream.redactsThinking
          ? .redactedThinking(data: mint(number))
          : .thinking(text: WireItem.thought(number), signature: mint(number)))
    }
    let last = request.firstItem + sealedItems
    content.append(
      shape.callsTools
        ? .toolUse(
          id: "toolu_" + WireItem.digits(last), name: SurfaceText.function,
          input: WireItem.input(last))
        : .text(WireItem.answer(last)))
    return AnthropicMessage(
      id: "msg_" + WireItem.digits(request.firstItem), model: model, content: content,
      stopReason: shape.callsTools ? "tool_use" : "end_turn",
      usage: AnthropicUsage(inputTokens: 1, outputTokens: Int(upstream.time.tokens)))
  }

  private var keptMessages: JSONValue? {
    var read: AnthropicMessage?
    if shape.client.streams {
      var reader = MessageStreamReader(readsSignatures: shape.client.readsSignatures)
      passed { reader.take($0) }
      read = reader.result
    } else {
      read = AnthropicMessage(json: WireEdge.passed(message.json))
    }
    guard let read else { return nil }
    let blocks = read.content.map(\.json).filter {
      shape.client.keepsThinking || SealField.key(of: $0, .messages) == nil
    }
    return MessagesRequest.message(role: "assistant", blocks: blocks.map(withoutLostSeal))
  }

  // MARK: Gemini

  private var content: GenerateResponse {
    let number = request.firstItem
    let signature = sealedItems > 0 ? mint(number) : nil
    let part: GeminiPart =
      shape.callsTools
      ? .functionCall(
        name: SurfaceText.function, arguments: WireItem.input(number), signature: signature)
      : .text(WireItem.answer(number), signature: signature)
    return GenerateResponse(
      parts: [part],
      usage: GeminiUsage(promptTokens: 1, candidateTokens: Int(upstream.time.tokens)),
      modelVersion: model, responseID: WireItem.digits(number))
  }

  private var keptContent: JSONValue? {
    var read: GenerateResponse?
    if shape.client.streams {
      var reader = GenerateStreamReader()
      passed { reader.take($0) }
      read = reader.result
    } else {
      read = GenerateResponse(json: WireEdge.passed(content.json))
    }
    // A call in a stream is followed by an empty text, which says nothing.
    return read.map { answer in
      let parts = answer.parts.filter { $0 != .text("", signature: nil) }
      return GenerateRequest.content(
        role: "model", parts: parts.map(\.json).map(withoutLostSeal))
    }
  }

  private func withoutLostSeal(_ item: JSONValue) -> JSONValue {
    guard !shape.client.keepsBlobs, let key = SealField.key(of: item, shape.surface),
      var object = item.object
    else { return item }
    object.remove(key)
    return .object(object)
  }
}
