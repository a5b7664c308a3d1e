public import Primitives

/// A lane's place in its scheduler.
@frozen
public struct LaneID: Equatable, Sendable, BitwiseCopyable {
  @usableFromInline var place: Int

  @inlinable
  init(_ place: Int) { self.place = place }
}

/// Events of one class that all wait equally long: they come in the order in which they will
/// happen, so a ring is enough.
@frozen
@usableFromInline
struct Lane: Sendable {
  @usableFromInline let eventClass: EventClass
  @usableFromInline let delay: SimDuration
  @usableFromInline var ring: [Event] = []
  @usableFromInline var head = 0
  @usableFromInline var count = 0

  @inlinable
  init(eventClass: EventClass, delay: SimDuration) {
    self.eventClass = eventClass
    self.delay = delay
  }

  @inlinable var first: Event? { count > 0 ? ring[head] : nil }

  @inlinable
  mutating func append(_ event: Event) {
    if count == ring.count { grow(with: event) }
    ring[(head + count) & (ring.count - 1)] = event
    count += 1
  }

  @inlinable
  mutating func removeFirst() {
    head = (head + 1) & (ring.count - 1)
    count -= 1
  }

  @inlinable
  mutating func grow(with filler: Event) {
    var larger: [Event] = []
    larger.reserveCapacity(max(16, ring.count * 2))
    for place in 0..<count { larger.append(ring[(head + place) & (ring.count - 1)]) }
    while larger.count < max(16, ring.count * 2) { larger.append(filler) }
    ring = larger
    head = 0
  }

  /// Keeps the events that are asked for, in their order.
  @inlinable
  mutating func keep(_ isWanted: (Event) -> Bool) {
    var kept = 0
    for place in 0..<count {
      let event = ring[(head + place) & (ring.count - 1)]
      guard isWanted(event) else { continue }
      ring[(head + kept) & (ring.count - 1)] = event
      kept += 1
    }
    count = kept
  }
}
