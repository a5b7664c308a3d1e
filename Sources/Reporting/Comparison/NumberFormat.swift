import Harness
import Primitives

/// Means and intervals as reports show them.
enum NumberFormat {
  /// A number with so many digits after the point, rounded away from zero at a half.
  static func fixed(_ value: Double, digits: Int) -> String {
    let (sign, whole, rest) = parts(value, digits: digits)
    return sign + NumberText.grouped(whole) + rest
  }

  /// The same without commas.
  static func plain(_ value: Double, digits: Int) -> String {
    let (sign, whole, rest) = parts(value, digits: digits)
    return sign + String(whole) + rest
  }

  private static func parts(
    _ value: Double, digits: Int
  ) -> (sign: String, whole: UInt64, rest: String) {
    var scale: Double = 1
    for _ in 0..<digits { scale *= 10 }
    // Beyond this a double holds no fraction to show.
    let scaled = (min(value.magnitude, 9e12) * scale).rounded()
    let whole = UInt64(scaled)
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard digits > 0 else { return (sign, whole, "") }
    let unit = UInt64(scale)
    let rest = String(whole % unit)
    return (
      sign, whole / unit, "." + String(repeating: "0", count: digits - rest.count) + rest
    )
  }

  /// A difference with its sign.
  static func signed(_ value: Double, digits: Int) -> String {
    let text = fixed(value, digits: digits)
    return value > 0 && text.contains { $0 != "0" && $0 != "." } ? "+" + text : text
  }

  /// `+2.1 ± 0.4`, `-97 ± 0` where every seed came to the same, `+3` for one seed.
  static func estimate(_ estimate: Estimate, isTime: Bool, isSigned: Bool = true) -> String {
    let scale: Double = isTime ? 1e6 : 1
    let mean = estimate.mean / scale
    let digits = isTime ? 3 : estimate.isConstant ? 0 : 1
    var text = isSigned ? signed(mean, digits: digits) : fixed(mean, digits: digits)
    if let halfWidth = estimate.halfWidth {
      text += " ± " + fixed(halfWidth / scale, digits: estimate.isConstant ? 0 : digits)
    }
    return text
  }

  /// A value of one side: a count, or milliseconds.
  static func value(_ value: Int64, isTime: Bool) -> String {
    isTime
      ? fixed(Double(value) / 1e6, digits: 3) : NumberText.grouped(UInt64(clamping: value))
  }
}
