/// What kind of thing an input or output item is, as far as routing cares.
public enum ItemKind: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  case reasoning, compaction, message, functionCall, functionCallOutput, other
}

/// What the gateway wrote on a sealed item: nothing, or the id of a deployment.
///
/// The id is a number of the edge's name table. It may name a deployment that does not exist.
@frozen
public struct Marker: Equatable, Hashable, Sendable, BitwiseCopyable {
  /// Zero if absent, else the name number plus one.
  public var raw: UInt32

  /// No marker.
  public static let absent = Marker(raw: 0)

  /// Makes a marker from its stored form.
  @inlinable
  public init(raw: UInt32) { self.raw = raw }

  /// A marker that names this deployment id.
  @inlinable
  public static func naming(_ name: UInt32) -> Marker { Marker(raw: name + 1) }

  /// The name number of the deployment id, or nil if the marker is absent.
  @inlinable
  public var name: UInt32? { raw == 0 ? nil : raw - 1 }
}

/// What the router may know of one item: its kind and markers, never its seal.
@frozen
public struct ItemFacts: Equatable, Sendable, BitwiseCopyable {
  /// The item's kind.
  public var kind: ItemKind
  /// Whether the item has the key `encrypted_content` at all (null included).
  public var hasSealedKey: Bool
  /// Whether `encrypted_content` holds anything that Python counts as true: LiteLLM strips only
  /// such items, so null, an empty text and an empty list stay.
  public var hasSealedValue: Bool
  /// Whether `encrypted_content` is a text that is not empty.
  public var hasSealedText: Bool
  /// Whether the item has an id that is not empty.
  public var hasID: Bool
  /// Whether summary or content hold text that a person could read (LiteLLM: keeps the item when
  /// its sealed content is stripped).
  public var hasReadableText: Bool
  /// Whether this is not an item at all but a JSON null in the list.
  public var isNull: Bool
  /// The deployment named by an encoded item id.
  public var idMarker: Marker
  /// The deployment named by wrapped content; absent if that names the empty text, which LiteLLM
  /// unwraps but does not take for an origin.
  public var contentMarker: Marker

  /// Makes the facts of one item; a sealed value is assumed to be a text unless said otherwise.
  @inlinable
  public init(
    kind: ItemKind, hasSealedKey: Bool = false, hasSealedText: Bool = false, hasID: Bool = false,
    hasReadableText: Bool = false, idMarker: Marker = .absent, contentMarker: Marker = .absent,
    hasSealedValue: Bool? = nil, isNull: Bool = false
  ) {
    self.kind = kind
    self.hasSealedKey = hasSealedKey
    self.hasSealedValue = hasSealedValue ?? hasSealedText
    self.hasSealedText = hasSealedText
    self.hasID = hasID
    self.hasReadableText = hasReadableText
    self.isNull = isNull
    self.idMarker = idMarker
    self.contentMarker = contentMarker
  }

  /// The deployment id this item points at: an encoded id wins over wrapped content
  /// (LiteLLM 1.82.1 and later).
  @inlinable
  public var origin: Marker { idMarker == .absent ? contentMarker : idMarker }
}
