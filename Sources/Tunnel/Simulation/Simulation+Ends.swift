import Primitives
import RoutingCore
import SimulationKernel
import Upstreams

extension Simulation {
  /// A request is over: the client takes what it was given, and its turn ends.
  mutating func endRequest(_ slot: Int, _ end: RequestEnd) {
    precondition(!requests[slot].isFree, "a request ended that was not open")
    result.attemptsMax = max(result.attemptsMax, end.attempts)
    if UInt64(end.attempts) > attemptsFormula { result.overFormula &+= 1 }
    if !limiters.isEmpty { settleLimits(slot, end) }
    if requests[slot].marks != [], endsForNobody(slot, end) { return }
    let request = requests[slot]
    let added = added(to: request, end)
    recordTimes(request, added)
    if end.error == nil { takeAnswer(slot) } else { noteTries(slot, end) }
    if trace != nil { noteTraceEnd(request, end, added) }
    requests[slot].isFree = true
    freeRequests.append(slot)
    turnIsOver(request, end)
  }

  /// Stops the run where a request has used up its tries: what follows is no gateway's doing.
  mutating func noteTries(_ slot: Int, _ end: RequestEnd) {
    guard end.error?.kind == .triesUsedUp, result.limit == nil else { return }
    result.limit = .tries(Router.triesMax, of: requests[slot].label)
  }

  /// What the gateway added to a request: all of its time but the fake's own.
  @inline(__always)
  func added(to request: RequestRecord, _ end: RequestEnd) -> SimDuration {
    let total = now.since(request.startedAt)
    let own = end.error == nil || end.error?.deployment != nil ? request.service : .zero
    return total > own ? SimDuration(nanoseconds: total.nanoseconds - own.nanoseconds) : .zero
  }

  mutating func recordTimes(_ request: RequestRecord, _ added: SimDuration) {
    result.added.record(added)
    result.queueing.record(request.queueing)
    for (place, bound) in setup.addedBounds.enumerated() where added > bound {
      result.addedBeyond[place] &+= 1
    }
    for (place, bound) in setup.queueingBounds.enumerated() where request.queueing > bound {
      result.queueingBeyond[place] &+= 1
    }
    if added > result.slowest?.added ?? .zero { result.slowest = (request.label, added) }
  }

  /// The client keeps the items of a good answer.
  private mutating func takeAnswer(_ slot: Int) {
    let place = requests[slot].conversation
    // Nobody reads what comes with the last turn.
    guard conversations[place].turn + 1 < traffic.shapes[conversations[place].traffic].turnCount
    else { return }
    let request = requests[slot]
    let shape = traffic.shapes[conversations[place].traffic]
    let client = shape.client
    let deployment = setup.configuration.deployments[request.deployment.index]
    let sealedItems = sealedItems(of: request.upstream, on: .responses)
    let boundary = boundaryOfUpstream[request.upstream]
    let keepsEvents = client.streams && client.keeps != .completed
    let edits = keepsEvents ? request.itemEdits : request.wholeEdits
    guard shape.surface == .responses else {
      takeAnswer(slot, onOther: shape)
      return
    }
    if shape.state == .previousResponse {
      // Response ids are always encoded, whatever is enabled (LiteLLM D1).
      conversations[place].previousResponse = deployment.idMarker
      conversations[place].previousBoundary = boundary
      if wire != nil { wireResponseID(slot) }
      return
    }
    if request.marks.contains(.compacts) {
      takeCompaction(slot, request.wholeEdits, client)
      return
    }
    guard
      histories[place].count + Int(sealedItems) + 2
        <= setup.limits.itemsMax
    else {
      result.limit = .items(setup.limits.itemsMax)
      return
    }
    histories[place].append(.userMessage)
    if wire != nil {
      wireAnswer(slot, edits)
    } else {
      for ordinal in 0...sealedItems {
        let isMessage = ordinal == sealedItems
        let fresh =
          isMessage
          ? Self.message(request.firstItem + ordinal, request.label)
          : Self.reasoning(request.firstItem + ordinal, request.label, boundary)
        histories[place].append(fresh.marked(edits, for: deployment).kept(by: client))
      }
    }
    if sealedItems > 0 { conversations[place].origin = request.deployment }
    if sealedItems > 0 { noteSeal(place) }
  }

