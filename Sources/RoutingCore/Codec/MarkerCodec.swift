/// Reads and writes what the gateway puts on ids and sealed content, byte for byte as LiteLLM.
///
/// The formats have no escaping, so an id that holds `;` or one of the labels does not come back
/// as it was. Those losses are LiteLLM's (`responses/utils.py`, 1.82.1 to 1.109.1) and are kept:
/// labels are removed wherever they occur and never required, a missing label is no error.
/// Everything that is not a marker decodes to nil or to itself, never to an error.
public enum MarkerCodec {
  /// The parts of an encoded item id.
  public struct ItemID: Equatable, Sendable {
    /// The deployment's id, possibly empty.
    public var deploymentID: [UInt8]
    /// The item's own id, possibly empty.
    public var itemID: [UInt8]
  }

  /// The parts of wrapped content.
  public struct Content: Equatable, Sendable {
    /// The deployment's id, possibly empty.
    public var deploymentID: [UInt8]
    /// The sealed content as the upstream made it.
    public var content: [UInt8]
  }

  /// The parts of an encoded response id; a missing provider or deployment reads `None`.
  public struct ResponseID: Equatable, Sendable {
    /// The provider's name, possibly empty.
    public var provider: [UInt8]
    /// The deployment's id, possibly empty.
    public var deploymentID: [UInt8]
    /// The response's own id, cut at its first `;`.
    public var responseID: [UInt8]
  }

  private static let itemPrefix = Array("encitem_".utf8)
  private static let itemDeploymentLabel = Array("litellm:model_id:".utf8)
  private static let itemLabel = Array("item_id:".utf8)
  private static let contentPrefix = Array("litellm_enc:".utf8)
  private static let deploymentLabel = Array("model_id:".utf8)
  private static let responsePrefix = Array("resp_".utf8)
  private static let providerLabel = Array("litellm:custom_llm_provider:".utf8)
  private static let responseLabel = Array("response_id:".utf8)
  private static let separator = UInt8(ascii: ";")

  // MARK: Item ids

  /// `encitem_` and the base64 of `litellm:model_id:{deployment};item_id:{item}`.
  public static func encodeItemID(_ itemID: [UInt8], deploymentID: [UInt8]) -> [UInt8] {
    let inner = itemDeploymentLabel + deploymentID + [separator] + itemLabel + itemID
    return itemPrefix + PythonBase64.encode(inner)
  }

  /// Takes an encoded item id apart, or gives nil if it is not one.
  public static func decodeItemID(_ text: [UInt8]) -> ItemID? {
    guard text.starts(with: itemPrefix),
      let inner = decodePadded(Array(text.dropFirst(itemPrefix.count))),
      let cut = inner.firstIndex(of: separator)
    else { return nil }
    return ItemID(
      deploymentID: Array(inner[..<cut]).removing(itemDeploymentLabel),
      itemID: Array(inner[(cut + 1)...]).removing(itemLabel))
  }

  // MARK: Sealed content

  /// `litellm_enc:`, the base64 of `model_id:{deployment}`, `;` and the content as it is.
  public static func wrapContent(_ content: [UInt8], deploymentID: [UInt8]) -> [UInt8] {
    contentPrefix + PythonBase64.encode(deploymentLabel + deploymentID) + [separator] + content
  }

  /// Takes wrapped content apart, or gives nil if it is not wrapped.
  ///
  /// Only the outer wrapper goes: content that was wrapped twice stays wrapped once.
  public static func unwrapContent(_ text: [UInt8]) -> Content? {
    #if MUTANTS
      if Mutant.wrappingUnread.isActive { return nil }
    #endif
    guard text.starts(with: contentPrefix), let cut = text.firstIndex(of: separator),
      let inner = decodePadded(Array(text[..<cut]).removing(contentPrefix))
    else { return nil }
    return Content(
      deploymentID: inner.removing(deploymentLabel), content: Array(text[(cut + 1)...]))
  }

  // MARK: Response ids

  /// `resp_` and the base64 of provider, deployment and response id with their labels.
  ///
  /// Python formats a missing part as the text `None`.
  public static func encodeResponseID(
    _ responseID: [UInt8], provider: [UInt8]?, deploymentID: [UInt8]?
  ) -> [UInt8] {
    let none = Array("None".utf8)
    let inner =
      providerLabel + (provider ?? none) + [separator]
      + deploymentLabel + (deploymentID ?? none) + [separator]
      + responseLabel + responseID
    return responsePrefix + PythonBase64.encode(inner)
  }

  /// Takes an encoded response id apart, or gives nil if it is not one.
  ///
  /// The prefix is not required, and missing padding is not added here, unlike with items.
  public static func decodeResponseID(_ text: [UInt8]) -> ResponseID? {
    guard let inner = decodeText(text.removing(responsePrefix)) else { return nil }
    let parts = inner.split(separator: separator, maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return nil }
    return ResponseID(
      provider: Array(parts[0]).removing(providerLabel),
      deploymentID: Array(parts[1]).removing(deploymentLabel),
      responseID: Array(parts[2]).removing(responseLabel))
  }

  // MARK: Parts

  /// Adds the `=` that were lost in transit, counted as LiteLLM does: by all characters of the
  /// text, those outside the alphabet and those of several bytes included.
  private static func decodePadded(_ text: [UInt8]) -> [UInt8]? {
    let characters = text.count { $0 & 0xC0 != 0x80 }
    let missing = (4 - characters % 4) % 4
    return decodeText(text + Array(repeating: UInt8(ascii: "="), count: missing))
  }

  /// The decoded bytes if they are UTF-8; Python's `decode("utf-8")` raises otherwise.
  private static func decodeText(_ text: [UInt8]) -> [UInt8]? {
    guard let bytes = PythonBase64.decode(text), String(validating: bytes, as: UTF8.self) != nil
    else { return nil }
    return bytes
  }
}

extension [UInt8] {
  /// The bytes without any occurrence of a label, searched once from left to right.
  ///
  /// What moves together when a label goes is not searched again, as Python's `str.replace`.
  fileprivate func removing(_ label: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(count)
    var index = 0
    while index < count {
      if self[index...].starts(with: label) {
        index += label.count
      } else {
        kept.append(self[index])
        index += 1
      }
    }
    return kept
  }
}
