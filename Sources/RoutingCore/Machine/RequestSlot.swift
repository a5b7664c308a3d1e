import Primitives

/// What a pick needs to know of the hop it is for.
struct Hop: BitwiseCopyable {
  var model: ModelIndex
  var targetOrder: Int32?
  var excludedCount: Int
  var depth: UInt32
}

/// One call of a group within a request: the first, or a fallback hop.
struct Frame: BitwiseCopyable {
  /// The name this hop calls.
  var model: ModelIndex
  /// The order level this hop is bound to, if it is an order hop.
  var targetOrder: Int32?
  /// Whether it is a weighted failover: what it came to is not told to the hop before.
  var isFailover = false
  /// How many of the request's tried deployments, from the first, it leaves out; hops that follow
  /// upon a weighted failover leave them out, too.
  var excludedCount = 0
  /// How many hops lie before it; grows by one for each target that a walk calls.
  var depth: UInt32
  /// Tries allowed after the first, set by the first error.
  var retries: UInt32 = 0
  /// Tries used after the first.
  var retried: UInt32 = 0
  /// Whether a retry policy gave the number of tries: then no error is asked about a retry.
  var followsPolicy = false
  /// How many members the group had when the first error came.
  var membersAtFirstError = 0
  /// The first try's error, and the latest try's.
  var firstError: ErrorFacts?
  var latestError: ErrorFacts?
  /// What the hop raised once its tries were over; the walk over fallbacks starts from it.
  var raised: ErrorFacts?
  /// What the walk's latest target raised.
  var latestTargetError: ErrorFacts?
  /// Whether the walk has gone to the group's other deployments already.
  var hasFailedOver = false
  /// The place of the walk's next entry: order levels first, then the fallback list.
  var walkPlace = 0
  /// How many targets the walk has called.
  var targetsCalled: UInt32 = 0

  init(model: ModelIndex, targetOrder: Int32?, depth: UInt32) {
    self.model = model
    self.targetOrder = targetOrder
    self.depth = depth
  }
}

/// A target that the request has called already.
struct CalledTarget: Equatable, BitwiseCopyable {
  var model: ModelIndex
  var order: Int32?
}

/// What a request is doing.
enum RequestPhase: UInt8, BitwiseCopyable {
  case free, readingKey, readingStore, attempting, backingOff, waitingForSlot
}

/// The router's state for one request in flight; slots and their storage are used again.
struct RequestSlot {
  var arrival = RequestArrival(
    id: RequestID(slot: 0, generation: 0), number: 0, key: KeyIndex(0), model: ModelIndex(0))
  var phase = RequestPhase.free
  /// What makes it more than an ordinary one.
  var flags: RequestFlags = []
  /// The request's items; a strip changes them in place, as LiteLLM does.
  var items = ReusedArray<ItemFacts>()
  /// When the running attempt was last heard of, and how long it may be silent; zero for any time.
  /// Written when an attempt is timed, read while it is listened for.
  var heardAt = Instant.zero
  var silenceMax = SimDuration.zero
  /// `timeout` of a request that has one.
  var requestTimeout = SimDuration.zero
  /// What was stripped for good; `keep` elsewhere.
  var strips = ReusedArray<InputEdit>()
  var frames = ReusedArray<Frame>()
  var called = ReusedArray<CalledTarget>()
  /// Deployments that refused the running hop with a status nobody retries.
  var refusers = ReusedArray<DeploymentIndex>()
  /// Deployments that weighted failovers leave out, in the order of their failures.
  var tried = ReusedArray<DeploymentIndex>()
  /// Deployments that failed and whose tags count among the request's.
  var taggers = ReusedArray<DeploymentIndex>()
  /// The ordinal of the latest attempt, from one.
  var ordinal: UInt16 = 0
  var timerOrdinal: UInt16 = 0
  /// The deployment of the running or latest attempt.
  var deployment: DeploymentIndex?
  var marksOutput = false
  var didStrip = false
  /// Stream events of the running attempt that the client has not got.
  var heldEvents: UInt32 = 0
  /// Whether the client has got an event of this answer.
  var hasForwarded = false
  /// When the running attempt started and when its first event came; only if attempts are watched.
  var attemptStartedAt = Instant.zero
  var firstEventAt: Instant?
  /// The tokens of its answer, once the upstream has told them.
  var answerTokens: UInt32 = 0
  /// Whether the running attempt holds a slot of its deployment.
  var holdsSlot = false
  /// What the shared store knew.
  var storedSessionPin: DeploymentIndex?
  var storedUserPin: DeploymentIndex?
  /// Whether the latest pick followed a pin.
  var isPinned = false
  /// Tries of the request of some generation, its first one included. See `countsTry`.
  var tries = 0
  var triesCountedOf = UInt32.max

  /// Empties the slot for a new request; storage stays.
  mutating func reset(for arrival: RequestArrival, items: [ItemFacts], flags: RequestFlags) {
    self.arrival = arrival
    self.flags = flags
    phase = .attempting
    self.items.clear()
    self.items.append(contentsOf: items)
    strips.clear()
    for _ in items.indices { strips.append(.keep) }
    frames.clear()
    called.clear()
    refusers.clear()
    tried.clear()
    taggers.clear()
    ordinal = 0
    timerOrdinal = 0
    deployment = nil
    marksOutput = false
    didStrip = false
    heldEvents = 0
    hasForwarded = false
    holdsSlot = false
    storedSessionPin = nil
    storedUserPin = nil
    isPinned = false
  }
}
