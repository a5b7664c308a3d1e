public import Primitives

/// The error inside a refusal of Gemini.
public struct GeminiError: Equatable, Sendable {
  /// The HTTP status, repeated.
  public var code: Int
  /// What people read.
  public var message: String
  /// The class, such as `INVALID_ARGUMENT` or `RESOURCE_EXHAUSTED`.
  public var status: String
  /// `RetryInfo.retryDelay` in the details.
  public var retryDelay: SimDuration?

  private static let retryInfoType = "type.googleapis.com/google.rpc.RetryInfo"

  /// Makes an error.
  public init(code: Int, message: String, status: String, retryDelay: SimDuration? = nil) {
    self.code = code
    self.message = message
    self.status = status
    self.retryDelay = retryDelay
  }

  /// Reads the error of a body, or gives nil if it is none.
  ///
  /// A stream that is not read as events begins with a list; its first element counts.
  public init?(body: JSONValue) {
    let error = (body.array?.first ?? body)["error"]
    guard let code = error?["code"]?.integer, let message = error?["message"]?.string,
      let status = error?["status"]?.string
    else { return nil }
    let info = (error?["details"]?.array ?? []).first {
      $0["@type"]?.string == Self.retryInfoType
    }
    var delay: SimDuration?
    if let text = info?["retryDelay"]?.string, text.hasSuffix("s") {
      delay = RetryAfter.delay(seconds: String(text.dropLast()))
    }
    self.init(code: code, message: message, status: status, retryDelay: delay)
  }

  /// The body as Gemini writes it.
  public var body: JSONValue {
    var error = JSONObject([
      ("code", .integer(code)), ("message", .string(message)), ("status", .string(status)),
    ])
    if let retryDelay {
      let info = JSONValue.members([
        "@type": .string(Self.retryInfoType),
        "retryDelay": .string(RetryAfter.seconds(retryDelay) + "s"),
      ])
      error.append("details", .array([info]))
    }
    return .members(["error": .object(error)])
  }
}
