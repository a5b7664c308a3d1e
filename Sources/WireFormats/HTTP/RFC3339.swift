/// Instants as Anthropic's headers and Google's bodies write them: `2026-02-23T10:00:00Z`.
public enum RFC3339 {
  /// The text of a moment in UTC, in whole seconds; years outside 1 to 9999 are clipped.
  public static func text(unixSeconds: Int64) -> String {
    // An IMF-fixdate has the same fields: `Mon, 23 Feb 2026 10:00:00 GMT`.
    let fields = HTTPDate(unixSeconds: unixSeconds).text.split(separator: " ")
    let month = months.firstIndex(of: String(fields[2])).map { $0 + 1 } ?? 0
    return "\(fields[3])-\(month < 10 ? "0" : "")\(month)-\(fields[1])T\(fields[4])Z"
  }

  /// Reads `2026-02-23T10:00:00Z` as Unix seconds, or gives nil: no other zone, no fractions.
  public static func unixSeconds(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == 0x54,
      bytes[19] == 0x5A
    else { return nil }
    func field(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    guard let month = Int(field(5..<7)), month >= 1, month <= 12 else { return nil }
    // The name of the day is not looked at.
    return HTTPDate(
      imfFixdate: "Mon, \(field(8..<10)) \(months[month - 1]) \(field(0..<4)) "
        + "\(field(11..<19)) GMT")?.unixSeconds
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
