/// A growing row of events whose memory its owner frees.
///
/// A plain array would check bounds and unique ownership at every step of the hottest loops.
@frozen
@usableFromInline
struct EventBuffer {
  @usableFromInline var base: UnsafeMutablePointer<Event>?
  @usableFromInline var count: Int
  @usableFromInline var capacity: Int

  @inlinable
  init() {
    base = nil
    count = 0
    capacity = 0
  }

  /// The events; valid up to `count`, and only while nothing is appended.
  @inlinable
  var events: UnsafeMutablePointer<Event> { base.unsafelyUnwrapped }

  @inlinable
  mutating func append(_ event: Event) {
    if count == capacity { grow(toHold: count &+ 1) }
    (events + count).initialize(to: event)
    count &+= 1
  }

  /// Removes the events that are dead and keeps the others in their order.
  @inlinable
  mutating func removeAll(where isDead: (EventPayload) -> Bool) {
    var kept = 0
    for index in 0..<count where !isDead(events[index].payload) {
      events[kept] = events[index]
      kept &+= 1
    }
    count = kept
  }

  /// Moves to memory for at least this many events, doubling so that appending stays cheap.
  @usableFromInline
  mutating func grow(toHold needed: Int) {
    var larger = max(16, capacity)
    while larger < needed { larger *= 2 }
    let moved = UnsafeMutablePointer<Event>.allocate(capacity: larger)
    if let base {
      moved.moveInitialize(from: base, count: count)
      base.deallocate()
    }
    base = moved
    capacity = larger
  }

  @usableFromInline
  mutating func free() {
    base?.deallocate()
    self = EventBuffer()
  }
}
