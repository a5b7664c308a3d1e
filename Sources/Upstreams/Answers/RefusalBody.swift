public import Primitives
public import WireFormats

/// What a provider puts into the text of a refusal.
public struct RefusalContext: Sendable {
  /// The id of the item to blame, as sent.
  public var itemID: String?
  /// Its sealed content, as sent.
  public var content = ""
  /// Where it stands: its message and its place there.
  public var place: (message: Int, block: Int)?
  /// The function that it calls.
  public var function = "look"
  /// The model that was asked for.
  public var model = ""
  /// Whether the upstream is Vertex AI.
  public var isVertex = false
  /// What the rate limit has counted, if that is what the refusal is about.
  public var limit: RateLimitState?
  /// When it was refused.
  public var now = Instant.zero

  /// Makes an empty context.
  public init() {}
}

/// A refusal as its provider writes it, and as a gateway reads it back.
public enum RefusalBody {
  /// The body of a refusal.
  public static func write(
    _ refusal: Refusal, provider: ProviderKind, _ context: RefusalContext = RefusalContext()
  ) -> JSONValue {
    switch provider {
    case .openai: openAIError(refusal, provider, context).openAIBody
    case .azure: azureBody(refusal, context)
    case .anthropic: anthropicError(refusal, context).body
    case .gemini: geminiError(refusal, context).body
    }
  }

  /// The reason that a body tells, or nil if it is none of the provider's.
  public static func reason(of body: JSONValue, provider: ProviderKind) -> RefusalReason? {
    switch provider {
    case .openai, .azure: openAIReason(of: body)
    case .anthropic: anthropicReason(of: body)
    case .gemini: geminiReason(of: body)
    }
  }

  static let noPrefill =
    "This model does not support assistant message prefill. The conversation must end with a user "
    + "message."
  static let nullParameter = "Input should be a valid value, not null."
  static let unknownBeta = "invalid beta flag"
  static let idTooLong = "Invalid container: string too long."
  static let noContainer = "Container not found."
  /// What every provider says of a fault that the scenario asked for.
  static let faultMessage = "The server had an error."
}
