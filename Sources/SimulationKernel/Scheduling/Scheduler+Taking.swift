public import Primitives

extension Scheduler {
  /// Takes the first event and moves the clock to it; nil if there is none.
  @inlinable
  public mutating func pop() -> Event? { pop(notAfter: Instant(nanoseconds: .max)) }

  /// Takes the first event, unless it comes after an instant, and moves the clock to it.
  @inlinable
  public mutating func pop(notAfter instant: Instant) -> Event? {
    guard let event = take(notAfter: instant) else { return nil }
    clock = event.at
    return event
  }

  /// Takes the first event that is not dead and moves the clock to it; dead ones are dropped.
  ///
  /// To cancel is to make `isDead` true, usually by raising the slot's generation, and to call
  /// `noteCancelled`. The clock does not stop at dead events.
  @inlinable
  public mutating func popSkipping(
    notAfter instant: Instant = Instant(nanoseconds: .max), isDead: (EventPayload) -> Bool
  ) -> Event? {
    if cancelled &* 2 > pending && pending >= Self.compactionMin { compact(isDead: isDead) }
    while let event = take(notAfter: instant) {
      if !isDead(event.payload) {
        clock = event.at
        return event
      }
      if cancelled > 0 { cancelled &-= 1 }
    }
    return nil
  }

  /// The time of the first event, dead or not; nil if there is none.
  @inlinable
  public var nextInstant: Instant? {
    if pending == 0 { return nil }
    var nanoseconds = lanes.bestTime
    if heap.count > 0 { nanoseconds = min(nanoseconds, heap.first.at.nanoseconds) }
    if let earliest = radix.earliest { nanoseconds = min(nanoseconds, earliest) }
    return Instant(nanoseconds: nanoseconds)
  }

  /// Moves the clock on, without an event; it must pass neither an event nor go back.
  ///
  /// Dead events count: take the others up to the instant with `popSkipping(notAfter:)` first.
  @inlinable
  public mutating func advance(to instant: Instant) {
    precondition(instant >= clock, "the clock cannot go back from \(clock) to \(instant)")
    if let next = nextInstant {
      precondition(instant <= next, "the clock would pass the event at \(next)")
    }
    clock = instant
  }

  /// Says that one pending event is dead now.
  ///
  /// When more than half of at least 1024 pending events are, `popSkipping` removes them all, so
  /// cancelled timers cannot pile up.
  @inlinable
  public mutating func noteCancelled() { cancelled &+= 1 }

  /// Removes all dead events at once; the order of the others stays.
  @inlinable
  public mutating func compact(isDead: (EventPayload) -> Bool) {
    heap.removeAll(where: isDead)
    radix.removeAll(where: isDead)
    lanes.removeAll(where: isDead)
    pending = heap.count &+ radix.count &+ lanes.eventCount
    cancelled = 0
  }

  /// How many events must be pending before dead ones are removed all at once.
  @inlinable
  static var compactionMin: Int { 1024 }

  /// Takes the first event, unless it comes after an instant, without moving the clock.
  @inlinable
  @inline(__always)
  mutating func take(notAfter instant: Instant) -> Event? {
    let event: Event?
    switch kind {
    case .heap: event = heap.pop(upTo: instant.nanoseconds, .max)
    case .fast: event = radix.pop(upTo: instant.nanoseconds, .max)
    case .lanes:
      if lanes.best >= 0 && lanes.bestTime <= instant.nanoseconds {
        // The queue must not look beyond the front of the lanes: the clock may stop there.
        event = radix.pop(upTo: lanes.bestTime, lanes.bestOrder) ?? lanes.popBest()
      } else {
        event = radix.pop(upTo: instant.nanoseconds, .max)
      }
    }
    if event != nil { pending &-= 1 }
    return event
  }
}
