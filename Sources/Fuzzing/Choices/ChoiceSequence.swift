import Primitives

/// Everything that was chosen when a world was drawn, in order: the same choices give the same
/// world, smaller ones a simpler world.
public struct ChoiceSequence: Sendable {
  /// The choices so far.
  public private(set) var made: [UInt64] = []
  private let given: [UInt64]
  /// What choices beyond the given ones are drawn from; nil makes each of them zero.
  private var random: RandomStream?

  /// The most choices; all further ones are zero.
  public static let countMax = 20_000

  /// Makes the choices of a seed.
  public init(seed: UInt64) {
    given = []
    random = RandomStream(seed: seed, name: "world")
  }

  /// Makes given choices again, and then the simplest ones.
  public init(replaying choices: [UInt64]) { given = choices }

  /// Chooses a number below a bound.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a choice among nothing has no outcome")
    guard made.count < Self.countMax else { return 0 }
    let value: UInt64
    if made.count < given.count {
      value = given[made.count] % UInt64(bound)
    } else {
      value = random?.below(UInt64(bound)) ?? 0
    }
    made.append(value)
    return Int(value)
  }

  /// Chooses a number from a range; its lower bound is the simplest.
  public mutating func among(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// Chooses one of several; the first one is the simplest.
  public mutating func one<Element>(of elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// Chooses yes in so many of a thousand cases; no is the simplest.
  public mutating func chance(permille: Int) -> Bool {
    // Counted from above, so that a small choice says no.
    below(1_000) >= 1_000 - permille
  }
}
