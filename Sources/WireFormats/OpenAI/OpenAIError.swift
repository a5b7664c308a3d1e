/// The error inside a refusal of OpenAI or Azure OpenAI.
public struct OpenAIError: Equatable, Sendable {
  /// What people read.
  public var message: String
  /// The class, such as `invalid_request_error`; Azure may leave it null.
  public var type: String?
  /// The field of the request that is to blame.
  public var param: String?
  /// The reason for programs, such as `rate_limit_exceeded`.
  public var code: String?

  /// Makes an error.
  public init(message: String, type: String?, param: String? = nil, code: String?) {
    self.message = message
    self.type = type
    self.param = param
    self.code = code
  }

  /// Reads the error of a body, or gives nil if there is no message.
  ///
  /// Gateways also write the code as a number; it is read as its text.
  public init?(body: JSONValue) {
    guard let error = body["error"], let message = error["message"]?.string else { return nil }
    var code = error["code"]?.string
    if case .number(let text)? = error["code"] { code = text }
    self.init(
      message: message, type: error["type"]?.string, param: error["param"]?.string, code: code)
  }

  /// The body as OpenAI writes it.
  public var openAIBody: JSONValue {
    .members([
      "error": .members([
        "message": .string(message), "type": .optional(type), "param": .optional(param),
        "code": .optional(code),
      ])
    ])
  }

  /// The body as Azure OpenAI writes it: code first, and the status and inner error if there are.
  ///
  /// - Parameters:
  ///   - status: repeats the HTTP status in the body.
  ///   - innerCode: for the content filter: `ResponsibleAIPolicyViolation`.
  public func azureBody(status: Int? = nil, innerCode: String? = nil) -> JSONValue {
    var error = JSONObject([
      ("code", .optional(code)), ("message", .string(message)), ("param", .optional(param)),
      ("type", .optional(type)),
    ])
    if let status { error.append("status", .integer(status)) }
    if let innerCode {
      error.append("innererror", .members(["code": .string(innerCode)]))
    }
    return .members(["error": .object(error)])
  }
}
