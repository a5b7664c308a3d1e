import Primitives
import SimulationKernel
import Testing

@Suite("Scheduler")
struct SchedulerTests {
  static let timer = EventClass(rawValue: 7)

  @Test("taking stops at an instant and leaves the clock", arguments: QueueKind.allCases)
  func notAfter(kind: QueueKind) {
    var scheduler = Scheduler(kind: kind)
    let lane = scheduler.lane(for: .milliseconds(1), class: Self.timer)
    TieRuleTests.schedule(&scheduler, 1, class: 0, at: 1000)
    scheduler.schedule(EventPayload(kind: 2), in: lane, at: Instant(nanoseconds: 2000))
    #expect(scheduler.pop(notAfter: Instant(nanoseconds: 999)) == nil)
    #expect(scheduler.now == .zero)
    #expect(scheduler.pop(notAfter: Instant(nanoseconds: 1000))?.payload.kind == 1)
    #expect(scheduler.pop(notAfter: Instant(nanoseconds: 1999)) == nil)
    scheduler.advance(to: Instant(nanoseconds: 1500))
    TieRuleTests.schedule(&scheduler, 3, class: 0, at: 1600)
    #expect(scheduler.nextInstant == Instant(nanoseconds: 1600))
    let kinds = TieRuleTests.drain(&scheduler)
    #expect(kinds == [3, 2])
    #expect(scheduler.nextInstant == nil)
  }

  @Test("dead events are dropped without stopping the clock", arguments: QueueKind.allCases)
  func skipping(kind: QueueKind) {
    var scheduler = Scheduler(kind: kind)
    let lane = scheduler.lane(for: .seconds(30), class: Self.timer)
    for kind in UInt8(1)...4 {
      let at = Instant(nanoseconds: UInt64(kind) * 1_000_000)
      scheduler.schedule(EventPayload(kind: kind), in: lane, at: at)
      scheduler.schedule(EventPayload(kind: 10 + kind), class: Self.timer, at: at)
    }
    for _ in 0..<6 { scheduler.noteCancelled() }
    let isDead = { (payload: EventPayload) in payload.kind < 12 }
    #expect(scheduler.popSkipping(notAfter: Instant(nanoseconds: 1_500_000), isDead: isDead) == nil)
    #expect(scheduler.now == .zero)
    // The queue has looked ahead to 1 ms; the clock may still stop before.
    TieRuleTests.schedule(&scheduler, 20, class: 0, at: 100)
    TieRuleTests.schedule(&scheduler, 21, class: 0, at: 50)
    var kinds: [UInt8] = []
    while let event = scheduler.popSkipping(isDead: isDead) { kinds.append(event.payload.kind) }
    #expect(kinds == [21, 20, 12, 13, 14])
    #expect(scheduler.now == Instant(nanoseconds: 4_000_000))
    #expect(scheduler.count == 0)
  }

  @Test("cancelled timers do not pile up", arguments: QueueKind.allCases)
  func compaction(kind: QueueKind) {
    var scheduler = Scheduler(kind: kind)
    var largest = 0
    let request = EventClass(rawValue: 1)
    scheduler.schedule(EventPayload(kind: 1), class: request, at: .zero)
    for round in UInt32(0)..<20_000 {
      // Each request sets a timer of an hour and is done after a microsecond.
      let isDead = { (payload: EventPayload) in payload.kind == 2 && payload.slot < round }
      guard let event = scheduler.popSkipping(isDead: isDead) else { break }
      #expect(event.payload.kind == 1)
      if round > 0 { scheduler.noteCancelled() }
      let now = scheduler.now
      scheduler.schedule(
        EventPayload(kind: 2, slot: round), class: Self.timer, at: now + .seconds(3600))
      scheduler.schedule(EventPayload(kind: 1), class: request, at: now + .microseconds(1))
      largest = max(largest, scheduler.count)
    }
    #expect(scheduler.scheduledCount == 40_001)
    #expect(largest > 1000 && largest < 1100)
  }

