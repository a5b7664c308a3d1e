import Primitives
public import Scenarios
public import Tunnel
import Upstreams

/// A run's outcomes as claims count them.
public struct Facts: Sendable {
  /// The run.
  public let result: RunResult

  /// Makes the facts of a run.
  public init(_ result: RunResult) { self.result = result }

  private func isInside(_ cell: OutcomeCell, _ scope: TurnScope) -> Bool {
    switch scope {
    case .turns: true
    case .firstTurns: cell.turns == .first
    case .followUps: cell.turns == .followUp
    case .mixed: cell.isMixed
    }
  }

  /// The facts of one stream of traffic alone; what is no outcome stays that of the run.
  func only(stream: UInt16) -> Facts {
    var result = self.result
    result.outcomes = result.outcomes.filter { $0.first.traffic == stream }
    return Facts(result)
  }

  /// The outcomes of some turns.
  public func cells(_ scope: TurnScope) -> [OutcomeCell] {
    result.outcomes.filter { isInside($0, scope) }
  }

  /// How many turns there were.
  public func total(_ scope: TurnScope) -> UInt64 { cells(scope).reduce(0) { $0 + $1.count } }

  /// How many turns came out in a way.
  public func count(_ outcome: ClaimedOutcome, _ scope: TurnScope) -> UInt64 {
    cells(scope).filter { $0.kind.claimed == outcome }.reduce(0) { $0 + $1.count }
  }

  /// The number that a claim on the whole run is about.
  public func count(_ count: RunCount) -> UInt64 {
    switch count {
    case .degraded: self.count(.degraded, .turns)
    case .failed: self.count(.failed, .turns)
    case .sealedItemsAbroad: result.sealedAbroad
    case .markersUpstream: result.markersUpstream
    case .databaseReads: result.databaseReads
    case .unfinishedRequests: UInt64(result.unfinished)
    case .attemptsOverBound: result.overFormula
    case .answersForNobody: result.world.answersForNobody
    case .attemptsForNobody: result.world.attemptsForNobody
    case .leakedConnections: result.world.leakedConnections
    case .upstreamTimeForNobody: result.world.nanosecondsForNobody / 1_000_000
    }
  }

  /// The earliest turn, in the order of outcomes, that came out otherwise than `ok`.
  public func firstWrong(_ scope: TurnScope) -> OutcomeCell? {
    cells(scope).first { $0.kind != .ok }
  }
}

extension OutcomeKind {
  /// The outcome's name in claims.
  public var claimed: ClaimedOutcome {
    switch self {
    case .ok: .ok
    case .degraded: .degraded
    case .denied: .denied
    case .failed: .failed
    case .left: .left
    }
  }
}
