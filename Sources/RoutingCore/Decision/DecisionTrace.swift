public import Primitives

/// One stage as it was traced.
public struct TracedStage: Sendable, Equatable {
  /// The stage.
  public var stage: Stage
  /// Whether it ran, or only would have.
  public var isEnabled: Bool
  /// Whom it left out.
  public var eliminations: [Elimination] = []
  /// What else it did.
  public var notes: [StageNote] = []
}

/// One pick with all its reasons.
public struct TracedDecision: Sendable, Equatable {
  /// The number of the request.
  public var request: UInt64
  /// The ordinal of the attempt.
  public var ordinal: UInt16
  /// The name that was asked for in this hop.
  public var model: ModelIndex
  /// When.
  public var at: Instant
  /// The stages in their order.
  public var stages: [TracedStage] = []
  /// The pick, if there was one.
  public var pick: PickTrace?
  /// The error, if a stage owned one.
  public var error: ErrorFacts?
  /// Who was called instead, if somebody forced it.
  public var forced: DeploymentIndex?
}

/// Records the decisions of some requests in full.
public struct DecisionTrace: DecisionObserver, Sendable {
  /// The numbers of the requests to record, ascending.
  public private(set) var wanted: [UInt64]
  /// What was recorded.
  public private(set) var decisions: [TracedDecision] = []
  private var isOn = false
  /// Whom the first decision of a request is to call.
  private var forcing: (request: UInt64, deployment: DeploymentIndex)?

  static var records: Bool { true }

  /// Makes a trace of these requests.
  public init(wanted: [UInt64]) {
    self.wanted = wanted.sorted()
  }

  /// Asks for one more request, before it arrives.
  public mutating func want(_ request: UInt64) { wanted.append(request) }

  /// Makes a request's next decision call this deployment, whatever its stages leave.
  public mutating func force(_ request: UInt64, to deployment: DeploymentIndex) {
    forcing = (request, deployment)
  }

  mutating func takeForced(_ request: UInt64) -> DeploymentIndex? {
    guard let forcing, forcing.request == request else { return nil }
    self.forcing = nil
    if isOn { decisions[decisions.count - 1].forced = forcing.deployment }
    return forcing.deployment
  }

  mutating func began(request: UInt64, ordinal: UInt16, model: ModelIndex, at now: Instant) {
    isOn = wanted.contains(request)
    guard isOn else { return }
    decisions.append(
      TracedDecision(request: request, ordinal: ordinal, model: model, at: now))
  }

  mutating func entered(_ stage: Stage, isEnabled: Bool) {
    guard isOn else { return }
    decisions[decisions.count - 1].stages.append(TracedStage(stage: stage, isEnabled: isEnabled))
  }

  mutating func eliminated(_ elimination: Elimination) {
    withStage { $0.eliminations.append(elimination) }
  }

  mutating func noted(_ note: StageNote) {
    withStage { $0.notes.append(note) }
  }

  mutating func picked(_ pick: PickTrace) {
    guard isOn else { return }
    decisions[decisions.count - 1].pick = pick
  }

  mutating func failed(_ error: ErrorFacts, at stage: Stage) {
    guard isOn else { return }
    decisions[decisions.count - 1].error = error
  }

  private mutating func withStage(_ change: (inout TracedStage) -> Void) {
    guard isOn, let last = decisions.last, !last.stages.isEmpty else { return }
    change(&decisions[decisions.count - 1].stages[last.stages.count - 1])
  }
}
