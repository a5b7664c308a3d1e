public import Primitives

/// The fast queue: a radix heap on time whose nearest events stand sorted in a short run.
///
/// Times are read as 16 digits of four bits. A bucket holds, unsorted, the events whose time first
/// differs from `last` in the same digit and has the same value there. The lowest bucket in use
/// holds the nearest events; when the run is used up, it is sorted into a new run if it is small,
/// and otherwise spread over the buckets of lower digits. So an event moves at most 16 times,
/// mostly once or twice, and the cost hardly grows with the number of events.
/// Idea: Ahuja, Mehlhorn, Orlin and Tarjan, "Faster algorithms for the shortest path problem"
/// (1990); the run keeps the last, small buckets from being spread one event at a time.
///
/// What holds between calls: the buckets hold only events after `runMax`, the run and the `late`
/// heap only others; the run and the buckets hold none before `last`. Keys are unique and the run
/// is sorted by the whole key, so the order is exactly that of the binary heap.
@frozen
@usableFromInline
struct RadixQueue: ~Copyable {
  @usableFromInline let buckets: UnsafeMutablePointer<Bucket>
  /// For each digit's place the values that have a bucket in use, as bits.
  @usableFromInline let values: UnsafeMutablePointer<UInt16>
  /// The places of digits that have any bucket in use, as bits.
  @usableFromInline var places: UInt16
  @usableFromInline var last: UInt64
  @usableFromInline var runMax: UInt64
  @usableFromInline var run: EventRun
  /// Events that belong to the run but would cost too much to place there; nearly always empty.
  @usableFromInline var late: BinaryHeap

  @frozen
  @usableFromInline
  struct Bucket {
    @usableFromInline var events: EventBuffer
    /// The earliest time in it; not before anything if it is empty.
    @usableFromInline var earliest: UInt64

    @inlinable
    init() {
      events = EventBuffer()
      earliest = .max
    }
  }

  /// The most events a bucket may have to be sorted into the run.
  @inlinable
  static var runStart: Int { 24 }

  /// The most events of several instants in the run; beyond, its far part goes back.
  @inlinable
  static var runLimit: Int { 48 }

  /// The number of buckets: 16 places times 16 values, the lowest place first.
  @inlinable
  static var bucketCount: Int { 256 }

  @inlinable
  init() {
    buckets = .allocate(capacity: Self.bucketCount)
    buckets.initialize(repeating: Bucket(), count: Self.bucketCount)
    values = .allocate(capacity: 16)
    values.initialize(repeating: 0, count: 16)
    places = 0
    last = 0
    runMax = 0
    run = EventRun()
    late = BinaryHeap()
  }

  @inlinable
  deinit {
    for index in 0..<Self.bucketCount { buckets[index].events.base?.deallocate() }
    buckets.deallocate()
    values.deallocate()
  }

  @inlinable
  mutating func push(_ event: Event) {
    if event.at.nanoseconds > runMax {
      pushFar(event)
    } else if event.at.nanoseconds < last {
      // Only after dead events were skipped: the queue looked further ahead than the clock is.
      late.push(event)
    } else if run.count < Self.runLimit {
      run.insert(event)
    } else {
      insertIntoFullRun(event)
    }
  }

  /// Puts an event after `last` into its bucket.
  @inlinable
  mutating func pushFar(_ event: Event) {
    let time = event.at.nanoseconds
    let place = (63 &- (time ^ last).leadingZeroBitCount) &>> 2
    let value = Int(truncatingIfNeeded: time &>> UInt64(truncatingIfNeeded: place &<< 2)) & 15
    let bucket = buckets + (place &<< 4 | value)
    bucket.pointee.events.append(event)
    if time < bucket.pointee.earliest { bucket.pointee.earliest = time }
    values[place] |= 1 &<< UInt16(truncatingIfNeeded: value)
    places |= 1 &<< UInt16(truncatingIfNeeded: place)
  }

  /// The lowest bucket in use; only if there is one.
  @inlinable
  var lowestBucket: Int {
    let place = places.trailingZeroBitCount
    return place &<< 4 | values[place].trailingZeroBitCount
  }

  /// Takes the first event, unless it comes after a place in the order.
  @inlinable
  @inline(__always)
  mutating func pop(upTo nanoseconds: UInt64, _ order: UInt64) -> Event? {
    if late.count > 0 { return popBesideLate(upTo: nanoseconds, order) }
    if run.isEmpty && !refill(notAfter: nanoseconds) { return nil }
    let event = run.events[run.head]
    if nanoseconds < event.at.nanoseconds { return nil }
    if nanoseconds == event.at.nanoseconds && order < event.order { return nil }
    run.head &+= 1
    return event
  }

  @usableFromInline
  mutating func popBesideLate(upTo nanoseconds: UInt64, _ order: UInt64) -> Event? {
    if run.isEmpty || late.first.precedes(run.events[run.head]) {
      return late.pop(upTo: nanoseconds, order)
    }
    let event = run.events[run.head]
    if nanoseconds < event.at.nanoseconds { return nil }
    if nanoseconds == event.at.nanoseconds && order < event.order { return nil }
    run.head &+= 1
    return event
  }

  /// The time of the first event; nil if there is none.
  @inlinable
  var earliest: UInt64? {
    if late.count > 0 {
      let time = late.first.at.nanoseconds
      return run.isEmpty ? time : min(time, run.events[run.head].at.nanoseconds)
    }
    if !run.isEmpty { return run.events[run.head].at.nanoseconds }
    return places == 0 ? nil : buckets[lowestBucket].earliest
  }

  @inlinable
  mutating func removeAll(where isDead: (EventPayload) -> Bool) {
    run.removeAll(where: isDead)
    late.removeAll(where: isDead)
    for index in 0..<Self.bucketCount where buckets[index].events.count > 0 {
      buckets[index].events.removeAll(where: isDead)
      recount(bucket: index)
    }
  }

  /// How many events it holds, counted.
  @inlinable
  var count: Int {
    var total = run.count &+ late.count
    for index in 0..<Self.bucketCount { total &+= buckets[index].events.count }
    return total
  }
}
