/// Writes an Anthropic message as the events of its stream.
///
/// Each event's name repeats its type. `signature_delta` is the last delta of a thinking block,
/// just before its stop. `message_delta` holds the cumulative usage. There is no `[DONE]`.
public struct MessageStream: Sendable {
  /// The events so far.
  public private(set) var events: [ServerSentEvent] = []

  /// Makes an empty stream.
  public init() {}

  /// All events of a message; a `ping` follows the start.
  ///
  /// - Parameter deltaBytesMax: the longest piece of text in one delta, in UTF-8 bytes.
  public static func events(
    of message: AnthropicMessage, deltaBytesMax: Int
  ) -> [ServerSentEvent] {
    var stream = MessageStream()
    stream.append("message_start", [("message", message.startedJSON)])
    stream.ping()
    for (index, block) in message.content.enumerated() {
      stream.add(block, at: index, deltaBytesMax: deltaBytesMax)
    }
    let delta = JSONValue.members([
      "stop_reason": .optional(message.stopReason), "stop_sequence": .null,
    ])
    stream.append("message_delta", [("delta", delta), ("usage", message.usage.json)])
    stream.append("message_stop", [])
    return stream.events
  }

  /// Appends a `ping`, which may come anywhere and means nothing.
  public mutating func ping() { append("ping", []) }

  /// Appends an `error` event, which may follow a good start.
  public mutating func fail(_ error: AnthropicError) {
    append("error", [("error", error.errorJSON)])
  }

  /// Appends all events of one block.
  public mutating func add(_ block: AnthropicBlock, at index: Int, deltaBytesMax: Int) {
    let place: JSONObject.Member = ("index", .integer(index))
    append("content_block_start", [place, ("content_block", block.announcedJSON)])
    func pieces(_ text: String) -> [String] {
      ResponseStream.pieces(of: text, bytesMax: deltaBytesMax)
    }
    switch block {
    case .thinking(let text, let signature):
      for piece in pieces(text) { add("thinking_delta", "thinking", piece, place) }
      if let signature { add("signature_delta", "signature", signature, place) }
    case .text(let text):
      for piece in pieces(text) { add("text_delta", "text", piece, place) }
    case .toolUse(_, _, let input):
      let text = String(decoding: input.serialized(), as: UTF8.self)
      for piece in pieces(text) { add("input_json_delta", "partial_json", piece, place) }
    case .redactedThinking, .toolResult: break
    }
    append("content_block_stop", [place])
  }

  private mutating func add(
    _ type: String, _ field: String, _ text: String, _ place: JSONObject.Member
  ) {
    let delta = JSONObject([("type", .string(type)), (field, .string(text))])
    append("content_block_delta", [place, ("delta", .object(delta))])
  }

  private mutating func append(_ type: String, _ members: [JSONObject.Member]) {
    let body = JSONValue.object(JSONObject([("type", .string(type))] + members))
    events.append(ServerSentEvent(name: type, data: body.serialized()))
  }
}
