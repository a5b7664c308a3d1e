/// The truth about a sealed item: who sealed it, and whether it is still what was sealed.
///
/// Only upstreams and the world's checks read it; the router sees markers.
@frozen
public struct Seal: Equatable, Hashable, Sendable, BitwiseCopyable {
  /// What became of the sealed content.
  public enum State: UInt8, Sendable, BitwiseCopyable {
    /// There never was any: the item is not sealed.
    case none
    /// As it was minted.
    case intact
    /// Changed since, or forged: no boundary can open it.
    case damaged
    /// The item is one that needs sealed content, and it is gone.
    case missing
    /// In its place stands the text that Google documents for history made elsewhere.
    case standIn
  }

  /// The boundary that sealed it.
  public var boundary: UInt16
  /// What became of it.
  public var state: State
  /// The number of the item it was minted for.
  public var number: UInt32

  /// Makes a seal.
  @inlinable
  public init(boundary: UInt16, state: State, number: UInt32) {
    self.boundary = boundary
    self.state = state
    self.number = number
  }

  /// No seal.
  public static let none = Seal(boundary: .max, state: .none, number: 0)
}

/// An input item as it reaches an upstream.
@frozen
public struct UpstreamItem: Equatable, Sendable, BitwiseCopyable {
  /// The number that the item's id and readable text carry; zero if it has neither.
  public var number: UInt32
  /// The seal of its content.
  public var seal: Seal
  /// Whether the item still has its id.
  public var hasID: Bool
  /// Whether the gateway left a marker on the content or the id.
  public var isMarked: Bool
  /// Whether it calls a tool, on surfaces where a call needs a signature.
  public var isCall: Bool

  /// Makes an item.
  @inlinable
  public init(number: UInt32, seal: Seal, hasID: Bool, isMarked: Bool, isCall: Bool = false) {
    self.isCall = isCall
    self.number = number
    self.seal = seal
    self.hasID = hasID
    self.isMarked = isMarked
  }
}
