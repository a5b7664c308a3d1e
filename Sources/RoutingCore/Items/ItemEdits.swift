/// What happens to one input item before it goes upstream.
public enum InputEdit: UInt8, Sendable, BitwiseCopyable {
  /// Goes as it came: what the gateway wrote on it, if anything, stays on it.
  case keep
  /// Encoded id and wrapped content become the originals again.
  case restore
  /// Sealed content and id are dropped, the readable rest goes on.
  case stripSeal
  /// The whole item is dropped: nothing readable would be left.
  case remove
}

/// What happens to an output item on its way to the client.
///
/// Streamed item events get `content` alone, bodies and `response.*` events get both
/// (LiteLLM 1.82.1 and later).
@frozen
public struct OutputEdit: OptionSet, Sendable, BitwiseCopyable {
  /// The bits.
  public let rawValue: UInt8

  /// Makes a set of edits from its bits.
  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Sealed content is wrapped with the deployment's id.
  public static let wrapContent = OutputEdit(rawValue: 1)
  /// The item's id is encoded with the deployment's id.
  public static let encodeID = OutputEdit(rawValue: 2)
}
