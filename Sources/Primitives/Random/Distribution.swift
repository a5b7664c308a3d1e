/// How durations are spread.
public enum Distribution: Equatable, Sendable {
  /// Always the same.
  case constant(SimDuration)
  /// Evenly between two bounds, both included.
  case uniform(SimDuration, SimDuration)
  /// Memoryless, with this mean.
  case exponential(mean: SimDuration)
  /// Lognormal, given by its median and its 99th percentile.
  case lognormal(p50: SimDuration, p99: SimDuration)
  /// Measured quantiles: knots of (parts in 10,000, duration), ascending, straight in between.
  case quantiles([QuantileKnot])
}

/// A knot of a measured distribution.
@frozen
public struct QuantileKnot: Equatable, Sendable, BitwiseCopyable {
  /// The share at or below the duration, in parts of 10,000.
  public var parts: UInt32
  /// The duration.
  public var duration: SimDuration

  /// Makes a knot.
  public init(parts: UInt32, duration: SimDuration) {
    self.parts = parts
    self.duration = duration
  }
}

/// Draws durations from a distribution with integers alone, so that every machine draws the same.
public struct Sampler: Sendable {
  private let distribution: Distribution
  /// For a lognormal: log2 of the median, and of p99 over the median, in units of 2^-32.
  private let median: UInt64
  private let spread: UInt64

  /// Prepares a distribution; a lognormal's p99 must not lie below its median.
  public init(_ distribution: Distribution) {
    self.distribution = distribution
    if case .lognormal(let p50, let p99) = distribution {
      precondition(p99 >= p50, "the 99th percentile of a lognormal lies below its median")
      median = FixedPoint.log2(max(1, p50.nanoseconds))
      spread = FixedPoint.log2(max(1, p99.nanoseconds)) &- median
    } else {
      median = 0
      spread = 0
    }
  }

  /// Draws one duration; a constant draws nothing.
  public func sample(_ random: inout RandomStream) -> SimDuration {
    switch distribution {
    case .constant(let duration): return duration
    case .uniform(let low, let high):
      guard high > low else { return low }
      let span = high.nanoseconds - low.nanoseconds
      guard span < .max else { return SimDuration(nanoseconds: random.next()) }
      return SimDuration(nanoseconds: low.nanoseconds + random.below(span + 1))
    case .exponential(let mean):
      return Sampler.scaled(mean, by: FixedPoint.minusLn(of: random.next()))
    case .lognormal: return lognormal(random.next())
    case .quantiles(let knots): return Sampler.between(knots, random.below(10_000 << 16))
    }
  }

  private func lognormal(_ word: UInt64) -> SimDuration {
    // exponent = median +- spread * z / z99, in units of 2^-32.
    let z = FixedPoint.normalQuantile(of: word << 1)
    let product = spread.multipliedFullWidth(by: z)
    let shift = SamplerTables.normal99.dividingFullWidth(product).quotient
    if word >> 63 == 0 {
      return SimDuration(nanoseconds: FixedPoint.exp2(median &+ shift))
    }
    return SimDuration(nanoseconds: FixedPoint.exp2(median > shift ? median - shift : 0))
  }

  private static func scaled(_ duration: SimDuration, by factor: UInt64) -> SimDuration {
    let product = duration.nanoseconds.multipliedFullWidth(by: factor)
    guard product.high >> 32 == 0 else { return SimDuration(nanoseconds: .max) }
    return SimDuration(nanoseconds: product.high << 32 | product.low >> 32)
  }

  /// Straight between knots; `place` counts 2^-16 parts of 10,000.
  private static func between(_ knots: [QuantileKnot], _ place: UInt64) -> SimDuration {
    guard let first = knots.first else { return .zero }
    var low = first
    for high in knots {
      let end = UInt64(high.parts) << 16
      if place < end {
        let start = UInt64(low.parts) << 16
        guard end > start, high.duration > low.duration, place > start else { return high.duration }
        let span = high.duration.nanoseconds - low.duration.nanoseconds
        let product = span.multipliedFullWidth(by: place - start)
        let step = (end - start).dividingFullWidth(product).quotient
        return SimDuration(nanoseconds: low.duration.nanoseconds + step)
      }
      low = high
    }
    return low.duration
  }
}
