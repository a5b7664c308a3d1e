import Fuzzing
import Scenarios
import Testing

/// What is left cannot be made smaller.
struct ShrinkerTests {
  private static let world = ScenarioValue.map([
    "name": .text("a world"),
    "config": .map([
      "model_list": .list((1...5).map { .map([(key: "weight", value: .number($0))]) })
    ]),
    "traffic": .list([
      .map(["model": .text("a"), "conversations": .number(12), "start": .text("90s")]),
      .map(["model": .text("b"), "conversations": .number(7)]),
    ]),
    "variants": .map(["found": .text("recommended")]),
  ])

  /// The largest weight and one stream of at least three conversations are to blame.
  private static func fails(_ value: ScenarioValue) -> Bool {
    let entries = value["config"]?["model_list"]?.items ?? []
    let streams = value["traffic"]?.items ?? []
    return entries.contains { $0["weight"]?.scalar == "5" }
      && streams.contains { ($0["conversations"]?.scalar).flatMap { Int($0) } ?? 0 >= 3 }
  }

  @Test func nothingCanGo() {
    var shrinker = Shrinker(test: Self.fails)
    let smallest = shrinker.smallest(Self.world)
    #expect(
      smallest.document == """
        name: "a world"
        config: {model_list: [{weight: 5}]}
        traffic: [{conversations: 3}]
        variants:
          found: recommended

        """)
    #expect(!shrinker.isCut)
  }

  @Test func stepsAreLimited() {
    var shrinker = Shrinker(stepsMax: 5, test: Self.fails)
    let smallest = shrinker.smallest(Self.world)
    #expect(shrinker.steps == 5)
    #expect(shrinker.isCut)
    #expect(Self.fails(smallest))
  }

  @Test func choicesBecomeFewerAndSmaller() {
    // A seven somewhere, and a five or more at any later place.
    func fails(_ choices: [UInt64]) -> Bool {
      guard let seven = choices.firstIndex(of: 7) else { return false }
      return choices[(seven + 1)...].contains { $0 >= 5 }
    }
    var shrinker = ChoiceShrinker(test: fails)
    #expect(shrinker.smallest([3, 1, 7, 0, 2, 2, 9, 4, 0, 6, 1, 0]) == [7, 6])
    var limited = ChoiceShrinker(stepsMax: 3, test: fails)
    #expect(fails(limited.smallest([3, 1, 7, 0, 2, 2, 9, 4, 0, 6, 1, 0])))
    #expect(limited.steps == 3)
  }
}
