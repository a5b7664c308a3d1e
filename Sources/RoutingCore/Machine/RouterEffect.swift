public import Primitives

/// How a request ended, told once.
@frozen
public struct RequestEnd: Sendable, BitwiseCopyable, Equatable {
  /// The error the client sees, or nil.
  public var error: ErrorFacts?
  /// How many attempts were made.
  public var attempts: UInt16
  /// Whether the gateway stripped sealed reasoning from the input.
  public var stripped: Bool
  /// The deployment whose answer the client got, or nil.
  public var deployment: DeploymentIndex?

  /// Makes an end.
  public init(error: ErrorFacts?, attempts: UInt16, stripped: Bool, deployment: DeploymentIndex?) {
    self.error = error
    self.attempts = attempts
    self.stripped = stripped
    self.deployment = deployment
  }
}

/// What an attempt changes in the router's books, once its lag is over.
@frozen
public struct Accounting: Sendable, BitwiseCopyable, Equatable {
  /// The deployment that answered.
  public var deployment: DeploymentIndex
  /// The error, or nil for a success.
  public var error: ErrorFacts?
  /// The number of the request, for explanations.
  public var request: UInt64
  /// The ordinal of the attempt, for explanations.
  public var ordinal: UInt16
  /// Whether the request had messages.
  public var hasMessages = false
  /// The place of what the attempt took in the router's own table, plus one; zero if nobody counts.
  public var use: UInt32 = 0

  /// Makes a record.
  public init(
    deployment: DeploymentIndex, error: ErrorFacts?, request: UInt64, ordinal: UInt16
  ) {
    self.deployment = deployment
    self.error = error
    self.request = request
    self.ordinal = ordinal
  }
}

/// The input edits of one attempt: a range of the effect buffer's edits, one an item.
@frozen
public struct EditRange: Sendable, BitwiseCopyable, Equatable {
  /// Where they start.
  public var start: UInt32
  /// How many they are.
  public var count: UInt32

  /// The places in the buffer.
  @inlinable
  public var indices: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// What the router wants done. Edits lie in the effect buffer.
public enum RouterEffect: Sendable, BitwiseCopyable {
  /// Call a deployment with the input edits at these places of the buffer, one an item.
  case startAttempt(AttemptID, DeploymentIndex, edits: EditRange)
  /// Close the connection of an attempt.
  case cancelAttempt(AttemptID)
  /// Send the client its good status line.
  case head(RequestID)
  /// Send the client the oldest events of the attempt that it has not got yet. Item events are
  /// edited with `item`, `response.*` events with `whole`.
  case events(AttemptID, count: UInt32, item: OutputEdit, whole: OutputEdit)
  /// Send the client the whole body, its items edited so.
  case body(AttemptID, OutputEdit)
  /// The next attempt carries this besides input and model.
  case parameters(RequestID, SentParameters)
  /// The connection of the running attempt is never given back to its pool.
  case connectionLeaks(RequestID)
  /// The next attempts carry on the stream that broke midway, with what there is as a prefill.
  case continues(RequestID)
  /// The client is gone, and this is what it saw; the request goes on, and ends later.
  case clientLeft(RequestID, RequestEnd)
  /// The request is over.
  case end(RequestID, RequestEnd)
  /// Fire a timer of the request at this instant.
  case armTimer(RequestID, UInt16, Instant)
  /// Forget the request's timer.
  case cancelTimer(RequestID, UInt16)
  /// Read the pins of a session and of a user, and all cooldowns, from the shared store, whichever
  /// are asked for.
  case storeRead(RequestID, session: CacheKey?, user: CacheKey?, cooldowns: Bool)
  /// Claim a pin in the shared store.
  case storeWrite(CacheKey, DeploymentIndex)
  /// Forget a pin in the shared store.
  case storeDrop(CacheKey)
  /// Tell the shared store of a cooldown.
  case storeCooldown(DeploymentIndex, Cause)
  /// Look a key up.
  case keyRead(KeyRead)
  /// Let the shared store know a key.
  case keyWrite(KeyIndex)
  /// Bring this record back after the callback lag.
  case account(Accounting)
}

/// One pick, always recorded.
@frozen
public struct DecisionRecord: Sendable, BitwiseCopyable, Equatable {
  /// The number of the request.
  public var request: UInt64
  /// The ordinal of the attempt the pick was for.
  public var ordinal: UInt16
  /// How many candidates were left before the pick.
  public var survivors: UInt16
  /// The pick, or nil if a stage emptied the set.
  public var choice: DeploymentIndex?
  /// Folded over each stage's eliminations with their reasons.
  public var hash: UInt64
}

/// Where the router writes its effects; used again for every input.
public struct EffectBuffer: Sendable {
  /// The effects in order.
  public var effects = ReusedArray<RouterEffect>()
  /// The input edits that start effects point into.
  public var inputEdits = ReusedArray<InputEdit>()
  /// The decisions made while handling the input.
  public var decisions = ReusedArray<DecisionRecord>()

  /// Makes an empty buffer.
  public init() {}

  /// Empties the buffer and keeps its storage.
  public mutating func reset() {
    effects.clear()
    inputEdits.clear()
    decisions.clear()
  }
}
