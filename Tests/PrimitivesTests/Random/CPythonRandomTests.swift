import Primitives
import Testing

/// Values printed by CPython 3.11 after `random.seed(seed)`.
struct CPythonRandomTests {
  struct Recording: CustomTestStringConvertible, Sendable {
    let seed: UInt64
    let words: [UInt32]
    let choices: [Int]
    let fraction: Double
    var testDescription: String { "seed \(seed)" }
  }

  static let recordings = [
    Recording(
      seed: 0, words: [3626764237, 1654615998, 3255389356], choices: [1, 0, 1, 2, 1, 1, 1, 1],
      fraction: 0.3580493746949883),
    Recording(
      seed: 1, words: [577090037, 2444712010, 3639700191], choices: [0, 1, 0, 1, 1, 1, 2, 1],
      fraction: 0.7887233511355132),
    Recording(
      seed: 7, words: [1390851128, 4071050724, 647892279], choices: [1, 2, 0, 0, 2, 0, 1, 2],
      fraction: 0.057998924774706806),
    Recording(
      seed: 42, words: [2746317213, 478163327, 107420369], choices: [2, 1, 0, 0, 0, 2, 0, 2],
      fraction: 0.7406677446676758),
    Recording(
      seed: 1099511627779, words: [943978446, 261273136, 2359950418],
      choices: [0, 2, 1, 2, 1, 0, 1, 2],
      fraction: 0.5597073640017046),
  ]

  @Test(arguments: recordings)
  func matches(_ recording: Recording) {
    var random = CPythonRandom(seed: recording.seed)
    #expect(recording.words.map { _ in random.bits(32) } == recording.words)
    #expect(recording.choices.map { _ in random.choice(count: 3) } == recording.choices)
    #expect(random.uniform() == recording.fraction)
  }

  @Test func aChoiceFromOneDraws() {
    var drawn = CPythonRandom(seed: 0)
    var untouched = CPythonRandom(seed: 0)
    #expect(drawn.choice(count: 1) == 0)
    #expect(drawn.word() != untouched.word())
  }
}
