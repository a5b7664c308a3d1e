import Primitives
import Scenarios
import Testing

/// Durations and counts as people write them.
struct DurationTextTests {
  static let durations: [(String, UInt64?)] = [
    ("0ms", 0), ("1ns", 1), ("250us", 250_000), ("10ms", 10_000_000), ("1.5s", 1_500_000_000),
    ("2m", 120_000_000_000), ("6h", 21_600_000_000_000), ("1d", 86_400_000_000_000),
    ("0.000000001s", 1), ("0.5m", 30_000_000_000), ("0.25d", 21_600_000_000_000),
    ("007ms", 7_000_000), ("1.0ms", 1_000_000), ("0.0001us", 0),
    ("18446744073709551615ns", .max), ("18446744073.709551615s", .max),
    ("18446744073.709551616s", nil), ("18446744073.9s", nil), ("213503.99d", nil),
    ("18446744073709551616ns", nil), ("213504d", nil), ("99999999999999999999999s", nil),
    ("", nil), ("ms", nil), ("10", nil), ("10 ms", nil), ("-1ms", nil), ("+1ms", nil),
    ("1.ms", nil), (".5s", nil), ("1.2.3s", nil), ("1,5s", nil), ("1e3ms", nil), ("10MS", nil),
    ("10msec", nil), ("1.1234567891s", nil), ("١ms", nil), ("1s ", nil), ("1h30m", nil),
  ]

  @Test(arguments: durations)
  func parse(_ text: String, _ nanoseconds: UInt64?) {
    #expect(DurationText.parse(text)?.nanoseconds == nanoseconds)
  }

  static let texts: [(UInt64, String)] = [
    (0, "0ms"), (1, "1ns"), (999, "999ns"), (1_000, "1us"), (1_500, "1.5us"),
    (1_000_001, "1.000001ms"), (412_000_000, "412ms"), (1_500_000_000, "1.5s"),
    (3_600_000_000_000, "3600s"), (86_400_000_000_001, "86400.000000001s"),
    (.max, "18446744073.709551615s"),
  ]

  @Test(arguments: texts)
  func format(_ nanoseconds: UInt64, _ text: String) {
    let duration = SimDuration(nanoseconds: nanoseconds)
    #expect(DurationText.format(duration) == text)
    #expect(DurationText.parse(text) == duration)
  }

  /// What is written is read back as it was.
  @Test func textsAreExact() {
    var random = RandomStream(seed: 0, name: "durations")
    for _ in 0..<5_000 {
      let duration = SimDuration(nanoseconds: random.next() >> random.below(64))
      #expect(DurationText.parse(DurationText.format(duration)) == duration)
    }
  }

  static let ranges: [(String, CountRange?)] = [
    ("all", .all), ("0", .between(0, 0)), ("103", .between(103, 103)),
    ("100..110", .between(100, 110)), ("5..5", .between(5, 5)), ("1..", .between(1, .max)),
    ("..5", .between(0, 5)), ("18446744073709551615", .between(.max, .max)),
    ("", nil), ("..", nil), ("5..3", nil), ("1...3", nil), ("a..b", nil), ("-1", nil),
    ("1.5", nil), ("ALL", nil), ("18446744073709551616", nil), ("1..2..3", nil), ("1 ..2", nil),
  ]

  @Test(arguments: ranges)
  func range(_ text: String, _ range: CountRange?) {
    #expect(CountRange(text) == range)
    guard let range else { return }
    #expect(CountRange(range.text) == range)
  }

  @Test(arguments: [
    ("all", 7, 7, true), ("all", 6, 7, false), ("7", 7, 9, true), ("7", 8, 9, false),
    ("2..4", 2, 9, true), ("2..4", 4, 9, true), ("2..4", 1, 9, false), ("2..4", 5, 9, false),
    ("3..", 3, 3, true), ("3..", 2, 3, false), ("..3", 0, 3, true), ("..3", 4, 9, false),
    ("all", 0, 0, true),
  ])
  func holds(_ text: String, _ count: UInt64, _ total: UInt64, _ holds: Bool) {
    #expect(CountRange(text)?.holds(count, of: total) == holds)
  }

  @Test(arguments: [
    ("folow_ups", "follow_ups"), ("turns", "turns"), ("tunrs", "turns"), ("load", "load"),
    ("colour", nil), ("", nil), ("x", nil), ("follow-ups", "follow_ups"),
  ])
  func nearestName(_ name: String, _ nearest: String?) {
    let accepted = ["turns", "first_turns", "follow_ups", "load"]
    #expect(Suggestion.nearest(to: name, among: accepted) == nearest)
  }
}
