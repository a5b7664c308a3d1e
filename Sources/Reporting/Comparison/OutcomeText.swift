import Harness
import Tunnel
import Upstreams

/// How a request came out, in a few words.
enum OutcomeText {
  /// `ok`, `degraded`, `400 invalid_encrypted_content`, `401 access denied`; `not sent` for none.
  static func text(_ outcome: SeenOutcome?) -> String {
    guard let outcome else { return "not sent" }
    switch outcome.kind {
    case .ok: return "ok"
    case .degraded: return "degraded"
    case .left: return "left"
    case .denied, .failed:
      if outcome.reason != .none, outcome.reason != .fault {
        return "\(outcome.status) \(outcome.reason.code)"
      }
      return "\(outcome.status)" + (outcome.gatewayError.map { " \($0.label)" } ?? "")
    }
  }

  /// Whether it is worse than another, better, or neither.
  static func meaning(_ from: SeenOutcome?, _ to: SeenOutcome?) -> Style.Meaning {
    let (before, after) = (rank(from), rank(to))
    return before == after ? .reproduces : before < after ? .failed : .holds
  }

  private static func rank(_ outcome: SeenOutcome?) -> Int {
    switch outcome?.kind {
    case nil, .left: 1
    case .ok: 0
    case .degraded: 1
    case .denied, .failed: 2
    }
  }
}
