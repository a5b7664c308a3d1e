import Primitives
import RoutingCore

/// One request through a router whose upstreams follow a script: what a run does, without clients,
/// latencies and other traffic.
struct RequestPlay {
  /// An attempt: the name that it was made for, and whom it went to.
  struct Attempt {
    var model: ModelIndex
    var deployment: DeploymentIndex
    /// How it failed; nil if it did not.
    var error: ErrorFacts?
  }

  private(set) var router: Router
  private let arrival: RequestArrival
  private let items: [ItemFacts]
  private var random: GatewayRandom
  private var trace: DecisionTrace
  /// The records that a run keeps of the decisions.
  private(set) var records: [DecisionRecord] = []
  /// The attempts in order.
  private(set) var attempts: [Attempt] = []
  /// How long it waited, each time.
  private(set) var waits: [SimDuration] = []
  /// What the shared store holds.
  var store: [CacheKey: DeploymentIndex] = [:]
  /// How it ended; nil if it never did.
  private(set) var end: RequestEnd?
  /// More inputs than any request can need.
  private static let inputsMax = 100_000

  init(router: Router, arrival: RequestArrival, items: [ItemFacts] = [], seed: UInt64) {
    self.router = router
    self.arrival = arrival
    self.items = items
    random = GatewayRandom(pythonSeed: seed)
    trace = DecisionTrace(wanted: [arrival.number])
  }

  /// The decisions with their reasons.
  var decisions: [TracedDecision] { trace.decisions }

  /// Plays the request to its end; the script gives the failure of an attempt, nil for a success.
  mutating func play(
    at start: Instant, _ script: (_ model: ModelIndex, _ to: DeploymentIndex) -> ErrorFacts?
  ) {
    var now = start
    var effects = EffectBuffer()
    var next: RouterInput? = .requestArrived(arrival)
    var inputs = 0
    while let input = next, inputs < Self.inputsMax {
      inputs += 1
      next = nil
      effects.reset()
      router.handle(
        input, items: inputs == 1 ? items : [], at: now, random: &random, trace: &trace,
        into: &effects)
      router.checkInvariants()
      records += effects.decisions
      for effect in effects.effects {
        switch effect {
        case .startAttempt(let attempt, let deployment, edits: _):
          let model = router.modelInFlight(of: attempt.request)
          let error = script(model, deployment)
          attempts.append(Attempt(model: model, deployment: deployment, error: error))
          next = error.map { .attemptFailed(attempt, $0) } ?? .attemptEnded(attempt)
        case .armTimer(let request, let ordinal, let at):
          waits.append(at.since(now))
          now = at
          next = .timerFired(request, ordinal)
        case .storeRead(let request, let session, let user, cooldowns: _):
          next = .storeReply(
            request, session: session.flatMap { store[$0] }, user: user.flatMap { store[$0] })
        case .storeWrite(let key, let deployment):
          // Who claims first keeps the pin.
          if store[key] == nil { store[key] = deployment }
        case .end(_, let end): self.end = end
        default: break
        }
      }
    }
  }
}
