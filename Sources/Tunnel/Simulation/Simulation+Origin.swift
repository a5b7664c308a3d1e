import Primitives
import RoutingCore
import SimulationKernel

extension Simulation {
  /// Does to a conversation's origin what its next turn asks for.
  mutating func prepareOrigin(_ slot: Int, _ action: OriginAction?) {
    guard let action, let origin = conversations[slot].origin else { return }
    conversations[slot].actedOn = origin
    switch action {
    case .cools(let status, let length):
      // Booked as an answer of the origin would be: the router's own rules set the cooldown.
      var error = ErrorFacts(kind: .of(status: status), status: status)
      error.retryAfter = length
      error.deployment = origin
      let accounting = Accounting(
        deployment: origin, error: error, request: Cause.outside, ordinal: 0)
      for replica in replicas.indices { feed(.accountingDue(accounting), to: replica) }
    case .removed: feedAll(.removed(origin))
    case .blocked: feedAll(.blocked(origin))
    case .answers(_, _, let times): conversations[slot].originFaultsLeft = times
    }
  }

  /// Undoes it when the turn is over.
  mutating func restoreOrigin(_ slot: Int, _ action: OriginAction?) {
    // The answer may have made another deployment the origin since.
    guard let action, let origin = conversations[slot].actedOn else { return }
    conversations[slot].actedOn = nil
    switch action {
    case .cools: break
    // An input must not be fed while another one's effects are carried out.
    case .removed, .blocked:
      schedule(.restoration, at: now) {
        $0.extra = origin.rawValue
        $0.detail = action == .removed ? 0 : 1
      }
    case .answers: conversations[slot].originFaultsLeft = 0
    }
  }

  mutating func restore(_ deployment: DeploymentIndex, isRemoved: Bool) {
    feedAll(isRemoved ? .restored(deployment) : .unblocked(deployment))
  }

  private mutating func feedAll(_ change: ConfigurationChange) {
    for replica in replicas.indices {
      feed(.configurationChanged(change), to: replica)
      fillUpstreamModels(of: replica)
    }
  }
}
