public import Primitives

/// A request as it reaches the gateway; its items are passed beside it.
@frozen
public struct RequestArrival: Sendable, BitwiseCopyable {
  /// Its identity in flight.
  public var id: RequestID
  /// Its number since the start, from zero: what the decision record names.
  public var number: UInt64
  /// The caller's key.
  public var key: KeyIndex
  /// The requested name.
  public var model: ModelIndex
  /// The session id's number plus one, or zero if the client sent none.
  public var session: UInt32
  /// The deployment named by `previous_response_id`.
  public var previousResponse: Marker
  /// The deployment named by the id of a container.
  public var container = Marker.absent
  /// Whether the answer is streamed.
  public var streams: Bool
  /// Whether it has messages, as chat completions do, instead of a Responses input.
  public var hasMessages = false
  /// Whether it has an input, as Responses and embeddings do.
  public var hasInput = false
  /// The place in the configuration of what it brings along besides; zero for nothing.
  public var traits: UInt16 = 0
  /// `num_retries` of the request, if sent.
  public var retries: UInt32?
  /// The place of the request's `fallbacks` in the configuration, if sent.
  public var fallbacks: UInt32?
  /// `disable_fallbacks`.
  public var fallbacksDisabled: Bool

  /// Makes a request with nothing optional sent.
  public init(id: RequestID, number: UInt64, key: KeyIndex, model: ModelIndex) {
    self.id = id
    self.number = number
    self.key = key
    self.model = model
    session = 0
    previousResponse = .absent
    streams = false
    retries = nil
    fallbacks = nil
    fallbacksDisabled = false
  }
}

/// What a stream event means for the router.
public enum StreamEventKind: UInt8, Sendable, BitwiseCopyable {
  /// `response.created` and `response.in_progress`: nothing of the answer yet.
  case opening
  /// An event that carries a whole item: `output_item.added` and `output_item.done`.
  case item
  /// A delta or a part: no sealed content.
  case delta
  /// `response.completed`: the whole response.
  case final
}

/// A change of the configuration while requests are in flight.
public enum ConfigurationChange: Sendable, BitwiseCopyable, Equatable {
  /// The entry is deleted; requests in flight on it finish.
  case removed(DeploymentIndex)
  /// The entry is put back at the end of its group.
  case added(DeploymentIndex)
  /// The entry is put back where it was, as if it had never been deleted.
  case restored(DeploymentIndex)
  /// The entry is paused.
  case blocked(DeploymentIndex)
  /// The entry is no longer paused.
  case unblocked(DeploymentIndex)
  /// The checks that are enabled from now on.
  case checks(CheckSet)
}

/// What happens to the router. Each input names its request and attempt with a generation: one
/// that comes late is counted and ignored.
public enum RouterInput: Sendable, BitwiseCopyable {
  /// A request arrived; its item facts are in the buffer passed beside the input.
  case requestArrived(RequestArrival)
  /// The client closed its connection.
  case clientGone(RequestID)
  /// The upstream accepted the connection.
  case attemptConnected(AttemptID)
  /// The upstream's status line came, with a good status.
  case attemptHead(AttemptID)
  /// A stream event came.
  case streamEvent(AttemptID, StreamEventKind)
  /// The answer is complete but for its end, and had so many tokens; told if somebody counts.
  case attemptUsage(AttemptID, tokens: UInt32)
  /// A deployment has room again for a call that waits for it (see `Router.slotCameFree`).
  case slotFreed
  /// The answer is complete.
  case attemptEnded(AttemptID)
  /// The upstream answered with an error status, or an error event in a stream.
  case attemptFailed(AttemptID, ErrorFacts)
  /// The connection broke.
  case transportError(AttemptID)
  /// A timer of the request fired; the ordinal tells it from timers that were armed before.
  case timerFired(RequestID, UInt16)
  /// The store answered the request's read: the pins of its session and its user.
  case storeReply(RequestID, session: DeploymentIndex?, user: DeploymentIndex?)
  /// The store refused the request's read or did not answer in time.
  case storeError(RequestID)
  /// The store holds a cooldown that some replica set; comes before the reply that it is part of.
  case storedCooldown(DeploymentIndex, Cause)
  /// A read of a key is over.
  case keyReply(KeyRead, KeyReply)
  /// A background health check came back with this status, zero if all is well.
  case probeResult(DeploymentIndex, status: UInt16)
  /// A look at a deployment's queue came back: calls served and waiting at that moment.
  case queueScraped(DeploymentIndex, depth: UInt32, takenAt: Instant)
  /// An accounting record comes back after its lag.
  case accountingDue(Accounting)
  /// The configuration changed.
  case configurationChanged(ConfigurationChange)
}
