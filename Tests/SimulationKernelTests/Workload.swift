import Primitives
import SimulationKernel

/// An event as it was given out.
struct Popped: Equatable {
  var at: UInt64
  var order: UInt64
  var payload: EventPayload

  init(_ event: Event) {
    at = event.at.nanoseconds
    order = event.order
    payload = event.payload
  }
}

/// A scheduler under a random load that is the same for every kind of queue.
struct Workload {
  var scheduler: Scheduler
  var random: RandomStream
  private(set) var popped: [Popped] = []
  private var scheduled: UInt32 = 0
  /// The generation of each slot; an event with another one is dead.
  private(set) var generations: [UInt32]
  private(set) var compactions = 0
  /// How many living events wait for each slot.
  private var waiting: [Int]

  init(_ kind: QueueKind, seed: UInt64, slots: Int = 64) {
    scheduler = Scheduler(kind: kind)
    random = RandomStream(seed: seed, name: "workload")
    generations = Array(repeating: 0, count: slots)
    waiting = Array(repeating: 0, count: slots)
  }

  var now: Instant { scheduler.now }

  /// A payload that no other event of this load has.
  private mutating func payload(_ kind: UInt8, slot: Int) -> EventPayload {
    scheduled += 1
    waiting[slot] += 1
    return EventPayload(
      kind: kind, slot: UInt32(slot), generation: generations[slot], extra: scheduled)
  }

  mutating func schedule(_ eventClass: UInt8, after delay: UInt64, slot: Int = 0) {
    scheduler.schedule(
      payload(eventClass, slot: slot), EventClass(eventClass),
      at: scheduler.now + SimDuration(nanoseconds: delay))
  }

  mutating func schedule(in lane: LaneID, kind: UInt8, slot: Int = 0) {
    scheduler.schedule(payload(kind, slot: slot), in: lane)
  }

  mutating func pop() -> Popped? {
    guard let event = scheduler.pop() else { return nil }
    popped.append(Popped(event))
    let slot = Int(event.payload.slot)
    if event.payload.generation == generations[slot] { waiting[slot] -= 1 }
    return popped.last
  }

  /// Kills what waits for a slot; throws the dead out when the scheduler asks for it.
  mutating func cancel(slot: Int) {
    generations[slot] += 1
    var isTime = false
    for _ in 0..<waiting[slot] where scheduler.noteCancelled() { isTime = true }
    waiting[slot] = 0
    guard isTime else { return }
    compactions += 1
    compact()
  }

  mutating func compact() {
    let generations = generations
    scheduler.compact { generations[Int($0.slot)] != $0.generation }
  }
}
