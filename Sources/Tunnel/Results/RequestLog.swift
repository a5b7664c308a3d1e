public import Primitives
public import RoutingCore
public import Upstreams

/// How a request ended, as its client can tell one end from another.
public struct SeenOutcome: Equatable, Sendable, BitwiseCopyable {
  /// What the client saw.
  public var kind: OutcomeKind
  /// The status that the client saw; 200 for a good answer.
  public var status: UInt16
  /// The upstream's reason behind an error, or none.
  public var reason: RefusalReason
  /// The gateway's own class of the error, if no upstream answered.
  public var gatewayError: ErrorKind?
}

/// One request of a run in which every request is kept.
public struct LoggedRequest: Equatable, Sendable, BitwiseCopyable {
  /// What a person calls it.
  public var label: RequestLabel
  /// Its number, in the order in which requests came to the gateway.
  public var number: UInt32
  /// How it ended.
  public var outcome: SeenOutcome
  /// How many attempts were made.
  public var attempts: UInt16
  /// The number of the deployment whose answer the client got, or nil.
  public var deployment: UInt32?
  /// Folded over its picks: two requests that went the same way have the same.
  public var path: UInt64
  /// The time that the gateway added.
  public var added: SimDuration
  /// When it was over.
  public var endedAt: Instant
}

/// One decision of a run in which every decision is kept.
public struct LoggedDecision: Equatable, Sendable, BitwiseCopyable {
  /// The number of the request.
  public var number: UInt32
  /// The ordinal of the attempt.
  public var ordinal: UInt16
  /// The number of the pick, or nil if a stage emptied the set.
  public var choice: UInt32?
  /// How many candidates were left before the pick.
  public var survivors: UInt16
  /// When.
  public var at: Instant
}

/// Every request and every decision of a run, in the order in which they were over and made.
public struct RequestLog: Equatable, Sendable {
  /// The requests, in the order of their ends.
  public private(set) var requests: [LoggedRequest] = []
  /// The decisions in their order.
  public private(set) var decisions: [LoggedDecision] = []
  /// Whether the run had more than are kept.
  public private(set) var isCut = false
  /// By number of the request: its picks, folded.
  private var paths: [UInt64] = []

  /// How many requests, and how many decisions, are kept at most.
  public static let entriesMax = 2_000_000

  /// Makes an empty log.
  public init() {}

  mutating func note(_ decision: DecisionRecord, of choice: UInt32?, at now: Instant) {
    guard decisions.count < Self.entriesMax else {
      isCut = true
      return
    }
    let number = UInt32(truncatingIfNeeded: decision.request)
    decisions.append(
      LoggedDecision(
        number: number, ordinal: decision.ordinal, choice: choice,
        survivors: decision.survivors, at: now))
    while paths.count <= Int(number) { paths.append(0) }
    let folded = UInt64(choice ?? .max) + 1
    paths[Int(number)] = paths[Int(number)] &* 0x0000_0100_0000_01B3 ^ folded
  }

  mutating func note(_ request: LoggedRequest) {
    guard requests.count < Self.entriesMax else {
      isCut = true
      return
    }
    var request = request
    request.path = Int(request.number) < paths.count ? paths[Int(request.number)] : 0
    requests.append(request)
  }
}
