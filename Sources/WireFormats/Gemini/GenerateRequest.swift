/// The body of `POST /v1beta/models/{model}:generateContent`; the model stands in the path.
public struct GenerateRequest: Equatable, Sendable {
  /// The conversation; contents are kept as they are.
  public var contents: [JSONValue]
  /// The functions that the model may call, by name.
  public var functions: [String]

  /// Makes a request.
  public init(contents: [JSONValue], functions: [String] = []) {
    self.contents = contents
    self.functions = functions
  }

  /// Reads a body, or gives nil if it is no object with contents.
  public init?(json: JSONValue) {
    guard let contents = json["contents"]?.array else { return nil }
    let tools = (json["tools"]?.array ?? []).flatMap { $0["functionDeclarations"]?.array ?? [] }
    self.init(contents: contents, functions: tools.compactMap { $0["name"]?.string })
  }

  /// The body as JSON.
  public var json: JSONValue {
    var object = JSONObject([("contents", .array(contents))])
    if !functions.isEmpty {
      let declarations = functions.map { JSONValue.members(["name": .string($0)]) }
      object.append(
        "tools", .array([.members(["functionDeclarations": .array(declarations)])]))
    }
    return .object(object)
  }

  /// A content of some parts; the role is `user` or `model`.
  public static func content(role: String, parts: [JSONValue]) -> JSONValue {
    .members(["role": .string(role), "parts": .array(parts)])
  }

  /// The parts of a content.
  public static func parts(of content: JSONValue) -> [JSONValue] {
    content["parts"]?.array ?? []
  }

  /// The path of a call.
  public static func path(model: String, isStreaming: Bool) -> String {
    "/v1beta/models/\(model):"
      + (isStreaming ? "streamGenerateContent?alt=sse" : "generateContent")
  }
}
