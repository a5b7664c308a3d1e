/// The classes of errors that LiteLLM's retry and allowed-fails policies name.
public enum PolicyClass: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  case badRequest, authentication, timeout, rateLimit, contentPolicy
  case internalServer, serviceUnavailable, badGateway, notFound
  /// Only retry policies have it: `DefaultRetries`.
  case otherwise

  /// How a policy's keys begin: `<label>ErrorRetries`, `<label>ErrorAllowedFails`.
  public var label: String {
    switch self {
    case .badRequest: "BadRequest"
    case .authentication: "Authentication"
    case .timeout: "Timeout"
    case .rateLimit: "RateLimit"
    case .contentPolicy: "ContentPolicyViolation"
    case .internalServer: "InternalServer"
    case .serviceUnavailable: "ServiceUnavailable"
    case .badGateway: "BadGateway"
    case .notFound: "NotFound"
    case .otherwise: "Default"
    }
  }
}

/// A number for some classes of errors: how often to retry, or how many failures to allow.
@frozen
public struct ErrorPolicy: Sendable, BitwiseCopyable, Equatable {
  // By class, the number plus one; zero if the policy says nothing of it.
  @usableFromInline var numbers = InlineArray<10, UInt32>(repeating: 0)

  /// Makes a policy that names no class.
  public init() {}

  /// The number of a class itself, without regard to what it derives from.
  public subscript(named: PolicyClass) -> UInt32? {
    get {
      let stored = numbers[Int(named.rawValue)]
      return stored == 0 ? nil : stored - 1
    }
    set { numbers[Int(named.rawValue)] = newValue.map { $0 + 1 } ?? 0 }
  }

  /// The number for an error: that of the most specific class that has one (LiteLLM, the order of
  /// its `isinstance` tests).
  public func number(for kind: ErrorKind) -> UInt32? {
    guard let named = kind.policyClass else { return nil }
    if let number = self[named] { return number }
    // A content policy violation is a bad request, too.
    return named == .contentPolicy ? self[.badRequest] : nil
  }

  /// Whether both give every class the same number.
  public static func == (left: ErrorPolicy, right: ErrorPolicy) -> Bool {
    PolicyClass.allCases.allSatisfy { left[$0] == right[$0] }
  }
}

extension ErrorKind {
  /// The most specific class that a policy can name; nil for errors that no policy can name.
  ///
  /// In LiteLLM 402 and an exceeded context window are bad requests; 403, 409, 422, 504, 529 and
  /// broken connections are of classes without a key.
  var policyClass: PolicyClass? {
    switch self {
    case .badRequest, .contextWindow, .paymentRequired, .unknownModel: .badRequest
    case .contentPolicy: .contentPolicy
    case .authentication: .authentication
    case .notFound: .notFound
    case .timeout: .timeout
    case .rateLimit: .rateLimit
    case .internalServerError: .internalServer
    case .badGateway: .badGateway
    case .serviceUnavailable: .serviceUnavailable
    case .permissionDenied, .conflict, .unprocessable, .connection, .gatewayTimeout, .overloaded,
      .noDeployments, .accessDenied, .teamAccessDenied, .accessFault, .gatewayFault, .originGone,
      .originRateLimited,
      .originUnavailable, .clientGone, .callerLimited, .budgetExceeded, .tagsDenied, .keyUnread,
      .triesUsedUp:
      nil
    }
  }
}
