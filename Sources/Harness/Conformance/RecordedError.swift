import Primitives
import RoutingCore
import Scenarios
import WireFormats

/// An upstream's failure as a vector names it.
enum RecordedError {
  private static let kinds: [(name: String, kind: ErrorKind, status: UInt16)] = [
    ("bad_request", .badRequest, 400), ("context_window", .contextWindow, 400),
    ("content_policy", .contentPolicy, 400), ("authentication", .authentication, 401),
    ("payment_required", .paymentRequired, 402), ("permission_denied", .permissionDenied, 403),
    ("not_found", .notFound, 404), ("timeout", .timeout, 408), ("conflict", .conflict, 409),
    ("unprocessable", .unprocessable, 422), ("rate_limit", .rateLimit, 429),
    ("internal_server_error", .internalServerError, 500), ("connection", .connection, 500),
    ("bad_gateway", .badGateway, 502), ("service_unavailable", .serviceUnavailable, 503),
    ("gateway_timeout", .gatewayTimeout, 504), ("overloaded", .overloaded, 529),
  ]

  /// The facts of a failure; `retryAfter` is the raw header, `clock` the Unix seconds at which it
  /// is read.
  static func facts(
    _ name: String, retryAfter: String?, clock: Double
  ) throws(VectorProblem) -> ErrorFacts {
    guard let entry = kinds.first(where: { $0.name == name }) else {
      throw VectorProblem(
        "there is no kind of failure '\(name)'; accepted: "
          + kinds.map(\.name).joined(separator: ", "))
    }
    let wait = retryAfter.flatMap { seconds($0, clock: clock) }
    return ErrorFacts(
      kind: entry.kind, status: entry.status, retryAfter: wait.map { .seconds($0) })
  }

  /// The header as LiteLLM reads it: a whole number, else the whole seconds to a date; nil if it is
  /// negative or neither.
  private static func seconds(_ text: String, clock: Double) -> UInt64? {
    let bytes = Array(text.utf8).drop { isSpace($0) }
    let trimmed = bytes.reversed().drop { isSpace($0) }.reversed()
    if let whole = Int(String(decoding: Array(trimmed), as: UTF8.self)) {
      return UInt64(exactly: whole)
    }
    guard let date = HTTPDate(imfFixdate: text) else { return nil }
    let left = Double(date.unixSeconds) - clock
    return left < 0 ? nil : UInt64(left)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
