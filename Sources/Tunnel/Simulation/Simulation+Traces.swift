import Primitives
import RoutingCore
import SimulationKernel
import Upstreams

extension Simulation {
  /// Starts the trace of a request that was asked for.
  mutating func noteTrace(_ slot: Int, _ arrival: RequestArrival) {
    let label = requests[slot].label
    if let forced = mode.forced, forced.request == label {
      trace?.force(arrival.number, to: forced.deployment)
    }
    guard trace != nil,
      mode.tracesAll || mode.traced.contains(label)
        || mode.tracedNumbers.contains(arrival.number)
    else { return }
    trace?.want(arrival.number)
    var request = RequestTrace(
      label: label, number: arrival.number, model: arrival.model,
      key: arrival.key, replica: placeOfReplica[requests[slot].replica],
      rules: replicas[requests[slot].replica].rules, startedAt: now, items: [])
    request.names = nameTrace(slot, arrival.model)
    var message = -1
    var block = 0
    var wasUser = true
    for (place, item) in inputs[slot].enumerated() {
      // What the client writes is a message of its own; an answer's items are one together.
      let isUser = item.number == 0 && item.seal.state == .none
      if isUser || wasUser { message += 1 }
      block = isUser || wasUser ? 0 : block + 1
      wasUser = isUser
      guard item.seal.state != .none else { continue }
      request.items.append(
        ItemTrace(
          seal: item.seal, facts: item.facts, madeBy: item.madeBy, place: place,
          message: message, block: block))
    }
    result.traces.append(request)
  }

  /// What is known of a name, if wildcards or patterns make it matter.
  private func nameTrace(_ slot: Int, _ model: ModelIndex) -> NameTrace? {
    let configuration = setup.configuration
    let listsPatterns = configuration.keys.contains { key in
      key.models.entries.contains { $0.contains("*") }
    }
    guard listsPatterns || !configuration.patterns.isEmpty else { return nil }
    let name = configuration.models[model.index].name
    let replica = requests[slot].replica
    return NameTrace(
      known: replicas[replica].providers(of: name),
      afterRestart: ProviderIndex.next(
        replicas[replica].rules, previous: nil, map: catalog.published
      ).providers(of: name).map(\.provider),
      published: catalog.published.entries.filter { $0.name.utf8.elementsEqual(name.utf8) }
        .map(\.provider),
      prefixed: catalog.published.entries.compactMap { entry in
        let split = ProviderNames.split(entry.name)
        return split?.rest.utf8.elementsEqual(name.utf8) == true ? entry.name : nil
      },
      replica: placeOfReplica[replica])
  }

  private func traceIndex(_ request: RequestRecord) -> Int? {
    guard trace != nil else { return nil }
    return result.traces.lastIndex { $0.number == UInt64(request.number) }
  }

  mutating func noteAttempt(_ slot: Int) {
    guard let index = traceIndex(requests[slot]) else { return }
    result.traces[index].attempts.append(
      AttemptTrace(
        request: UInt64(requests[slot].number), ordinal: requests[slot].ordinal,
        deployment: requests[slot].deployment, abroad: requests[slot].abroad,
        startedAt: now))
  }

  mutating func noteAttemptEnd(_ slot: Int, isGivenUp: Bool = false) {
    guard let index = traceIndex(requests[slot]) else { return }
    let last = result.traces[index].attempts.count - 1
    // What comes of an attempt that the gateway gave up is nobody's business.
    guard last >= 0, result.traces[index].attempts[last].endedAt == .never else { return }
    result.traces[index].attempts[last].endedAt = now
    result.traces[index].attempts[last].isGivenUp = isGivenUp
    result.traces[index].attempts[last].events = requests[slot].eventsSent
    if !isGivenUp { result.traces[index].attempts[last].refusal = requests[slot].refusal }
  }

  mutating func noteTraceEnd(_ request: RequestRecord, _ end: RequestEnd, _ added: SimDuration) {
    // What a client that left has seen was logged when it left.
    if !request.marks.contains(.hasLeft) { logEnd(request, end, added) }
    guard let index = traceIndex(request) else { return }
    result.traces[index].endedAt = now
    result.traces[index].end = end
    result.traces[index].added = added
  }
}
