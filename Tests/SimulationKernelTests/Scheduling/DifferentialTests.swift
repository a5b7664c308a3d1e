import Primitives
import Testing

@testable import SimulationKernel

/// Random workloads must come out alike from every kind of queue.
@Suite("All queues give one order")
struct DifferentialTests {
  /// How often, of 100 events taken, something else happens; of 1000 for bursts.
  struct Workload: Sendable, CustomTestStringConvertible {
    var name: String
    /// Events at the start.
    var start: UInt64 = 200
    /// Events taken.
    var steps = 10_000
    /// A crowd of up to this many events for one instant.
    var burst: UInt64 = 0
    var burstShare: UInt64 = 10
    /// Events for the current instant, of any class.
    var atOnceShare: UInt64 = 0
    /// Times of any size, instead of around a millisecond.
    var farShare: UInt64 = 0
    /// Timers in one of three lanes.
    var laneShare: UInt64 = 0
    /// A pending event dies.
    var cancelShare: UInt64 = 0
    /// The clock stops before the next event, and something is scheduled there.
    var stopShare: UInt64 = 0
    var testDescription: String { name }
  }

  static let workloads = [
    Workload(name: "hold 1", start: 1),
    Workload(name: "hold 100", start: 100),
    Workload(name: "hold 10 000", start: 10_000),
    Workload(name: "bursts at one instant", start: 10, burst: 300),
    Workload(name: "huge bursts", start: 1, burst: 20_000, burstShare: 1),
    Workload(name: "zero delay", start: 50, atOnceShare: 70),
    Workload(name: "bursts and zero delay", burst: 500, atOnceShare: 40),
    Workload(name: "far timers", start: 1000, farShare: 50),
    Workload(name: "lanes", laneShare: 60),
    Workload(name: "lanes and cancels", laneShare: 80, cancelShare: 90),
    Workload(name: "cancels", start: 3000, farShare: 20, cancelShare: 60),
    Workload(name: "stops", burst: 100, atOnceShare: 10, farShare: 10, stopShare: 30),
    Workload(name: "stops at dead events", start: 2000, cancelShare: 100, stopShare: 80),
    Workload(
      name: "everything", steps: 20_000, burst: 400, atOnceShare: 20, farShare: 10,
      laneShare: 30, cancelShare: 30, stopShare: 10),
  ]

  @Test("the same events in the same order", arguments: workloads, [1, 2, 3] as [UInt64])
  func order(workload: Workload, seed: UInt64) {
    let reference = Self.run(workload, seed: seed, kind: .heap)
    #expect(reference.count > 1000)
    // The heap itself: out of order only what was scheduled after the event before was taken.
    let wrong = zip(reference, reference.dropFirst()).enumerated().first { index, pair in
      let isLater = pair.1.payload.extra > UInt32(index)
      return pair.0.at > pair.1.at || !(pair.0.precedes(pair.1) || isLater)
    }
    #expect(wrong == nil)
    #expect(Self.run(workload, seed: seed, kind: .fast) == reference)
    #expect(Self.run(workload, seed: seed, kind: .lanes) == reference)
  }

  /// Runs a workload; every choice depends on the seed and the events taken so far only.
  static func run(_ workload: Workload, seed: UInt64, kind: QueueKind) -> [Event] {
    var run = Run(workload, seed: seed, kind: kind)
    return run.events()
  }

  /// Which events are dead, by their slots, each of which is used once.
  final class Mortality {
    var isDead: [Bool] = []
  }

  struct Run: ~Copyable {
    let workload: Workload
    let mortality = Mortality()
    var scheduler: Scheduler
    var random: RandomStream
    var lanes: [(delay: SimDuration, name: LaneID)] = []
    var taken: [Event] = []

