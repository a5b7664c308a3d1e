public import Primitives

/// The plain queue: a binary heap on (time, order).
///
/// It is the reference the faster queues are tested against, and takes what they cannot place.
@frozen
@usableFromInline
struct BinaryHeap: ~Copyable {
  @usableFromInline var buffer: EventBuffer

  @inlinable
  init() { buffer = EventBuffer() }

  @inlinable
  deinit { buffer.base?.deallocate() }

  @inlinable
  var count: Int { buffer.count }

  /// The first event; only if there is one.
  @inlinable
  var first: Event { buffer.events[0] }

  @inlinable
  mutating func push(_ event: Event) {
    buffer.append(event)
    let events = buffer.events
    var hole = buffer.count &- 1
    while hole > 0 {
      let parent = (hole &- 1) &>> 1
      if !event.precedes(events[parent]) { break }
      events[hole] = events[parent]
      hole = parent
    }
    events[hole] = event
  }

  /// Takes the first event, unless it comes after a place in the order.
  @inlinable
  mutating func pop(upTo nanoseconds: UInt64, _ order: UInt64) -> Event? {
    if buffer.count == 0 { return nil }
    let top = buffer.events[0]
    if nanoseconds < top.at.nanoseconds { return nil }
    if nanoseconds == top.at.nanoseconds && order < top.order { return nil }
    buffer.count &-= 1
    if buffer.count > 0 { settle(buffer.events[buffer.count], into: 0) }
    return top
  }

  /// Puts an event where it belongs at or below an empty place.
  @inlinable
  mutating func settle(_ event: Event, into place: Int) {
    let events = buffer.events
    let count = buffer.count
    var hole = place
    while true {
      var child = hole &* 2 &+ 1
      if child >= count { break }
      if child &+ 1 < count && events[child &+ 1].precedes(events[child]) { child &+= 1 }
      if !events[child].precedes(event) { break }
      events[hole] = events[child]
      hole = child
    }
    events[hole] = event
  }

  @inlinable
  mutating func removeAll(where isDead: (EventPayload) -> Bool) {
    buffer.removeAll(where: isDead)
    restoreOrder()
  }

  /// Makes a heap of events in any order.
  @usableFromInline
  mutating func restoreOrder() {
    var place = buffer.count / 2
    while place > 0 {
      place -= 1
      settle(buffer.events[place], into: place)
    }
  }

  @usableFromInline
  mutating func removeAll() { buffer.free() }
}
