import WireFormats

extension RefusalBody {
  static func azureBody(_ refusal: Refusal, _ context: RefusalContext) -> JSONValue {
    var error = openAIError(refusal, .azure, context)
    switch refusal.reason {
    case .modelNotFound:
      error.code = "DeploymentNotFound"
      error.message = "The API deployment for this resource does not exist."
      return error.azureBody()
    case .contentPolicy:
      error.code = "content_filter"
      error.type = nil
      error.param = "prompt"
      return error.azureBody(
        status: Int(refusal.status), innerCode: "ResponsibleAIPolicyViolation")
    default: return error.azureBody()
    }
  }

  static func openAIError(
    _ refusal: Refusal, _ provider: ProviderKind, _ context: RefusalContext
  ) -> OpenAIError {
    let code = refusal.reason.code
    func invalid(_ message: String, param: String? = nil) -> OpenAIError {
      OpenAIError(message: message, type: "invalid_request_error", param: param, code: code)
    }
    switch refusal.reason {
    case .foreignSeal:
      let kind: SealRefusal = provider == .openai ? .foreignOrganization : .unverifiable
      return kind.error(itemID: context.itemID, sealedContent: context.content)
    case .damagedSeal:
      return SealRefusal.undecryptable.error(
        itemID: context.itemID, sealedContent: context.content)
    case .missingSeal:
      let name = "input[\(refusal.item)].encrypted_content"
      return invalid("Missing required parameter: '\(name)'.", param: name)
    case .previousResponseNotFound:
      return invalid("Previous response not found.", param: "previous_response_id")
    case .invalidKey: return invalid("Incorrect API key provided.")
    case .permissionDenied:
      return invalid("Your project does not have access to the model.")
    case .modelNotFound:
      return invalid("The model does not exist or you do not have access to it.")
    case .contextLength:
      return invalid("Your input exceeds the context window of this model.", param: "input")
    case .contentPolicy: return invalid("The input was refused by the content filter.")
    case .requestTooLarge: return invalid("The request body is too large.")
    case .rateLimited: return rateLimit(refusal, context)
    case .insufficientQuota:
      return OpenAIError(
        message: "You exceeded your current quota, please check your plan and billing details.",
        type: code, code: code)
    case .overCapacity:
      return OpenAIError(
        message: "The server is overloaded. Slow down.", type: "server_error", code: code)
    case .serverError:
      return OpenAIError(message: "Something went wrong.", type: code, code: code)
    case .prefillRefused: return invalid(noPrefill, param: "messages")
    case .nullParameter: return invalid(nullParameter)
    case .unknownBeta: return invalid(unknownBeta)
    case .idTooLong: return invalid(idTooLong, param: "tools[0].container")
    case .containerNotFound: return invalid(noContainer)
    case .fault, .none, .invalidSignature, .missingThinking, .invalidThoughtSignature,
      .missingThoughtSignature:
      return OpenAIError(
        message: faultMessage, type: "server_error", code: RefusalReason.fault.code)
    }
  }

  /// The message names what was reached and how long to wait; the type tells requests from tokens.
  private static func rateLimit(_ refusal: Refusal, _ context: RefusalContext) -> OpenAIError {
    let isTokens = context.limit?.refusedForTokens ?? false
    var message =
      "Rate limit reached for \(context.model) on "
      + (isTokens ? "tokens per min (TPM)" : "requests per min (RPM)")
    if let limit = context.limit, let most = isTokens ? limit.setup.tokens : limit.setup.requests {
      message += ": Limit \(most), Used \(isTokens ? limit.tokensUsed : limit.requestsUsed)"
    }
    message += "."
    if let wait = refusal.retryAfter {
      message += " Please try again in \(ResetDuration.text(wait))."
    }
    return OpenAIError(
      message: message, type: isTokens ? "tokens" : "requests", code: refusal.reason.code)
  }

  static func openAIReason(of body: JSONValue) -> RefusalReason? {
    guard let error = OpenAIError(body: body), let code = error.code else { return nil }
    switch code {
    case SealRefusal.code:
      return error.message.hasSuffix("decrypted or parsed.") ? .damagedSeal : .foreignSeal
    case "DeploymentNotFound": return .modelNotFound
    case "content_filter": return .contentPolicy
    default: return RefusalReason.allCases.first { $0 != .none && $0.code == code }
    }
  }
}
