public import Primitives

/// The fast queue: a monotone radix heap over time, with the events of the nearest times kept
/// sorted in a small run.
///
/// Bucket b holds events whose time first differs from the last time popped in bit b - 1. Only a
/// few events are ever sorted; equal times are told apart by the order within the run. Events at or
/// before the run's end are put straight into the run, so that a smaller class that is scheduled at
/// the present instant still goes first.
@frozen
@usableFromInline
struct RadixQueue: Sendable {
  /// Sorted with the next event last.
  @usableFromInline var run: [Event] = []
  /// Events that come after the whole run, the next one first: a chain of events at one instant
  /// grows at its end.
  @usableFromInline var tail: [Event] = []
  @usableFromInline var tailHead = 0
  /// Events at or before this time belong into the run.
  @usableFromInline var runEnd: UInt64 = 0
  @usableFromInline var buckets: [[Event]] = Array(repeating: [], count: 65)
  @usableFromInline var count = 0
  /// Which buckets hold events, one bit each; bucket 64 is the last bit of `occupiedTop`.
  @usableFromInline var occupied: UInt64 = 0
  @usableFromInline var hasTop = false

  @inlinable
  init() {}

  /// Runs of at most this many events are sorted at once; larger buckets are spread first.
  @inlinable static var runMax: Int { 32 }

  @inlinable
  mutating func push(_ event: Event) {
    count += 1
    if event.at.nanoseconds <= runEnd {
      insertNear(event)
    } else {
      putIntoBucket(event)
    }
  }

  @inlinable
  mutating func putIntoBucket(_ event: Event) {
    let bucket = 64 - (event.at.nanoseconds ^ runEnd).leadingZeroBitCount
    buckets[bucket].append(event)
    if bucket == 64 { hasTop = true } else { occupied |= 1 << UInt64(bucket) }
  }

  @inlinable
  mutating func insertNear(_ event: Event) {
    if tailHead == tail.count {
      tail.removeAll(keepingCapacity: true)
      tailHead = 0
      guard let last = run.first, event.precedes(last) else {
        tail.append(event)
        return
      }
    } else if tail[tail.count - 1].precedes(event) {
      tail.append(event)
      return
    } else if !event.precedes(tail[tailHead]) {
      insertIntoTail(event)
      return
    }
    insertIntoRun(event)
  }

  @inlinable
  mutating func insertIntoTail(_ event: Event) {
    var low = tailHead
    var high = tail.count
    while low < high {
      let middle = (low + high) >> 1
      if tail[middle].precedes(event) { low = middle + 1 } else { high = middle }
    }
    tail.insert(event, at: low)
  }

  /// Binary search from the end where the next events stand.
  @inlinable
  mutating func insertIntoRun(_ event: Event) {
    var low = 0
    var high = run.count
    while low < high {
      let middle = (low + high) >> 1
      if event.precedes(run[middle]) { low = middle + 1 } else { high = middle }
    }
    run.insert(event, at: low)
  }

  @inlinable
  mutating func pop() -> Event? {
    if run.isEmpty {
      if tailHead < tail.count {
        tailHead += 1
        count -= 1
        return tail[tailHead - 1]
      }
      if !refill() { return nil }
    }
    count -= 1
    return run.removeLast()
  }

  @inlinable
  mutating func peek() -> Event? {
    if run.isEmpty {
      if tailHead < tail.count { return tail[tailHead] }
      if !refill() { return nil }
    }
    return run.last
  }

  /// Moves the lowest bucket's events into the run, spreading it first while it is large.
  @inlinable
  mutating func refill() -> Bool {
    while true {
      let bucket: Int
      if occupied != 0 {
        bucket = occupied.trailingZeroBitCount
      } else if hasTop {
        bucket = 64
      } else {
        return false
      }
      if buckets[bucket].count <= RadixQueue.runMax {
        takeWhole(bucket)
        return true
      }
      var earliest = UInt64.max
      for event in buckets[bucket] { earliest = min(earliest, event.at.nanoseconds) }
      spread(bucket, from: earliest)
      if !run.isEmpty { return true }
    }
  }

  @inlinable
  mutating func clear(_ bucket: Int) {
    if bucket == 64 { hasTop = false } else { occupied &= ~(1 << UInt64(bucket)) }
  }

  @inlinable
  mutating func takeWhole(_ bucket: Int) {
    clear(bucket)
    var latest: UInt64 = 0
    for event in buckets[bucket] { latest = max(latest, event.at.nanoseconds) }
    swap(&run, &buckets[bucket])
    run.sort { $1.precedes($0) }
    // Later buckets keep their meaning: they differ from both ends in a higher bit.
    runEnd = latest
  }

  /// Makes the earliest time of a bucket the new origin; what happens then goes into the run.
  @inlinable
  mutating func spread(_ bucket: Int, from earliest: UInt64) {
    clear(bucket)
    var events: [Event] = []
    swap(&events, &buckets[bucket])
    runEnd = earliest
    for event in events {
      if event.at.nanoseconds == earliest {
        run.append(event)
      } else {
        putIntoBucket(event)
      }
    }
    run.sort { $1.precedes($0) }
  }

  /// Keeps the events that are asked for.
  @inlinable
  mutating func keep(_ isWanted: (Event) -> Bool) {
    run.removeAll { !isWanted($0) }
    tail = tail[tailHead...].filter(isWanted)
    tailHead = 0
    count = run.count + tail.count
    for bucket in buckets.indices {
      buckets[bucket].removeAll { !isWanted($0) }
      count += buckets[bucket].count
      if buckets[bucket].isEmpty { clear(bucket) }
    }
  }
}
