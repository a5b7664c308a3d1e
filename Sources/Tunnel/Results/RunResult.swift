public import Primitives
public import RoutingCore
public import Upstreams

/// What the client finally saw.
public enum OutcomeKind: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// A good answer.
  case ok
  /// A good status, but sealed reasoning was stripped from the input on the way.
  case degraded
  /// The key may not call the model.
  case denied
  /// An error.
  case failed
  /// The client closed its connection.
  case left
}

/// Which requests are judged together.
public enum TurnClass: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// The first turn of a conversation.
  case first
  /// A later turn.
  case followUp
}

/// How many turns of one stream came out in one way.
public struct OutcomeCell: Equatable, Sendable {
  /// Which turns.
  public var turns: TurnClass
  /// Whether their input held sealed items of more than one boundary.
  public var isMixed: Bool
  /// What the client saw.
  public var kind: OutcomeKind
  /// The status that the client saw; 200 for a good answer.
  public var status: UInt16
  /// The upstream's reason behind an error, or none.
  public var reason: RefusalReason
  /// The gateway's own class of the error, if no upstream answered.
  public var gatewayError: ErrorKind?
  /// How many.
  public var count: UInt64
  /// The first of them.
  public var first: RequestLabel
  /// When the first and the last of them were over.
  public var firstAt: Instant
  /// When the last of them was over.
  public var lastAt: Instant
}

/// A sealed item that reached an upstream which cannot open it: the first of a run.
public struct AbroadSighting: Equatable, Sendable {
  /// The request.
  public var request: RequestLabel
  /// The boundary that sealed the item.
  public var sealedBy: UInt16
  /// The deployment it was sent to.
  public var sentTo: DeploymentIndex
  /// When.
  public var at: Instant
}

/// Why a run stopped before its traffic ended.
public enum LimitReached: Equatable, Sendable {
  /// So many events.
  case events(UInt64)
  /// The virtual time.
  case virtualTime(Instant)
  /// So many events waiting at once.
  case pending(Int)
  /// A conversation would hold more items.
  case items(Int)
  /// More processes would have been started.
  case processes(Int)
  /// A request would have had more tries.
  case tries(Int, of: RequestLabel)
}

/// One attempt of a traced request.
public struct AttemptTrace: Equatable, Sendable {
  /// The number of the request.
  public var request: UInt64
  /// The ordinal of the attempt.
  public var ordinal: UInt16
  /// The deployment.
  public var deployment: DeploymentIndex
  /// Sealed items of its input that the upstream cannot open.
  public var abroad: UInt32
  /// When it started.
  public var startedAt: Instant
  /// When the answer was complete.
  public var endedAt = Instant.never
  /// The refusal, or none for a good answer.
  public var refusal = Refusal()
  /// Whether the gateway gave it up before its upstream had said all.
  public var isGivenUp = false
  /// The stream events that its upstream had sent when it ended.
  public var events: UInt32 = 0
}

/// A traced request.
public struct RequestTrace: Equatable, Sendable {
  /// What a person calls it.
  public var label: RequestLabel
  /// Its number.
  public var number: UInt64
  /// The name it asked for.
  public var model: ModelIndex
  /// The caller's key.
  public var key: KeyIndex
  /// The place of the replica that got it, from zero.
  public var replica: Int
  /// The rules of that replica.
  public var rules: Rules
  /// What that replica knew of the name it asked for, if names were asked for by providers.
  public var names: NameTrace?
  /// When it reached the gateway.
  public var startedAt: Instant
  /// When it was over.
  public var endedAt = Instant.never
  /// The sealed items of its input.
  public var items: [ItemTrace]
  /// Its attempts.
  public var attempts: [AttemptTrace] = []
  /// How it ended.
  public var end: RequestEnd?
  /// The time that the gateway added.
  public var added = SimDuration.zero
}

