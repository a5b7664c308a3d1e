import Harness
import RoutingCore
package import Scenarios
import Tunnel

extension FuzzPlan {
  /// The world with the plan's rules in its variant.
  func withRules(_ value: ScenarioValue) -> ScenarioValue {
    guard !rules.isEmpty else { return value }
    var value = value
    value["variants"] = .map([
      (
        key: "found",
        value: .map([
          (key: "preset", value: .text(preset)),
          (
            key: "rules",
            value: .map(rules.map { (key: $0.name, value: ScenarioValue.text($0.value)) })
          ),
        ])
      )
    ])
    return value
  }

  /// The world of a seed as a scenario file, as the first block draws it.
  public func document(seed: UInt64) -> String {
    let world = WorldGenerator.world(
      ChoiceSequence(seed: seed), weights: profile.weights, preset: preset, seed: seed)
    return withRules(world.value).document
  }

  /// The smallest world that fails as that of a seed did.
  public func finding(
    _ breach: Breach, seed: UInt64, weights: FeatureWeights,
    stepsMax: Int = Shrinker.stepsMaxDefault
  ) -> Finding? {
    let world = WorldGenerator.world(
      ChoiceSequence(seed: seed), weights: weights, preset: preset, seed: seed)
    func value(of choices: [UInt64]) -> ScenarioValue {
      withRules(
        WorldGenerator.world(
          ChoiceSequence(replaying: choices), weights: weights, preset: preset, seed: seed
        ).value)
    }
    var choices = ChoiceShrinker { Self.fails(value(of: $0), as: breach) != nil }
    let fewer = value(of: choices.smallest(world.choices))
    let isSmaller = fewer.size < world.value.size && Self.fails(fewer, as: breach) != nil
    return finding(breach, in: isSmaller ? fewer : withRules(world.value), stepsMax: stepsMax)
  }

  /// How a world fails in the same way, if it does.
  private static func fails(_ value: ScenarioValue, as breach: Breach) -> Breach? {
    guard let run = WorldRun(value), let found = breach.property.breach(in: run),
      found.cause == breach.cause
    else { return nil }
    return found
  }

  /// The smallest world that fails as a given one does.
  package func finding(
    _ breach: Breach, in value: ScenarioValue, stepsMax: Int = Shrinker.stepsMaxDefault
  ) -> Finding? {
    guard Self.fails(value, as: breach) != nil else { return nil }
    var shrinker = Shrinker(stepsMax: stepsMax) { Self.fails($0, as: breach) != nil }
    let smallest = Self.drawnAsCPython(shrinker.smallest(value), breach)
    guard let found = Self.fails(smallest, as: breach), let run = WorldRun(smallest) else {
      return nil
    }
    return Finding(
      property: breach.property, cause: breach.cause, text: found.text,
      request: found.request.map { $0.text(in: run.variant.setup) } ?? "", preset: preset,
      value: smallest, shrinkSteps: shrinker.steps,
      decidedBy: Self.deciding(smallest, breach.property, run))
  }

  /// The world with draws as CPython makes them, if it fails so with some seed: then a test of a
  /// real release, which seeds its own, can show it.
  private static func drawnAsCPython(_ value: ScenarioValue, _ breach: Breach) -> ScenarioValue {
    guard value["random"] == nil else { return value }
    for seed in 0..<cpythonSeeds {
      var drawn = value
      drawn["random"] = .text("cpython(\(seed))")
      if fails(drawn, as: breach) != nil { return drawn }
    }
    return value
  }

  private static let cpythonSeeds = 24

  /// The rules of which another case makes the property hold.
  private static func deciding(
    _ value: ScenarioValue, _ property: Property, _ run: WorldRun
  ) -> [String] {
    var deciding: [String] = []
    for rule in RuleName.allCases {
      let present = rule.value(in: run.variant.setup.rules)
      for other in rule.cases where other != present {
        guard let changed = WorldRun(value, rules: (rule, other)), changed.result.limit == nil,
          property.breach(in: changed) == nil
        else { continue }
        deciding.append("\(rule.rawValue): \(other)")
      }
    }
    return deciding
  }
}

extension Finding {
  /// How it shows in a new run of its world; nil if the property holds by now.
  public var replayed: Breach? { WorldRun(value).flatMap { property.breach(in: $0) } }
}
