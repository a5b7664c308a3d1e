/// Makes the choices that a failing world was drawn from fewer and smaller: what is left out of
/// them never becomes part of the world. The scenario that comes of them is made small afterwards.
public struct ChoiceShrinker {
  /// Whether the world of these choices still fails in the same way.
  public typealias Test = ([UInt64]) -> Bool

  private let test: Test
  private let stepsMax: Int
  /// How many worlds were tried.
  public private(set) var steps = 0

  /// The most worlds that are tried for one finding.
  public static let stepsMaxDefault = 200

  /// Makes a shrinker over a test.
  public init(stepsMax: Int = ChoiceShrinker.stepsMaxDefault, test: @escaping Test) {
    self.test = test
    self.stepsMax = stepsMax
  }

  private mutating func holds(_ choices: [UInt64]) -> Bool {
    guard steps < stepsMax else { return false }
    steps += 1
    return test(choices)
  }

  /// Fewer and smaller choices whose world fails in the same way.
  public mutating func smallest(_ choices: [UInt64]) -> [UInt64] {
    var best = choices
    // All further choices are the simplest ones anyway.
    while let last = best.last, last == 0 { best.removeLast() }
    var size = max(1, best.count / 2)
    while size > 0, steps < stepsMax {
      best = zeroing(best, size)
      best = cutting(best, size)
      size /= 2
    }
    return best
  }

  /// Makes runs of choices the simplest ones, without moving what follows.
  private mutating func zeroing(_ choices: [UInt64], _ size: Int) -> [UInt64] {
    var best = choices
    var start = 0
    while start < best.count {
      let run = start..<min(best.count, start + size)
      start = run.upperBound
      guard best[run].contains(where: { $0 != 0 }) else { continue }
      var simpler = best
      for place in run { simpler[place] = 0 }
      if holds(simpler) { best = simpler }
    }
    return best
  }

  /// Takes runs of choices out, so that what follows moves up.
  private mutating func cutting(_ choices: [UInt64], _ size: Int) -> [UInt64] {
    var best = choices
    var end = best.count
    while end > 0 {
      let run = max(0, end - size)..<end
      end = run.lowerBound
      var fewer = best
      fewer.removeSubrange(run)
      if holds(fewer) { best = fewer }
    }
    return best
  }
}
