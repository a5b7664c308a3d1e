import Primitives
import WireFormats

extension RefusalBody {
  private static let corrupted = "Corrupted thought signature."
  private static let notValid = "Unable to submit request because Thought signature is not valid."
  private static let missing = "Function call is missing a thought_signature in functionCall parts."
  private static let badKey = "API key not valid. Please pass a valid API key."
  private static let tooLong = "The input token count exceeds the maximum number of tokens allowed."
  private static let filtered = "The prompt was blocked."
  private static let quota = "You exceeded your current quota, please check your plan."

  static func geminiError(_ refusal: Refusal, _ context: RefusalContext) -> GeminiError {
    let isLimit = refusal.reason == .rateLimited
    return GeminiError(
      code: Int(refusal.status), message: message(refusal, context),
      status: ErrorCatalog.googleStatus(of: refusal.status),
      // Vertex AI tells neither in a header nor in the body.
      retryDelay: isLimit && !context.isVertex ? delay(context) : nil)
  }

  /// Until the period of the limit ends: Google's own host tells it in the body alone.
  private static func delay(_ context: RefusalContext) -> SimDuration? {
    context.limit.map { $0.end.since(context.now) }
  }

  private static func message(_ refusal: Refusal, _ context: RefusalContext) -> String {
    switch refusal.reason {
    case .invalidThoughtSignature: return context.isVertex ? notValid : corrupted
    case .missingThoughtSignature:
      let position = context.place.map { ", position \($0.message + 1)" } ?? ""
      return "\(missing) This is required for tools to work correctly. Additional data, function "
        + "call `default_api:\(context.function)`\(position)."
    case .invalidKey:
      return context.isVertex ? "Request had invalid authentication credentials." : badKey
    case .permissionDenied: return "Permission denied on the model."
    case .modelNotFound: return "models/\(context.model) is not found."
    case .contextLength: return tooLong
    case .contentPolicy: return filtered
    case .requestTooLarge: return "Request payload size exceeds the limit."
    case .rateLimited: return "Resource has been exhausted (e.g. check quota)."
    case .insufficientQuota: return quota
    case .overCapacity: return "The model is overloaded. Please try again later."
    case .serverError: return "An internal error has occurred."
    case .prefillRefused: return noPrefill
    case .nullParameter: return nullParameter
    case .unknownBeta: return unknownBeta
    case .idTooLong: return idTooLong
    case .containerNotFound: return noContainer
    case .fault, .none, .foreignSeal, .damagedSeal, .missingSeal, .previousResponseNotFound,
      .invalidSignature, .missingThinking:
      return faultMessage
    }
  }

  static func geminiReason(of body: JSONValue) -> RefusalReason? {
    guard let error = GeminiError(body: body) else { return nil }
    switch error.message {
    case faultMessage: return .fault
    case corrupted, notValid, "Invalid thought signature.": return .invalidThoughtSignature
    case badKey: return .invalidKey
    case tooLong: return .contextLength
    case filtered: return .contentPolicy
    case quota: return .insufficientQuota
    case noPrefill: return .prefillRefused
    case nullParameter: return .nullParameter
    case unknownBeta: return .unknownBeta
    case _ where error.message.hasPrefix(missing): return .missingThoughtSignature
    default: break
    }
    switch error.code {
    case 401: return .invalidKey
    case 403: return .permissionDenied
    case 404: return .modelNotFound
    case 413: return .requestTooLarge
    case 429: return .rateLimited
    case 503: return .overCapacity
    case 500: return .serverError
    default: return nil
    }
  }
}
