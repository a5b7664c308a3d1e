/// Why an upstream refused: the provider's own reason, told apart from the gateway's errors.
public enum RefusalReason: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// No refusal.
  case none
  /// Sealed by another boundary.
  case foreignSeal
  /// Sealed content that nobody minted so: changed, forged, swapped, or still wrapped.
  case damagedSeal
  /// A sealed item without its content.
  case missingSeal
  /// `previous_response_id` of another boundary, or one that was never stored.
  case previousResponseNotFound
  /// The key is not, or no longer, valid.
  case invalidKey
  /// The model is not served here.
  case modelNotFound
  /// More calls than the capacity and its queue hold.
  case overCapacity
  /// A fault that the scenario asked for.
  case fault
  /// A thinking block whose signature is foreign, damaged or missing (Anthropic says the same of
  /// each).
  case invalidSignature
  /// The message with the latest call of a tool does not begin with its thinking (Anthropic).
  case missingThinking
  /// A thought signature that is foreign or damaged (Gemini).
  case invalidThoughtSignature
  /// A function call without its thought signature (Gemini 3).
  case missingThoughtSignature
  /// More calls or tokens in a time than the account may have.
  case rateLimited
  /// The account has no credit left, or has reached its own spend limit.
  case insufficientQuota
  /// The account may not use the model.
  case permissionDenied
  /// The input is longer than the model's window.
  case contextLength
  /// A content filter refuses the input.
  case contentPolicy
  /// The body is too large.
  case requestTooLarge
  /// The provider failed.
  case serverError
  /// The request ends with a message of the assistant's, which the model does not carry on.
  case prefillRefused
  /// A parameter is null.
  case nullParameter
  /// A beta flag that the provider does not know.
  case unknownBeta
  /// An id that is longer than the provider takes.
  case idTooLong
  /// A container that is not here.
  case containerNotFound

  /// Whether it is about sealed content.
  public var isSealRefusal: Bool {
    switch self {
    case .foreignSeal, .damagedSeal, .missingSeal: true
    default: false
    }
  }

  /// What scenarios and goldens call it: the code in OpenAI's body where it has one. Other
  /// providers' bodies have words of their own for it.
  public var code: String {
    switch self {
    case .none: "none"
    case .foreignSeal, .damagedSeal: "invalid_encrypted_content"
    case .missingSeal: "missing_required_parameter"
    case .previousResponseNotFound: "previous_response_not_found"
    case .invalidKey: "invalid_api_key"
    case .modelNotFound: "model_not_found"
    case .overCapacity: "overloaded"
    case .fault: "fault"
    case .invalidSignature: "invalid_signature"
    case .missingThinking: "missing_thinking"
    case .invalidThoughtSignature: "invalid_thought_signature"
    case .missingThoughtSignature: "missing_thought_signature"
    case .rateLimited: "rate_limit_exceeded"
    case .insufficientQuota: "insufficient_quota"
    case .permissionDenied: "permission_denied"
    case .contextLength: "context_length_exceeded"
    case .contentPolicy: "content_policy_violation"
    case .requestTooLarge: "request_too_large"
    case .serverError: "server_error"
    case .prefillRefused: "prefill_refused"
    case .nullParameter: "null_parameter"
    case .unknownBeta: "invalid_beta_flag"
    case .idTooLong: "string_above_max_length"
    case .containerNotFound: "container_not_found"
    }
  }

  /// The reasons that a scenario may have an upstream refuse for, whatever the call.
  public static let faults: [RefusalReason] = [
    .invalidKey, .permissionDenied, .modelNotFound, .contextLength, .contentPolicy,
    .requestTooLarge, .rateLimited, .insufficientQuota, .serverError, .overCapacity,
  ]
}
