/// A sorted row of the nearest events, taken from the front, with room at both ends.
///
/// New events are mostly near one end or the other; room in front lets those near the front go in
/// by moving the few before them.
@frozen
@usableFromInline
struct EventRun: ~Copyable {
  @usableFromInline var buffer: EventBuffer  // its count is not used
  @usableFromInline var head: Int
  @usableFromInline var tail: Int

  /// The places kept free in front of a fresh run.
  @inlinable
  static var room: Int { 64 }

  @inlinable
  init() {
    buffer = EventBuffer()
    head = 0
    tail = 0
  }

  @inlinable
  deinit { buffer.base?.deallocate() }

  @inlinable
  var count: Int { tail &- head }

  @inlinable
  var isEmpty: Bool { head == tail }

  /// The events by position; valid from `head` up to `tail`.
  @inlinable
  var events: UnsafeMutablePointer<Event> { buffer.events }

  /// Starts over, with room in front.
  @inlinable
  mutating func reset() {
    if buffer.capacity == 0 { buffer.grow(toHold: 4 &* Self.room) }
    head = Self.room
    tail = Self.room
  }

  @inlinable
  mutating func append(_ event: Event) {
    if tail == buffer.capacity { makeRoom() }
    events[tail] = event
    tail &+= 1
  }

  /// Puts an event in its place, moving the events on the shorter side of it.
  @inlinable
  mutating func insert(_ event: Event) {
    if isEmpty {
      reset()
      append(event)
      return
    }
    if head == 0 || tail == buffer.capacity { makeRoom() }
    let events = self.events
    if event.precedes(events[(head &+ tail) &>> 1]) {
      insertFromFront(event)
      return
    }
    var place = tail
    while place > head && event.precedes(events[place &- 1]) {
      events[place] = events[place &- 1]
      place &-= 1
    }
    events[place] = event
    tail &+= 1
  }

  /// Puts an event in its place, moving the events before it.
  @inlinable
  mutating func insertFromFront(_ event: Event) {
    if head == 0 { makeRoom() }
    let events = self.events
    var place = head
    while place < tail && events[place].precedes(event) {
      events[place &- 1] = events[place]
      place &+= 1
    }
    events[place &- 1] = event
    head &-= 1
  }

  /// Brings the events into order; they mostly are already.
  @usableFromInline
  mutating func sort() {
    let events = self.events
    var start = head + 1
    while start < tail && events[start - 1].precedes(events[start]) { start += 1 }
    if start >= tail { return }
    if count > Self.room {
      var row = UnsafeMutableBufferPointer(start: events + head, count: count)
      row.sort { $0.precedes($1) }
      return
    }
    for next in start..<tail {
      let event = events[next]
      var place = next
      while place > head && event.precedes(events[place - 1]) {
        events[place] = events[place - 1]
        place -= 1
      }
      events[place] = event
    }
  }

  @inlinable
  mutating func removeAll(where isDead: (EventPayload) -> Bool) {
    if isEmpty { return }
    var kept = head
    for index in head..<tail where !isDead(events[index].payload) {
      events[kept] = events[index]
      kept &+= 1
    }
    tail = kept
  }

  /// Frees places at both ends: within the memory if half of it is free, else in larger memory.
  @usableFromInline
  mutating func makeRoom() {
    let count = self.count
    if 2 * (count + Self.room) > buffer.capacity {
      var larger = EventBuffer()
      larger.grow(toHold: 4 * (count + Self.room))
      (larger.events + Self.room).moveInitialize(from: events + head, count: count)
      buffer.free()
      buffer = larger
    } else {
      (events + Self.room).update(from: events + head, count: count)
    }
    head = Self.room
    tail = Self.room + count
  }

  @usableFromInline
  mutating func removeAll() {
    buffer.free()
    head = 0
    tail = 0
  }
}
