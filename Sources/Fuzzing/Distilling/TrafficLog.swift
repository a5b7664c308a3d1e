package import Scenarios
import WireFormats

/// Requests as a gateway logged them, one JSON object a line.
public struct TrafficLog: Sendable {
  /// How lines are written.
  public enum Format: String, CaseIterable, Sendable {
    /// The fields of the article on distilling.
    case lines
    /// LiteLLM's `StandardLoggingPayload`.
    case litellm
  }

  /// One line: an attempt, or a request that was turned away.
  struct Line: Sendable {
    var number: Int
    /// Milliseconds since 1970.
    var time: Int64
    /// The alias of the caller's key; empty if there is none.
    var key = ""
    var model: String
    /// What names the deployment: its id, its address; the first that is known counts.
    var deployment: [String] = []
    var status: Int
    var error: String?
    var conversation: String?
    /// Lines of a conversation that share it are attempts of one request.
    var request: String?
    var streams = false
    var surface: String?
  }

  /// The lines by time.
  private(set) var lines: [Line]

  /// The largest log, in bytes.
  public static let bytesMax = 64 << 20
  /// The longest line, in bytes.
  public static let lineBytesMax = 1 << 20
  /// The most lines.
  public static let linesMax = 200_000

  /// How many lines there are.
  public var count: Int { lines.count }

  /// Reads a log; nil comes with at least one error, and all of its bad lines are told at once.
  package static func read(
    _ bytes: [UInt8], file: String, format: Format
  ) -> (log: TrafficLog?, diagnostics: [Diagnostic]) {
    let problems = Problems()
    func refuse(_ code: String, _ line: Int, _ message: String, _ hint: String) {
      problems.add(
        Diagnostic(
          code: code, file: file, line: line, column: line > 0 ? 1 : 0, message: message,
          hint: hint))
    }
    guard bytes.count <= bytesMax else {
      refuse(
        "log-too-large", 0, "the log has \(bytes.count) bytes",
        "at most \(bytesMax) are accepted")
      return (nil, problems.sorted)
    }
    var lines: [Line] = []
    for (place, text) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      let number = place + 1
      guard text.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { continue }
      guard lines.count < linesMax else {
        refuse(
          "log-too-long", number, "the log has more than \(linesMax) lines",
          "at most \(linesMax) are accepted")
        break
      }
      guard text.count <= lineBytesMax else {
        refuse(
          "line-too-long", number, "the line has \(text.count) bytes",
          "at most \(lineBytesMax) are accepted")
        continue
      }
      let reader = LogLineReader(file: file, number: number, text: text, problems: problems)
      if let line = reader.read(format) { lines.append(line) }
    }
    if lines.isEmpty, !problems.hasErrors {
      refuse("empty-log", 0, "the log has no lines", "expected one JSON object a line")
    }
    guard !problems.hasErrors else { return (nil, problems.sorted) }
    lines = lines.sorted { ($0.time, $0.number) < ($1.time, $1.number) }
    return (TrafficLog(lines: lines), [])
  }
}
