/// Puts an Anthropic message together from the events of its stream, as a client does.
///
/// Events and deltas of unknown types are passed over, as the API asks of clients.
public struct MessageStreamReader: Sendable {
  /// Whether signatures are taken; clients that do not know `signature_delta` lose them.
  public let readsSignatures: Bool
  private var message: AnthropicMessage?
  private var blocks: [JSONObject] = []
  private var partialInputs: [String] = []
  /// Whether `message_stop` has come.
  public private(set) var isDone = false
  /// The error that the stream ended with, if it did.
  public private(set) var error: AnthropicError?

  /// The most blocks of one message.
  static let blocksMax = 4_096

  /// Makes a reader at the start of a stream.
  public init(readsSignatures: Bool = true) { self.readsSignatures = readsSignatures }

  /// Takes the next event.
  public mutating func take(_ event: ServerSentEvent) {
    guard let body = try? JSONValue.parse(event.data) else { return }
    switch body["type"]?.string {
    case "message_start": message = body["message"].flatMap(AnthropicMessage.init(json:))
    case "content_block_start":
      guard let block = body["content_block"]?.object, blocks.count < Self.blocksMax else {
        return
      }
      blocks.append(block)
      partialInputs.append("")
    case "content_block_delta":
      guard let index = body["index"]?.integer, blocks.indices.contains(index),
        let delta = body["delta"]
      else { return }
      take(delta, at: index)
    case "message_delta":
      message?.stopReason = body["delta"]?["stop_reason"]?.string
      if let usage = body["usage"].flatMap(AnthropicUsage.init(json:)) { message?.usage = usage }
    case "message_stop": isDone = true
    case "error": error = AnthropicError(body: body)
    default: break
    }
  }

  private mutating func take(_ delta: JSONValue, at index: Int) {
    switch delta["type"]?.string {
    case "text_delta": extend("text", by: delta["text"], at: index)
    case "thinking_delta": extend("thinking", by: delta["thinking"], at: index)
    case "signature_delta":
      if readsSignatures { extend("signature", by: delta["signature"], at: index) }
    case "input_json_delta": partialInputs[index] += delta["partial_json"]?.string ?? ""
    default: break
    }
  }

  private mutating func extend(_ key: String, by piece: JSONValue?, at index: Int) {
    guard let piece = piece?.string else { return }
    let before = blocks[index][key]?.string ?? ""
    blocks[index].set(key, to: .string(before + piece))
  }

  /// The message, or nil before `message_stop` has come.
  ///
  /// A thinking block whose signature was not read has an empty one, as it was announced.
  public var result: AnthropicMessage? {
    guard isDone, error == nil, var whole = message else { return nil }
    whole.content = zip(blocks, partialInputs).compactMap { block, input in
      var block = block
      if !input.isEmpty, let value = try? JSONValue.parse(input) { block.set("input", to: value) }
      return AnthropicBlock(json: .object(block))
    }
    return whole
  }
}
