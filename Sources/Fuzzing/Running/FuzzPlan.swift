import Primitives
import RoutingCore
import Tunnel

/// What is fuzzed.
public struct FuzzPlan: Sendable {
  /// The preset's name.
  public var preset: String
  /// The properties that are checked, in their order.
  public var properties: [Property]
  /// How worlds are drawn.
  public var profile: Profile
  /// Single rules that differ from the preset, by name and case.
  public var rules: [(name: String, value: String)] = []

  /// Makes a plan.
  public init(preset: String, properties: [Property], profile: Profile) {
    self.preset = preset
    self.properties = properties
    self.profile = profile
  }
}

/// What one world came to.
public struct SeedResult: Sendable {
  /// The seed.
  public var seed: UInt64
  /// The requests that were simulated, those of changed worlds included.
  public var requests: UInt64 = 0
  /// What failed, one breach for each property.
  public var breaches: [Breach] = []
  /// The features of the world, by their places.
  public var features: [Int] = []
  /// The cells of situations that it reached.
  public var cells: [UInt32] = []
  /// The digest of all events and ends, for another process to compare.
  public var digest = ""
  /// Why the drawn world is no scenario, if it is none: a fault of the generator.
  public var problem: String?
}

extension FuzzPlan {
  /// The cases of rules that are not in force.
  func others(_ cases: [Situations.RuleCase]) -> [Situations.RuleCase] {
    guard var present = Preset(rawValue: preset)?.rules else { return cases }
    for rule in rules {
      let isKnown = RuleName(rawValue: rule.name)?.set(rule.value, in: &present) ?? false
      precondition(isKnown, "a plan has the rule \(rule.name)=\(rule.value), which nobody knows")
    }
    return cases.filter { $0.rule.value(in: present) != $0.name }
  }

  /// Runs the world of a seed and checks the properties; tries it under one of these cases of
  /// rules, too, from which nothing but the coverage follows.
  public func run(
    _ seed: UInt64, weights: FeatureWeights, untried: [Situations.RuleCase] = []
  ) -> SeedResult {
    var result = SeedResult(seed: seed)
    let world = WorldGenerator.world(
      ChoiceSequence(seed: seed), weights: weights, preset: preset, seed: seed)
    result.features = world.features.compactMap { Feature.allCases.firstIndex(of: $0) }
    let value = withRules(world.value)
    guard let run = WorldRun(value) else {
      result.problem = WorldRun.problem(of: value) ?? "it has no variant"
      return result
    }
    result.requests = run.result.requests
    result.digest = run.digest
    result.cells = Situations.cells(of: run)
    if !untried.isEmpty {
      // Ascending: those of rules come last.
      result.cells += Situations.cells(of: untried[Int(seed % UInt64(untried.count))], run)
      result.requests += run.result.requests
    }
    for property in properties {
      // A world is changed in one way at a time, whatever other properties are asked for.
      if property.isMetamorphic {
        let place = Property.allCases.firstIndex(of: property) ?? 0
        guard seed % UInt64(Self.changedEvery) == UInt64(place % Self.changedEvery) else {
          continue
        }
        result.requests += run.result.requests
      }
      if let breach = property.breach(in: run) { result.breaches.append(breach) }
    }
    return result
  }

  private static let changedEvery = 8
}
