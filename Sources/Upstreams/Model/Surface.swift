/// Which API a client speaks.
public enum Surface: String, CaseIterable, Sendable, BitwiseCopyable {
  /// `POST /v1/responses`.
  case responses
  /// `POST /v1/chat/completions`: plain messages, nothing sealed.
  case chat
  /// `POST /v1/embeddings`: no conversation at all.
  case embeddings
  /// `POST /v1/messages` of Anthropic: thinking blocks with signatures.
  case messages
  /// `generateContent` of Gemini: parts with thought signatures.
  case gemini

  /// The method and path of a call, for reports.
  public var endpoint: String {
    switch self {
    case .responses: "POST /v1/responses"
    case .chat: "POST /v1/chat/completions"
    case .embeddings: "POST /v1/embeddings"
    case .messages: "POST /v1/messages"
    case .gemini: "POST /v1beta/models/{model}:generateContent"
    }
  }

  /// Whether a request on it has `messages`, which LiteLLM's books and pre-call checks ask for.
  public var hasMessages: Bool { self == .chat || self == .messages }

  /// Whether clients send sealed content back on it.
  public var carriesSeals: Bool { self != .chat && self != .embeddings }
}