/// What a replica knew of a name when a request asked for it.
public struct NameTrace: Equatable, Sendable {
  /// The providers that the replica took the name for.
  public var known: [String]
  /// The providers that it would take the name for if it started now.
  public var afterRestart: [String]
  /// The providers that the published map lists it for.
  public var published: [String]
  /// The names under which it lists the name with a provider in front.
  public var prefixed: [String]
  /// The replica's place, from zero.
  public var replica: Int
}

/// A sealed item of a traced request's input.
public struct ItemTrace: Equatable, Sendable {
  /// The truth about it.
  public var seal: Seal
  /// The markers on it.
  public var facts: ItemFacts
  /// The request whose answer it was part of.
  public var madeBy: RequestLabel
  /// Its place in the input, from zero.
  public var place: Int
  /// On surfaces with messages: its message, and its place there.
  public var message: Int
  /// See `message`.
  public var block: Int
}

/// What a run came to.
public struct RunResult: Sendable {
  /// How the turns came out.
  public var outcomes: [OutcomeCell] = []
  /// What the steps came to, in their order.
  public var steps: [StepOutcome] = []
  /// Requests to the gateway, client retries included.
  public var requests: UInt64 = 0
  /// Attempts on each deployment.
  public var load: [UInt64] = []
  /// Attempts on each boundary.
  public var boundaryLoad: [UInt64] = []
  /// All attempts.
  public var attempts: UInt64 = 0
  /// The most attempts of one request.
  public var attemptsMax: UInt16 = 0
  /// What the gateway added, for each request.
  public var added = LatencyHistogram()
  /// What calls waited for capacity, for each request.
  public var queueing = LatencyHistogram()
  /// By bound: requests to which the gateway added more.
  public var addedBeyond: [UInt64] = []
  /// By bound: requests whose calls waited longer.
  public var queueingBeyond: [UInt64] = []
  /// The request to which the gateway added most, and how much.
  public var slowest: (request: RequestLabel, added: SimDuration)?
  /// How often a sealed item reached an upstream that cannot open it.
  public var sealedAbroad: UInt64 = 0
  /// The first such time.
  public var firstAbroad: AbroadSighting?
  /// How often an upstream saw a marker.
  public var markersUpstream: UInt64 = 0
  /// Reads of the shared store.
  public var storeReads: UInt64 = 0
  /// Reads of keys in the database.
  public var databaseReads: UInt64 = 0
  /// What the world counts besides.
  public var world = WorldCounts()
  /// The first picks, in order.
  public var firstPicks: [DeploymentIndex] = []
  /// The request of each of the first picks; nil if it was over by then.
  public var firstPickRequests: [RequestLabel?] = []
  /// The digest of all decisions.
  public var decisions = CheckpointedDigest()
  /// The digest of all events; compared between processes, never stored.
  public var events = CheckpointedDigest()
  /// When the last event happened.
  public var end = Instant.zero
  /// Why the run stopped early, if it did.
  public var limit: LimitReached?
  /// Inputs that came too late and were ignored.
  public var lateInputs: UInt64 = 0
  /// Requests that never ended, and attempts still counted in flight, once traffic was over.
  public var unfinished = 0
  /// Calls that deployments and keys were still counted for, once traffic was over.
  public var heldSlots = 0
  /// Requests with more attempts than the closed formula allows.
  public var overFormula: UInt64 = 0
  /// Listed events, each as a line of text.
  public var eventLines: [String] = []
  /// Traced requests.
  public var traces: [RequestTrace] = []
  /// Their decisions.
  public var tracedDecisions: [TracedDecision] = []
  /// Every request and decision, if the run kept them.
  public var log = RequestLog()

  /// How many events are listed at most.
  static let eventLinesMax = 100_000

  /// How many picks `firstPicks` keeps.
  public static let firstPicksMax = 20

  init(deployments: Int, boundaries: Int) {
    load = Array(repeating: 0, count: deployments)
    boundaryLoad = Array(repeating: 0, count: boundaries)
  }
}
