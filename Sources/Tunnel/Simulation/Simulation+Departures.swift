import Primitives
import RoutingCore
import SimulationKernel
import Upstreams

extension Simulation {
  /// A client that leaves once it has got so many events does so.
  mutating func leaveAfterEvents(_ slot: Int) {
    let request = requests[slot]
    guard
      let leaving = traffic.shapes[Int(request.label.traffic)].leaving,
      let after = leaving.afterEvents, leaving.turn ?? request.label.turn == request.label.turn,
      request.eventsForwarded >= after, request.eventsForwarded - 1 < after || after == 0,
      !request.marks.contains(.hasLeft)
    else { return }
    schedule(.clientLeaves, at: now) {
      $0.slot = UInt32(slot)
      $0.generation = request.generation
    }
  }

  /// Marks a request that is not ordinary.
  mutating func mark(_ slot: Int, _ traits: UInt16, _ arrival: inout RequestArrival) {
    if setup.configuration.traits[Int(traits)].usesContainer {
      requests[slot].marks.insert(.usesContainer)
      arrival.container = conversations[requests[slot].conversation].container
    }
    if setup.configuration.traits[Int(traits)].isCompaction {
      requests[slot].marks.insert(.compacts)
    }
  }

  /// What the next attempt of a request carries besides input and model.
  mutating func note(_ sent: SentParameters, of slot: Int) {
    while sentParameters.count <= slot { sentParameters.append(SentParameters()) }
    sentParameters[slot] = sent
    requests[slot].marks.insert(.hasParameters)
  }

  /// The client keeps a compaction in the place of all that it had.
  mutating func takeCompaction(_ slot: Int, _ edits: OutputEdit, _ client: ClientProfile) {
    let request = requests[slot]
    let place = request.conversation
    let deployment = setup.configuration.deployments[request.deployment.index]
    if wire != nil {
      wireCompaction(slot, edits)
    } else {
      let fresh = WorldItem(
        facts: ItemFacts(kind: .compaction, hasSealedKey: true, hasSealedText: true, hasID: true),
        seal: Seal(
          boundary: boundaryOfUpstream[request.upstream], state: .intact,
          number: request.firstItem), number: request.firstItem, madeBy: request.label)
      histories[place].clear()
      histories[place].append(fresh.marked(edits, for: deployment).kept(by: client))
    }
    conversations[place].origin = request.deployment
    noteSeal(place)
  }

  /// The client is gone and has seen its end; the request goes on for nobody.
  mutating func clientLeft(_ slot: Int, _ end: RequestEnd) {
    let request = requests[slot]
    let added = added(to: request, end)
    recordTimes(request, added)
    if trace != nil { logEnd(request, end, added) }
    requests[slot].marks.insert(.hasLeft)
    while departures.count <= slot { departures.append(.never) }
    departures[slot] = now
    turnIsOver(request, end)
  }

  /// Ends a request that is not ordinary, if it has no client: nobody takes its answer, and no turn
  /// ends.
  mutating func endsForNobody(_ slot: Int, _ end: RequestEnd) -> Bool {
    findSpoiled(slot, end)
    guard requests[slot].marks.contains(.hasLeft) else { return false }
    if end.error == nil { result.world.answersForNobody &+= 1 } else { noteTries(slot, end) }
    if trace != nil { noteTraceEnd(requests[slot], end, .zero) }
    requests[slot].isFree = true
    freeRequests.append(slot)
    return true
  }

  /// Counts the work of an upstream on a call whose client had left.
  mutating func countForNobody(_ slot: Int) {
    let request = requests[slot]
    let from = max(departures[slot], servedAt(request))
    if now > from { result.world.nanosecondsForNobody &+= now.since(from).nanoseconds }
  }

  /// The client remembers the container that its first answer made.
  private mutating func noteContainer(_ slot: Int) {
    let place = requests[slot].conversation
    guard !requests[slot].marks.contains(.hasLeft), conversations[place].container == .absent
    else { return }
    conversations[place].container =
      setup.configuration.deployments[requests[slot].deployment.index].idMarker
    conversations[place].containerBoundary = boundaryOfUpstream[requests[slot].upstream]
  }

  /// Whether a good end is not as good as it looks: a part that was taken for the whole, a
  /// beginning twice, or prose in the place of a call.
  mutating func findSpoiled(_ slot: Int, _ end: RequestEnd) {
    guard end.error == nil else { return }
    let marks = requests[slot].marks
    if marks.contains(.usesContainer) { noteContainer(slot) }
    if marks.contains(.hasFailed) { requests[slot].marks.insert(.isSpoiled) }
    guard marks.contains(.continues) else { return }
    let repeats = upstreams[requests[slot].upstream].setup.prefill == .repeated
    let callsTools = traffic.shapes[Int(requests[slot].label.traffic)].callsTools
    if repeats || callsTools { requests[slot].marks.insert(.isSpoiled) }
  }
}
