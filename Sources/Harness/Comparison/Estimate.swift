/// The mean of paired differences and a 95 % confidence interval for it (Student's t).
///
/// Sums are whole numbers, and what follows is correctly rounded division and square root: the same
/// bits on every machine.
public struct Estimate: Equatable, Sendable {
  /// How many pairs were added.
  public private(set) var count = 0
  private var sum: Int128 = 0
  private var squares: Int128 = 0

  /// Makes an estimate of nothing.
  public init() {}

  /// Makes an estimate from differences.
  public init(_ differences: [Int64]) {
    for difference in differences { add(difference) }
  }

  /// Adds the difference of one pair.
  public mutating func add(_ difference: Int64) {
    count += 1
    sum += Int128(difference)
    squares += Int128(difference) * Int128(difference)
  }

  /// The mean; zero of nothing.
  public var mean: Double { count == 0 ? 0 : Double(sum) / Double(count) }

  /// Half the width of the interval; nil below two pairs.
  public var halfWidth: Double? {
    guard count > 1 else { return nil }
    // n Σx² - (Σx)² is never negative; over n² (n - 1) it is the variance of the mean.
    let spread = Int128(count) * squares - sum * sum
    let pairs = Double(count)
    let variance = Double(spread) / (pairs * pairs * (pairs - 1))
    return Student.quantile(degrees: count - 1) * variance.squareRoot()
  }

  /// Whether every pair came to the same.
  public var isConstant: Bool { count == 0 || Int128(count) * squares == sum * sum }

  /// Whether no pair differed.
  public var isZero: Bool { squares == 0 }
}

/// Student's t distribution.
enum Student {
  /// The 0.975 quantiles for 1 to 30 degrees of freedom, in thousandths.
  private static let small: [Int] = [
    12_706, 4_303, 3_182, 2_776, 2_571, 2_447, 2_365, 2_306, 2_262, 2_228, 2_201, 2_179, 2_160,
    2_145, 2_131, 2_120, 2_110, 2_101, 2_093, 2_086, 2_080, 2_074, 2_069, 2_064, 2_060, 2_056,
    2_052, 2_048, 2_045, 2_042,
  ]

  /// Further ones, from these degrees on.
  private static let large: [(degrees: Int, thousandths: Int)] = [
    (40, 2_021), (50, 2_009), (60, 2_000), (80, 1_990), (100, 1_984), (120, 1_980), (200, 1_972),
    (500, 1_965), (1_000, 1_962),
  ]

  /// The 0.975 quantile; between two rows the larger one counts, so that no interval is too narrow.
  static func quantile(degrees: Int) -> Double {
    precondition(degrees > 0, "an interval needs two pairs")
    guard degrees > small.count else { return Double(small[degrees - 1]) / 1_000 }
    let row = large.last { $0.degrees <= degrees }
    return Double(row?.thousandths ?? small[small.count - 1]) / 1_000
  }
}
