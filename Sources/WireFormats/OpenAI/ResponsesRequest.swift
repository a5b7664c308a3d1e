/// The body of `POST /v1/responses`, as far as routing and sealed state are concerned.
public struct ResponsesRequest: Equatable, Sendable {
  /// The value of `include` that asks for sealed reasoning.
  public static let includesSealedReasoning = "reasoning.encrypted_content"

  /// The model's name, or on Azure the deployment's.
  public var model: String
  /// A text, or a list of items kept as they are: a gateway passes on what it does not know.
  public var input: JSONValue
  /// Whether the answer is an event stream.
  public var isStreaming: Bool
  /// Whether the provider keeps the response; nil leaves it to the provider (kept).
  public var store: Bool?
  /// Extra parts that the answer shall hold.
  public var include: [String]
  /// The stored response that this one goes on from.
  public var previousResponseID: String?

  /// Makes a request; by default stateless, as clients that replay sealed items send it.
  public init(
    model: String, input: JSONValue, isStreaming: Bool = false, store: Bool? = false,
    include: [String] = [Self.includesSealedReasoning], previousResponseID: String? = nil
  ) {
    self.model = model
    self.input = input
    self.isStreaming = isStreaming
    self.store = store
    self.include = include
    self.previousResponseID = previousResponseID
  }

  /// Reads a body, or gives nil if it is no object with a model and an input.
  ///
  /// A field of the wrong type counts as absent; `stream` and `store` are then as by default.
  public init?(json: JSONValue) {
    guard let model = json["model"]?.string, let input = json["input"],
      input.string != nil || input.array != nil
    else { return nil }
    self.init(
      model: model, input: input, isStreaming: json["stream"]?.bool ?? false,
      store: json["store"]?.bool, include: (json["include"]?.array ?? []).compactMap(\.string),
      previousResponseID: json["previous_response_id"]?.string)
  }

  /// The elements of the input; a text is one message of the user.
  public var items: [JSONValue] {
    if let items = input.array { return items }
    return [Self.userMessage(input)]
  }

  /// The body as JSON.
  public var json: JSONValue {
    var object = JSONObject([("model", .string(model)), ("input", input)])
    if isStreaming { object.append("stream", .bool(true)) }
    if let store { object.append("store", .bool(store)) }
    if !include.isEmpty { object.append("include", .array(include.map { .string($0) })) }
    if let id = previousResponseID { object.append("previous_response_id", .string(id)) }
    return .object(object)
  }

  /// A message of the user in its short form.
  public static func userMessage(_ content: JSONValue) -> JSONValue {
    .members(["role": .string("user"), "content": content])
  }
}
