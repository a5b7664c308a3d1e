import Primitives
import RoutingCore
import SimulationKernel
import Upstreams

extension Simulation {
  /// Sends an attempt to its upstream, as the router edited its input.
  mutating func startAttempt(
    _ attempt: AttemptID, _ deployment: DeploymentIndex, _ edits: EditRange
  ) {
    let slot = Int(attempt.request.slot)
    let upstream = setup.upstreamOfDeployment[deployment.index]
    requests[slot].beginAttempt(
      attempt.ordinal, on: deployment, upstream: upstream, at: now)
    result.attempts &+= 1
    result.load[deployment.index] &+= 1
    result.boundaryLoad[Int(boundaryOfUpstream[upstream])] &+= 1
    editInput(slot, edits, deployment)
    watchBoundaries(slot, boundaryOfUpstream[upstream])
    if trace != nil { noteAttempt(slot) }
    var call = self.call(slot, deployment)
    if requests[slot].marks != [] { beginMarkedAttempt(slot, &call) }
    switch judge(slot, call) {
    case .refuses(let refusal): refuse(slot, refusal)
    case .serves(let fault):
      if fault != nil { requests[slot].fault = fault }
      if serving[upstream] < capacityOfUpstream[upstream] {
        serve(slot)
      } else if queues[upstream].count < Int(upstreams[upstream].setup.queueMax) {
        requests[slot].isQueued = true
        queues[upstream].append(
          AttemptQueue.Waiting(
            slot: attempt.request.slot, generation: attempt.request.generation,
            ordinal: attempt.ordinal))
      } else {
        refuse(slot, upstreams[upstream].refusal(.overCapacity))
      }
    }
  }

  /// What an attempt of a request that is not ordinary changes.
  @inline(never)
  private mutating func beginMarkedAttempt(_ slot: Int, _ call: inout UpstreamCall) {
    requests[slot].marks.remove(.hasFailed)
    call.isPrefilled = requests[slot].marks.contains(.continues)
    let place = requests[slot].conversation
    if requests[slot].marks.contains(.usesContainer), conversations[place].container != .absent {
      call.usesContainer = true
      let isWrapped = sentParameters[slot].wrapsContainer
      call.previousResponse = isWrapped ? .max : conversations[place].containerBoundary
    }
    if requests[slot].marks.contains(.hasParameters) {
      call.beta = sentParameters[slot].beta
      call.hasNulls = sentParameters[slot].hasNulls
    }
    guard requests[slot].marks.contains(.hasLeft) else { return }
    result.world.attemptsForNobody &+= 1
    // A client that is gone has no conversation any more.
    call.turn = requests[slot].label.turn
    call.previousResponse = nil
  }

  private mutating func editInput(_ slot: Int, _ edits: EditRange, _ deployment: DeploymentIndex) {
    // The client's message alone goes up as it is, like that of the request before.
    if wire == nil, inputs[slot].count == 1, upstreamItems.count == 1, upstreamItems[0].number == 0,
      upstreamItems[0].seal.state == .none
    {
      return
    }
    upstreamItems.clear()
    if wire != nil {
      upstreamItems.append(contentsOf: wireDispatch(slot, edits, deployment))
      return
    }
    let first = Int(edits.start)
    // On surfaces whose items the gateway does not look at, all go up as they came.
    let isEdited = edits.count > 0
    for place in inputs[slot].indices {
      let edit = isEdited ? effects.inputEdits[first + place] : .keep
      if let sent = inputs[slot][place].edited(edit) { upstreamItems.append(sent) }
    }
  }

  /// What the world sees, whatever the client will be told.
  private mutating func watchBoundaries(_ slot: Int, _ boundary: UInt16) {
    for item in upstreamItems where item.seal.state == .intact || item.isMarked {
      if item.isMarked { result.markersUpstream &+= 1 }
      guard item.seal.state == .intact, item.seal.boundary != boundary else { continue }
      result.sealedAbroad &+= 1
      requests[slot].abroad &+= 1
      guard result.firstAbroad == nil else { continue }
      result.firstAbroad = AbroadSighting(
        request: requests[slot].label, sealedBy: item.seal.boundary,
        sentTo: requests[slot].deployment, at: now)
    }
  }

  private mutating func call(_ slot: Int, _ deployment: DeploymentIndex) -> UpstreamCall {
    let place = requests[slot].conversation
    let continues = conversations[place].previousResponse != .absent
    return UpstreamCall(
      model: upstreamModels.isEmpty
        ? setup.modelOfDeployment[deployment.index] : upstreamModel(slot, deployment),
      turn: conversations[place].calls > 0
        ? conversations[place].calls : requests[slot].label.turn,
      streams: requests[slot].streams,
      previousResponse: continues ? conversations[place].previousBoundary : nil)
  }

