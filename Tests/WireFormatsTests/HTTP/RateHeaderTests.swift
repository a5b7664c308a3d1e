import Primitives
import Testing
import WireFormats

struct RateHeaderTests {
  @Test(arguments: [
    (SimDuration.milliseconds(12), "12ms"), (.seconds(1), "1s"), (.seconds(360), "6m0s"),
    (.seconds(3_600), "1h0m0s"), (.milliseconds(1_500), "1.5s"), (.milliseconds(61_030), "1m1.03s"),
    (.seconds(86_399), "23h59m59s"), (.zero, "0s"), (.milliseconds(999), "999ms"),
  ])
  func resetsBothWays(_ duration: SimDuration, _ text: String) {
    #expect(ResetDuration.text(duration) == text)
    #expect(ResetDuration.duration(text) == duration)
  }

  @Test func resetsRoundUp() {
    #expect(ResetDuration.text(SimDuration(nanoseconds: 1)) == "1ms")
    #expect(ResetDuration.text(SimDuration(nanoseconds: 999_000_001)) == "1s")
  }

  @Test(arguments: ["", "6", "m", "0s6m", "1x", "1.s", "-1s", "1s1s", "99999999999s"])
  func noReset(_ text: String) { #expect(ResetDuration.duration(text) == nil) }

  @Test(arguments: [
    (Int64(0), "1970-01-01T00:00:00Z"), (1_771_804_800, "2026-02-23T00:00:00Z"),
    (951_868_799, "2000-02-29T23:59:59Z"), (1_700_000_030, "2023-11-14T22:13:50Z"),
  ])
  func instantsBothWays(_ seconds: Int64, _ text: String) {
    #expect(RFC3339.text(unixSeconds: seconds) == text)
    #expect(RFC3339.unixSeconds(text) == seconds)
  }

  @Test(arguments: [
    "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-02-23 00:00:00Z", "2026-02-23T00:00:00",
    "2026-02-23T00:00:00+01:00", "2026-02-23T24:00:00Z", "2026-2-23T00:00:00Z", "soon",
  ])
  func noInstant(_ text: String) { #expect(RFC3339.unixSeconds(text) == nil) }

  @Test func fieldsBothWays() {
    var fields = HeaderFields()
    fields.append("Retry-After", "7")
    fields.append("x-request-id", "a: b")
    #expect(
      String(decoding: fields.encoded(), as: UTF8.self)
        == "Retry-After: 7\r\nx-request-id: a: b\r\n")
    #expect(HeaderFields(encoded: fields.encoded()) == fields)
    #expect(fields["retry-after"] == "7")
    #expect(fields["X-REQUEST-ID"] == "a: b")
    #expect(fields["retry"] == nil)
    #expect(HeaderFields(encoded: Array("no field\r\n".utf8)) == nil)
  }
}
