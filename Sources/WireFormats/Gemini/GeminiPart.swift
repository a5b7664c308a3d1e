/// One part of a Gemini content; text and function calls may carry a thought signature.
public enum GeminiPart: Equatable, Sendable {
  /// Text, with the signature if it has one.
  case text(String, signature: String?)
  /// A call of one of the client's functions; the arguments are a JSON object.
  case functionCall(name: String, arguments: JSONValue, signature: String?)
  /// What a function came to; the response is a JSON object.
  case functionResponse(name: String, response: JSONValue)

  static let signatureKey = "thoughtSignature"

  /// The signature, or nil if the part has none.
  public var signature: String? {
    switch self {
    case .text(_, let signature), .functionCall(_, _, let signature): signature
    case .functionResponse: nil
    }
  }

  /// The part as JSON.
  public var json: JSONValue {
    var object = JSONObject()
    switch self {
    case .text(let text, _): object.append("text", .string(text))
    case .functionCall(let name, let arguments, _):
      object.append("functionCall", .members(["name": .string(name), "args": arguments]))
    case .functionResponse(let name, let response):
      object.append(
        "functionResponse", .members(["name": .string(name), "response": response]))
    }
    if let signature { object.append(Self.signatureKey, .string(signature)) }
    return .object(object)
  }

  /// Reads a part of a known kind, or gives nil; the signature may be spelled in snake case, as
  /// clients of the REST API do.
  public init?(json: JSONValue) {
    let signature = (json[Self.signatureKey] ?? json["thought_signature"])?.string
    if let text = json["text"]?.string {
      self = .text(text, signature: signature)
    } else if let call = json["functionCall"], let name = call["name"]?.string {
      self = .functionCall(
        name: name, arguments: call["args"] ?? .object(JSONObject()), signature: signature)
    } else if let response = json["functionResponse"], let name = response["name"]?.string {
      self = .functionResponse(
        name: name, response: response["response"] ?? .object(JSONObject()))
    } else {
      return nil
    }
  }
}
