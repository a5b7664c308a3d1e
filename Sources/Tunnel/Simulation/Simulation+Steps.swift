import Primitives
import RoutingCore
import SimulationKernel
import Upstreams

/// How far a run has come with its steps.
struct StepProgress {
  /// The step that comes next, from zero.
  var next = 0
  /// By the number of a named conversation: its slot, once it has begun.
  var conversations: [Int?] = []
}

extension TrafficSetup {
  /// The stream that the calls of steps belong to: a turn for each step.
  static func steps(_ steps: [StepSetup]) -> TrafficSetup {
    let turns = steps.map { step in
      guard case .call(let call) = step.action else { return TurnSetup(model: ModelIndex(0)) }
      var turn = TurnSetup(model: call.model)
      turn.tampering = call.tampering
      turn.traits = call.traits
      return turn
    }
    var stream = TrafficSetup(turns: turns, keys: [KeyIndex(0)])
    stream.label = "step"
    stream.conversations = 0
    return stream
  }
}

extension Simulation {
  /// Schedules the step that comes next, if there is one.
  mutating func scheduleStep() {
    guard steps.next < setup.steps.count else { return }
    let instant: Instant
    switch setup.steps[steps.next].time {
    // The first step has nothing to wait for.
    case .after(let pause): instant = steps.next == 0 ? now : now + pause
    case .at(let set): instant = max(now, set)
    }
    schedule(.step, at: instant) { _ in }
  }

  /// Takes the next step: what happens, happens at once; a call is waited for.
  mutating func takeStep() {
    let place = steps.next
    steps.next += 1
    switch setup.steps[place].action {
    case .call(let call): send(call, step: place)
    case .lists(let key, let replica):
      var outcome = StepOutcome(step: place + 1, kind: .ok, status: 200, replica: replica, at: now)
      outcome.models = replicas[active[replica]].listing(for: key)
      result.steps.append(outcome)
      scheduleStep()
    case .happens(let action):
      if let result = happen(action) { note(result, of: action, step: place) }
      scheduleStep()
    }
  }

  private mutating func note(_ result: ReloadResult, of action: TimelineAction, step: Int) {
    guard case .reload(let replica) = action else { return }
    var outcome = StepOutcome(step: step + 1, kind: .ok, status: 200, replica: replica, at: now)
    if case .kept = result {
      outcome.kind = .failed
      outcome.status = 502
      outcome.isGatewayError = true
      outcome.error = .badGateway
    }
    self.result.steps.append(outcome)
  }

  private mutating func send(_ call: StepCall, step: Int) {
    var slot: Int?
    if let name = call.conversation {
      while steps.conversations.count <= name { steps.conversations.append(nil) }
      slot = steps.conversations[name]
    }
    let place = slot ?? beginStepConversation()
    if let name = call.conversation { steps.conversations[name] = place }
    conversations[place].key = call.key
    conversations[place].turn = step
    conversations[place].calls &+= 1
    send(place, to: call.replica)
  }

  private mutating func beginStepConversation() -> Int {
    let slot = freeConversationSlot()
    progress[stepTraffic].started += 1
    conversations[slot].start(
      stepTraffic, number: progress[stepTraffic].started, key: KeyIndex(0), session: 0)
    return slot
  }

  /// A call of a step is over: what came of it is kept, and the next step comes.
  mutating func stepIsOver(_ request: RequestRecord, _ end: RequestEnd) {
    let step = Int(request.label.turn)
    let seen = Seen(end, isSpoiled: request.marks.contains(.isSpoiled))
    var outcome = StepOutcome(
      step: step, kind: seen.kind, status: seen.status,
      replica: placeOfReplica[request.replica], at: now)
    outcome.reason = seen.reason
    outcome.error = end.error?.kind
    outcome.isGatewayError = end.error != nil && end.error?.deployment == nil
    // A refusal of the gateway's own may name the deployment it is about; nobody was called.
    if end.attempts > 0, let deployment = end.deployment {
      outcome.deployment = deployment
      let own = setup.modelOfDeployment[deployment.index]
      outcome.upstreamModel = modelTable[upstreamModels.isEmpty ? own : request.model]
    }
    result.steps.append(outcome)
    guard case .call(let call) = setup.steps[step - 1].action else {
      preconditionFailure("a step that sends nothing had an answer")
    }
    if call.conversation == nil {
      conversations[request.conversation].isFree = true
      freeConversations.append(request.conversation)
    }
    scheduleStep()
  }
}
