import Primitives
import Testing

/// Drawn durations against what mathematics says of their distributions.
struct SamplerTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let distribution: Distribution
    /// In milliseconds.
    let mean: Double
    let p50: Double
    let p99: Double
    var testDescription: String { name }
  }

  static let cases = [
    // The median is ln 2 times the mean, the 99th percentile ln 100 times.
    Case(
      name: "exponential", distribution: .exponential(mean: .milliseconds(100)), mean: 100,
      p50: 69.3147, p99: 460.5170),
    // sigma = ln(900/200) / 2.326348; the mean is 200 * exp(sigma^2 / 2).
    Case(
      name: "lognormal", distribution: .lognormal(p50: .milliseconds(200), p99: .milliseconds(900)),
      mean: 246.4898, p50: 200, p99: 900),
    Case(
      name: "uniform", distribution: .uniform(.milliseconds(10), .milliseconds(30)), mean: 20,
      p50: 20, p99: 29.8),
    Case(
      name: "quantiles", distribution: .quantiles(knots), mean: 298, p50: 200, p99: 1_500),
  ]

  static let knots = [(0, 100), (5_000, 200), (9_000, 400), (9_900, 1_500), (10_000, 2_000)]
    .map { QuantileKnot(parts: $0.0, duration: .milliseconds($0.1)) }

  /// With so many draws half a percent is three standard deviations of the 99th percentile.
  @Test(arguments: cases)
  func isWithinHalfAPercent(_ named: Case) {
    let sampler = Sampler(named.distribution)
    var random = RandomStream(seed: 0, name: "sampler")
    let count = 1_600_000
    var sum = 0.0
    // How many draws lie below half a percent under each percentile, and half a percent above.
    let bounds = [named.p50 * 0.995, named.p50 * 1.005, named.p99 * 0.995, named.p99 * 1.005]
    var below = [0, 0, 0, 0]
    for _ in 0..<count {
      let drawn = Double(sampler.sample(&random).nanoseconds) / 1e6
      sum += drawn
      for place in 0..<4 where drawn < bounds[place] { below[place] += 1 }
    }
    let mean = sum / Double(count)
    #expect(abs(mean / named.mean - 1) < 0.005, "the mean is \(mean), expected \(named.mean)")
    #expect(below[0] < count / 2 && count / 2 < below[1], "p50: \(below) of \(count)")
    #expect(below[2] < count / 100 * 99 && count / 100 * 99 < below[3], "p99: \(below)")
  }

  static let first: [(Distribution, [UInt64])] = [
    (.constant(.milliseconds(7)), [7_000_000, 7_000_000, 7_000_000]),
    (.exponential(mean: .milliseconds(100)), [110_462_823, 32_301_373, 123_482_175]),
    (
      .lognormal(p50: .milliseconds(200), p99: .milliseconds(900)),
      [265_177_763, 122_442_039, 285_578_554]
    ),
    (.uniform(.milliseconds(10), .milliseconds(30)), [16_626_686, 24_479_290, 15_817_736]),
    (.quantiles(knots), [166_266_866, 311_982_245, 158_177_358]),
  ]

  /// Every machine and every build draws these.
  @Test(arguments: first)
  func firstDrawsStayTheSame(_ distribution: Distribution, _ expected: [UInt64]) {
    let sampler = Sampler(distribution)
    var random = RandomStream(seed: 0, name: "clients")
    #expect((0..<3).map { _ in sampler.sample(&random).nanoseconds } == expected)
  }

  @Test func edges() {
    var random = RandomStream(seed: 0, name: "edges")
    let same = SimDuration.milliseconds(3)
    let largest = SimDuration(nanoseconds: .max)
    for _ in 0..<1_000 {
      #expect(Sampler(.uniform(same, same)).sample(&random) == same)
      #expect(Sampler(.lognormal(p50: same, p99: same)).sample(&random) >= .microseconds(2_999))
      #expect(Sampler(.lognormal(p50: same, p99: same)).sample(&random) <= .microseconds(3_001))
      #expect(Sampler(.exponential(mean: .zero)).sample(&random) == .zero)
      #expect(Sampler(.quantiles([])).sample(&random) == .zero)
      #expect(
        Sampler(.quantiles([QuantileKnot(parts: 5_000, duration: same)])).sample(&random) == same)
      // Nothing overflows.
      _ = Sampler(.uniform(.zero, largest)).sample(&random)
      _ = Sampler(.exponential(mean: largest)).sample(&random)
      _ = Sampler(.lognormal(p50: largest, p99: largest)).sample(&random)
      _ = Sampler(.lognormal(p50: .zero, p99: largest)).sample(&random)
    }
  }

  @Test func aConstantDrawsNothing() {
    var random = RandomStream(seed: 0, name: "clients")
    var untouched = random
    _ = Sampler(.constant(.seconds(1))).sample(&random)
    #expect(random.next() == untouched.next())
  }
}
