public import Primitives

/// Durations as people write them: a number and a unit.
public enum DurationText {
  private static let units: [(name: String, nanoseconds: UInt64)] = [
    ("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
    ("h", 3_600_000_000_000), ("d", 86_400_000_000_000),
  ]

  /// Reads `250us`, `10ms`, `1.5s`, `2m`, `6h`, `1d`; nil for anything else or too long a time.
  public static func parse(_ text: String) -> SimDuration? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count)
    guard let scale = units.first(where: { $0.name == unit })?.nanoseconds else { return nil }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = UInt64(parts[0]) else { return nil }
    var rest: UInt64 = 0
    if parts.count == 2 {
      var place = scale
      guard !parts[1].isEmpty, parts[1].count <= 9 else { return nil }
      for digit in parts[1] {
        place /= 10
        rest += UInt64(digit.wholeNumberValue ?? 0) * place
      }
    }
    let (product, isTooLarge) = whole.multipliedReportingOverflow(by: scale)
    let (total, isTooLong) = product.addingReportingOverflow(rest)
    return isTooLarge || isTooLong ? nil : SimDuration(nanoseconds: total)
  }

  /// The shortest exact form: `0ms`, `412ms`, `1.5s`.
  public static func format(_ duration: SimDuration) -> String {
    let value = duration.nanoseconds
    if value == 0 { return "0ms" }
    let unit =
      units.last {
        value >= $0.nanoseconds && $0.name != "m" && $0.name != "h"
          && $0.name != "d"
      } ?? units[0]
    let whole = value / unit.nanoseconds
    let rest = value % unit.nanoseconds
    guard rest > 0 else { return "\(whole)\(unit.name)" }
    var digits = String(rest)
    let width = String(unit.nanoseconds).count - 1
    digits = String(repeating: "0", count: width - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)\(unit.name)"
  }
}

/// A number that is right: exactly so many, all, or from so many to so many.
public enum CountRange: Equatable, Sendable {
  /// As many as there are.
  case all
  /// Within these bounds.
  case between(UInt64, UInt64)

  /// Reads `all`, `103`, `100..110`, `1..`, `..5`.
  public init?(_ text: String) {
    if text == "all" {
      self = .all
      return
    }
    if let exact = UInt64(text) {
      self = .between(exact, exact)
      return
    }
    guard let dots = text.range(of: "..") else { return nil }
    let low = text[..<dots.lowerBound]
    let high = text[dots.upperBound...]
    guard low.isEmpty || UInt64(low) != nil, high.isEmpty || UInt64(high) != nil,
      !(low.isEmpty && high.isEmpty)
    else { return nil }
    let bounds = (UInt64(low) ?? 0, UInt64(high) ?? .max)
    guard bounds.0 <= bounds.1 else { return nil }
    self = .between(bounds.0, bounds.1)
  }

  /// Whether a count is right, given how many there are in all.
  public func holds(_ count: UInt64, of total: UInt64) -> Bool {
    switch self {
    case .all: count == total
    case .between(let low, let high): low <= count && count <= high
    }
  }

  /// The range as it is written.
  public var text: String {
    switch self {
    case .all: "all"
    case .between(let low, let high):
      low == high ? "\(low)" : "\(low == 0 ? "" : "\(low)")..\(high == .max ? "" : "\(high)")"
    }
  }
}

extension String {
  /// The range of the first occurrence of a text.
  fileprivate func range(of other: String) -> Range<Index>? {
    firstRange(of: other)
  }
}
