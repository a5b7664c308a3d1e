import Primitives
import SimulationKernel
import Testing

/// The order of events, by hand, for every kind of queue.
@Suite("Order of events")
struct TieRuleTests {
  /// Takes everything; the events by their kinds.
  static func drain(_ scheduler: inout Scheduler) -> [UInt8] {
    var kinds: [UInt8] = []
    while let event = scheduler.pop() { kinds.append(event.payload.kind) }
    return kinds
  }

  static func schedule(
    _ scheduler: inout Scheduler, _ kind: UInt8, class rank: UInt8, at nanoseconds: UInt64
  ) {
    scheduler.schedule(
      EventPayload(kind: kind), class: EventClass(rawValue: rank),
      at: Instant(nanoseconds: nanoseconds))
  }

  @Test("time first, then class, then insertion", arguments: QueueKind.allCases)
  func order(kind: QueueKind) {
    var scheduler = Scheduler(kind: kind)
    let rows: [(kind: UInt8, rank: UInt8, at: UInt64)] = [
      (9, 5, 20), (4, 2, 10), (6, 255, 10), (1, 9, 0), (5, 2, 10), (2, 0, 10), (8, 5, 20),
      (3, 1, 10), (7, 0, 20), (10, 0, 21),
    ]
    for row in rows { Self.schedule(&scheduler, row.kind, class: row.rank, at: row.at) }
    #expect(scheduler.count == 10)
    let kinds = Self.drain(&scheduler)
    #expect(kinds == [1, 2, 3, 4, 5, 6, 7, 9, 8, 10])
    #expect(scheduler.now == Instant(nanoseconds: 21))
    #expect(scheduler.count == 0)
  }

  @Test("a lower class scheduled at the current instant goes next", arguments: QueueKind.allCases)
  func reentry(kind: QueueKind) {
    var scheduler = Scheduler(kind: kind)
    for number in UInt8(1)...3 { Self.schedule(&scheduler, number, class: 4, at: 7) }
    #expect(scheduler.pop()?.payload.kind == 1)
    Self.schedule(&scheduler, 10, class: 4, at: 7)
    Self.schedule(&scheduler, 11, class: 5, at: 7)
    Self.schedule(&scheduler, 12, class: 3, at: 7)
    Self.schedule(&scheduler, 13, class: 2, at: 7)
    #expect(scheduler.pop()?.payload.kind == 13)
    Self.schedule(&scheduler, 14, class: 2, at: 7)
    let kinds = Self.drain(&scheduler)
    #expect(kinds == [14, 12, 2, 3, 10, 11])
  }

  @Test("a lane and the queue share one order", arguments: QueueKind.allCases)
  func lanesAndQueue(kind: QueueKind) {
    var scheduler = Scheduler(kind: kind)
    let early = scheduler.lane(for: .seconds(1), class: EventClass(rawValue: 1))
    let late = scheduler.lane(class: EventClass(rawValue: 6))
    let instant = Instant(nanoseconds: 100)
    Self.schedule(&scheduler, 1, class: 6, at: 100)
    scheduler.schedule(EventPayload(kind: 2), in: late, at: instant)
    Self.schedule(&scheduler, 3, class: 6, at: 100)
    scheduler.schedule(EventPayload(kind: 4), in: early, at: instant)
    Self.schedule(&scheduler, 5, class: 0, at: 100)
    scheduler.schedule(EventPayload(kind: 6), in: late, at: Instant(nanoseconds: 101))
    Self.schedule(&scheduler, 7, class: 9, at: 99)
    #expect(scheduler.nextInstant == Instant(nanoseconds: 99))
    let kinds = Self.drain(&scheduler)
    #expect(kinds == [7, 5, 4, 1, 2, 3, 6])
  }

  @Test("an event says its class and insertion")
  func facts() {
    var scheduler = Scheduler(kind: .fast)
    Self.schedule(&scheduler, 1, class: 200, at: 5)
    Self.schedule(&scheduler, 2, class: 3, at: 5)
    let first = scheduler.pop()
    #expect(first?.eventClass == EventClass(rawValue: 3))
    #expect(first?.insertion == 1)
    #expect(first?.at == Instant(nanoseconds: 5))
    #expect(scheduler.scheduledCount == 2)
    #expect(MemoryLayout<EventPayload>.size == 16)
    #expect(MemoryLayout<Event>.stride == 32)
  }
}
