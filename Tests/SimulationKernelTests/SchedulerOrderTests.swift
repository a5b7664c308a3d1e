import Primitives
import SimulationKernel
import Testing

/// The rule of order, written by hand: time, then class, then insertion.
struct SchedulerOrderTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    /// Instant and class of each event, in the order of insertion.
    let inserted: [(at: UInt64, eventClass: UInt8)]
    /// The insertion numbers, from one, in the order in which the events happen.
    let order: [UInt32]
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "nothing", inserted: [], order: []),
    Case(name: "by time", inserted: [(30, 0), (10, 0), (20, 0)], order: [2, 3, 1]),
    Case(
      name: "time before class", inserted: [(20, 0), (10, 255), (15, 7)], order: [2, 3, 1]),
    Case(
      name: "class at one instant", inserted: [(5, 3), (5, 1), (5, 2), (5, 0)],
      order: [4, 2, 3, 1]),
    Case(
      name: "insertion within a class", inserted: [(5, 1), (5, 1), (5, 1)], order: [1, 2, 3]),
    Case(
      name: "class before insertion", inserted: [(5, 2), (5, 1), (5, 2), (5, 1)],
      order: [2, 4, 1, 3]),
    Case(
      name: "the start, the end of time and between",
      inserted: [(.max, 0), (0, 9), (1 << 63, 0), (0, 0), (.max - 1, 255), (.max, 0)],
      order: [4, 2, 3, 5, 1, 6]),
    Case(
      name: "neighbours in time", inserted: [(64, 0), (63, 9), (65, 0), (63, 0), (64, 0)],
      order: [4, 2, 1, 5, 3]),
  ]

  @Test(arguments: cases, QueueKind.allCases)
  func order(_ named: Case, _ kind: QueueKind) {
    var load = Workload(kind, seed: 0)
    for event in named.inserted { load.schedule(event.eventClass, after: event.at) }
    while load.pop() != nil {}
    #expect(load.popped.map(\.payload.extra) == named.order)
    let times = named.order.map { named.inserted[Int($0) - 1].at }
    #expect(load.popped.map(\.at) == times)
    #expect(load.now.nanoseconds == times.last ?? 0)
    #expect(load.scheduler.count == 0)
  }

  /// A lane's event has the place of its class, not of its lane.
  @Test(arguments: QueueKind.allCases)
  func lanesFollowTheRule(_ kind: QueueKind) {
    var load = Workload(kind, seed: 0)
    let late = load.scheduler.lane(for: EventClass(9), after: SimDuration(nanoseconds: 10))
    let early = load.scheduler.lane(for: EventClass(1), after: SimDuration(nanoseconds: 10))
    load.schedule(in: late, kind: 9)
    load.schedule(5, after: 10)
    load.schedule(in: early, kind: 1)
    load.schedule(9, after: 10)
    load.schedule(in: late, kind: 9)
    load.schedule(1, after: 10)
    load.schedule(5, after: 9)
    while load.pop() != nil {}
    #expect(load.popped.map(\.payload.extra) == [7, 3, 6, 2, 1, 4, 5])
  }

  /// What is scheduled at the present instant with a smaller class goes before what waits there.
  @Test(arguments: QueueKind.allCases)
  func aSmallerClassAtThePresentGoesFirst(_ kind: QueueKind) {
    var load = Workload(kind, seed: 0)
    for eventClass: UInt8 in [4, 6, 6, 8] { load.schedule(eventClass, after: 100) }
    #expect(load.pop()?.payload.extra == 1)
    load.schedule(2, after: 0)
    load.schedule(7, after: 0)
    load.schedule(5, after: 0)
    #expect(load.pop()?.payload.extra == 5)
    load.schedule(6, after: 0)
    while load.pop() != nil {}
    #expect(load.popped.map(\.payload.extra) == [1, 5, 7, 2, 3, 8, 6, 4])
  }

  @Test func aLaneIsTheSameForTheSameClassAndDelay() {
    var scheduler = Scheduler(kind: .lanes)
    let lane = scheduler.lane(for: EventClass(1), after: .seconds(1))
    #expect(scheduler.lane(for: EventClass(1), after: .seconds(1)) == lane)
    #expect(scheduler.lane(for: EventClass(2), after: .seconds(1)) != lane)
    #expect(scheduler.lane(for: EventClass(1), after: .seconds(2)) != lane)
  }
}