  /// The upstream's verdict, after the fault that the turn asked of its conversation's origin.
  private mutating func judge(_ slot: Int, _ call: UpstreamCall) -> UpstreamVerdict {
    let place = requests[slot].conversation
    if conversations[place].originFaultsLeft > 0, !requests[slot].marks.contains(.hasLeft),
      conversations[place].actedOn == requests[slot].deployment,
      case .answers(let status, let retryAfter, _) = presentTurn(place).origin
    {
      conversations[place].originFaultsLeft -= 1
      return .refuses(Refusal(.fault, status: status, retryAfter: retryAfter))
    }
    return upstreams[requests[slot].upstream].judge(call, items: upstreamItems, at: now)
  }

  private func presentTurn(_ place: Int) -> TurnSetup {
    traffic.turn(
      conversations[place].turn, of: traffic.shapes[conversations[place].traffic])
  }

  private mutating func refuse(_ slot: Int, _ refusal: Refusal) {
    requests[slot].refusal =
      wire == nil || refusal.status == 0 ? refusal : wireRefusal(slot, refusal)
    requests[slot].isServed = false
    let time = upstreams[requests[slot].upstream].refusalTime()
    requests[slot].service = time
    scheduleStep(slot, AnswerPlan.stepCount, at: now + time)
  }

  /// Takes an attempt into service: from here on the upstream's time is its own.
  private mutating func serve(_ slot: Int) {
    let upstream = requests[slot].upstream
    serving[upstream] += 1
    var time = constantTimes[upstream] ?? upstreams[upstream].answerTime()
    let isFaulty = requests[slot].fault != nil || clientsEnd
    if isFaulty, case .delays(let delay) = requests[slot].fault {
      time.firstByte = time.firstByte + delay
    }
    requests[slot].beginService(time, firstItem: itemsMinted &+ 1)
    itemsMinted &+= sealedItemsOfUpstream[upstream] &+ 1
    if isFaulty {
      if clientsEnd { useClient(slot, until: now + time.whole) }
      if isSilent(slot) { return }
    }
    if requests[slot].streams {
      scheduleStep(slot, 0, at: now + time.firstByte)
    } else if let lane = lanes.answers[upstream], !isFaulty {
      let payload = step(slot, AnswerPlan.stepCount - 1)
      scheduler.schedule(payload, in: lane, at: now + time.whole)
    } else {
      scheduleStep(slot, AnswerPlan.stepCount - 1, at: now + time.whole)
    }
  }

  /// Whether the upstream sends nothing, and closes the connection after a while.
  @inline(never)
  private mutating func isSilent(_ slot: Int) -> Bool {
    guard case .silent(let time) = requests[slot].fault else { return false }
    requests[slot].refusal = Refusal(.fault, status: 0)
    // All of the waiting is the gateway's doing: it could have given up.
    requests[slot].service = .zero
    scheduleStep(slot, AnswerPlan.stepCount, at: now + time)
    return true
  }

  // Mutating, as everything called for each request is: the compiler copies the whole of a large
  // value for a method that only reads it.
  private mutating func step(_ slot: Int, _ step: UInt8) -> EventPayload {
    EventPayload(
      kind: WorldEvent.attemptStep.rawValue, detail: step, ordinal: requests[slot].ordinal,
      slot: UInt32(slot), generation: requests[slot].generation)
  }

  mutating func scheduleStep(_ slot: Int, _ step: UInt8, at instant: Instant) {
    let payload = self.step(slot, step)
    scheduler.schedule(
      payload, class: WorldEvent.attemptStep.eventClass, at: instant)
  }

  /// The next part of an answer arrives at the gateway.
  mutating func attemptStep(_ payload: EventPayload) {
    let slot = Int(payload.slot)
    let request = requests[slot]
    guard !request.isFree, request.generation == payload.generation,
      request.ordinal == payload.ordinal
    else { return }
    let attempt = AttemptID(
      request: RequestID(slot: payload.slot, generation: payload.generation),
      ordinal: payload.ordinal)
    if payload.detail == AnswerPlan.stepCount {
      release(slot)
      failAttempt(slot, attempt, request.refusal)
      return
    }
    guard request.streams else {
      release(slot)
      if trace != nil { noteAttemptEnd(slot) }
      if tellsUsage { feedUsage(slot, attempt) }
      feed(.attemptEnded(attempt), to: request.replica)
      return
    }
    streamStep(slot, attempt, payload.detail)
  }

