import Primitives
import Testing

@testable import RoutingCore

/// When a replica stops asking the store, and when it tries again.
struct StoreBreakerTests {
  /// What happens, in seconds from the start.
  enum Step: Sendable {
    case fails(at: UInt64)
    case answers(at: UInt64)
    case asks(at: UInt64, may: Bool)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let steps: [Step]
    var testDescription: String { name }
  }

  static let four: [Step] = (1...4).map { .fails(at: $0) }

  static let cases: [Case] = [
    Case(name: "four failures leave it closed", steps: four + [.asks(at: 5, may: true)]),
    Case(
      name: "an answer in between starts the count anew",
      steps: four + [.answers(at: 5), .fails(at: 6), .asks(at: 7, may: true)]),
    Case(
      name: "five open it for a minute",
      steps: four + [.fails(at: 5), .asks(at: 6, may: false), .asks(at: 64, may: false)]),
    Case(
      name: "after a minute one tries, and nobody else",
      steps: four + [.fails(at: 5), .asks(at: 65, may: true), .asks(at: 65, may: false)]),
    Case(
      name: "a good try closes it",
      steps: four + [.fails(at: 5), .asks(at: 65, may: true), .answers(at: 66)]
        + [.asks(at: 67, may: true), .asks(at: 67, may: true)]),
    Case(
      name: "a bad try opens it for another minute",
      steps: four + [.fails(at: 5), .asks(at: 65, may: true), .fails(at: 70)]
        + [.asks(at: 129, may: false), .asks(at: 130, may: true)]),
    Case(
      name: "a try without an end is followed by another a minute later",
      steps: four + [.fails(at: 5), .asks(at: 65, may: true)]
        + [.asks(at: 124, may: false), .asks(at: 125, may: true)]),
    Case(
      name: "an answer to an older question does not close it",
      steps: four + [.fails(at: 5), .answers(at: 6), .asks(at: 7, may: false)]),
  ]

  @Test(arguments: cases)
  func breaker(_ row: Case) {
    var breaker = StoreBreaker()
    for step in row.steps {
      switch step {
      case .fails(let second): breaker.note(failed: true, at: .zero + .seconds(second))
      case .answers(let second): breaker.note(failed: false, at: .zero + .seconds(second))
      case .asks(let second, let may): #expect(breaker.lets(at: .zero + .seconds(second)) == may)
      }
    }
  }
}
