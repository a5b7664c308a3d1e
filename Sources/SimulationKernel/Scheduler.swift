public import Primitives

/// Which containers a scheduler uses. All give the same order.
public enum QueueKind: String, CaseIterable, Sendable {
  /// A binary heap alone: the reference.
  case heap
  /// The radix queue alone.
  case fast
  /// The radix queue, and lanes for constant delays.
  case lanes
}

/// Keeps events and gives them out in the one order of `Event`.
///
/// Events are cancelled by their owner's generations: the owner asks of each event whether it is
/// dead. When it has said of many that they are, `compact` throws them out, so that timers that
/// rarely fire do not pile up.
@frozen
public struct Scheduler: Sendable {
  @usableFromInline let kind: QueueKind
  @usableFromInline var heap = BinaryHeap()
  @usableFromInline var radix = RadixQueue()
  @usableFromInline var lanes: [Lane] = []
  @usableFromInline var inserted: UInt64 = 0
  @usableFromInline var cancelled = 0
  /// The present instant: that of the latest event given out.
  public private(set) var now = Instant.zero

  /// Makes an empty scheduler at the scenario's start.
  public init(kind: QueueKind) { self.kind = kind }

  /// How many events wait, dead ones included.
  @inlinable
  public var count: Int {
    lanes.reduce(kind == .heap ? heap.count : radix.count) { $0 + $1.count }
  }

  /// The lane for a class of events that all wait this long.
  public mutating func lane(for eventClass: EventClass, after delay: SimDuration) -> LaneID {
    for place in lanes.indices
    where lanes[place].eventClass == eventClass && lanes[place].delay == delay {
      return LaneID(place)
    }
    lanes.append(Lane(eventClass: eventClass, delay: delay))
    return LaneID(lanes.count - 1)
  }

  /// Schedules an event; it must not lie in the past.
  @inlinable
  public mutating func schedule(
    _ payload: EventPayload, _ eventClass: EventClass, at instant: Instant
  ) {
    precondition(instant >= now, "an event is scheduled before the present instant")
    let event = Event(at: instant, order: nextOrder(eventClass), payload: payload)
    if kind == .heap { heap.push(event) } else { radix.push(event) }
  }

  /// Schedules an event after its lane's delay.
  @inlinable
  public mutating func schedule(_ payload: EventPayload, in lane: LaneID) {
    let eventClass = lanes[lane.place].eventClass
    let instant = now + lanes[lane.place].delay
    guard kind == .lanes else {
      schedule(payload, eventClass, at: instant)
      return
    }
    lanes[lane.place].append(
      Event(at: instant, order: nextOrder(eventClass), payload: payload))
  }

  @inlinable
  mutating func nextOrder(_ eventClass: EventClass) -> UInt64 {
    inserted &+= 1
    return UInt64(eventClass.rawValue) << 56 | inserted
  }

  /// Gives out the next event and moves the present to its instant.
  @inlinable
  public mutating func pop() -> Event? {
    var next = kind == .heap ? heap.first : radix.peek()
    var source = -1
    for place in lanes.indices {
      guard let head = lanes[place].first else { continue }
      if let found = next, !head.precedes(found) { continue }
      next = head
      source = place
    }
    guard let next else { return nil }
    if source >= 0 {
      lanes[source].removeFirst()
    } else if kind == .heap {
      _ = heap.pop()
    } else {
      _ = radix.pop()
    }
    moveNow(to: next.at)
    return next
  }

  @usableFromInline
  mutating func moveNow(to instant: Instant) { now = instant }

  /// Tells that one waiting event is dead; true when it is time to compact.
  @inlinable
  public mutating func noteCancelled() -> Bool {
    cancelled += 1
    return cancelled >= 1024 && cancelled > count / 2
  }

  /// Throws out dead events.
  @inlinable
  public mutating func compact(_ isDead: (EventPayload) -> Bool) {
    cancelled = 0
    heap.keep { !isDead($0.payload) }
    radix.keep { !isDead($0.payload) }
    for place in lanes.indices { lanes[place].keep { !isDead($0.payload) } }
  }
}
