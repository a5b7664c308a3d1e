public import Primitives

/// The class of an error, as LiteLLM tells them apart.
public enum ErrorKind: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  case badRequest, contextWindow, contentPolicy, authentication, paymentRequired
  case permissionDenied, notFound, timeout, conflict, unprocessable, rateLimit
  case internalServerError, connection, badGateway, serviceUnavailable, gatewayTimeout, overloaded
  /// The gateway found nobody to choose from (LiteLLM: RouterRateLimitError).
  case noDeployments
  /// The requested name stands for nothing.
  case unknownModel
  /// The key may not call the model.
  case accessDenied
  /// The key's team may not call the model.
  case teamAccessDenied
  /// Access could not be judged: an entry of the key's list is no regular expression.
  case accessFault
  /// The gateway itself failed, as LiteLLM does on all-zero weights (ZeroDivisionError).
  case gatewayFault
  /// The origin of sealed items is gone, cooling for quota, or otherwise unavailable: the answers
  /// of the fail-fast era.
  case originGone, originRateLimited, originUnavailable
  /// The client closed its connection.
  case clientGone
  /// The request's tags leave nobody (LiteLLM: a ValueError that the proxy answers with 401).
  case tagsDenied
  /// The caller's key could not be looked up.
  case keyUnread
  /// The key or its team has used up its requests, tokens or calls at once.
  case callerLimited
  /// The key or its team has spent its budget.
  case budgetExceeded
  /// The request has had `Router.triesMax` tries. No gateway's error: whatever runs the router
  /// stops there.
  case triesUsedUp

  /// Whether the caller was turned away before anything was looked for.
  @inlinable
  public var isDenial: Bool {
    self == .accessDenied || self == .teamAccessDenied || self == .accessFault
  }

  /// `error.type` of a denial's body, or nil for other errors.
  public var denialType: String? {
    switch self {
    case .accessDenied: "key_model_access_denied"
    case .teamAccessDenied: "team_model_access_denied"
    case .accessFault: "auth_error"
    default: nil
    }
  }

  /// The class of an HTTP status, when the body says nothing more.
  public static func of(status: UInt16) -> ErrorKind {
    switch status {
    case 401: .authentication
    case 402: .paymentRequired
    case 403: .permissionDenied
    case 404: .notFound
    case 408: .timeout
    case 409: .conflict
    case 422: .unprocessable
    case 429: .rateLimit
    case 502: .badGateway
    case 503: .serviceUnavailable
    case 504: .gatewayTimeout
    case 529: .overloaded
    case 500...: .internalServerError
    default: .badRequest
    }
  }
}

/// What the router knows of an error: enough to decide, not its text.
@frozen
public struct ErrorFacts: Equatable, Sendable, BitwiseCopyable {
  /// The class.
  public var kind: ErrorKind
  /// The HTTP status.
  public var status: UInt16
  /// `Retry-After`, if the answer had one.
  public var retryAfter: SimDuration?
  /// The deployment that answered, or nil if the gateway itself refused.
  public var deployment: DeploymentIndex?
  /// A number that the edge gives the upstream's reason; carried, never read.
  public var reason: UInt16
  // One byte for what is rarely true: errors are copied with every hop.
  @usableFromInline var notes = ErrorNotes()

  /// Whether the error's text tells of a fallback that found nobody; the proxy answers 429 then.
  public var mentionsNobody: Bool {
    get { notes.contains(.nobody) }
    set { notes.set(.nobody, newValue) }
  }

  /// Whether the upstream refused sealed content.
  public var isSealRefusal: Bool {
    get { notes.contains(.seal) }
    set { notes.set(.seal, newValue) }
  }

  /// Whether the error itself says that no try follows (LiteLLM: `num_retries=0` on it).
  public var isFinal: Bool {
    get { notes.contains(.final) }
    set { notes.set(.final, newValue) }
  }

  /// Whether it tells of a fallback that the request's tags left nobody for; the proxy answers 401
  /// then.
  public var mentionsTags: Bool {
    get { notes.contains(.tags) }
    set { notes.set(.tags, newValue) }
  }

  /// How `Retry-After` was spelled.
  public var spelling: WaitSpelling {
    get { notes.contains(.milliseconds) ? .milliseconds : notes.contains(.date) ? .date : .seconds }
    set {
      notes.set(.milliseconds, newValue == .milliseconds)
      notes.set(.date, newValue == .date)
    }
  }

  /// Makes the facts of an error.
  public init(
    kind: ErrorKind, status: UInt16, retryAfter: SimDuration? = nil,
    deployment: DeploymentIndex? = nil, reason: UInt16 = 0
  ) {
    self.kind = kind
    self.status = status
    self.retryAfter = retryAfter
    self.deployment = deployment
    self.reason = reason
  }

  /// The status that the client sees.
  @inlinable
  public var clientStatus: UInt16 {
    if notes.contains(.nobody) { return 429 }
    return notes.contains(.tags) ? 401 : status
  }

  /// Whether the status is one that clients and LiteLLM try again: 408, 409, 429 and 5xx.
  @inlinable
  public var isRetryable: Bool {
    status == 408 || status == 409 || status == 429 || status >= 500
  }
}
