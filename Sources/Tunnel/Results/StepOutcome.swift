public import Primitives
public import RoutingCore
public import Upstreams

/// What a step came to.
public struct StepOutcome: Equatable, Sendable {
  /// The number of the step, from one.
  public var step: Int
  /// What the client saw.
  public var kind: OutcomeKind
  /// The status that the client saw; 200 for a good answer.
  public var status: UInt16
  /// The upstream's reason behind an error, or none.
  public var reason = RefusalReason.none
  /// The class of the error, if it is one.
  public var error: ErrorKind?
  /// Whether the error is the gateway's own.
  public var isGatewayError = false
  /// The deployment whose answer the client got.
  public var deployment: DeploymentIndex?
  /// The name that was asked of the upstream.
  public var upstreamModel: String?
  /// The names of a list of models.
  public var models: [String]?
  /// The replica that got the request.
  public var replica: Int
  /// When it was over.
  public var at: Instant
}
