/// Whose API an upstream speaks.
public enum ProviderKind: String, CaseIterable, Sendable, BitwiseCopyable {
  case openai, azure, anthropic, gemini

  /// In what its answers carry sealed content.
  public var carrier: SealCarrier {
    switch self {
    case .openai, .azure: .encryptedContent
    case .anthropic: .thinking
    case .gemini: .thoughtSignature
    }
  }

  /// The surfaces on which calls reach it as they were sent; a gateway bridges the others.
  public var surfaces: [Surface] {
    switch self {
    case .openai, .azure: [.responses, .chat, .embeddings]
    case .anthropic: [.messages]
    case .gemini: [.gemini]
    }
  }
}

/// What sealed content is carried in.
public enum SealCarrier: UInt8, Sendable, BitwiseCopyable {
  /// `encrypted_content` of reasoning items.
  case encryptedContent
  /// The signature of a thinking block, or the data of a redacted one.
  case thinking
  /// `thoughtSignature` of a part.
  case thoughtSignature
}
