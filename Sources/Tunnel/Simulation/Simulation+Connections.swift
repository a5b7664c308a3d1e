import Primitives
import RoutingCore
import SimulationKernel
import Upstreams

extension Simulation {
  /// Gives up what a call of a request that is not ordinary held.
  @inline(never)
  mutating func releaseMarked(_ slot: Int) {
    if requests[slot].marks.contains(.hasLeft) { countForNobody(slot) }
    guard requests[slot].marks.contains(.leaks) else { return }
    requests[slot].marks.remove(.leaks)
    let upstream = requests[slot].upstream
    // A pool without a limit has always one connection more.
    guard upstreams[upstream].setup.connections != nil else { return }
    capacityOfUpstream[upstream] -= 1
    result.world.leakedConnections &+= 1
  }

  /// Whether the calls of an HTTP client that a cache lets go of are closed with it.
  private var closesClientsInUse: Bool {
    switch setup.rules.clientEviction {
    case .dropsReference: false
    case .closesInUse: true
    }
  }

  /// Uses the gateway's present HTTP client for a call, or a fresh one if its time is over; a call
  /// that lasts longer than the client may be closed with it.
  mutating func useClient(_ slot: Int, until end: Instant) {
    let upstream = requests[slot].upstream
    guard let lifetime = upstreams[upstream].setup.clientLifetime else { return }
    if clientEnds[upstream] <= now { clientEnds[upstream] = now + lifetime }
    guard closesClientsInUse, clientEnds[upstream] < end else { return }
    requests[slot].refusal = Refusal(.fault, status: 0)
    scheduleStep(slot, AnswerPlan.stepCount, at: clientEnds[upstream])
  }
}
