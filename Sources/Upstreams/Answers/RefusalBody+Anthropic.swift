import WireFormats

extension RefusalBody {
  private static let spendLimit = "enforced_spend_limit_reached"
  private static let badSignature = "Invalid `signature` in `thinking` block"
  private static let noThinking =
    "Expected `thinking` or `redacted_thinking`, but found `tool_use`."
  private static let tooLong = "prompt is too long"
  private static let filtered = "Output blocked by content filtering policy"
  private static let failed = "Internal server error"

  static func anthropicError(_ refusal: Refusal, _ context: RefusalContext) -> AnthropicError {
    AnthropicError(
      type: ErrorCatalog.anthropicType(of: refusal), message: message(refusal, context),
      requestID: "req_" + (context.isVertex ? "vrtx_" : "") + "0",
      detailCode: refusal.reason == .insufficientQuota ? spendLimit : nil)
  }

  private static func message(_ refusal: Refusal, _ context: RefusalContext) -> String {
    let place = context.place.map { "messages.\($0.message).content.\($0.block)" } ?? "messages"
    switch refusal.reason {
    case .invalidSignature: return "\(place): \(badSignature)"
    case .missingThinking:
      return "\(place).type: \(noThinking) When `thinking` is enabled, a final `assistant` "
        + "message must start with a thinking block."
    case .invalidKey: return "invalid x-api-key"
    case .permissionDenied: return "Your account does not have access to this model."
    case .modelNotFound: return "model: \(context.model)"
    case .contextLength: return tooLong
    case .contentPolicy: return filtered
    case .requestTooLarge: return "Request exceeds the maximum size"
    case .rateLimited:
      return "This request would exceed your account's rate limit. Please try again later."
    case .insufficientQuota: return "You have reached your specified API usage limits."
    case .overCapacity: return "Overloaded"
    case .serverError: return failed
    case .prefillRefused: return noPrefill
    case .nullParameter: return nullParameter
    case .unknownBeta: return unknownBeta
    case .idTooLong: return idTooLong
    case .containerNotFound: return noContainer
    case .fault, .none, .foreignSeal, .damagedSeal, .missingSeal, .previousResponseNotFound,
      .invalidThoughtSignature, .missingThoughtSignature:
      return faultMessage
    }
  }

  static func anthropicReason(of body: JSONValue) -> RefusalReason? {
    guard let error = AnthropicError(body: body) else { return nil }
    if error.message == faultMessage { return .fault }
    if error.detailCode == spendLimit { return .insufficientQuota }
    switch error.type {
    case "authentication_error": return .invalidKey
    case "permission_error": return .permissionDenied
    case "not_found_error": return .modelNotFound
    case "request_too_large": return .requestTooLarge
    case "rate_limit_error": return .rateLimited
    case "overloaded_error": return .overCapacity
    case "api_error": return .serverError
    case "invalid_request_error":
      // The wording varies between reports, with and without `block`.
      if error.message.firstRange(of: "Invalid `signature` in `thinking`") != nil {
        return .invalidSignature
      }
      if error.message.firstRange(of: noThinking) != nil { return .missingThinking }
      if error.message.firstRange(of: tooLong) != nil { return .contextLength }
      if error.message == noPrefill { return .prefillRefused }
      if error.message == nullParameter { return .nullParameter }
      if error.message == unknownBeta { return .unknownBeta }
      return error.message == filtered ? .contentPolicy : nil
    default: return nil
    }
  }
}
