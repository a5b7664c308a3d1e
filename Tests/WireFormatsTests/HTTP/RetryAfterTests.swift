import Primitives
import Testing
import WireFormats

struct RetryAfterTests {
  @Test(arguments: [
    ("30", 30_000_000_000), ("0", 0), ("1.5", 1_500_000_000), (".5", 500_000_000),
    ("2.", 2_000_000_000), (" 7\t", 7_000_000_000), ("0.0000000019", 1),
    ("99999999999999999999", UInt64.max),
  ])
  func seconds(_ text: String, _ nanoseconds: UInt64) {
    #expect(RetryAfter.delay(seconds: text) == SimDuration(nanoseconds: nanoseconds))
  }

  @Test(arguments: ["", ".", "x", "-3", "+3", "1e3", "1.2.3", "1 2", "0x10", "nan", "٣"])
  func noSeconds(_ text: String) {
    #expect(RetryAfter.delay(seconds: text) == nil)
    #expect(RetryAfter.delay(milliseconds: text) == nil)
  }

  @Test func milliseconds() {
    #expect(RetryAfter.delay(milliseconds: "250") == .milliseconds(250))
    #expect(RetryAfter.delay(milliseconds: "0.5") == .microseconds(500))
    #expect(RetryAfter.delay(milliseconds: "0.0000019") == SimDuration(nanoseconds: 1))
  }

  /// Unix seconds as `date -u -d @N` prints them.
  static let dates: [(Int64, String)] = [
    (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
    (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    (951_868_799, "Tue, 29 Feb 2000 23:59:59 GMT"),
    (951_868_800, "Wed, 01 Mar 2000 00:00:00 GMT"),
    (1_700_000_030, "Tue, 14 Nov 2023 22:13:50 GMT"),
    (1_771_804_800, "Mon, 23 Feb 2026 00:00:00 GMT"),
    (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
    (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
    (-62_135_596_800, "Mon, 01 Jan 0001 00:00:00 GMT"),
  ]

  @Test(arguments: dates)
  func dateBothWays(_ unixSeconds: Int64, _ text: String) {
    #expect(HTTPDate(unixSeconds: unixSeconds).text == text)
    #expect(HTTPDate(imfFixdate: text)?.unixSeconds == unixSeconds)
  }

  @Test func daysFollowEachOther() {
    var previous = HTTPDate(unixSeconds: -500_000_000)
    for day in 1...15_000 {
      let date = HTTPDate(unixSeconds: -500_000_000 + Int64(day) * 86_400)
      #expect(HTTPDate(imfFixdate: date.text) == date)
      #expect(previous < date)
      previous = date
    }
  }

  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 6 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 31 Feb 1994 08:49:37 GMT",
    "Sun, 29 Feb 2100 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
    "Sun, 06 nov 1994 08:49:37 GMT", "Xxx, 06 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
    "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 06 Nov 0000 08:49:37 GMT",
    "Sun, +6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT ",
  ])
  func noDate(_ text: String) { #expect(HTTPDate(imfFixdate: text) == nil) }

  @Test func datesOutOfRangeAreClipped() {
    #expect(HTTPDate(unixSeconds: .max).text == "Fri, 31 Dec 9999 23:59:59 GMT")
    #expect(HTTPDate(unixSeconds: .min).text == "Mon, 01 Jan 0001 00:00:00 GMT")
  }

  @Test func dateIsMeasuredFromNow() {
    let text = "Tue, 14 Nov 2023 22:13:50 GMT"
    func delay(_ now: Instant, _ start: Int64 = 1_700_000_000) -> SimDuration? {
      RetryAfter.delay(date: text, at: now, startUnixSeconds: start)
    }
    #expect(delay(.zero) == .seconds(30))
    #expect(delay(.zero + .milliseconds(29_999)) == .milliseconds(1))
    #expect(delay(.zero + .seconds(31)) == .zero)
    #expect(delay(.zero, 1_800_000_000) == .zero)
    #expect(delay(.zero, .min) == SimDuration(nanoseconds: .max))
    #expect(RetryAfter.delay(date: "soon", at: .zero, startUnixSeconds: 0) == nil)
  }

  @Test func headersInTheOrderOfClients() {
    func delay(_ milliseconds: String?, _ text: String?) -> SimDuration? {
      RetryAfter.delay(
        retryAfterMilliseconds: milliseconds, retryAfter: text, at: .zero,
        startUnixSeconds: 1_700_000_000)
    }
    #expect(delay("250", "30") == .milliseconds(250))
    #expect(delay("x", "30") == .seconds(30))
    #expect(delay(nil, "Tue, 14 Nov 2023 22:13:50 GMT") == .seconds(30))
    #expect(delay(nil, "x") == nil)
    #expect(delay(nil, nil) == nil)
  }

  @Test func writingRoundsUp() {
    let delay = SimDuration(nanoseconds: 1_500_000_001)
    #expect(RetryAfter.seconds(delay) == "2")
    #expect(RetryAfter.milliseconds(delay) == "1501")
    #expect(RetryAfter.seconds(.seconds(2)) == "2")
    #expect(RetryAfter.seconds(.zero) == "0")
    let at = Instant.zero + .milliseconds(28_499)
    #expect(
      RetryAfter.date(after: delay, at: at, startUnixSeconds: 1_700_000_000)
        == "Tue, 14 Nov 2023 22:13:50 GMT")
    #expect(
      RetryAfter.date(
        after: SimDuration(nanoseconds: .max), at: .never, startUnixSeconds: .max)
        == "Fri, 31 Dec 9999 23:59:59 GMT")
  }
}
