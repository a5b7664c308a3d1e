import Primitives
import RoutingCore
import SimulationKernel

extension Simulation {
  /// Something happens to the shared store.
  mutating func changeStore(_ change: StoreChange, lasting: SimDuration?) {
    if case .flushed = change { shared.flush() }
    shared.service.change(change, until: lasting.map { now + $0 } ?? .never)
  }

  mutating func readStore(
    _ request: RequestID, _ session: CacheKey?, _ user: CacheKey?, cooldowns: Bool
  ) {
    let slot = Int(request.slot)
    while storeQuestions.count <= slot { storeQuestions.append(StoreQuestion()) }
    storeQuestions[slot] = StoreQuestion(session: session, user: user, asksCooldowns: cooldowns)
    result.storeReads &+= 1
    var payload = EventPayload(
      kind: WorldEvent.storeReply.rawValue, slot: request.slot, generation: request.generation)
    let latency = shared.service.latency(setup.storeLatency, at: now)
    guard latency != setup.storeLatency || latency > setup.storeTimeout else {
      scheduler.schedule(payload, in: lanes.storeReply, at: now + latency)
      return
    }
    payload.detail = latency > setup.storeTimeout ? 1 : 0
    scheduler.schedule(
      payload, class: WorldEvent.storeReply.eventClass, at: now + min(latency, setup.storeTimeout))
  }

  /// The store answers with what it holds when the answer leaves it.
  mutating func storeReplied(_ payload: EventPayload) {
    let slot = Int(payload.slot)
    let request = requests[slot]
    guard !request.isFree, request.generation == payload.generation else { return }
    let id = RequestID(slot: payload.slot, generation: payload.generation)
    // The items were given with the arrival; the replica kept them.
    if payload.detail == 1 || shared.service.isDown(at: now) {
      feed(.storeError(id), to: request.replica)
      return
    }
    let question = storeQuestions[slot]
    if question.asksCooldowns {
      for (place, cause) in shared.cooldowns.enumerated() {
        guard let cause, now < cause.until else { continue }
        feed(.storedCooldown(DeploymentIndex(place), cause), to: request.replica)
      }
    }
    feed(
      .storeReply(
        id, session: question.session.flatMap { shared.pin($0, at: now) },
        user: question.user.flatMap { shared.pin($0, at: now) }),
      to: request.replica)
  }

  mutating func claimInStore(_ key: CacheKey, _ deployment: DeploymentIndex) {
    shared.claim(
      key, for: deployment, lifetime: setup.configuration.settings.pinLifetime, at: now)
  }
}
