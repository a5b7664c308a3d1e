import Primitives
import RoutingCore
import Upstreams

/// A request that was let through, until it is over.
struct AdmittedRequest {
  var key: KeyIndex
  var traits: UInt16
  var limiter: Int
  var expected: UInt64
}

/// Limits of keys and teams: they are looked at once the key may call the name, and before the
/// router is asked.
extension Simulation {
  /// One limiter for each replica, or one for all that share a store; none if nobody is limited.
  static func limiters(_ setup: TunnelSetup) -> [CallerLimiter] {
    let count = setup.configuration.settings.sharedStore ? 1 : setup.replicas
    return (0..<count).compactMap { CallerLimiter(setup.configuration, setup.rules(of: $0)) }
  }

  /// Why a request goes no further; nil if it does.
  mutating func refusedByLimits(_ slot: Int, _ arrival: RequestArrival) -> ErrorFacts? {
    let replica = requests[slot].replica
    guard case .allowed = replicas[replica].grant(arrival.key, arrival.model) else { return nil }
    let limiter = limiters.count == 1 ? 0 : placeOfReplica[replica]
    let traits = setup.configuration.traits[Int(arrival.traits)]
    let expected = UInt64(traits.inputTokens) + UInt64(traits.outputTokens)
    if let error = limiters[limiter].admit(arrival.key, tokens: expected, at: now) { return error }
    while admitted.count <= slot { admitted.append(nil) }
    admitted[slot] = AdmittedRequest(
      key: arrival.key, traits: arrival.traits, limiter: limiter, expected: expected)
    return nil
  }

  /// Gives back what a request held, and books what its answer took.
  mutating func settleLimits(_ slot: Int, _ end: RequestEnd) {
    guard slot < admitted.count, let request = admitted[slot] else { return }
    admitted[slot] = nil
    var taken: UInt64 = 0
    var cost = 0.0
    if end.error == nil, let deployment = end.deployment {
      let traits = setup.configuration.traits[Int(request.traits)]
      let own = upstreams[setup.upstreamOfDeployment[deployment.index]].setup.time.tokens
      let output = traits.outputTokens > 0 ? traits.outputTokens : own
      let entry = setup.configuration.deployments[deployment.index]
      taken = UInt64(traits.inputTokens) + UInt64(output)
      cost =
        Double(traits.inputTokens) * (entry.inputPrice ?? 0)
        + Double(output) * (entry.outputPrice ?? 0)
    }
    limiters[request.limiter].settle(
      request.key, expected: request.expected, taken: taken, cost: cost, at: now)
  }
}
