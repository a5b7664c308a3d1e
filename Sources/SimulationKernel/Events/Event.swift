public import Primitives

/// Something that happens at an instant of the simulation.
///
/// Events happen in the order of (time, class, insertion); no two are alike in all three, so the
/// order is total. Everything that holds events keeps to it.
@frozen
public struct Event: Equatable, Sendable, BitwiseCopyable {
  /// When it happens.
  public var at: Instant
  /// Its place among the events of one instant: the class in the top 8 bits, then the insertion.
  public var order: UInt64
  /// What happens.
  public var payload: EventPayload

  /// Makes an event.
  @inlinable
  public init(at: Instant, order: UInt64, payload: EventPayload) {
    self.at = at
    self.order = order
    self.payload = payload
  }

  /// The class of the event's kind.
  @inlinable
  public var eventClass: EventClass { EventClass(rawValue: UInt8(order &>> 56)) }

  /// How many events were scheduled before this one.
  @inlinable
  public var insertion: UInt64 { order & Event.insertionMask }

  /// The bits of an order that count insertions.
  @inlinable
  static var insertionMask: UInt64 { 1 &<< 56 &- 1 }

  /// Whether this event happens before another: the one rule for ties.
  @inlinable
  public func precedes(_ other: Event) -> Bool { precedes(other.at.nanoseconds, other.order) }

  /// Whether this event happens before a place in the order.
  @inlinable
  func precedes(_ nanoseconds: UInt64, _ otherOrder: UInt64) -> Bool {
    at.nanoseconds < nanoseconds || (at.nanoseconds == nanoseconds && order < otherOrder)
  }
}

/// What an event is about: 16 bytes, whose meaning belongs to whoever schedules it.
///
/// The parts lie in two words, because an event is copied several times in its life and small
/// fields would be copied one by one.
@frozen
public struct EventPayload: Hashable, Sendable, BitwiseCopyable {
  /// From the top: slot (32 bits), ordinal (16), detail (8), kind (8).
  @usableFromInline var subject: UInt64
  /// From the top: extra (32 bits), generation (32).
  @usableFromInline var circumstance: UInt64

  /// Makes a payload.
  @inlinable
  public init(
    kind: UInt8, detail: UInt8 = 0, ordinal: UInt16 = 0, slot: UInt32 = 0,
    generation: UInt32 = 0, extra: UInt32 = 0
  ) {
    subject =
      UInt64(slot) &<< 32 | UInt64(ordinal) &<< 16 | UInt64(detail) &<< 8 | UInt64(kind)
    circumstance = UInt64(extra) &<< 32 | UInt64(generation)
  }

  /// What kind of event it is.
  @inlinable
  public var kind: UInt8 {
    get { UInt8(truncatingIfNeeded: subject) }
    set { subject = subject & ~0xff | UInt64(newValue) }
  }

  /// A detail of the kind.
  @inlinable
  public var detail: UInt8 {
    get { UInt8(truncatingIfNeeded: subject &>> 8) }
    set { subject = subject & ~0xff00 | UInt64(newValue) &<< 8 }
  }

  /// A small number, such as the attempt of a request or a replica.
  @inlinable
  public var ordinal: UInt16 {
    get { UInt16(truncatingIfNeeded: subject &>> 16) }
    set { subject = subject & ~0xffff_0000 | UInt64(newValue) &<< 16 }
  }

  /// The slot of the object it is about.
  @inlinable
  public var slot: UInt32 {
    get { UInt32(truncatingIfNeeded: subject &>> 32) }
    set { subject = subject & 0xffff_ffff | UInt64(newValue) &<< 32 }
  }

  /// The generation of the slot; an event of an older generation is dead.
  @inlinable
  public var generation: UInt32 {
    get { UInt32(truncatingIfNeeded: circumstance) }
    set { circumstance = circumstance & ~0xffff_ffff | UInt64(newValue) }
  }

  /// Anything else.
  @inlinable
  public var extra: UInt32 {
    get { UInt32(truncatingIfNeeded: circumstance &>> 32) }
    set { circumstance = circumstance & 0xffff_ffff | UInt64(newValue) &<< 32 }
  }

  /// The two words, for a digest.
  @inlinable
  public var words: (UInt64, UInt64) { (subject, circumstance) }
}

/// The rank of a kind of event among the events of one instant; the lowest goes first.
///
/// It belongs to the kind of event, never to the queue or lane that holds it.
@frozen
public struct EventClass: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The rank.
  public var rawValue: UInt8

  /// Makes the class of a rank.
  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Whether events of the first class go before those of the second at the same instant.
  @inlinable
  public static func < (left: EventClass, right: EventClass) -> Bool {
    left.rawValue < right.rawValue
  }
}