  mutating func noteSeal(_ place: Int) {
    guard let item = histories[place].last(where: { $0.seal.state == .intact }) else {
      return
    }
    progress[conversations[place].traffic].note(item, of: conversations[place].number)
  }

  static func reasoning(_ number: UInt32, _ request: RequestLabel, _ boundary: UInt16) -> WorldItem
  {
    WorldItem(
      facts: ItemFacts(
        kind: .reasoning, hasSealedKey: true, hasSealedText: true, hasID: true,
        hasReadableText: true),
      seal: Seal(boundary: boundary, state: .intact, number: number), number: number,
      madeBy: request)
  }

  static func message(_ number: UInt32, _ request: RequestLabel) -> WorldItem {
    WorldItem(
      facts: ItemFacts(kind: .message, hasID: true, hasReadableText: true), seal: .none,
      number: number, madeBy: request)
  }

  /// Counts how a turn came out.
  mutating func count(_ request: RequestRecord, _ end: RequestEnd) {
    let turns: TurnClass = request.label.turn == 1 ? .first : .followUp
    // Those of the first stream alone; the others' are looked for.
    let isPlain =
      end.error == nil && !end.stripped && !request.isMixed && request.marks == []
      && request.label.traffic == 0
    let known = turns == .first ? plainFirst : plainFollowUp
    if isPlain, known >= 0 {
      result.outcomes[known].count &+= 1
      return
    }
    countOther(request, end, turns, isPlain: isPlain)
  }

  /// Counts a turn whose cell must be looked for.
  private mutating func countOther(
    _ request: RequestRecord, _ end: RequestEnd, _ turns: TurnClass, isPlain: Bool
  ) {
    let seen = Seen(end, isSpoiled: request.marks.contains(.isSpoiled))
    for place in result.outcomes.indices {
      // Field by field: a cell is large, and the first one that differs is enough.
      if result.outcomes[place].status == seen.status, result.outcomes[place].turns == turns,
        result.outcomes[place].kind == seen.kind,
        result.outcomes[place].isMixed == request.isMixed,
        result.outcomes[place].reason == seen.reason,
        result.outcomes[place].gatewayError == seen.gatewayError,
        result.outcomes[place].first.traffic == request.label.traffic
      {
        result.outcomes[place].count &+= 1
        result.outcomes[place].lastAt = now
        return
      }
    }
    if isPlain {
      if turns == .first {
        plainFirst = result.outcomes.count
      } else {
        plainFollowUp = result.outcomes.count
      }
    }
    result.outcomes.append(
      OutcomeCell(
        turns: turns, isMixed: request.isMixed, kind: seen.kind, status: seen.status,
        reason: seen.reason, gatewayError: seen.gatewayError, count: 1, first: request.label,
        firstAt: now, lastAt: now))
  }

  /// What the client saw of a request's end.
  struct Seen {
    let kind: OutcomeKind
    var status: UInt16 = 200
    var reason = RefusalReason.none
    var gatewayError: ErrorKind?

    init(_ end: RequestEnd, isSpoiled: Bool) {
      guard let error = end.error else {
        kind = end.stripped || isSpoiled ? .degraded : .ok
        return
      }
      status = error.clientStatus
      switch error.kind {
      case .accessDenied, .teamAccessDenied, .accessFault, .tagsDenied: kind = .denied
      case .keyUnread: kind = error.status == 401 ? .denied : .failed
      case .clientGone: kind = .left
      default: kind = .failed
      }
      reason = RefusalReason(rawValue: UInt8(truncatingIfNeeded: error.reason)) ?? .none
      if error.deployment == nil { gatewayError = error.kind }
    }
  }
}
