/// How many worlds reached each situation, and with which features: what steers further worlds.
///
/// Sums alone: that of two parts is the same in any order.
public struct Coverage: Equatable, Sendable {
  /// The worlds.
  public private(set) var worlds = 0
  /// By cell: the worlds that reached it.
  public private(set) var cells = Array(repeating: 0, count: Situations.names.count)
  /// By feature: the worlds that had it.
  public private(set) var features = Array(repeating: 0, count: Feature.allCases.count)
  /// By feature and cell: the worlds that had the one and reached the other.
  private(set) var both = Array(
    repeating: 0, count: Situations.names.count * Feature.allCases.count)

  /// Makes the coverage of nothing.
  public init() {}

  /// Makes a coverage of sums.
  init(worlds: Int, cells: [Int], features: [Int], both: [Int]) {
    (self.worlds, self.cells, self.features, self.both) = (worlds, cells, features, both)
  }

  /// Adds a world.
  public mutating func add(_ result: SeedResult) {
    worlds += 1
    for cell in result.cells { cells[Int(cell)] += 1 }
    for feature in result.features {
      features[feature] += 1
      for cell in result.cells { both[feature * cells.count + Int(cell)] += 1 }
    }
  }

  /// Adds another coverage.
  public mutating func add(_ other: Coverage) {
    worlds += other.worlds
    for place in cells.indices { cells[place] += other.cells[place] }
    for place in features.indices { features[place] += other.features[place] }
    for place in both.indices { both[place] += other.both[place] }
  }

  /// How many situations were reached.
  public var reached: Int { cells.filter { $0 > 0 }.count }

  /// The situations that no world reached.
  public var uncovered: [String] {
    cells.indices.filter { cells[$0] == 0 }.map { Situations.names[$0] }
  }

  /// The weights with which the next worlds are drawn: features that go with rare situations come
  /// more often. Until enough is known, those of the profile.
  public func steered(from weights: FeatureWeights) -> FeatureWeights {
    guard worlds >= Self.worldsMin else { return weights }
    let rare = cells.indices.filter { cells[$0] > 0 && cells[$0] * 100 < worlds }
    guard !rare.isEmpty else { return weights }
    var steered = weights
    for feature in Feature.allCases.indices where weights.permille[feature] > 0 {
      // How often the feature was on where something rare was reached, beside how often it is on.
      let meetings = rare.reduce(0) { $0 + both[feature * cells.count + $1] }
      let all = rare.reduce(0) { $0 + cells[$1] }
      let surplus = meetings * 1_000 / max(1, all) - features[feature] * 1_000 / worlds
      steered.permille[feature] = min(900, max(100, weights.permille[feature] + surplus / 2))
    }
    return steered
  }

  /// The cases of rules that no world was different for: what the next worlds are tried under.
  var untried: [Situations.RuleCase] { Situations.ruleCases.filter { cells[$0.cell] == 0 } }

  private static let worldsMin = 200
}
