/// Writes a chat completion as the events of its stream, in the order OpenAI sends them.
///
/// Chunks have no event name. The first delta holds the role, the last one the finish reason; a
/// usage chunk without choices follows if it was asked for; then comes the text `[DONE]`. Azure
/// opens with a chunk that has no choices.
public enum ChatStream {
  /// The data of the last event, which is not JSON.
  public static let done = "[DONE]"

  /// All events of a completion.
  ///
  /// - Parameter deltaBytesMax: the longest piece of text in one chunk, in UTF-8 bytes; pieces end
  ///   between characters.
  public static func events(
    of completion: ChatCompletion, deltaBytesMax: Int, dialect: ChatDialect = .openAI
  ) -> [ServerSentEvent] {
    var chunks: [JSONValue] = []
    if dialect == .azure {
      var first = head(completion)
      first.set("choices", to: .array([]))
      first.append("prompt_filter_results", ChatCompletion.promptFilterResults)
      chunks.append(.object(first))
    }
    let role = JSONValue.members(["role": .string("assistant"), "content": .string("")])
    chunks.append(chunk(completion, delta: role, finish: nil))
    for piece in ResponseStream.pieces(of: completion.text, bytesMax: deltaBytesMax) {
      let delta = JSONValue.members(["content": .string(piece)])
      chunks.append(chunk(completion, delta: delta, finish: nil))
    }
    chunks.append(
      chunk(completion, delta: .object(JSONObject()), finish: completion.finishReason))
    if let usage = completion.usage {
      var last = head(completion)
      last.append("usage", usage.json)
      chunks.append(.object(last))
    }
    return chunks.map { ServerSentEvent(data: $0.serialized()) }
      + [ServerSentEvent(data: Array(done.utf8))]
  }

  private static func head(_ completion: ChatCompletion) -> JSONObject {
    JSONObject([
      ("id", .string(completion.id)), ("object", .string("chat.completion.chunk")),
      ("created", .integer(completion.createdAt)), ("model", .string(completion.model)),
      ("choices", .array([])),
    ])
  }

  private static func chunk(
    _ completion: ChatCompletion, delta: JSONValue, finish: String?
  ) -> JSONValue {
    var object = head(completion)
    object.set(
      "choices",
      to: .array([
        .members([
          "index": .integer(0), "delta": delta, "logprobs": .null,
          "finish_reason": .optional(finish),
        ])
      ]))
    return .object(object)
  }
}

/// Puts a chat completion together from the events of its stream, as a client does.
public struct ChatStreamReader: Sendable {
  private var completion: ChatCompletion?
  private var text = ""
  private var finishReason: String?
  private var usage: ChatUsage?
  /// Whether `[DONE]` has come.
  public private(set) var isDone = false
  /// The error that the stream ended with, if it did.
  public private(set) var error: OpenAIError?

  /// Makes a reader at the start of a stream.
  public init() {}

  /// Takes the next event; what is no chunk of a chat completion is passed over.
  public mutating func take(_ event: ServerSentEvent) {
    if event.data.elementsEqual(ChatStream.done.utf8) {
      isDone = true
      return
    }
    guard let chunk = try? JSONValue.parse(event.data) else { return }
    if let failed = OpenAIError(body: chunk) {
      error = failed
      return
    }
    guard chunk["object"]?.string == "chat.completion.chunk", let id = chunk["id"]?.string else {
      return
    }
    if completion == nil {
      completion = ChatCompletion(
        id: id, createdAt: Int64(chunk["created"]?.integer ?? 0),
        model: chunk["model"]?.string ?? "", text: "", usage: nil)
    }
    if let told = chunk["usage"].flatMap(ChatUsage.init(json:)) { usage = told }
    guard let choice = chunk["choices"]?.array?.first else { return }
    text += choice["delta"]?["content"]?.string ?? ""
    if let finish = choice["finish_reason"]?.string { finishReason = finish }
  }

  /// The completion, or nil before its finish reason and `[DONE]` have come.
  public var result: ChatCompletion? {
    guard isDone, error == nil, var whole = completion, let finishReason else { return nil }
    whole.text = text
    whole.finishReason = finishReason
    whole.usage = usage
    return whole
  }
}
