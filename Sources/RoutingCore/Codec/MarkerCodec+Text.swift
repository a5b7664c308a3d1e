/// The codec on Swift strings, which hold their text as the same UTF-8 bytes.
extension MarkerCodec {
  /// Encodes an item's id with its deployment's.
  public static func encodeItemID(_ itemID: String, deploymentID: String) -> String {
    text(encodeItemID(Array(itemID.utf8), deploymentID: Array(deploymentID.utf8)))
  }

  /// The deployment's and the item's own id, or nil if the id is not encoded.
  public static func decodeItemID(_ id: String) -> (deploymentID: String, itemID: String)? {
    guard let parts = decodeItemID(Array(id.utf8)) else { return nil }
    return (text(parts.deploymentID), text(parts.itemID))
  }

  /// Wraps sealed content with its deployment's id.
  public static func wrapContent(_ content: String, deploymentID: String) -> String {
    text(wrapContent(Array(content.utf8), deploymentID: Array(deploymentID.utf8)))
  }

  /// The deployment's id and the content inside, or nil if the content is not wrapped.
  public static func unwrapContent(_ content: String) -> (deploymentID: String, content: String)? {
    guard let parts = unwrapContent(Array(content.utf8)) else { return nil }
    return (text(parts.deploymentID), text(parts.content))
  }

  /// Encodes a response's id with provider and deployment.
  public static func encodeResponseID(
    _ responseID: String, provider: String?, deploymentID: String?
  ) -> String {
    text(
      encodeResponseID(
        Array(responseID.utf8), provider: provider.map { Array($0.utf8) },
        deploymentID: deploymentID.map { Array($0.utf8) }))
  }

  /// Provider, deployment and the response's own id, or nil if the id is not encoded.
  public static func decodeResponseID(
    _ id: String
  ) -> (provider: String, deploymentID: String, responseID: String)? {
    guard let parts = decodeResponseID(Array(id.utf8)) else { return nil }
    return (text(parts.provider), text(parts.deploymentID), text(parts.responseID))
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
