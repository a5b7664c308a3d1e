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
  var refusal = Refusal(.none)
  var fault: FaultEffect?
  /// The number of the answer's first item.
  var firstItem: UInt32 = 0
  /// Sealed items of the attempt's input that its upstream cannot open.
  var abroad: UInt32 = 0
  /// Stream events that the upstream sent, and that the client has got.
  var eventsSent: UInt32 = 0
  var eventsForwarded: UInt32 = 0
  /// What was asked of the shared store.
  var sessionKey: CacheKey?
  var userKey: CacheKey?
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
    refusal = Refusal(.none)
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

/// One event of a streamed answer, in its real order.
enum AnswerEvent: UInt8 {
  case created, inProgress, reasoningAdded, reasoningDone, messageAdded, partAdded, textDelta
  case textDone, partDone, messageDone, completed

  var kind: StreamEventKind {
    switch self {
    case .created, .inProgress: .opening
    case .reasoningAdded, .reasoningDone, .messageAdded, .messageDone: .item
    case .partAdded, .textDelta, .textDone, .partDone: .delta
    case .completed: .final
    }
  }
}

/// The order of a streamed answer's events, and which of them come together.
struct AnswerPlan {
  let sealedItems: UInt32
  static let deltas: UInt32 = 4
  /// The steps in which a streamed answer arrives.
  static let stepCount: UInt8 = 6

  var eventCount: UInt32 { 2 + 2 * sealedItems + 2 + AnswerPlan.deltas + 4 }

  func event(at place: UInt32) -> AnswerEvent {
    if place == 0 { return .created }
    if place == 1 { return .inProgress }
    let afterOpening = place - 2
    if afterOpening < 2 * sealedItems {
      return afterOpening & 1 == 0 ? .reasoningAdded : .reasoningDone
    }
    switch afterOpening - 2 * sealedItems {
    case 0: return .messageAdded
    case 1: return .partAdded
    case 2..<2 + AnswerPlan.deltas: return .textDelta
    case 2 + AnswerPlan.deltas: return .textDone
    case 3 + AnswerPlan.deltas: return .partDone
    case 4 + AnswerPlan.deltas: return .messageDone
    default: return .completed
    }
  }

  /// How many events have been sent once a step is done.
  func eventsDone(after step: UInt8) -> UInt32 {
    switch step {
    case 0: 2 + (sealedItems > 0 ? 1 : 0)
    case 1: 2 + 2 * sealedItems + 2
    case 2..<5: 2 + 2 * sealedItems + 2 + UInt32(step - 1)
    default: eventCount
    }
  }

  /// When a step comes, in eighths of the time after the first byte.
  static func eighths(of step: UInt8) -> UInt64 {
    switch step {
    case 0: 0
    case 1: 4
    case 2: 5
    case 3: 6
    case 4: 7
    default: 8
    }
  }
}
