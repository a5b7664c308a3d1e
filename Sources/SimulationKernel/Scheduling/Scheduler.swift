public import Primitives

/// The clock of a simulation and the events that are still to happen.
///
/// Events come out in the order of (time, class, insertion), whatever kind of queue holds them: an
/// event of a lower class scheduled for the current instant comes before what is left of it.
/// It cannot be copied: it owns its memory, and two halves of one simulation would be a mistake.
@frozen
public struct Scheduler: ~Copyable, @unchecked Sendable {
  /// How the events are kept.
  public let kind: QueueKind
  @usableFromInline var clock: Instant
  @usableFromInline var pending: Int
  @usableFromInline var pendingMax: Int
  @usableFromInline var insertions: UInt64
  @usableFromInline var cancelled: Int
  @usableFromInline var limit: SchedulerLimit?
  @usableFromInline var heap: BinaryHeap
  @usableFromInline var radix: RadixQueue
  @usableFromInline var lanes: LaneSet

  /// The most events that may be pending unless said otherwise.
  public static let pendingMaxDefault = 50_000_000

  /// Makes a scheduler whose clock stands at the start.
  @inlinable
  public init(kind: QueueKind, pendingMax: Int = Scheduler.pendingMaxDefault) {
    precondition(pendingMax > 0, "a scheduler must be allowed at least one event")
    self.kind = kind
    self.pendingMax = pendingMax
    clock = .zero
    pending = 0
    insertions = 0
    cancelled = 0
    limit = nil
    heap = BinaryHeap()
    radix = RadixQueue()
    lanes = LaneSet()
  }

  /// The time of the event taken last, or the one advanced to since.
  @inlinable
  public var now: Instant { clock }

  /// How many events are pending, dead ones included.
  @inlinable
  public var count: Int { pending }

  /// How many events were scheduled so far.
  @inlinable
  public var scheduledCount: UInt64 { insertions }

  /// The limit that was reached; nil as long as none was.
  ///
  /// Once it is set the scheduler is empty and stays so: an event was refused, and a simulation
  /// that lost one must not go on. An event loop looks here when there are no more events.
  @inlinable
  public var limitReached: SchedulerLimit? { limit }

  /// Schedules an event; it must not lie in the past.
  @inlinable
  public mutating func schedule(
    _ payload: EventPayload, class eventClass: EventClass, at instant: Instant
  ) {
    guard let event = admit(payload, class: eventClass, at: instant) else { return }
    enqueue(event)
  }

  /// Schedules an event in a lane, whose class it takes; times in a lane never go back.
  @inlinable
  public mutating func schedule(
    _ payload: EventPayload, in lane: LaneID, at instant: Instant
  ) {
    let index = Int(lane.rawValue)
    precondition(index < lanes.count, "lane \(index) was never made")
    precondition(
      instant >= lanes.lanes[index].latest,
      "an event at \(instant) comes before its lane's latest, \(lanes.lanes[index].latest)")
    lanes.lanes[index].latest = instant
    let eventClass = lanes.lanes[index].eventClass
    guard let event = admit(payload, class: eventClass, at: instant) else { return }
    switch kind {
    case .heap, .fast: enqueue(event)
    case .lanes:
      if index < LaneSet.holdersMax {
        lanes.append(event, to: index)
      } else {
        enqueue(event)
      }
    }
  }

  /// The lane for events of a class that are always scheduled the same delay ahead.
  ///
  /// Asked again for the same delay and class it gives the same lane. Lanes beyond the 32nd work
  /// as well, but are no faster than the queue.
  public mutating func lane(for delay: SimDuration, class eventClass: EventClass) -> LaneID {
    lanes.lane(for: delay, class: eventClass)
  }

  /// A lane of its own for events that are scheduled in the order in which they happen.
  ///
  /// A stream of arrivals is one: each arrival schedules the next.
  public mutating func lane(class eventClass: EventClass) -> LaneID {
    lanes.lane(for: nil, class: eventClass)
  }

  /// Makes the event of a payload; nil if no more may be pending.
  @inlinable
  mutating func admit(
    _ payload: EventPayload, class eventClass: EventClass, at instant: Instant
  ) -> Event? {
    precondition(instant >= clock, "an event at \(instant) lies before now, \(clock)")
    if pending >= pendingMax {
      refuse()
      return nil
    }
    // 2^56 insertions are out of reach: at 10 million a second they would take 228 years.
    let order = UInt64(eventClass.rawValue) &<< 56 | insertions
    insertions &+= 1
    pending &+= 1
    return Event(at: instant, order: order, payload: payload)
  }

  @inlinable
  mutating func enqueue(_ event: Event) {
    switch kind {
    case .heap: heap.push(event)
    case .fast, .lanes: radix.push(event)
    }
  }

  @usableFromInline
  mutating func refuse() {
    if limit != nil { return }
    limit = .pending(pendingMax)
    pendingMax = 0
    pending = 0
    heap.removeAll()
    radix.removeAll()
    lanes.removeAll()
  }
}
