/// A log-linear histogram of durations: 1024 buckets for each power of two, so that a bucket is at
/// most 0.1% wide; exact below 2 microseconds.
public struct LatencyHistogram: Equatable, Sendable {
  private static let precisionBits = 10

  private var buckets: [UInt64] = []
  /// How many durations were recorded.
  public private(set) var count: UInt64 = 0
  /// The longest, exactly.
  public private(set) var max = SimDuration.zero
  /// The sum of all; saturates.
  public private(set) var sum = SimDuration.zero
  // Most requests wait for nothing; they need no bucket.
  private var zeros: UInt64 = 0

  /// Makes an empty histogram.
  public init() {}

  /// Records one duration.
  public mutating func record(_ duration: SimDuration) {
    count &+= 1
    guard duration > .zero else {
      zeros &+= 1
      return
    }
    sum += duration
    if duration > max { max = duration }
    let place = LatencyHistogram.place(of: duration.nanoseconds)
    if place >= buckets.count {
      buckets.append(contentsOf: repeatElement(0, count: place + 1 - buckets.count))
    }
    buckets[place] &+= 1
  }

  private static func place(of value: UInt64) -> Int {
    let width = UInt64.bitWidth - value.leadingZeroBitCount
    guard width > precisionBits + 1 else { return Int(value) }
    let shift = width - precisionBits - 1
    return shift << precisionBits + Int(value >> UInt64(shift))
  }

  private static func upperBound(of place: Int) -> UInt64 {
    guard place >= 2 << precisionBits else { return UInt64(place) }
    let shift = place >> precisionBits - 1
    let mantissa = UInt64(place - shift << precisionBits)
    // The last bucket ends at the largest number: its bound's successor wraps to zero.
    return (mantissa + 1) << UInt64(shift) &- 1
  }

  /// The smallest recorded bucket bound below which this share of all durations lies; zero if none
  /// were recorded.
  public func quantile(_ numerator: UInt64, of denominator: UInt64) -> SimDuration {
    guard count > 0 else { return .zero }
    let product = count.multipliedFullWidth(by: numerator)
    let rank = Swift.max(
      1,
      denominator.dividingFullWidth(product).quotient
        + (denominator.dividingFullWidth(product).remainder > 0 ? 1 : 0))
    var seen = zeros
    if seen >= rank { return .zero }
    for place in buckets.indices {
      seen &+= buckets[place]
      if seen >= rank {
        let bound = SimDuration(nanoseconds: LatencyHistogram.upperBound(of: place))
        return Swift.min(bound, max)
      }
    }
    return max
  }
}
