import Primitives
import Testing

@testable import RoutingCore

/// What a second cooldown does to the first. The `corrected` rows were executed with the cooldown
/// cache of LiteLLM 1.109.1 on a clock of ours.
struct CooldownOverlapTests {
  /// A cooldown of a length, or a look that must find the deployment cooling or not; in seconds.
  enum Step: Sendable {
    case cools(at: Double, for: Double)
    case look(at: Double, finds: Bool)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let rule: CooldownOverlapRule
    let steps: [Step]
    var testDescription: String { "\(rule.rawValue): \(name)" }
  }

  static let cases: [Case] = [
    Case(
      name: "a shorter one changes nothing", rule: .longest,
      steps: [
        .cools(at: 0, for: 40), .cools(at: 0, for: 5), .look(at: 10, finds: true),
        .look(at: 40, finds: false),
      ]),
    Case(
      name: "a longer one counts, and so does one after the end", rule: .longest,
      steps: [
        .cools(at: 0, for: 5), .cools(at: 1, for: 40), .look(at: 40, finds: true),
        .look(at: 41, finds: false), .cools(at: 50, for: 5), .look(at: 54, finds: true),
        .look(at: 55, finds: false),
      ]),
    Case(
      name: "a look after the end leaves nothing behind", rule: .corrected,
      steps: [
        .cools(at: 0, for: 6), .look(at: 0, finds: true), .cools(at: 2, for: 1),
        .look(at: 2, finds: true), .look(at: 4, finds: false), .cools(at: 5, for: 10),
        .look(at: 8, finds: true), .look(at: 14.9, finds: true), .look(at: 15, finds: false),
      ]),
    Case(
      name: "without a look the first end stays, and is included", rule: .corrected,
      steps: [
        .cools(at: 0, for: 6), .look(at: 0, finds: true), .cools(at: 2, for: 1),
        .look(at: 2, finds: true), .cools(at: 5, for: 10), .look(at: 5.9, finds: true),
        .look(at: 6, finds: true), .look(at: 6.1, finds: false),
      ]),
    Case(
      name: "a long end is moved to 60 s from the second", rule: .corrected,
      steps: [
        .cools(at: 0, for: 300), .look(at: 0, finds: true), .cools(at: 10, for: 100),
        .look(at: 10, finds: true), .look(at: 70, finds: true), .look(at: 70.1, finds: false),
      ]),
    Case(
      name: "an end more than 5 s beyond is moved for good", rule: .corrected,
      steps: [
        .cools(at: 0, for: 30), .cools(at: 2, for: 3), .look(at: 2, finds: true),
        .cools(at: 3, for: 20), .look(at: 5, finds: true), .look(at: 5.1, finds: false),
      ]),
    Case(
      name: "an end up to 5 s beyond stays", rule: .corrected,
      steps: [
        .cools(at: 0, for: 7), .cools(at: 2, for: 3), .look(at: 2, finds: true),
        .cools(at: 3, for: 20), .look(at: 7, finds: true), .look(at: 7.1, finds: false),
      ]),
    Case(
      name: "at the very end a new one begins", rule: .corrected,
      steps: [
        .cools(at: 0, for: 5), .cools(at: 5, for: 5), .look(at: 9, finds: true),
        .look(at: 10, finds: false),
      ]),
    Case(
      name: "the first end stays, and is included", rule: .keepsFirstEnd,
      steps: [
        .cools(at: 0, for: 5), .cools(at: 2, for: 1), .look(at: 4, finds: true),
        .cools(at: 5, for: 9), .look(at: 5, finds: true), .look(at: 5.1, finds: false),
      ]),
    Case(
      name: "the second counts alone", rule: .latest,
      steps: [
        .cools(at: 0, for: 5), .cools(at: 2, for: 1), .look(at: 2.9, finds: true),
        .look(at: 3, finds: false), .cools(at: 4, for: 90), .look(at: 93.9, finds: true),
        .look(at: 94, finds: false),
      ]),
  ]

  @Test(arguments: cases)
  func overlap(_ test: Case) {
    func instant(_ seconds: Double) -> Instant { Instant(nanoseconds: UInt64(seconds * 1e9)) }
    let cause = Cause(request: 0, ordinal: 1, status: 429, at: .zero, until: .zero)
    var health = DeploymentHealth()
    var lastLook = Instant.zero
    for step in test.steps {
      switch step {
      case .cools(let seconds, let length):
        health.cool(
          SimDuration(nanoseconds: UInt64(length * 1e9)), cause: cause, at: instant(seconds),
          lastLook: lastLook, overlap: test.rule)
      case .look(let seconds, let finds):
        lastLook = instant(seconds)
        #expect(health.isCooling(at: lastLook) == finds, "at \(seconds) s")
      }
    }
  }
}
