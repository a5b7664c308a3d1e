/// A moment as HTTP headers write it: whole seconds since 1970, in the years 1 to 9999.
public struct HTTPDate: Equatable, Comparable, Sendable {
  /// Seconds since 1970-01-01 00:00:00 UTC, without leap seconds.
  public let unixSeconds: Int64

  private static let secondsPerDay: Int64 = 86_400
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let first = daysSince1970(year: 1, month: 1, day: 1) * secondsPerDay
  private static let end = daysSince1970(year: 10_000, month: 1, day: 1) * secondsPerDay

  /// Makes a date; one outside the years 1 to 9999 becomes the first or last that can be written.
  public init(unixSeconds: Int64) {
    self.unixSeconds = min(max(unixSeconds, Self.first), Self.end - 1)
  }

  /// Reads `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 IMF-fixdate), or gives nil.
  ///
  /// The name of the day must be one but need not be the right one: readers of such headers
  /// ignore it. A leap second `:60` is the second after.
  public init?(imfFixdate text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 29, bytes[3...4].elementsEqual(", ".utf8), bytes[7] == 0x20,
      bytes[11] == 0x20, bytes[16] == 0x20, bytes[19] == 0x3A, bytes[22] == 0x3A,
      bytes[25...].elementsEqual(" GMT".utf8),
      Self.weekdays.contains(where: { bytes[..<3].elementsEqual($0.utf8) }),
      let month = Self.months.firstIndex(where: { bytes[8...10].elementsEqual($0.utf8) }),
      let day = Self.number(bytes[5...6]), let year = Self.number(bytes[12...15]),
      let hour = Self.number(bytes[17...18]), let minute = Self.number(bytes[20...21]),
      let second = Self.number(bytes[23...24])
    else { return nil }
    guard year >= 1, day >= 1, day <= Self.dayCount(year: year, month: Int64(month) + 1),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    let days = Self.daysSince1970(year: year, month: Int64(month) + 1, day: day)
    self.init(unixSeconds: days * Self.secondsPerDay + hour * 3600 + minute * 60 + second)
  }

  /// The date as IMF-fixdate.
  public var text: String {
    let second = Self.modulo(unixSeconds, Self.secondsPerDay)
    let days = (unixSeconds - second) / Self.secondsPerDay
    let (year, month, day) = Self.civil(daysSince1970: days)
    // 1970-01-01 was a Thursday.
    let weekday = Self.weekdays[Int(Self.modulo(days + 3, 7))]
    let clock = [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, to: 2) }
    return "\(weekday), \(Self.padded(day, to: 2)) \(Self.months[Int(month) - 1]) "
      + "\(Self.padded(year, to: 4)) \(clock.joined(separator: ":")) GMT"
  }

  /// Whether one date is before another.
  public static func < (left: HTTPDate, right: HTTPDate) -> Bool {
    left.unixSeconds < right.unixSeconds
  }

  // MARK: The Gregorian calendar, counted in years that start in March so that leap days come last

  private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let marchYear = month <= 2 ? year - 1 : year
    let yearOfEra = modulo(marchYear, 400)
    let era = (marchYear - yearOfEra) / 400
    let dayOfYear = (153 * modulo(month - 3, 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func civil(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let dayOfEra = modulo(shifted, 146_097)
    let era = (shifted - dayOfEra) / 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  private static func dayCount(year: Int64, month: Int64) -> Int64 {
    let next = month == 12 ? (year + 1, Int64(1)) : (year, month + 1)
    return daysSince1970(year: next.0, month: next.1, day: 1)
      - daysSince1970(year: year, month: month, day: 1)
  }

  private static func modulo(_ value: Int64, _ divisor: Int64) -> Int64 {
    let remainder = value % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    for byte in digits {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    return value
  }

  private static func padded(_ value: Int64, to width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