    init(_ workload: Workload, seed: UInt64, kind: QueueKind) {
      self.workload = workload
      scheduler = Scheduler(kind: kind)
      random = RandomStream(seed: seed, name: workload.name)
      for delay in [SimDuration.milliseconds(1), .milliseconds(30), .microseconds(3)] {
        let rank = EventClass(rawValue: UInt8(lanes.count * 3))
        lanes.append((delay, scheduler.lane(for: delay, class: rank)))
      }
    }
  }
}

extension DifferentialTests.Run {
  mutating func events() -> [Event] {
    for _ in 0..<workload.start { scheduleOne() }
    while taken.count < workload.steps {
      if random.chance(workload.stopShare, in: 100) { stopEarly() }
      guard let event = take(notAfter: .never) else { break }
      react(to: event)
      if workload.cancelShare > 0, random.chance(1, in: 1000) {
        let mortality = self.mortality
        scheduler.compact { mortality.isDead[Int($0.slot)] }
      }
      if taken.count % (64 + scheduler.count) == 0 { scheduler.radix.checkInvariants() }
    }
    return taken
  }

  mutating func take(notAfter instant: Instant) -> Event? {
    let mortality = self.mortality
    let event = scheduler.popSkipping(notAfter: instant) { mortality.isDead[Int($0.slot)] }
    guard let event else { return nil }
    mortality.isDead[Int(event.payload.slot)] = true
    taken.append(event)
    return event
  }

  /// Keeps the number of events about level, and does what the workload says.
  mutating func react(to event: Event) {
    if random.chance(workload.atOnceShare, in: 100) {
      schedule(after: .zero)
    } else {
      scheduleOne()
    }
    if workload.burst > 0, random.chance(workload.burstShare, in: 1000) {
      let delay = SimDuration(nanoseconds: random.chance(1, in: 3) ? 0 : random.below(5_000_000))
      for _ in 0...random.below(workload.burst) { schedule(after: delay) }
    }
    if random.chance(workload.cancelShare, in: 100) {
      let slots = UInt64(mortality.isDead.count)
      let slot = Int(slots - 1 - random.below(min(slots, 2 * workload.start)))
      if !mortality.isDead[slot] {
        mortality.isDead[slot] = true
        scheduler.noteCancelled()
        scheduleOne()
      }
    }
  }

  /// Moves the clock to where nothing happens and schedules something close.
  mutating func stopEarly() {
    guard let next = scheduler.nextInstant else { return }
    let gap = next.since(scheduler.now).nanoseconds
    let limit = next + SimDuration(nanoseconds: random.below(gap + 1))
    if take(notAfter: limit) != nil { return }
    // Only dead events were there: the queue has looked further ahead than the clock goes.
    let step = random.below(limit.since(scheduler.now).nanoseconds + 1)
    scheduler.advance(to: scheduler.now + SimDuration(nanoseconds: step))
    schedule(after: SimDuration(nanoseconds: random.below(gap + 1)))
  }

  mutating func scheduleOne() {
    if random.chance(workload.laneShare, in: 100) {
      let lane = lanes[Int(random.below(3))]
      scheduler.schedule(payload(), in: lane.name, at: scheduler.now + lane.delay)
    } else if random.chance(workload.farShare, in: 100) {
      // Any power of two, also exactly, up to an hour.
      let size: UInt64 = 1 << random.below(42)
      let more = random.chance(1, in: 2) ? 0 : random.below(size)
      schedule(after: SimDuration(nanoseconds: size + more))
    } else {
      schedule(after: SimDuration(nanoseconds: random.below(2_000_000)))
    }
  }

  mutating func schedule(after delay: SimDuration) {
    let rank = EventClass(rawValue: UInt8(random.below(6)))
    scheduler.schedule(payload(), class: rank, at: scheduler.now + delay)
  }

  mutating func payload() -> EventPayload {
    mortality.isDead.append(false)
    let slot = UInt32(mortality.isDead.count - 1)
    return EventPayload(kind: 0, slot: slot, extra: UInt32(taken.count))
  }
}
