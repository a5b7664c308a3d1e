public import Primitives

/// Why a stage left a deployment out.
public enum EliminationReason: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  case removed, cooling, blocked
  case notOrigin, notPrevious, notPinned
  case higherOrder, refusedBefore, triedBefore
  case contextWindow, otherRegion, tags
  case unhealthy, saturated
  case overBudget
  case otherAccessGroup
  case limitReached
}

/// The event that set the state which eliminates, so that an explanation reaches its cause.
@frozen
public struct Cause: Sendable, BitwiseCopyable, Equatable {
  /// The number that stands for a request that is not part of the traffic at hand.
  public static let outside = UInt64.max

  /// The number of the request whose attempt or pick set the state; `outside` if none of these did.
  public var request: UInt64
  /// The ordinal of the attempt.
  public var ordinal: UInt16
  /// The HTTP status that set it; zero for a pin.
  public var status: UInt16
  /// When it was set.
  public var at: Instant
  /// When it ends.
  public var until: Instant
}

/// One deployment that a stage left out.
public struct Elimination: Sendable, Equatable {
  /// The deployment.
  public var deployment: DeploymentIndex
  /// The reason.
  public var reason: EliminationReason
  /// What set the state, if a state did it.
  public var cause: Cause?
}

/// Sees each stage of a pick; the digest does not depend on it.
protocol DecisionObserver {
  /// Whether anything is kept; reasons are only put together if so.
  static var records: Bool { get }
  mutating func began(request: UInt64, ordinal: UInt16, model: ModelIndex, at now: Instant)
  mutating func entered(_ stage: Stage, isEnabled: Bool)
  mutating func eliminated(_ elimination: Elimination)
  mutating func noted(_ note: StageNote)
  mutating func picked(_ pick: PickTrace)
  mutating func failed(_ error: ErrorFacts, at stage: Stage)
  /// Who is to be called instead of the pick of this request's present decision, if anybody.
  mutating func takeForced(_ request: UInt64) -> DeploymentIndex?
}

/// Something a stage did besides eliminating.
public enum StageNote: Sendable, Equatable {
  /// The candidates that the name stands for.
  case candidates([DeploymentIndex])
  /// The sealed items point at this deployment id (a name number).
  case origin(UInt32)
  /// Sealed items point at somebody who is not available; the rule says what follows.
  case originUnavailable(UnavailableOriginRule)
  /// So many items were stripped.
  case stripped(Int)
  /// The check is off, and would have kept only these.
  case wouldKeep([DeploymentIndex])
}

/// How the strategy picked.
public struct PickTrace: Sendable, Equatable {
  /// The candidates with the weight of each (all equal: one).
  public var weights: [Double]
  /// The candidates.
  public var candidates: [DeploymentIndex]
  /// The pick.
  public var choice: DeploymentIndex
  /// The number of the draw, or nil if nothing was drawn.
  public var draw: UInt64?
  /// Who picked.
  public var strategy = RoutingStrategy.simpleShuffle
  /// What the strategy compared, candidate by candidate; nil if it does not look at them.
  public var scores: [Double]?
}

/// Records nothing.
struct NoTrace: DecisionObserver {
  static var records: Bool { false }

  mutating func began(request: UInt64, ordinal: UInt16, model: ModelIndex, at now: Instant) {}
  mutating func entered(_ stage: Stage, isEnabled: Bool) {}
  mutating func eliminated(_ elimination: Elimination) {}
  mutating func noted(_ note: StageNote) {}
  mutating func picked(_ pick: PickTrace) {}
  mutating func failed(_ error: ErrorFacts, at stage: Stage) {}
  mutating func takeForced(_ request: UInt64) -> DeploymentIndex? { nil }
}
