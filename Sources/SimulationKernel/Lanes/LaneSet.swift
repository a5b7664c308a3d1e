public import Primitives

/// Names a lane of a scheduler.
@frozen
public struct LaneID: Hashable, Sendable, BitwiseCopyable {
  /// The lane's number, counting from zero.
  public var rawValue: UInt32

  /// Makes the name of a lane from its number.
  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// First-in, first-out rows of events that are scheduled in the order in which they happen.
///
/// A timer of constant delay needs no sorting: to schedule is to append. The lane whose front is
/// first is remembered, so only taking from a lane looks at all fronts.
@frozen
@usableFromInline
struct LaneSet: ~Copyable {
  @usableFromInline var lanes: UnsafeMutablePointer<Lane>
  @usableFromInline var count: Int
  @usableFromInline var capacity: Int
  /// The lane whose front is first; -1 if all are empty.
  @usableFromInline var best: Int
  @usableFromInline var bestTime: UInt64
  @usableFromInline var bestOrder: UInt64

  @frozen
  @usableFromInline
  struct Lane {
    @usableFromInline var eventClass: EventClass
    /// The delay the lane was asked for; nil if it belongs to its one asker.
    @usableFromInline var delay: SimDuration?
    /// The time of the latest event scheduled in it.
    @usableFromInline var latest: Instant
    @usableFromInline var ring: EventBuffer  // its capacity is a power of two
    @usableFromInline var head: Int

    @inlinable
    init(eventClass: EventClass, delay: SimDuration?) {
      self.eventClass = eventClass
      self.delay = delay
      latest = .zero
      ring = EventBuffer()
      head = 0
    }
  }

  /// How many lanes hold events themselves; the fronts of more would take too long to look at.
  @inlinable
  static var holdersMax: Int { 32 }

  @inlinable
  init() {
    capacity = 8
    lanes = .allocate(capacity: 8)
    count = 0
    best = -1
    bestTime = .max
    bestOrder = .max
  }

  @inlinable
  deinit {
    for index in 0..<count { lanes[index].ring.base?.deallocate() }
    lanes.deallocate()
  }

  /// Appends an event to a lane; the event must be the lane's latest.
  @inlinable
  mutating func append(_ event: Event, to index: Int) {
    let lane = lanes + index
    if lane.pointee.ring.count == lane.pointee.ring.capacity { growRing(of: index) }
    let place = (lane.pointee.head &+ lane.pointee.ring.count) & (lane.pointee.ring.capacity &- 1)
    (lane.pointee.ring.events + place).initialize(to: event)
    lane.pointee.ring.count &+= 1
    if lane.pointee.ring.count == 1 && event.precedes(bestTime, bestOrder) {
      best = index
      bestTime = event.at.nanoseconds
      bestOrder = event.order
    }
  }

  /// Takes the event that is first of all fronts; only if `best` names a lane.
  @inlinable
  mutating func popBest() -> Event {
    let lane = lanes + best
    let event = lane.pointee.ring.events[lane.pointee.head]
    lane.pointee.head = (lane.pointee.head &+ 1) & (lane.pointee.ring.capacity &- 1)
    lane.pointee.ring.count &-= 1
    findBest()
    return event
  }

  @inlinable
  mutating func findBest() {
    best = -1
    bestTime = .max
    bestOrder = .max
    for index in 0..<min(count, Self.holdersMax) where lanes[index].ring.count > 0 {
      let front = lanes[index].ring.events[lanes[index].head]
      if front.precedes(bestTime, bestOrder) {
        best = index
        bestTime = front.at.nanoseconds
        bestOrder = front.order
      }
    }
  }

  /// The lane of a class and delay; a new one unless there is one of the same delay.
  @usableFromInline
  mutating func lane(for delay: SimDuration?, class eventClass: EventClass) -> LaneID {
    if delay != nil {
      for index in 0..<count
      where lanes[index].delay == delay && lanes[index].eventClass == eventClass {
        return LaneID(rawValue: UInt32(index))
      }
    }
    if count == capacity {
      let larger = UnsafeMutablePointer<Lane>.allocate(capacity: 2 * capacity)
      larger.moveInitialize(from: lanes, count: count)
      lanes.deallocate()
      lanes = larger
      capacity *= 2
    }
    (lanes + count).initialize(to: Lane(eventClass: eventClass, delay: delay))
    count += 1
    return LaneID(rawValue: UInt32(count - 1))
  }

  @inlinable
  mutating func removeAll(where isDead: (EventPayload) -> Bool) {
    for index in 0..<min(count, Self.holdersMax) {
      straighten(lane: index)
      lanes[index].ring.removeAll(where: isDead)
    }
    findBest()
  }

  /// How many events the lanes hold, counted.
  @inlinable
  var eventCount: Int {
    var total = 0
    for index in 0..<count { total &+= lanes[index].ring.count }
    return total
  }

  @usableFromInline
  mutating func growRing(of index: Int) {
    straighten(lane: index)
    lanes[index].ring.grow(toHold: lanes[index].ring.count + 1)
  }

  /// Rotates a lane's ring so that its front stands at the beginning of the memory.
  @usableFromInline
  mutating func straighten(lane index: Int) {
    let lane = lanes[index]
    if lane.head == 0 { return }
    var straight = EventBuffer()
    straight.grow(toHold: lane.ring.capacity)
    for position in 0..<lane.ring.count {
      straight.append(lane.ring.events[(lane.head + position) & (lane.ring.capacity - 1)])
    }
    lanes[index].ring.free()
    lanes[index].ring = straight
    lanes[index].head = 0
  }

  /// Removes all events, but not the lanes.
  @usableFromInline
  mutating func removeAll() {
    for index in 0..<count {
      lanes[index].ring.free()
      lanes[index].head = 0
    }
    findBest()
  }
}
