/// Why a provider refuses a sealed item; each is a family of messages seen in the wild.
///
/// All are HTTP 400. The texts are those of several independent reports, 2025 and 2026.
public enum SealRefusal: String, CaseIterable, Equatable, Sendable {
  /// Sealed for another organization (OpenAI).
  case foreignOrganization = "foreign-organization"
  /// Cannot be opened: foreign or damaged (OpenAI).
  case undecryptable
  /// Cannot be verified, without a reason (Azure, since December 2025).
  case unverifiable
  /// A compaction item that cannot be opened.
  case undecodableCompaction = "undecodable-compaction"

  /// The code that goes with every refusal of sealed content.
  public static let code = "invalid_encrypted_content"

  /// The error for one item.
  ///
  /// - Parameters:
  ///   - itemID: names the item; without it the sealed content is quoted, first and last four
  ///     characters. Azure always quotes.
  ///   - sealedContent: the content as it arrived.
  public func error(itemID: String?, sealedContent: String) -> OpenAIError {
    let name = itemID.map { "for item \($0)" } ?? Self.quoted(sealedContent)
    let start = "The encrypted content \(name) could not be verified."
    let message =
      switch self {
      case .foreignOrganization:
        "\(start) Reason: Encrypted content organization_id did not match the target organization."
      case .undecryptable:
        "\(start) Reason: Encrypted content could not be decrypted or parsed."
      case .unverifiable:
        "The encrypted content \(Self.quoted(sealedContent)) could not be verified."
      case .undecodableCompaction:
        "Could not decode the compaction blob. Ensure it is unmodified from the compact response."
      }
    return OpenAIError(message: message, type: "invalid_request_error", code: Self.code)
  }

  /// The first and last four characters of a text; all of it if it is no longer than that.
  static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > 8 else { return text }
    return String(scalars.prefix(4)) + "..." + String(scalars.suffix(4))
  }
}
