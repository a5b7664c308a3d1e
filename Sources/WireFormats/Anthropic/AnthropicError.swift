/// The error inside a refusal of Anthropic.
public struct AnthropicError: Equatable, Sendable {
  /// The class, such as `invalid_request_error` or `rate_limit_error`.
  public var type: String
  /// What people read.
  public var message: String
  /// The request's id, `req_…`; an event in a stream has none.
  public var requestID: String?
  /// A reason for programs, in `details`; Anthropic gives it for few errors.
  public var detailCode: String?

  /// Makes an error.
  public init(
    type: String, message: String, requestID: String? = nil, detailCode: String? = nil
  ) {
    self.type = type
    self.message = message
    self.requestID = requestID
    self.detailCode = detailCode
  }

  /// Reads the error of a body or of a stream event, or gives nil if it is none.
  public init?(body: JSONValue) {
    guard body["type"]?.string == "error", let error = body["error"],
      let type = error["type"]?.string, let message = error["message"]?.string
    else { return nil }
    self.init(
      type: type, message: message, requestID: body["request_id"]?.string,
      detailCode: error["details"]?["error_code"]?.string)
  }

  /// The error without its frame.
  var errorJSON: JSONValue {
    var error = JSONObject([("type", .string(type)), ("message", .string(message))])
    if let detailCode {
      error.append("details", .members(["error_code": .string(detailCode)]))
    }
    return .object(error)
  }

  /// The body as Anthropic writes it.
  public var body: JSONValue {
    var object = JSONObject([("type", .string("error")), ("error", errorJSON)])
    if let requestID { object.append("request_id", .string(requestID)) }
    return .object(object)
  }
}
