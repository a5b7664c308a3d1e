/// One event of a Responses stream before it becomes bytes.
public struct ResponseStreamEvent: Equatable, Sendable {
  /// The event's type, also the name on the `event:` line.
  public let type: String
  /// The body, which repeats the type and holds the sequence number.
  public let body: JSONValue

  /// The event as a stream carries it.
  public var serverSentEvent: ServerSentEvent {
    ServerSentEvent(name: type, data: body.serialized())
  }
}

/// Writes a response as the events of its stream, in the order OpenAI sends them.
///
/// The numbers start at 0 and rise by one. There is no `[DONE]`: the last event is
/// `response.completed`, `.incomplete` or `.failed`, or an `error`.
public struct ResponseStream: Sendable {
  /// The events so far.
  public private(set) var events: [ResponseStreamEvent] = []

  /// Makes an empty stream.
  public init() {}

  /// All events of a response.
  ///
  /// - Parameter deltaBytesMax: the longest piece of a text or of arguments in one delta, in UTF-8
  ///   bytes; pieces end between characters, so one character may be longer.
  public static func events(
    of response: ResponseBody, deltaBytesMax: Int
  ) -> [ResponseStreamEvent] {
    var stream = ResponseStream()
    stream.start(response)
    for (index, item) in response.output.enumerated() {
      stream.add(item, at: index, deltaBytesMax: deltaBytesMax)
    }
    stream.end(response)
    return stream.events
  }

  /// Appends `response.created` and `response.in_progress`.
  public mutating func start(_ response: ResponseBody) {
    for name in ["created", "in_progress"] {
      append("response.\(name)", ["response": response.startedJSON])
    }
  }

  /// Appends all events of one item.
  public mutating func add(_ item: ResponseItem, at index: Int, deltaBytesMax: Int) {
    let place = JSONValue.integer(index)
    append("response.output_item.added", ["output_index": place, "item": item.announcedJSON])
    switch item {
    case .reasoning, .compaction: break
    case .message(let message):
      addText(message, at: index, pieces: Self.pieces(of: message.text, bytesMax: deltaBytesMax))
    case .functionCall(let call):
      addArguments(
        call, at: index, pieces: Self.pieces(of: call.arguments, bytesMax: deltaBytesMax))
    }
    append("response.output_item.done", ["output_index": place, "item": item.json])
  }

  /// Appends the last event, which holds the whole response.
  public mutating func end(_ response: ResponseBody) {
    append("response.\(response.end.status)", ["response": response.json])
  }

  /// Appends an `error` event: how quota and rate errors may follow a good start.
  public mutating func fail(_ error: OpenAIError) {
    append(
      "error",
      [
        "code": .optional(error.code), "message": .string(error.message),
        "param": .optional(error.param),
      ])
  }

  private mutating func addText(
    _ message: ResponseItem.Message, at index: Int, pieces: [String]
  ) {
    let place: [JSONObject.Member] = [
      ("item_id", .optional(message.id)), ("output_index", .integer(index)),
      ("content_index", .integer(0)),
    ]
    append(
      "response.content_part.added", members: place + [("part", ResponseItem.textPart(""))])
    for piece in pieces {
      append("response.output_text.delta", members: place + [("delta", .string(piece))])
    }
    append("response.output_text.done", members: place + [("text", .string(message.text))])
    append(
      "response.content_part.done",
      members: place + [("part", ResponseItem.textPart(message.text))])
  }

  private mutating func addArguments(
    _ call: ResponseItem.FunctionCall, at index: Int, pieces: [String]
  ) {
    let place: [JSONObject.Member] = [
      ("item_id", .optional(call.id)), ("output_index", .integer(index)),
    ]
    for piece in pieces {
      append(
        "response.function_call_arguments.delta", members: place + [("delta", .string(piece))])
    }
    append(
      "response.function_call_arguments.done",
      members: place + [("arguments", .string(call.arguments))])
  }

  private mutating func append(
    _ type: String, _ members: KeyValuePairs<String, JSONValue>
  ) {
    append(type, members: members.map { ($0.key, $0.value) })
  }

  private mutating func append(_ type: String, members: [JSONObject.Member]) {
    let head: [JSONObject.Member] = [
      ("type", .string(type)), ("sequence_number", .integer(events.count)),
    ]
    let body = JSONValue.object(JSONObject(head + members))
    events.append(ResponseStreamEvent(type: type, body: body))
  }

  /// A text in pieces, cut between Unicode scalars; an empty text has none.
  static func pieces(of text: String, bytesMax: Int) -> [String] {
    precondition(bytesMax > 0, "a delta needs room for at least one byte")
    var pieces: [String] = []
    var piece = String.UnicodeScalarView()
    var byteCount = 0
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if byteCount > 0, byteCount + width > bytesMax {
        pieces.append(String(piece))
        piece = String.UnicodeScalarView()
        byteCount = 0
      }
      piece.append(scalar)
      byteCount += width
    }
    if byteCount > 0 { pieces.append(String(piece)) }
    return pieces
  }
}
