package import Scenarios

/// Draws a world: a gateway's configuration, upstreams, keys, a cost map, traffic, and what goes
/// wrong. It comes as a scenario, so that what was found can be kept as one.
public struct WorldGenerator: Sendable {
  var choices: ChoiceSequence
  let preset: String
  let seed: UInt64
  var features: Set<Feature> = []
  var deployments: [DrawnDeployment] = []
  var groups: [String] = []
  var keys: [String] = []
  var catalog: [(name: String, provider: String)] = []
  var settings: [(key: String, value: ScenarioValue)] = []
  /// Whether replicas reload the cost map by themselves.
  var reloadsByItself = false

  /// An entry of `model_list`.
  struct DrawnDeployment {
    var group: Int
    var label: String
    var value: ScenarioValue
    var isWildcard = false
    var surfaceProvider: String
  }

  /// A world and how it came about.
  public struct World: Sendable {
    /// The scenario.
    package var value: ScenarioValue
    /// The choices that it was drawn from.
    public var choices: [UInt64]
    /// The features that are on.
    public var features: [Feature]
  }

  /// Draws the world of a sequence of choices.
  public static func world(
    _ choices: ChoiceSequence, weights: FeatureWeights, preset: String, seed: UInt64
  ) -> World {
    var generator = WorldGenerator(choices: choices, preset: preset, seed: seed)
    let value = generator.draw(weights)
    return World(
      value: value, choices: generator.choices.made,
      features: Feature.allCases.filter { generator.features.contains($0) })
  }

  private init(choices: ChoiceSequence, preset: String, seed: UInt64) {
    self.choices = choices
    self.preset = preset
    self.seed = seed
  }

  func has(_ feature: Feature) -> Bool { features.contains(feature) }

  private mutating func draw(_ weights: FeatureWeights) -> ScenarioValue {
    for feature in Feature.allCases where choices.chance(permille: weights[feature]) {
      features.insert(feature)
    }
    var members: [(key: String, value: ScenarioValue)] = [
      ("name", .text("A world of the fuzzer"))
    ]
    members.append(("config", drawConfiguration()))
    members.append(("keys", drawKeys()))
    if let teams = drawTeams() { members.append(("teams", teams)) }
    if let shared = drawAccessGroups() { members.append(("access_groups", shared)) }
    if !catalog.isEmpty {
      members.append(
        ("cost_map", .map(catalog.map { (key: $0.name, value: .text($0.provider)) })))
    }
    let gateway = drawGateway()
    if !gateway.isEmpty { members.append(("gateway", .map(gateway))) }
    let upstreams = drawUpstreams()
    if !upstreams.isEmpty { members.append(("upstreams", .map(upstreams))) }
    let timeline = drawTimeline()
    members.append(("traffic", .list(drawTraffic())))
    if !timeline.isEmpty { members.append(("timeline", .list(timeline))) }
    let steps = drawSteps()
    if !steps.isEmpty { members.append(("steps", .list(steps))) }
    if choices.chance(permille: 200) {
      members.append(("random", .text("cpython(\(seed % 1_000_000))")))
    }
    members.append(("seed", .number(Int(seed % 1_000_000_007))))
    members.append(("variants", .map([(key: "found", value: .text(preset))])))
    return .map(members)
  }
}
