public import WireFormats

/// A refusal as its provider writes it, and as a gateway reads it back.
public enum RefusalBody {
  /// The body of a refusal; `itemID` and `content` are those of the item to blame, as sent.
  public static func write(
    _ refusal: Refusal, provider: ProviderKind, itemID: String?, content: String
  ) -> JSONValue {
    let error = self.error(refusal, provider: provider, itemID: itemID, content: content)
    switch provider {
    case .openai: return error.openAIBody
    case .azure: return error.azureBody()
    }
  }

  private static func error(
    _ refusal: Refusal, provider: ProviderKind, itemID: String?, content: String
  ) -> OpenAIError {
    let type = "invalid_request_error"
    switch refusal.reason {
    case .foreignSeal:
      let kind: SealRefusal = provider == .openai ? .foreignOrganization : .unverifiable
      return kind.error(itemID: itemID, sealedContent: content)
    case .damagedSeal:
      return SealRefusal.undecryptable.error(itemID: itemID, sealedContent: content)
    case .missingSeal:
      let name = "input[\(refusal.item)].encrypted_content"
      return OpenAIError(
        message: "Missing required parameter: '\(name)'.", type: type, param: name,
        code: refusal.reason.code)
    case .previousResponseNotFound:
      return OpenAIError(
        message: "Previous response not found.", type: type, param: "previous_response_id",
        code: refusal.reason.code)
    case .invalidKey:
      return OpenAIError(
        message: "Incorrect API key provided.", type: type, code: refusal.reason.code)
    case .modelNotFound:
      return OpenAIError(
        message: "The model does not exist or you do not have access to it.", type: type,
        code: refusal.reason.code)
    case .overCapacity:
      return OpenAIError(
        message: "The server is overloaded. Slow down.", type: "server_error",
        code: refusal.reason.code)
    case .fault, .none:
      return OpenAIError(
        message: "The server had an error.", type: "server_error", code: RefusalReason.fault.code)
    }
  }

  /// The reason that a body tells.
  public static func reason(of body: JSONValue) -> RefusalReason? {
    guard let error = OpenAIError(body: body), let code = error.code else { return nil }
    if code == SealRefusal.code {
      return error.message.utf8.count > 0 && error.message.hasSuffix("decrypted or parsed.")
        ? .damagedSeal : .foreignSeal
    }
    return RefusalReason.allCases.first { $0.code == code }
  }
}
