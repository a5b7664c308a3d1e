extension ResponseItem {
  /// The finished item as JSON.
  public var json: JSONValue {
    switch self {
    case .reasoning(let item): Self.json(item)
    case .compaction(let item):
      Self.item("compaction", item.id, [("encrypted_content", .string(item.sealedContent))])
    case .message(let item):
      Self.message(item.id, status: "completed", content: [Self.textPart(item.text)])
    case .functionCall(let item): Self.json(item, status: "completed", arguments: item.arguments)
    }
  }

  /// The item as the stream announces it: sealed content is there already, text is not.
  ///
  /// Gateways and clients that keep this form instead of the finished one lose no seal.
  public var announcedJSON: JSONValue {
    switch self {
    case .reasoning(var item):
      item.summary = []
      return Self.json(item)
    case .compaction: return json
    case .message(let item): return Self.message(item.id, status: "in_progress", content: [])
    case .functionCall(let item): return Self.json(item, status: "in_progress", arguments: "")
    }
  }

  /// Reads an item of a known kind, or gives nil; fields not modelled here are lost.
  public init?(json: JSONValue) {
    let id = json["id"]?.string
    let seal = json["encrypted_content"]?.string
    switch json["type"]?.string {
    case "reasoning":
      let summary = (json["summary"]?.array ?? []).compactMap { $0["text"]?.string }
      self = .reasoning(Reasoning(id: id, summary: summary, sealedContent: seal))
    case "compaction":
      guard let seal else { return nil }
      self = .compaction(Compaction(id: id, sealedContent: seal))
    case "message":
      let parts = (json["content"]?.array ?? []).compactMap { $0["text"]?.string }
      self = .message(Message(id: id, text: parts.joined()))
    case "function_call":
      guard let callID = json["call_id"]?.string, let name = json["name"]?.string,
        let arguments = json["arguments"]?.string
      else { return nil }
      self = .functionCall(
        FunctionCall(id: id, callID: callID, name: name, arguments: arguments))
    default: return nil
    }
  }

  /// A part of a message's content.
  static func textPart(_ text: String) -> JSONValue {
    .members([
      "type": .string("output_text"), "annotations": .array([]), "logprobs": .array([]),
      "text": .string(text),
    ])
  }

  private static func json(_ item: Reasoning) -> JSONValue {
    let summary = item.summary.map { text in
      JSONValue.members(["type": .string("summary_text"), "text": .string(text)])
    }
    var members: [JSONObject.Member] = [("summary", .array(summary))]
    if let seal = item.sealedContent { members.append(("encrypted_content", .string(seal))) }
    return Self.item("reasoning", item.id, members)
  }

  private static func json(
    _ item: FunctionCall, status: String, arguments: String
  ) -> JSONValue {
    Self.item(
      "function_call", item.id,
      [
        ("status", .string(status)), ("arguments", .string(arguments)),
        ("call_id", .string(item.callID)), ("name", .string(item.name)),
      ])
  }

  private static func message(_ id: String?, status: String, content: [JSONValue]) -> JSONValue {
    item(
      "message", id,
      [
        ("status", .string(status)), ("content", .array(content)), ("role", .string("assistant")),
      ])
  }

  private static func item(
    _ type: String, _ id: String?, _ members: [JSONObject.Member]
  ) -> JSONValue {
    var object = JSONObject()
    if let id { object.append("id", .string(id)) }
    object.append("type", .string(type))
    for member in members { object.append(member.key, member.value) }
    return .object(object)
  }
}
