import Primitives

/// The reference queue: a plain binary heap over the whole order of events.
@frozen
@usableFromInline
struct BinaryHeap: Sendable {
  @usableFromInline var events: [Event] = []

  @inlinable
  init() {}

  @inlinable var count: Int { events.count }
  @inlinable var first: Event? { events.first }

  @inlinable
  mutating func push(_ event: Event) {
    var hole = events.count
    events.append(event)
    while hole > 0 {
      let parent = (hole - 1) >> 1
      guard event.precedes(events[parent]) else { break }
      events[hole] = events[parent]
      hole = parent
    }
    events[hole] = event
  }

  @inlinable
  mutating func pop() -> Event? {
    guard let first = events.first else { return nil }
    let last = events.removeLast()
    guard !events.isEmpty else { return first }
    sink(last, from: 0)
    return first
  }

  @inlinable
  mutating func sink(_ event: Event, from start: Int) {
    var hole = start
    let count = events.count
    while true {
      var child = 2 * hole + 1
      guard child < count else { break }
      if child + 1 < count, events[child + 1].precedes(events[child]) { child += 1 }
      guard events[child].precedes(event) else { break }
      events[hole] = events[child]
      hole = child
    }
    events[hole] = event
  }

  /// Keeps the events that are asked for and puts the heap in order again.
  @inlinable
  mutating func keep(_ isWanted: (Event) -> Bool) {
    events.removeAll { !isWanted($0) }
    guard events.count > 1 else { return }
    for place in stride(from: events.count / 2 - 1, through: 0, by: -1) {
      sink(events[place], from: place)
    }
  }
}
