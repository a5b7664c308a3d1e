public import Primitives

/// Which turns a claim is about.
public enum TurnScope: String, CaseIterable, Sendable {
  /// Every turn.
  case turns
  /// The first turn of each conversation.
  case firstTurns = "first_turns"
  /// Every later turn.
  case followUps = "follow_ups"
  /// Turns whose input holds sealed items of more than one boundary.
  case mixed
}

/// What a turn came to, as claims name it.
public enum ClaimedOutcome: String, CaseIterable, Sendable {
  case ok, degraded, denied, failed, left
}

/// What is claimed of some turns.
public struct TurnClaim: Equatable, Sendable {
  /// Which turns.
  public var scope: TurnScope
  /// How many of them came out how.
  public var counts: [OutcomeClaim] = []
  /// The code that every failed one of them got from its upstream.
  public var upstream: String?
  /// The status that every failed one of them showed the client.
  public var status: UInt16?
}

/// How many turns come out in one way.
public struct OutcomeClaim: Equatable, Sendable {
  /// The way.
  public var outcome: ClaimedOutcome
  /// How many.
  public var range: CountRange
}

/// What is limited of a time: this share of requests stays within a bound. As a break it says the
/// opposite: so many lie beyond it that the share does not hold.
public struct LatencyClaim: Equatable, Sendable {
  /// What it is called: p50, p90, p99, p99.9, max.
  public var name: String
  /// Requests beyond the bound that are allowed, in parts of 1,000.
  public var beyondPermille: UInt64
  /// The bound.
  public var bound: SimDuration
  /// Whether the bound is known to be exceeded.
  public var isExceeded = false
}

/// A number of the whole run.
public enum RunCount: String, CaseIterable, Sendable {
  /// Turns answered with sealed reasoning stripped.
  case degraded
  /// Turns that failed.
  case failed
  /// Sealed items that reached an upstream which cannot open them.
  case sealedItemsAbroad = "sealed_items_abroad"
  /// Reads of keys in the database.
  case databaseReads = "database_reads"
  /// Markers that an upstream saw.
  case markersUpstream = "markers_upstream"
  /// Requests that never ended.
  case unfinishedRequests = "unfinished_requests"
  /// Requests with more attempts than the closed formula allows.
  case attemptsOverBound = "attempts_over_bound"
  /// Answers that upstreams completed for clients that had left.
  case answersForNobody = "answers_for_nobody"
  /// Attempts that were started for clients that had left.
  case attemptsForNobody = "attempts_for_nobody"
  /// Connections that were never given back to their pools.
  case leakedConnections = "leaked_connections"
  /// How long upstreams worked for clients that had left, in whole milliseconds.
  case upstreamTimeForNobody = "upstream_ms_for_nobody"

  /// What must hold in every run, whether a scenario writes it or not.
  public static let invariants: [RunCount] = [
    .sealedItemsAbroad, .markersUpstream, .unfinishedRequests, .attemptsOverBound,
  ]
}

/// What is claimed.
public enum Claim: Equatable, Sendable {
  /// Of some turns.
  case turns(TurnClaim)
  /// Of the whole run.
  case count(RunCount, CountRange)
  /// Of what the gateway added to each request.
  case addedLatency([LatencyClaim])
  /// Of what calls waited for capacity.
  case queueing([LatencyClaim])
  /// Of the attempts: the most of one request, and all.
  case attempts(max: CountRange?, total: CountRange?)
  /// Of the attempts on deployments, by label.
  case load([LoadClaim])
  /// Of the attempts on boundaries, by name.
  case boundaries([LoadClaim])
  /// Of one step.
  case step(StepClaim)
  /// Of the turns of single streams of traffic.
  case streams([StreamClaim])
}

/// What is claimed of the turns of one stream.
public struct StreamClaim: Equatable, Sendable {
  /// The stream's label, or `s1` and so on by its place.
  public var name: String
  /// What is claimed of all its turns.
  public var claim: TurnClaim
}

/// How many attempts went to one place.
public struct LoadClaim: Equatable, Sendable {
  /// The deployment's label or the boundary's name.
  public var name: String
  /// How many.
  public var range: CountRange
}

/// One expectation, or one break, with its place.
public struct Expectation: Equatable, Sendable {
  /// The key it is written under; a break names its expectation by it.
  public var key: String
  /// What is claimed.
  public var claim: Claim
  /// Where it is written; nil for an invariant that is not.
  public var place: SourcePlace?

  /// Makes an expectation.
  public init(key: String, claim: Claim, place: SourcePlace?) {
    self.key = key
    self.claim = claim
    self.place = place
  }
}
