public import Primitives

/// The class of an event: which kinds go first at one instant. It belongs to the kind of event,
/// never to its container.
@frozen
public struct EventClass: Equatable, Sendable, BitwiseCopyable {
  /// Smaller goes first.
  public var rawValue: UInt8

  /// Makes a class.
  @inlinable
  public init(_ rawValue: UInt8) { self.rawValue = rawValue }
}

/// What an event says: small numbers that its owner gives meaning to.
@frozen
public struct EventPayload: Equatable, Sendable, BitwiseCopyable {
  /// What kind of event it is.
  public var kind: UInt8
  /// A detail of the kind.
  public var detail: UInt8
  /// The ordinal of an attempt or timer.
  public var ordinal: UInt16
  /// The slot it is about.
  public var slot: UInt32
  /// The slot's generation; an event with an old one comes too late.
  public var generation: UInt32
  /// One more number.
  public var extra: UInt32

  /// Makes a payload.
  @inlinable
  public init(
    kind: UInt8, detail: UInt8 = 0, ordinal: UInt16 = 0, slot: UInt32 = 0, generation: UInt32 = 0,
    extra: UInt32 = 0
  ) {
    self.kind = kind
    self.detail = detail
    self.ordinal = ordinal
    self.slot = slot
    self.generation = generation
    self.extra = extra
  }
}

/// A scheduled event.
///
/// The one rule of order: earlier instants first; at one instant smaller classes first; within a
/// class in the order of insertion. The rule is part of the trace format.
@frozen
public struct Event: Sendable, BitwiseCopyable {
  /// When it happens.
  public var at: Instant
  /// Class in the top byte, insertion number below: the order at one instant.
  public var order: UInt64
  /// What it says.
  public var payload: EventPayload

  /// Makes an event.
  @inlinable
  public init(at: Instant, order: UInt64, payload: EventPayload) {
    self.at = at
    self.order = order
    self.payload = payload
  }

  /// Whether this event goes before another.
  @inlinable
  public func precedes(_ other: Event) -> Bool {
    at == other.at ? order < other.order : at < other.at
  }
}
