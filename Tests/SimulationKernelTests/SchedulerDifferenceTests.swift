import Primitives
import SimulationKernel
import Testing

/// All kinds of queue give out the same events in the same order, under every kind of load.
struct SchedulerDifferenceTests {
  struct Load: CustomTestStringConvertible, Sendable {
    let name: String
    let run: @Sendable (inout Workload) -> Void
    var testDescription: String { name }
  }

  static let loads = [
    Load(name: "hold", run: hold),
    Load(name: "bursts at one instant", run: bursts),
    Load(name: "chains without delay", run: chains),
    Load(name: "far timers", run: farTimers),
    Load(name: "cancelled timers", run: cancelledTimers),
    Load(name: "lanes beside others", run: lanes),
    Load(name: "everything", run: everything),
  ]

  @Test(arguments: loads, [UInt64(1), 2, 3])
  func orderIsTheSame(_ load: Load, _ seed: UInt64) throws {
    var expected: [Popped] = []
    for kind in [QueueKind.heap, .fast, .lanes] {
      var workload = Workload(kind, seed: seed)
      load.run(&workload)
      #expect(workload.scheduler.count == 0)
      if kind == .heap { expected = workload.popped }
      try #require(expected.count > 1_000)
      expectEqual(workload.popped, expected, "\(kind)")
    }
    let isOrdered = zip(expected, expected.dropFirst()).allSatisfy { $0.at <= $1.at }
    #expect(isOrdered)
  }

  /// Tells of the first difference alone: the whole of both would be thousands of lines.
  private func expectEqual(_ found: [Popped], _ expected: [Popped], _ kind: String) {
    #expect(found.count == expected.count, "\(kind)")
    for (place, pair) in zip(found, expected).enumerated() where pair.0 != pair.1 {
      Issue.record("\(kind): event \(place) is \(pair.0), not \(pair.1)")
      return
    }
  }

  /// One event in, one out, with a thousand waiting.
  @Sendable private static func hold(_ load: inout Workload) {
    for _ in 0..<1_000 { load.schedule(3, after: load.random.below(1_000_000)) }
    for _ in 0..<20_000 {
      _ = load.pop()
      let eventClass = UInt8(load.random.below(4))
      load.schedule(eventClass, after: load.random.below(2_000_000))
    }
    drain(&load)
  }

  /// Ten thousand events at one instant, of mixed classes, three times, and one beside them.
  @Sendable private static func bursts(_ load: inout Workload) {
    for burst in 0..<3 {
      for _ in 0..<10_000 { load.schedule(UInt8(load.random.below(5)), after: 1_000) }
      load.schedule(0, after: 999)
      load.schedule(0, after: 1_001)
      for _ in 0..<(burst == 2 ? 40_000 : 7_000) { _ = load.pop() }
    }
    drain(&load)
  }

  /// Each event may schedule others at its own instant, of smaller, equal and larger classes.
  @Sendable private static func chains(_ load: inout Workload) {
    var left = 20_000
    for _ in 0..<50 { load.schedule(5, after: load.random.below(40) * 1_000) }
    while let popped = load.pop() {
      guard left > 0 else { continue }
      for _ in 0..<load.random.below(4) {
        left -= 1
        let eventClass = UInt8(load.random.below(10))
        let delay = load.random.chance(1, in: 6) ? load.random.below(3_000) : 0
        load.schedule(popped.payload.kind > 0 ? eventClass : 9, after: delay)
      }
      if load.scheduler.count == 0 { load.schedule(5, after: 1) }
    }
  }

  /// Delays from nothing to the end of time: every bucket of the radix queue.
  @Sendable private static func farTimers(_ load: inout Workload) {
    for _ in 0..<4_000 {
      for _ in 0..<2 {
        let delay = load.random.next() >> (2 + load.random.below(62))
        load.schedule(UInt8(load.random.below(3)), after: delay >> 12)
      }
      _ = load.pop()
    }
    for _ in 0..<100 { load.schedule(1, after: .max) }
    drain(&load)
  }

  /// Timers of which nine in ten are cancelled before they fire.
  @Sendable private static func cancelledTimers(_ load: inout Workload) {
    let timeout = load.scheduler.lane(for: EventClass(7), after: .seconds(60))
    for step in 0..<12_000 {
      let slot = Int(load.random.below(64))
      load.schedule(in: timeout, kind: 7, slot: slot)
      load.schedule(7, after: load.random.below(90_000_000_000), slot: slot)
      load.schedule(2, after: load.random.below(1_000_000), slot: 0)
      if load.random.chance(9, in: 10) { load.cancel(slot: slot == 0 ? 1 : slot) }
      _ = load.pop()
      if step == 6_000 { load.compact() }
    }
    precondition(load.compactions > 0, "the load is to make the scheduler ask for compaction")
    drain(&load)
  }

  /// Constant delays in lanes, random ones beside them, and equal instants in both.
  @Sendable private static func lanes(_ load: inout Workload) {
    let delays: [UInt64] = [0, 1_000, 1_000, 5_000, 1_000_000]
    let lanes = delays.enumerated().map { place, delay in
      load.scheduler.lane(
        for: EventClass(UInt8(8 - place)), after: SimDuration(nanoseconds: delay))
    }
    for _ in 0..<500 { load.schedule(4, after: load.random.below(100) * 1_000) }
    for _ in 0..<15_000 {
      let place = Int(load.random.below(UInt64(lanes.count)))
      load.schedule(in: lanes[place], kind: UInt8(place))
      if load.random.chance(1, in: 3) {
        load.schedule(UInt8(load.random.below(9)), after: load.random.below(6) * 1_000)
      }
      if load.random.chance(9, in: 10) { _ = load.pop() }
    }
    drain(&load)
  }

  /// Long stretches of one kind of load after another on one scheduler.
  @Sendable private static func everything(_ load: inout Workload) {
    chains(&load)
    lanes(&load)
    hold(&load)
    bursts(&load)
    cancelledTimers(&load)
    farTimers(&load)
  }

  private static func drain(_ load: inout Workload) {
    while load.pop() != nil {}
  }

  /// Compaction takes out what is dead and nothing else, at every depth of the queue.
  @Test(arguments: QueueKind.allCases)
  func compactionKeepsTheLiving(_ kind: QueueKind) {
    var load = Workload(kind, seed: 11)
    let lane = load.scheduler.lane(for: EventClass(3), after: SimDuration(nanoseconds: 500))
    for number in 0..<2_000 {
      if number % 3 == 0 {
        load.schedule(in: lane, kind: 3, slot: number % 2)
      } else {
        load.schedule(3, after: load.random.below(1_000), slot: number % 2)
      }
    }
    for _ in 0..<200 { _ = load.pop() }
    let deadBefore = load.popped.filter { $0.payload.slot == 1 }.count
    load.cancel(slot: 1)
    load.compact()
    #expect(load.scheduler.count == 2_000 - 200 - (1_000 - deadBefore))
    let before = load.popped.count
    while load.pop() != nil {}
    #expect(load.popped[before...].allSatisfy { $0.payload.slot == 0 })
    #expect(load.popped.filter { $0.payload.slot == 0 }.count == 1_000)
  }
}
