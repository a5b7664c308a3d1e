/// How many seeds a comparison takes.
public enum SeedPlan: Equatable, Sendable {
  /// So many.
  case fixed(Int)
  /// Until half the width of the interval of the main difference, requests that are not ok, is at
  /// most this percentage of a run's requests.
  case until(percent: Double)

  /// How many there are at first, if their number is open; then twice as many, again and again.
  public static let firstCount = 20

  /// The most seeds, if their number is open.
  public static let openMax = 1_000

  /// How many may be asked for.
  public static let accepted = 1...10_000

  /// How precise a comparison is unless it is told, in percent.
  public static let percentDefault = 1.0

  /// How many seeds come first.
  var first: Int {
    switch self {
    case .fixed(let count): count
    case .until: Self.firstCount
    }
  }

  /// How many there are to be after so many; nil if these are enough.
  func next(after count: Int, _ main: Estimate, requests: Double) -> Int? {
    guard !isMet(by: main, requests: requests), count < Self.openMax else { return nil }
    return min(2 * count, Self.openMax)
  }

  /// Whether the estimate is as precise as asked for.
  func isMet(by main: Estimate, requests: Double) -> Bool {
    guard case .until(let percent) = self else { return true }
    guard let halfWidth = main.halfWidth else { return false }
    return halfWidth * 100 <= percent * requests
  }
}
