public import Primitives

/// Reads and writes the three spellings of "come back later" that providers use.
///
/// A date is measured against a calendar clock: the Unix seconds of the scenario's start plus
/// virtual time. Reading never rounds; writing rounds up, so that a client that waits as told
/// does not come too early.
public enum RetryAfter {
  /// Reads seconds: `30`, `1.5`, `.5`; nil for anything else, negative numbers included.
  public static func delay(seconds text: String) -> SimDuration? {
    decimal(text, nanosecondDigits: 9)
  }

  /// Reads the milliseconds of `retry-after-ms`; fractions as in seconds.
  public static func delay(milliseconds text: String) -> SimDuration? {
    decimal(text, nanosecondDigits: 6)
  }

  /// Reads an IMF-fixdate as the time until then; zero if it has passed, nil if it is no date.
  public static func delay(
    date text: String, at now: Instant, startUnixSeconds: Int64
  ) -> SimDuration? {
    guard let date = HTTPDate(imfFixdate: String(decoding: trimmed(text), as: UTF8.self)) else {
      return nil
    }
    guard date.unixSeconds > startUnixSeconds else { return .zero }
    let (seconds, overflow) = date.unixSeconds.subtractingReportingOverflow(startUnixSeconds)
    let target = Instant.zero + .seconds(overflow ? .max : UInt64(seconds))
    return target.since(now)
  }

  /// Reads both headers as client libraries do: `retry-after-ms` first, then `Retry-After` as
  /// seconds, then as a date; a header that cannot be read is as good as absent.
  public static func delay(
    retryAfterMilliseconds: String?, retryAfter: String?, at now: Instant, startUnixSeconds: Int64
  ) -> SimDuration? {
    if let text = retryAfterMilliseconds, let delay = delay(milliseconds: text) { return delay }
    guard let text = retryAfter else { return nil }
    return delay(seconds: text) ?? delay(date: text, at: now, startUnixSeconds: startUnixSeconds)
  }

  /// Writes whole seconds, rounded up.
  public static func seconds(_ delay: SimDuration) -> String {
    String(roundedUp(delay.nanoseconds, to: 1_000_000_000))
  }

  /// Writes whole milliseconds, rounded up.
  public static func milliseconds(_ delay: SimDuration) -> String {
    String(roundedUp(delay.nanoseconds, to: 1_000_000))
  }

  /// Writes the moment after a delay as an IMF-fixdate, rounded up to whole seconds.
  public static func date(
    after delay: SimDuration, at now: Instant, startUnixSeconds: Int64
  ) -> String {
    let seconds = Int64(roundedUp((now + delay).nanoseconds, to: 1_000_000_000))
    let (sum, overflow) = startUnixSeconds.addingReportingOverflow(seconds)
    return HTTPDate(unixSeconds: overflow ? .max : sum).text
  }

  private static func roundedUp(_ nanoseconds: UInt64, to unit: UInt64) -> UInt64 {
    nanoseconds / unit + (nanoseconds % unit == 0 ? 0 : 1)
  }

  /// Reads a plain decimal number whose unit has this many decimal places above a nanosecond.
  /// Places below a nanosecond are dropped; too large a number saturates.
  private static func decimal(_ text: String, nanosecondDigits: Int) -> SimDuration? {
    var nanoseconds: UInt64 = 0
    var places: Int?
    var digitCount = 0
    for byte in trimmed(text) {
      if byte == UInt8(ascii: "."), places == nil {
        places = 0
        continue
      }
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      digitCount += 1
      if let count = places {
        guard count < nanosecondDigits else { continue }
        places = count + 1
      }
      nanoseconds = saturating(nanoseconds, times: 10, plus: UInt64(byte - 0x30))
    }
    guard digitCount > 0 else { return nil }
    for _ in (places ?? 0)..<nanosecondDigits {
      nanoseconds = saturating(nanoseconds, times: 10, plus: 0)
    }
    return SimDuration(nanoseconds: nanoseconds)
  }

  private static func saturating(_ value: UInt64, times factor: UInt64, plus: UInt64) -> UInt64 {
    let (product, overflow) = value.multipliedReportingOverflow(by: factor)
    let (sum, carry) = product.addingReportingOverflow(plus)
    return overflow || carry ? .max : sum
  }

  private static func trimmed(_ text: String) -> Substring.UTF8View {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var bytes = Substring(text).utf8
    while let byte = bytes.first, isSpace(byte) { bytes.removeFirst() }
    while let byte = bytes.last, isSpace(byte) { bytes.removeLast() }
    return bytes
  }
}
