import Foundation
import Primitives
import RoutingCore
import WireFormats

/// An upstream's failure as a vector writes it.
enum VectorErrors {
  static func facts(
    _ kind: String, retryAfter: String? = nil, clock: Double = 4_000_000_000
  ) -> ErrorFacts {
    let (error, status): (ErrorKind, UInt16) =
      switch kind {
      case "bad_request": (.badRequest, 400)
      case "context_window": (.contextWindow, 400)
      case "content_policy": (.contentPolicy, 400)
      case "authentication": (.authentication, 401)
      case "payment_required": (.paymentRequired, 402)
      case "permission_denied": (.permissionDenied, 403)
      case "not_found": (.notFound, 404)
      case "timeout": (.timeout, 408)
      case "conflict": (.conflict, 409)
      case "unprocessable": (.unprocessable, 422)
      case "rate_limit": (.rateLimit, 429)
      case "internal_server_error": (.internalServerError, 500)
      case "connection": (.connection, 500)
      case "bad_gateway": (.badGateway, 502)
      case "service_unavailable": (.serviceUnavailable, 503)
      case "gateway_timeout": (.gatewayTimeout, 504)
      case "overloaded": (.overloaded, 529)
      default: preconditionFailure("no such kind of failure: \(kind)")
      }
    return ErrorFacts(
      kind: error, status: status,
      retryAfter: retryAfter.flatMap { seconds($0, clock: clock) }.map { .seconds($0) })
  }

  /// `int(text)`, else the whole seconds to a date; nil if negative or neither.
  private static func seconds(_ text: String, clock: Double) -> UInt64? {
    if let whole = Int(text.trimmingCharacters(in: .whitespaces)) { return UInt64(exactly: whole) }
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    guard let date = format.date(from: text) else { return nil }
    let left = date.timeIntervalSince1970 - clock
    return left < 0 ? nil : UInt64(left)
  }
}
