import Primitives
import Testing

@testable import SimulationKernel

/// Very many events of one instant: where the fast queue leaves its ordinary ways.
@Suite("Crowds at one instant")
struct CrowdTests {
  /// What a script does, in order.
  enum Step: Sendable {
    case schedule(count: Int, rank: UInt8, at: UInt64)
    case take(Int)
    /// Removes the events whose number is divisible by this.
    case compact(UInt32)
    /// Finds everything up to an instant dead, without moving the clock there.
    case skip(upTo: UInt64)
  }

  struct Script: Sendable, CustomTestStringConvertible {
    let name: String
    let steps: [Step]
    var testDescription: String { name }
  }

  /// One event now and one ahead make a run that reaches beyond both.
  static let opening: [Step] = [
    .schedule(count: 1, rank: 0, at: 1), .schedule(count: 1, rank: 0, at: 1000), .take(1),
  ]

  static let scripts = [
    Script(
      name: "a class out of turn in a crowd ahead, then earlier events",
      steps: opening + [
        .schedule(count: 100, rank: 5, at: 1000), .schedule(count: 200, rank: 3, at: 1000),
        .schedule(count: 10, rank: 4, at: 1000), .schedule(count: 1, rank: 9, at: 500),
        .schedule(count: 1, rank: 9, at: 600), .schedule(count: 5, rank: 1, at: 1000), .take(3),
        .schedule(count: 5, rank: 2, at: 1000),
      ]),
    Script(
      name: "a crowd ahead, then later events",
      steps: opening + [
        .schedule(count: 100, rank: 5, at: 1000), .schedule(count: 100, rank: 4, at: 1000),
        .schedule(count: 100, rank: 4, at: 1001), .schedule(count: 100, rank: 0, at: 1001),
        .schedule(count: 1, rank: 0, at: 999), .schedule(count: 1, rank: 0, at: 1023),
      ]),
    Script(
      name: "crowds at ever earlier instants",
      steps: opening
        + (0..<20).map { .schedule(count: 70, rank: 5, at: 1000 - 40 * $0) }
        + [.take(100), .schedule(count: 70, rank: 5, at: 300)]),
    Script(
      name: "a crowd now, and classes out of turn among it",
      steps: [.schedule(count: 5000, rank: 100, at: 0), .take(1)]
        + (0..<100).map { .schedule(count: 70, rank: 100 - $0, at: 0) }
        + [.take(300), .schedule(count: 70, rank: 50, at: 0), .schedule(count: 5, rank: 0, at: 1)]),
    Script(
      name: "a crowd whose classes come in falling order",
      steps: [.schedule(count: 1, rank: 0, at: 1)]
        + (0..<200).map { .schedule(count: 3, rank: 200 - $0, at: 77_777) }),
    Script(
      name: "removing from every place at once",
      steps: opening + [
        .schedule(count: 100, rank: 5, at: 1000), .schedule(count: 200, rank: 3, at: 1000),
        .schedule(count: 40, rank: 3, at: 5000), .schedule(count: 1, rank: 3, at: 1 << 40),
        .compact(3), .take(50), .compact(2), .schedule(count: 50, rank: 4, at: 1000),
        .schedule(count: 50, rank: 4, at: 5000), .take(1), .compact(1),
        .schedule(count: 3, rank: 4, at: 9000),
      ]),
    Script(
      name: "a queue far ahead of the clock",
      steps: (0..<30).map { .schedule(count: 1, rank: 1, at: 4096 + $0) }
        + [.skip(upTo: 4110)]
        + (0..<100).map { .schedule(count: 1, rank: 1, at: 4000 - 37 * $0) }
        + [.schedule(count: 60, rank: 0, at: 4096), .schedule(count: 60, rank: 0, at: 4095)]),
  ]

  @Test("the same order as the heap's", arguments: scripts)
  func order(script: Script) {
    let reference = Self.run(script, kind: .heap)
    #expect(reference.count > 50)
    #expect(Self.run(script, kind: .fast) == reference)
    #expect(Self.run(script, kind: .lanes) == reference)
  }

  static func run(_ script: Script, kind: QueueKind) -> [Event] {
    var scheduler = Scheduler(kind: kind)
    var number: UInt32 = 0
    var taken: [Event] = []
    for step in script.steps {
      switch step {
      case .schedule(let count, let rank, let at):
        for _ in 0..<count {
          number += 1
          scheduler.schedule(
            EventPayload(kind: 0, slot: number), class: EventClass(rawValue: rank),
            at: Instant(nanoseconds: at))
        }
      case .take(let count):
        for _ in 0..<count {
          if let event = scheduler.pop() { taken.append(event) }
        }
      case .skip(let instant):
        let limit = Instant(nanoseconds: instant)
        let event = scheduler.popSkipping(notAfter: limit) { _ in true }
        #expect(event == nil)
      case .compact(let divisor): scheduler.compact { $0.slot % divisor == 0 }
      }
      scheduler.radix.checkInvariants()
    }
    while let event = scheduler.pop() { taken.append(event) }
    return taken
  }
}