  @Test("the limit empties the scheduler and stays", arguments: QueueKind.allCases)
  func limit(kind: QueueKind) {
    var scheduler = Scheduler(kind: kind, pendingMax: 100)
    let lane = scheduler.lane(for: .seconds(1), class: Self.timer)
    for number in UInt64(0)..<50 {
      TieRuleTests.schedule(&scheduler, 1, class: 0, at: number * 1000)
      scheduler.schedule(EventPayload(kind: 2), in: lane, at: Instant(nanoseconds: number))
    }
    #expect(scheduler.limitReached == nil)
    #expect(scheduler.pop() != nil)
    TieRuleTests.schedule(&scheduler, 1, class: 0, at: 5)
    #expect(scheduler.limitReached == nil)
    TieRuleTests.schedule(&scheduler, 1, class: 0, at: 5)
    #expect(scheduler.limitReached == .pending(100))
    #expect(scheduler.count == 0)
    #expect(scheduler.pop() == nil)
    TieRuleTests.schedule(&scheduler, 1, class: 0, at: 5)
    scheduler.schedule(EventPayload(kind: 2), in: lane, at: Instant(nanoseconds: 50))
    #expect(scheduler.pop() == nil)
    #expect(scheduler.nextInstant == nil)
    #expect(scheduler.limitReached == .pending(100))
  }

  @Test("a delay and class name one lane; a lane of its own is never shared")
  func laneNames() {
    var scheduler = Scheduler(kind: .lanes)
    let first = scheduler.lane(for: .seconds(1), class: Self.timer)
    #expect(first.rawValue == 0)
    let names = [
      scheduler.lane(for: .seconds(2), class: Self.timer),
      scheduler.lane(for: .seconds(1), class: EventClass(rawValue: 8)),
      scheduler.lane(class: Self.timer), scheduler.lane(class: Self.timer),
      scheduler.lane(for: .seconds(1), class: Self.timer),
    ]
    #expect(names.map(\.rawValue) == [1, 2, 3, 4, 0])
  }

  @Test("more lanes than are looked at work through the queue", arguments: QueueKind.allCases)
  func manyLanes(kind: QueueKind) {
    var scheduler = Scheduler(kind: kind)
    let lanes = (1...100).map { scheduler.lane(for: .seconds($0), class: Self.timer) }
    for (position, lane) in lanes.enumerated().reversed() {
      scheduler.schedule(
        EventPayload(kind: UInt8(position)), in: lane, at: Instant(nanoseconds: 1000))
    }
    let kinds = TieRuleTests.drain(&scheduler)
    #expect(kinds == (0..<100).reversed())
  }

  @Test("an event at the end of time is an event", arguments: QueueKind.allCases)
  func never(kind: QueueKind) {
    var scheduler = Scheduler(kind: kind)
    TieRuleTests.schedule(&scheduler, 1, class: 255, at: .max)
    TieRuleTests.schedule(&scheduler, 2, class: 255, at: .max - 1)
    #expect(scheduler.pop(notAfter: Instant(nanoseconds: .max - 2)) == nil)
    let kinds = TieRuleTests.drain(&scheduler)
    #expect(kinds == [2, 1])
    #expect(scheduler.now == .never)
  }

  @Test("the past, and a lane's past, are bugs")
  func preconditions() async {
    await #expect(processExitsWith: .failure) {
      var scheduler = Scheduler(kind: .fast)
      TieRuleTests.schedule(&scheduler, 1, class: 0, at: 10)
      _ = scheduler.pop()
      TieRuleTests.schedule(&scheduler, 1, class: 0, at: 9)
    }
    await #expect(processExitsWith: .failure) {
      var scheduler = Scheduler(kind: .heap)
      let lane = scheduler.lane(class: EventClass(rawValue: 0))
      scheduler.schedule(EventPayload(kind: 1), in: lane, at: Instant(nanoseconds: 2))
      scheduler.schedule(EventPayload(kind: 1), in: lane, at: Instant(nanoseconds: 1))
    }
    await #expect(processExitsWith: .failure) {
      var scheduler = Scheduler(kind: .lanes)
      TieRuleTests.schedule(&scheduler, 1, class: 0, at: 10)
      scheduler.advance(to: Instant(nanoseconds: 11))
    }
  }
}
