import RoutingCore
import Testing

/// What presets are made of.
struct PresetTests {
  /// Whoever makes a router without a preset gets the recommended one, rule by rule.
  @Test func rulesWithoutAPresetAreTheRecommendedOnes() {
    let (own, recommended) = (Rules(), Preset.recommended.rules)
    for rule in RuleName.allCases {
      #expect(rule.value(in: own) == rule.value(in: recommended), "\(rule.rawValue)")
    }
  }
}
