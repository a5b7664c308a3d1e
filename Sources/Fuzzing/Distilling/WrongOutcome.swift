import RoutingCore
public import Tunnel
import Upstreams

/// A way in which requests of a log went wrong.
public struct WrongOutcome: Sendable {
  /// Whether they began a conversation.
  public var turns: TurnClass
  /// The HTTP status.
  public var status: Int
  /// The code of the error, as scenarios have it; nil if the log has none of these.
  public var error: String?
  /// How many requests of the log.
  public var count = 0
  /// The conversations that hold one, in their order.
  var conversations: [Int] = []

  /// `400 invalid_encrypted_content of follow-ups`.
  public var text: String {
    "\(status)\(error.map { " " + $0 } ?? "") of \(turns == .first ? "first turns" : "follow-ups")"
  }

  /// Errors that an upstream makes of itself come last: the gateway's part in them is small.
  var isOfUpstreams: Bool { [408, 429].contains(status) || status >= 500 }

  /// What went wrong in a log: what the gateway decides first, then what is most frequent.
  static func all(of traffic: LoggedTraffic) -> [WrongOutcome] {
    var found: [WrongOutcome] = []
    for (number, conversation) in traffic.conversations.enumerated() {
      for (place, turn) in conversation.turns.enumerated() where turn.isWrong {
        let one = WrongOutcome(
          turns: place == 0 ? .first : .followUp, status: turn.status, error: turn.error)
        let known = found.firstIndex { $0.isAlike(one) } ?? found.count
        if known == found.count { found.append(one) }
        found[known].count += 1
        if found[known].conversations.last != number { found[known].conversations.append(number) }
      }
    }
    return found.enumerated().sorted { left, right in
      (left.element.isOfUpstreams ? 1 : 0, -left.element.count, left.offset)
        < (right.element.isOfUpstreams ? 1 : 0, -right.element.count, right.offset)
    }.map(\.element)
  }

  private func isAlike(_ other: WrongOutcome) -> Bool {
    turns == other.turns && status == other.status && error == other.error
  }

  func matches(_ turn: LoggedTraffic.Turn, at place: Int) -> Bool {
    (place == 0) == (turns == .first) && turn.status == status && turn.error == error
  }

  /// Whether turns of a run came out like it.
  func matches(_ cell: OutcomeCell) -> Bool {
    guard cell.turns == turns, Int(cell.status) == status,
      cell.kind == .failed || cell.kind == .denied
    else { return false }
    guard let error else { return true }
    return cell.reason.code == error || cell.gatewayError?.denialType == error
  }
}

/// How turns of a run came out, as far as clients can tell: what stays the same while a scenario
/// becomes smaller.
struct ShownOutcome {
  private let cell: OutcomeCell

  init(_ cell: OutcomeCell) { self.cell = cell }

  /// Whether it is a turn of the same kind, however it came out.
  func isOfScope(_ other: OutcomeCell) -> Bool { other.turns == cell.turns }

  /// What the client saw.
  var kind: OutcomeKind { cell.kind }

  /// Whether other turns came out in the same way.
  func isAlike(_ other: OutcomeCell) -> Bool {
    other.turns == cell.turns && other.kind == cell.kind && other.status == cell.status
      && other.reason == cell.reason && other.gatewayError == cell.gatewayError
  }
}
