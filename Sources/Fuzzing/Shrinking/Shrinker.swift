package import Scenarios

/// Makes a failing world as small as it can be: nothing can be left out or made simpler without the
/// property holding, or failing for another cause.
public struct Shrinker {
  /// Whether a smaller world still fails in the same way.
  package typealias Test = (ScenarioValue) -> Bool

  private let test: Test
  private let stepsMax: Int
  /// How many worlds were tried.
  public private(set) var steps = 0
  /// Whether the limit of steps was reached before nothing could go.
  public var isCut: Bool { steps >= stepsMax }

  /// The most worlds that are tried for one finding.
  public static let stepsMaxDefault = 3_000

  /// Makes a shrinker over a test.
  package init(stepsMax: Int = Shrinker.stepsMaxDefault, test: @escaping Test) {
    self.test = test
    self.stepsMax = stepsMax
  }

  private mutating func holds(_ value: ScenarioValue) -> Bool {
    guard steps < stepsMax else { return false }
    steps += 1
    return test(value)
  }

  /// The smallest world that fails in the same way.
  package mutating func smallest(_ world: ScenarioValue) -> ScenarioValue {
    var best = world
    var size = Int.max
    // Whoever is left out may make room for something else to go.
    while best.size < size, !isCut {
      size = best.size
      best = withoutParts(best)
      best = simpler(best)
    }
    var text = ""
    while best.flow != text, !isCut {
      text = best.flow
      best = simpler(best)
      best = withoutParts(best)
      best = luckier(best)
    }
    return best
  }

  /// Leaves out entries and members, large ones first.
  private mutating func withoutParts(_ world: ScenarioValue) -> ScenarioValue {
    var best = world
    for path in best.paths.sorted(by: { $0.count < $1.count }) {
      guard let part = best.part(at: path) else { continue }
      switch part {
      case .list(let items): best = shorter(best, path, items)
      case .map(let members): best = barer(best, path, members.map(\.key))
      case .text, .number, .plain: break
      }
    }
    return best
  }

  private mutating func shorter(
    _ world: ScenarioValue, _ path: [Step], _ items: [ScenarioValue]
  ) -> ScenarioValue {
    var best = world
    var items = items
    var length = items.count
    while length > 0 {
      var start = 0
      while start < items.count {
        var fewer = items
        fewer.removeSubrange(start..<min(items.count, start + length))
        let tried = best.replacing(path, by: .list(fewer))
        if !fewer.isEmpty || path.count > 1, holds(tried) {
          best = tried
          items = fewer
        } else {
          start += length
        }
      }
      length /= 2
    }
    return best
  }

  private mutating func barer(
    _ world: ScenarioValue, _ path: [Step], _ keys: [String]
  ) -> ScenarioValue {
    var best = world
    for key in keys.reversed() where !Self.isNeeded(key, at: path) {
      let tried = best.replacing(path + [.key(key)], by: nil)
      if holds(tried) { best = tried }
    }
    return best
  }

  /// What no scenario can be without is not tried.
  private static func isNeeded(_ key: String, at path: [Step]) -> Bool {
    path == [.key("variants")] || path.isEmpty && ["name", "config", "variants"].contains(key)
  }

  /// Makes scalars smaller and rounder.
  private mutating func simpler(_ world: ScenarioValue) -> ScenarioValue {
    var best = world
    for path in best.paths where path.first != .key("variants") {
      guard let part = best.part(at: path) else { continue }
      for candidate in part.simplerOnes {
        let tried = best.replacing(path, by: candidate)
        if holds(tried) {
          best = tried
          break
        }
      }
    }
    return best
  }

  /// Fewer conversations need other draws: some seeds are tried with each count.
  private mutating func luckier(_ world: ScenarioValue) -> ScenarioValue {
    var best = world
    for path in best.paths where path.last == .key("conversations") {
      guard case .number(let count)? = best.part(at: path), count > 1 else { continue }
      for fewer in [1, 2, count / 2] where fewer < count {
        if let found = withSomeSeed(best.replacing(path, by: .number(fewer))) {
          best = found
          break
        }
      }
    }
    for path in best.paths where path.last == .key("turns") {
      guard case .number(let count)? = best.part(at: path), count > 2,
        let found = withSomeSeed(best.replacing(path, by: .number(2)))
      else { continue }
      best = found
    }
    return entriesWithLuck(best)
  }

  /// Entries of the configuration whose going shifts every draw.
  private mutating func entriesWithLuck(_ world: ScenarioValue) -> ScenarioValue {
    var best = world
    let path: [Step] = [.key("config"), .key("model_list")]
    var place = 0
    while case .list(let items)? = best.part(at: path), items.count > 1, place < items.count {
      var fewer = items
      fewer.remove(at: place)
      if let found = withSomeSeed(best.replacing(path, by: .list(fewer))) {
        best = found
      } else {
        place += 1
      }
    }
    return best
  }

  private mutating func withSomeSeed(_ world: ScenarioValue) -> ScenarioValue? {
    for seed in 0..<8 {
      var tried = world
      tried["seed"] = .number(seed)
      if tried["random"] != nil { tried["random"] = .text("cpython(\(seed))") }
      if holds(tried) { return tried }
    }
    return nil
  }
}
