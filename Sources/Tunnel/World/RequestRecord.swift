import Primitives
import RoutingCore
import Upstreams

/// A request in flight as the world sees it; its slot is used again.
struct RequestRecord: BitwiseCopyable {
  var generation: UInt32 = 0
  var isFree = true
  var conversation = 0
  var label = RequestLabel(traffic: 0, conversation: 0, turn: 0, tries: 0)
  var number: UInt32 = 0
  var replica = 0
  var startedAt = Instant.zero
  var isMixed = false
  var streams = false
  /// What sets it apart from an ordinary request; empty for most.
  var marks: RequestMarks = []
  /// The running or latest attempt.
  var ordinal: UInt16 = 0
  var deployment = DeploymentIndex(0)
  /// The number of the upstream model that it asks for.
  var model: UInt32 = 0
  var upstream = 0
  var attemptStartedAt = Instant.zero
  var isServed = false
  var isQueued = false
  /// How long the attempt would take by the fake alone, and how long attempts waited for capacity.
  var service = SimDuration.zero
  var queueing = SimDuration.zero
  var attemptQueueing = SimDuration.zero
  var rest = SimDuration.zero
  var refusal = Refusal()
  var fault: FaultEffect?
  /// The number of the answer's first item.
  var firstItem: UInt32 = 0
  /// Sealed items of the attempt's input that its upstream cannot open.
  var abroad: UInt32 = 0
  /// Stream events that the upstream sent, and that the client has got.
  var eventsSent: UInt32 = 0
  var eventsForwarded: UInt32 = 0
  var itemEdits: OutputEdit = []
  var wholeEdits: OutputEdit = []
}

extension RequestRecord {
  /// Starts a request in this slot; what an attempt writes is written when one starts.
  mutating func open(
    generation: UInt32, conversation: Int, label: RequestLabel, number: UInt32, at now: Instant
  ) {
    self.generation = generation
    isFree = false
    self.conversation = conversation
    self.label = label
    self.number = number
    replica = 0
    startedAt = now
    isMixed = false
    marks = []
    ordinal = 0
    isServed = false
    isQueued = false
    service = .zero
    queueing = .zero
    itemEdits = []
    wholeEdits = []
  }
}

extension RequestRecord {
  /// Starts an attempt.
  mutating func beginAttempt(
    _ ordinal: UInt16, on deployment: DeploymentIndex, upstream: Int, at now: Instant
  ) {
    self.ordinal = ordinal
    self.deployment = deployment
    self.upstream = upstream
    attemptStartedAt = now
    eventsSent = 0
    eventsForwarded = 0
    fault = nil
    refusal = Refusal()
    service = .zero
    attemptQueueing = .zero
    abroad = 0
  }

  /// Takes the attempt into service.
  mutating func beginService(_ time: AnswerTime, firstItem: UInt32) {
    isServed = true
    isQueued = false
    rest = time.rest
    service = time.whole
    self.firstItem = firstItem
  }
}
