import WireFormats

/// Times as logs write them.
enum LogTime {
  /// What is accepted, for messages.
  static let accepted = "accepted: 2026-02-23T10:00:00.5Z, or seconds since 1970"

  private static let secondsMax = 253_402_300_799.0

  /// Milliseconds since 1970; nil if it is no time. A text without a zone is in UTC.
  static func milliseconds(_ value: JSONValue) -> Int64? {
    if let seconds = value.double {
      guard seconds >= 0, seconds <= secondsMax else { return nil }
      return Int64((seconds * 1_000).rounded())
    }
    return value.string.flatMap(milliseconds(text:))
  }

  private static func milliseconds(text: String) -> Int64? {
    var bytes = Array(text.utf8)
    guard bytes.count >= 19, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ")
    else { return nil }
    bytes[10] = UInt8(ascii: "T")
    let whole = String(decoding: bytes[..<19], as: UTF8.self) + "Z"
    guard let seconds = RFC3339.unixSeconds(whole), seconds >= 0 else { return nil }
    var rest = bytes[19...]
    var fraction: Int64 = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
      guard !digits.isEmpty, digits.count <= 9 else { return nil }
      rest = rest.dropFirst(1 + digits.count)
      for place in 0..<3 {
        let digit = place < digits.count ? digits[digits.startIndex + place] - 0x30 : 0
        fraction = fraction * 10 + Int64(digit)
      }
    }
    guard let offset = offset(String(decoding: rest, as: UTF8.self)) else { return nil }
    return max(0, (seconds - offset) * 1_000 + fraction)
  }

  /// Seconds east of UTC of `Z`, `+02:00`, or nothing.
  private static func offset(_ zone: String) -> Int64? {
    if zone.isEmpty || zone == "Z" { return 0 }
    let parts = zone.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard zone.hasPrefix("+") || zone.hasPrefix("-"), parts.count == 2,
      parts.allSatisfy({ $0.utf8.count == 2 && $0.allSatisfy(\.isNumber) }),
      let hours = Int64(parts[0]), let minutes = Int64(parts[1]), hours < 24, minutes < 60
    else { return nil }
    return (zone.hasPrefix("-") ? -1 : 1) * (hours * 3_600 + minutes * 60)
  }
}
