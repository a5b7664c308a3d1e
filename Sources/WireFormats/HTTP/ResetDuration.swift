public import Primitives

/// Durations as OpenAI's `x-ratelimit-reset-*` headers write them: `12ms`, `1s`, `6m0s`, `1h0m0s`.
public enum ResetDuration {
  /// Writes a duration: milliseconds below a second, else hours, minutes and seconds from the
  /// largest that is not zero, with milliseconds as a fraction of the seconds; rounded up to whole
  /// milliseconds, so that who waits so long does not come too early.
  public static func text(_ duration: SimDuration) -> String {
    let milliseconds =
      duration.nanoseconds / 1_000_000
      + (duration.nanoseconds % 1_000_000 == 0 ? 0 : 1)
    if milliseconds < 1000, milliseconds > 0 { return "\(milliseconds)ms" }
    let seconds = milliseconds / 1000
    var text = ""
    if seconds >= 3600 { text += "\(seconds / 3600)h" }
    if seconds >= 60 { text += "\(seconds / 60 % 60)m" }
    text += "\(seconds % 60)"
    let rest = milliseconds % 1000
    if rest > 0 {
      var digits = String(rest)
      digits = String(repeating: "0", count: 3 - digits.utf8.count) + digits
      while digits.hasSuffix("0") { digits.removeLast() }
      text += "." + digits
    }
    return text + "s"
  }

  /// Reads such a text, or gives nil; units must stand in falling order.
  public static func duration(_ text: String) -> SimDuration? {
    let units: [(name: String, nanoseconds: UInt64)] = [
      ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000),
    ]
    var rest = Substring(text)
    var total: UInt64 = 0
    var next = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      let name = rest.dropFirst(digits.count).prefix { $0.isLetter }
      guard let place = units.firstIndex(where: { $0.name == name }), place >= next,
        let whole = digits.split(separator: ".", omittingEmptySubsequences: false).first,
        let count = UInt64(whole), count < 1 << 24
      else { return nil }
      total += count * units[place].nanoseconds
      let fraction = digits.dropFirst(whole.count).dropFirst()
      var unit = units[place].nanoseconds
      guard digits.count == whole.count || !fraction.isEmpty, fraction.count <= 9 else {
        return nil
      }
      for digit in fraction {
        guard let value = digit.wholeNumberValue else { return nil }
        unit /= 10
        total += UInt64(value) * unit
      }
      next = place + 1
      rest = rest.dropFirst(digits.count + name.count)
    }
    return SimDuration(nanoseconds: total)
  }
}
