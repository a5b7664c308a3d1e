import Primitives
import Testing

/// The histogram's answers against a sorted array's.
struct LatencyHistogramTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let durations: [UInt64]
    var testDescription: String { name }
  }

  private static func drawn(_ distribution: Distribution, zeroIn: UInt64) -> [UInt64] {
    var random = RandomStream(seed: 1, name: "histogram")
    let sampler = Sampler(distribution)
    return (0..<20_000).map { _ in
      random.chance(1, in: zeroIn) ? 0 : sampler.sample(&random).nanoseconds
    }
  }

  static let cases = [
    Case(name: "one", durations: [123_456_789]),
    Case(name: "zeros", durations: [0, 0, 0]),
    Case(name: "zero up to the median", durations: (0..<100).map { $0 < 50 ? 0 : 5 }),
    Case(name: "the largest", durations: [.max, .max - 1, 1]),
    Case(name: "small ones are exact", durations: Array(0..<2_048)),
    Case(name: "powers of two", durations: (0..<64).map { 1 << $0 }),
    Case(name: "before powers of two", durations: (1..<64).map { (1 << $0) - 1 }),
    Case(
      name: "lognormal",
      durations: drawn(.lognormal(p50: .milliseconds(200), p99: .seconds(9)), zeroIn: 1_000_000)),
    Case(
      name: "half of them zero",
      durations: drawn(.exponential(mean: .milliseconds(40)), zeroIn: 2)),
    Case(
      name: "microseconds", durations: drawn(.uniform(.zero, .microseconds(5)), zeroIn: 9)),
  ]

  @Test(arguments: cases)
  func quantilesAreThoseOfASortedArray(_ named: Case) {
    var histogram = LatencyHistogram()
    for duration in named.durations { histogram.record(SimDuration(nanoseconds: duration)) }
    let sorted = named.durations.sorted()
    #expect(histogram.count == UInt64(sorted.count))
    #expect(histogram.max.nanoseconds == sorted.last)
    for (numerator, denominator): (UInt64, UInt64) in [
      (0, 100), (1, 100), (25, 100), (50, 100), (90, 100), (99, 100), (999, 1_000), (1, 1),
    ] {
      let product = UInt64(sorted.count) * numerator
      let rank = max(1, Int((product + denominator - 1) / denominator))
      let exact = sorted[rank - 1]
      let found = histogram.quantile(numerator, of: denominator).nanoseconds
      #expect(found >= exact, "\(numerator)/\(denominator): \(found) < \(exact)")
      #expect(found - exact <= exact / 1_000, "\(numerator)/\(denominator): \(found), \(exact)")
      if exact < 2_048 { #expect(found == exact) }
    }
    #expect(histogram.quantile(1, of: 1) == histogram.max)
  }

  @Test func emptyOnesAreZero() {
    let histogram = LatencyHistogram()
    #expect(histogram.quantile(99, of: 100) == .zero)
    #expect(histogram.max == .zero)
    #expect(histogram.count == 0)
  }

  @Test func sumsSaturate() {
    var histogram = LatencyHistogram()
    histogram.record(.seconds(2))
    histogram.record(.milliseconds(500))
    #expect(histogram.sum == .milliseconds(2_500))
    histogram.record(SimDuration(nanoseconds: .max))
    #expect(histogram.sum == SimDuration(nanoseconds: .max))
  }

  /// What a run records in another order is the same.
  @Test func orderDoesNotMatter() {
    var forwards = LatencyHistogram()
    var backwards = LatencyHistogram()
    let durations = Self.drawn(.exponential(mean: .milliseconds(40)), zeroIn: 3)
    for duration in durations { forwards.record(SimDuration(nanoseconds: duration)) }
    for duration in durations.reversed() { backwards.record(SimDuration(nanoseconds: duration)) }
    #expect(forwards == backwards)
  }
}
