public import RoutingCore
public import WireFormats

/// Shows the router the facts of a JSON item, and does to the JSON what the router decided.
///
/// The other half of the pair works on the item structs of a simulation; both obey the same
/// edits, so a decision cannot depend on the form in which an item arrived.
public enum ItemJSON {
  static let sealKey = "encrypted_content"
  static let idKey = "id"

  /// The facts of one element of an input or output list.
  ///
  /// - Parameter intern: gives a deployment id its number in the router's name table.
  public static func facts(of item: JSONValue, intern: (String) -> UInt32) -> ItemFacts {
    guard let object = item.object else { return ItemFacts(kind: .other, isNull: item.isNull) }
    let seal = object[sealKey]
    let sealText = nonEmpty(seal)
    let id = nonEmpty(object[idKey])
    return ItemFacts(
      kind: kind(of: object),
      hasSealedKey: seal != nil,
      hasSealedText: sealText != nil,
      hasID: id != nil,
      hasReadableText: isReadable(object["summary"]) || isReadable(object["content"]),
      idMarker: idMarker(id, intern: intern),
      contentMarker: contentMarker(sealText, intern: intern),
      hasSealedValue: PythonValue.isTrue(seal))
  }

  /// The item as it goes upstream, or nil if it does not go.
  public static func apply(_ edit: InputEdit, to item: JSONValue) -> JSONValue? {
    if edit == .remove { return nil }
    guard var object = item.object else { return item }
    switch edit {
    case .keep, .remove:
      return item
    case .stripSeal:
      object.remove(sealKey)
      object.remove(idKey)
    case .restore:
      if let id = nonEmpty(object[idKey]), let parts = MarkerCodec.decodeItemID(id) {
        object.set(idKey, to: .string(parts.itemID))
      }
      if let seal = nonEmpty(object[sealKey]), let parts = MarkerCodec.unwrapContent(seal) {
        object.set(sealKey, to: .string(parts.content))
      }
    }
    return .object(object)
  }

  /// The item as it goes to the client, with the marks of the deployment that made it.
  ///
  /// An id or content that is missing, empty or no text stays as it is. What is marked already is
  /// marked again: behind another gateway each one takes off its own mark.
  public static func apply(
    _ edit: OutputEdit, deploymentID: String, to item: JSONValue
  ) -> JSONValue {
    guard var object = item.object else { return item }
    if edit.contains(.encodeID), let id = nonEmpty(object[idKey]) {
      let encoded = MarkerCodec.encodeItemID(id, deploymentID: deploymentID)
      object.set(idKey, to: .string(encoded))
    }
    if edit.contains(.wrapContent), let seal = nonEmpty(object[sealKey]) {
      let wrapped = MarkerCodec.wrapContent(seal, deploymentID: deploymentID)
      object.set(sealKey, to: .string(wrapped))
    }
    return .object(object)
  }

  private static func kind(of object: JSONObject) -> ItemKind {
    switch object["type"]?.string {
    case "reasoning": .reasoning
    case "compaction", "compaction_summary", "context_compaction": .compaction
    case "message": .message
    case "function_call": .functionCall
    case "function_call_output": .functionCallOutput
    // The short form of a message has a role and no type.
    case nil where object["type"] == nil && object["role"] != nil: .message
    default: .other
    }
  }

  private static func nonEmpty(_ value: JSONValue?) -> String? {
    guard let text = value?.string, !text.isEmpty else { return nil }
    return text
  }

  /// Text with ink, or a list with an object whose `text` counts as true; bare texts in the list
  /// do not count, numbers do.
  private static func isReadable(_ value: JSONValue?) -> Bool {
    switch value {
    case .string(let text)?: PythonValue.hasInk(text)
    case .array(let blocks)?: blocks.contains { PythonValue.isTrue($0["text"]) }
    default: false
    }
  }

  private static func idMarker(_ id: String?, intern: (String) -> UInt32) -> Marker {
    guard let id, let parts = MarkerCodec.decodeItemID(id) else { return .absent }
    return .naming(intern(parts.deploymentID))
  }

  private static func contentMarker(_ seal: String?, intern: (String) -> UInt32) -> Marker {
    guard let seal, let parts = MarkerCodec.unwrapContent(seal), !parts.deploymentID.isEmpty
    else { return .absent }
    return .naming(intern(parts.deploymentID))
  }
}
