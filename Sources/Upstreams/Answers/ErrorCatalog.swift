/// What each provider answers for each reason: the status, and the class or code in the body.
///
/// Statuses and classes are those of the providers' error pages and of their SDKs, 2025 and 2026;
/// the texts, which no decision rests on, are those of public reports.
public enum ErrorCatalog {
  /// The status; a fault brings its own, and counts as 500 without one.
  public static func status(
    of reason: RefusalReason, _ provider: ProviderKind, isVertex: Bool = false
  ) -> UInt16 {
    switch reason {
    case .none: 200
    case .foreignSeal, .damagedSeal, .missingSeal, .previousResponseNotFound, .invalidSignature,
      .missingThinking, .invalidThoughtSignature, .missingThoughtSignature, .contextLength,
      .contentPolicy, .prefillRefused, .nullParameter, .unknownBeta, .idTooLong:
      400
    // Google's own host calls a wrong key an invalid argument.
    case .invalidKey: provider == .gemini && !isVertex ? 400 : 401
    case .permissionDenied: 403
    case .modelNotFound, .containerNotFound: 404
    case .requestTooLarge: 413
    case .rateLimited, .insufficientQuota: 429
    case .fault, .serverError: 500
    case .overCapacity: provider == .anthropic ? 529 : 503
    }
  }

  /// Anthropic's class of a refusal: by its reason, and by the status for a fault.
  static func anthropicType(of refusal: Refusal) -> String {
    switch refusal.reason {
    case .insufficientQuota: return "rate_limit_error"
    case .fault: break
    default: return anthropicType(ofStatus: status(of: refusal.reason, .anthropic))
    }
    return anthropicType(ofStatus: refusal.status)
  }

  private static func anthropicType(ofStatus status: UInt16) -> String {
    switch status {
    case 401: "authentication_error"
    case 402: "billing_error"
    case 403: "permission_error"
    case 404: "not_found_error"
    case 409: "conflict_error"
    case 413: "request_too_large"
    case 429: "rate_limit_error"
    case 504: "timeout_error"
    case 529: "overloaded_error"
    case 500...: "api_error"
    default: "invalid_request_error"
    }
  }

  /// Google's class of a status.
  static func googleStatus(of status: UInt16) -> String {
    switch status {
    case 401: "UNAUTHENTICATED"
    case 403: "PERMISSION_DENIED"
    case 404: "NOT_FOUND"
    case 429: "RESOURCE_EXHAUSTED"
    case 503: "UNAVAILABLE"
    case 504: "DEADLINE_EXCEEDED"
    case 500...: "INTERNAL"
    default: "INVALID_ARGUMENT"
    }
  }
}
