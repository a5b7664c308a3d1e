import Scenarios
import Testing
import WireFormats

@testable import Fuzzing

/// Logs are read, or all of their bad lines told.
struct TrafficLogTests {
  @Test func badLines() {
    let text = """
      {"time": "yesterday", "model": "a", "status": 200}

      {"time": 1, "model": "a", "status": 200,}
      {"key": "é", "time": 1, "modle": "a", "status": 2000}
      [1]
      {"error": "status", "time": 2, "model": 7, "status": "ok", "stream": 1, "surface": "chats"}
      """
    let (log, diagnostics) = TrafficLog.read(Array(text.utf8), file: "log", format: .lines)
    #expect(log == nil)
    #expect(
      diagnostics.map(\.text) == [
        "log:1:2: error: time cannot be read [expected-time]\n"
          + "    accepted: 2026-02-23T10:00:00.5Z, or seconds since 1970",
        "log:3:41: error: Expected a key in quotes. [invalid-json]",
        "log:4:1: error: the line has no model [missing-field]",
        "log:4:25: error: there is no field 'modle' [unknown-field]\n"
          + "    did you mean 'model'? accepted: time, key, model, deployment, status, error, "
          + "conversation, request, stream, surface",
        "log:4:39: error: status is no HTTP status [out-of-range]\n    accepted: 100 to 599",
        "log:5:1: error: the line is no JSON object [expected-object]",
        "log:6:32: error: model is no text [expected-text]",
        "log:6:44: error: status is no HTTP status [out-of-range]\n    accepted: 100 to 599",
        "log:6:60: error: stream is no true or false [expected-boolean]",
        "log:6:73: error: surface is 'chats' [unknown-value]\n"
          + "    did you mean 'chat'? accepted: responses, chat, embeddings, messages, gemini",
      ])
  }

  @Test func badLinesOfLiteLLM() {
    let text = """
      {"startTime": 1, "model": "", "status": "success"}
      {"startTime": null, "model_group": "a", "status": "okay"}
      """
    let (log, diagnostics) = TrafficLog.read(Array(text.utf8), file: "log", format: .litellm)
    #expect(log == nil)
    #expect(
      diagnostics.map(\.text) == [
        "log:1:18: error: model is empty [expected-text]",
        "log:2:1: error: the line has no startTime [missing-field]",
        "log:2:41: error: status is neither success nor failure [unknown-value]\n"
          + "    accepted: success, failure; --format lines takes HTTP statuses",
      ])
  }

  @Test func limits() {
    func told(_ bytes: [UInt8]) -> [String] {
      TrafficLog.read(bytes, file: "log", format: .lines).diagnostics.map(\.text)
    }
    #expect(
      told(Array(repeating: 0x20, count: TrafficLog.bytesMax + 1)) == [
        "log: error: the log has 67108865 bytes [log-too-large]\n"
          + "    at most 67108864 are accepted"
      ])
    #expect(
      told(Array(repeating: 0x78, count: TrafficLog.lineBytesMax + 1)) == [
        "log:1:1: error: the line has 1048577 bytes [line-too-long]\n"
          + "    at most 1048576 are accepted"
      ])
    #expect(
      told([0x0A, 0x20]) == [
        "log: error: the log has no lines [empty-log]\n    expected one JSON object a line"
      ])
  }

  static let times: [(text: String, milliseconds: Int64?)] = [
    ("0", 0), ("1771840800.1234", 1_771_840_800_123), ("-1", nil), ("1771840800123", nil),
    ("\"2026-02-23T10:00:00Z\"", 1_771_840_800_000),
    ("\"2026-02-23 10:00:00\"", 1_771_840_800_000),
    ("\"2026-02-23T10:00:00.5Z\"", 1_771_840_800_500),
    ("\"2026-02-23T10:00:00.123456\"", 1_771_840_800_123),
    ("\"2026-02-23T12:30:00+02:30\"", 1_771_840_800_000),
    ("\"2026-02-23T09:00:00-01:00\"", 1_771_840_800_000),
    ("\"2026-02-23T10:00:00.Z\"", nil), ("\"2026-02-23T10:00:00+2\"", nil), ("true", nil),
    ("\"2026-13-23T10:00:00Z\"", nil), ("\"\"", nil),
  ]

  @Test(arguments: times)
  func time(_ text: String, _ milliseconds: Int64?) throws {
    #expect(LogTime.milliseconds(try JSONValue.parse(text)) == milliseconds)
  }

  static let failures: [(information: String, status: Int, error: String?)] = [
    (#"{"error_code": "429", "error_class": "RateLimitError"}"#, 429, nil),
    (#"{"error_code": 503}"#, 503, nil), (#"{"error_class": "Timeout"}"#, 408, nil),
    (#"{"error_class": "AcmeError"}"#, 500, nil), ("null", 500, nil),
    (
      #"{"error_code": "401", "error_message": "key not allowed to access model. acme"}"#, 401,
      "key_model_access_denied"
    ),
    (
      #"{"error_code": "401", "error_message": "team not allowed to access model. acme"}"#, 401,
      "team_model_access_denied"
    ),
    (
      #"{"error_code": "400", "error_message": "... previous_response_not_found ..."}"#, 400,
      "previous_response_not_found"
    ),
  ]

  @Test(arguments: failures)
  func failureOfLiteLLM(_ information: String, _ status: Int, _ error: String?) throws {
    let line =
      #"{"startTime": 1, "model": "a", "status": "failure", "error_information": "# + information
      + "}"
    let log = try DistillLogs.log(line, .litellm)
    #expect(log.lines.map(\.status) == [status])
    #expect(log.lines.map(\.error) == [error])
  }
}