  /// Sends the stream events of one step, until a fault cuts them off.
  private mutating func streamStep(_ slot: Int, _ attempt: AttemptID, _ step: UInt8) {
    let plan = plan(slot)
    let generation = requests[slot].generation
    while requests[slot].eventsSent < plan.eventsDone(after: step) {
      if stalls(slot, step) { return }
      if let refusal = cutOff(slot) {
        release(slot)
        failAttempt(slot, attempt, refusal)
        return
      }
      let kind = plan.kind(at: requests[slot].eventsSent)
      requests[slot].eventsSent += 1
      feed(.streamEvent(attempt, kind), to: requests[slot].replica)
      // The client may have left on this very event.
      guard !requests[slot].isFree, requests[slot].generation == generation else { return }
    }
    if step + 1 < AnswerPlan.stepCount {
      let request = requests[slot]
      let first = request.service.nanoseconds - request.rest.nanoseconds
      let at = request.rest.nanoseconds / 8 * AnswerPlan.eighths(of: step + 1)
      let isLast = step + 2 == AnswerPlan.stepCount
      let offset = first + (isLast ? request.rest.nanoseconds : at)
      scheduleStep(slot, step + 1, at: servedAt(request) + SimDuration(nanoseconds: offset))
    } else {
      release(slot)
      if trace != nil { noteAttemptEnd(slot) }
      if tellsUsage { feedUsage(slot, attempt) }
      feed(.attemptEnded(attempt), to: requests[slot].replica)
    }
  }

  /// Tells the gateway how many tokens the answer has: as the request says, else as the upstream
  /// does.
  private mutating func feedUsage(_ slot: Int, _ attempt: AttemptID) {
    // A client that is gone has no conversation any more.
    let hasLeft = requests[slot].marks.contains(.hasLeft)
    let traits = hasLeft ? 0 : presentTurn(requests[slot].conversation).traits
    let asked = setup.configuration.traits[Int(traits)].outputTokens
    let tokens = asked > 0 ? asked : upstreams[requests[slot].upstream].setup.time.tokens
    feed(.attemptUsage(attempt, tokens: tokens), to: requests[slot].replica)
  }

  /// Stops a stream whose fault says so, once: the step that it is at comes later.
  private mutating func stalls(_ slot: Int, _ step: UInt8) -> Bool {
    guard case .stalls(let after, let time) = requests[slot].fault,
      requests[slot].eventsSent >= UInt32(after)
    else { return false }
    requests[slot].fault = nil
    requests[slot].service = requests[slot].service + time
    scheduleStep(slot, step, at: now + time)
    return true
  }

  func servedAt(_ request: RequestRecord) -> Instant {
    request.attemptStartedAt + request.attemptQueueing
  }

  private func cutOff(_ slot: Int) -> Refusal? {
    switch requests[slot].fault {
    case .cutsStream(let after) where requests[slot].eventsSent >= UInt32(after):
      Refusal(.fault, status: 0)
    case .failsStream(let after, let status) where requests[slot].eventsSent >= UInt32(after):
      Refusal(.fault, status: status)
    default: nil
    }
  }

  private mutating func failAttempt(_ slot: Int, _ attempt: AttemptID, _ refusal: Refusal) {
    requests[slot].refusal = refusal
    requests[slot].marks.insert(.hasFailed)
    if trace != nil { noteAttemptEnd(slot) }
    if refusal.status == 0 {
      feed(.transportError(attempt), to: requests[slot].replica)
      return
    }
    let kind = refusal.reason.errorKind ?? .of(status: refusal.status)
    var error = ErrorFacts(kind: kind, status: refusal.status)
    error.retryAfter = refusal.retryAfter
    error.spelling = WaitSpelling(refusal.header)
    error.reason = UInt16(refusal.reason.rawValue)
    error.isSealRefusal = refusal.reason.isSealRefusal
    feed(.attemptFailed(attempt, error), to: requests[slot].replica)
  }

  /// Frees the capacity of a served attempt and takes the next one that waits.
  private mutating func release(_ slot: Int) {
    guard requests[slot].isServed else { return }
    requests[slot].isServed = false
    if requests[slot].marks != [] { releaseMarked(slot) }
    let upstream = requests[slot].upstream
    precondition(serving[upstream] > 0, "an upstream ended a call that it did not serve")
    serving[upstream] -= 1
    while serving[upstream] < capacityOfUpstream[upstream],
      let next = queues[upstream].removeFirst()
    {
      let waiting = requests[Int(next.slot)]
      guard !waiting.isFree, waiting.generation == next.generation,
        waiting.ordinal == next.ordinal, waiting.isQueued
      else { continue }
      let waited = now.since(waiting.attemptStartedAt)
      requests[Int(next.slot)].attemptQueueing = waited
      requests[Int(next.slot)].queueing += waited
      serve(Int(next.slot))
    }
  }

  mutating func cancelAttempt(_ attempt: AttemptID) {
    let slot = Int(attempt.request.slot)
    release(slot)
    requests[slot].isQueued = false
    if trace != nil { noteAttemptEnd(slot, isGivenUp: true) }
  }
}
