import Testing

@testable import Harness

/// Means and intervals against values that were worked out elsewhere.
struct EstimateTests {
  /// Differences, their mean, and half the width in thousandths: t(0.975, n - 1) s / √n.
  static let cases: [(name: String, values: [Int64], mean: Double, thousandths: Int?)] = [
    ("nothing", [], 0, nil),
    ("one", [7], 7, nil),
    ("constant", [-3, -3, -3, -3], -3, 0),
    // s = 1, t(3) = 3.182: 3.182 × 1.290994 / 2
    ("one to four", [1, 2, 3, 4], 2.5, 2_054),
    // s = √2, t(1) = 12.706: 12.706 × 1.414214 / 1.414214
    ("two", [0, 2], 1, 12_706),
    // s² = 100/9 × …: ten values 0 or 10, t(9) = 2.262, s = 5.270463, / √10
    ("ten", [0, 10, 0, 10, 0, 10, 0, 10, 0, 10], 5, 3_770),
    ("large", [1_000_000_000_000, 1_000_000_000_002], 1_000_000_000_001, 12_706),
  ]

  @Test(arguments: cases.indices)
  func interval(_ place: Int) {
    let (name, values, mean, thousandths) = Self.cases[place]
    let estimate = Estimate(values)
    #expect(estimate.count == values.count, "\(name)")
    #expect(estimate.mean == mean, "\(name)")
    #expect(estimate.halfWidth.map { Int(($0 * 1_000).rounded()) } == thousandths, "\(name)")
  }

  @Test func zeroAndConstantAreToldApart() {
    #expect(Estimate([0, 0, 0]).isZero)
    #expect(!Estimate([1, -1]).isZero)
    #expect(!Estimate([1, -1]).isConstant)
    #expect(Estimate([5, 5]).isConstant)
  }

  /// The quantile falls, and lies above that of the normal distribution.
  @Test func quantilesFall() {
    let all = (1...2_000).map { Student.quantile(degrees: $0) }
    #expect(zip(all, all.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(all.last == 1.962)
    #expect(Student.quantile(degrees: 19) == 2.093)
    #expect(Student.quantile(degrees: 31) == 2.042)
    #expect(Student.quantile(degrees: 40) == 2.021)
  }

  @Test func seedsAreAddedUntilTheIntervalIsNarrow() {
    let plan = SeedPlan.until(percent: 1)
    // 20 values 0 or 10: half the width is 2.401.
    let wide = Estimate((0..<20).map { $0 % 2 == 0 ? 0 : 10 })
    #expect(plan.next(after: 20, wide, requests: 400) == nil)
    #expect(plan.next(after: 20, wide, requests: 100) == 40)
    #expect(plan.next(after: 640, wide, requests: 100) == 1_000)
    #expect(plan.next(after: 1_000, wide, requests: 100) == nil)
    #expect(SeedPlan.fixed(5).next(after: 5, wide, requests: 100) == nil)
  }
}
