import Fuzzing
import Scenarios
import Testing

/// Worlds are scenarios, and the same for the same seed.
struct WorldTests {
  private func plan(_ preset: String = "recommended", _ profile: Profile = .swarm) -> FuzzPlan {
    FuzzPlan(preset: preset, properties: Property.allCases, profile: profile)
  }

  @Test(arguments: Profile.allCases)
  func everyWorldIsAScenario(_ profile: Profile) {
    let plan = plan("recommended", profile)
    for seed in UInt64(0)..<60 {
      let result = plan.run(seed, weights: profile.weights)
      #expect(result.problem == nil, "seed \(seed)")
      #expect(result.requests > 0, "seed \(seed)")
    }
  }

  @Test func theSameSeedGivesTheSameWorld() {
    let plan = plan()
    #expect(plan.document(seed: 7) == plan.document(seed: 7))
    #expect(plan.document(seed: 7) != plan.document(seed: 8))
  }

  @Test func choicesMadeAgainGiveTheSameWorld() {
    let weights = Profile.storm.weights
    let first = WorldGenerator.world(
      ChoiceSequence(seed: 3), weights: weights, preset: "recommended", seed: 3)
    let second = WorldGenerator.world(
      ChoiceSequence(replaying: first.choices), weights: weights, preset: "recommended", seed: 3)
    #expect(first.value.document == second.value.document)
    let simplest = WorldGenerator.world(
      ChoiceSequence(replaying: []), weights: weights, preset: "recommended", seed: 3)
    #expect(simplest.value.size < first.value.size)
    #expect(simplest.features.isEmpty)
  }

  @Test func aDocumentReadsBackAsItWas() throws {
    let text = plan("recommended", .storm).document(seed: 11)
    let loader = ScenarioLoader { _ in .success(Array(text.utf8)) }
    let value = try #require(loader.value(file: "world.yaml").value)
    #expect(value.document == text)
    #expect(loader.load(file: "world.yaml", id: "world").scenario != nil)
  }

  /// Whatever is found under the recommended rules is a fault of theirs, or of a property.
  @Test func recommendedHolds() {
    let plan = plan()
    for seed in UInt64(0)..<40 {
      let result = plan.run(seed, weights: plan.profile.weights)
      #expect(result.breaches.map(\.text) == [], "seed \(seed)")
    }
  }
}
