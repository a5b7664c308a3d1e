import Primitives
import RoutingCore
import SimulationKernel
import Upstreams

extension Simulation {
  /// Gives an input to a replica and carries out what it wants done.
  mutating func feed(_ input: RouterInput, to replica: Int) {
    effects.reset()
    if trace == nil {
      replicas[replica].handle(
        input, items: facts, at: now, random: &gatewayRandom[replica], into: &effects)
    } else {
      handleTraced(input, replica)
    }
    for place in effects.decisions.indices { record(effects.decisions[place]) }
    // Carrying out an effect only schedules events or ends a turn, so the buffer stays as it is.
    for place in effects.effects.indices { carryOut(effects.effects[place], replica) }
    if tellsUsage, replicas[replica].slotCameFree { feed(.slotFreed, to: replica) }
  }

  /// Out of line, so that an ordinary input does not make room for it.
  @inline(never)
  private mutating func handleTraced(_ input: RouterInput, _ replica: Int) {
    guard var trace else { return }
    self.trace = nil
    replicas[replica].handle(
      input, items: facts, at: now, random: &gatewayRandom[replica], trace: &trace,
      into: &effects)
    self.trace = trace
    logDecisions()
  }

  private mutating func record(_ decision: DecisionRecord) {
    result.decisions.record(
      decision.request << 16 | UInt64(decision.ordinal),
      UInt64(decision.choice?.rawValue ?? .max) << 16 | UInt64(decision.survivors), decision.hash)
    if let choice = decision.choice, result.firstPicks.count < RunResult.firstPicksMax {
      keep(choice, of: decision.request)
    }
  }

  /// Keeps one of the first picks; out of line, since nearly every decision passes it by.
  @inline(never)
  private mutating func keep(_ choice: DeploymentIndex, of request: UInt64) {
    result.firstPicks.append(choice)
    result.firstPickRequests.append(
      requests.first { !$0.isFree && UInt64($0.number) == request }?.label)
  }

  private mutating func carryOut(_ effect: RouterEffect, _ replica: Int) {
    switch effect {
    case .startAttempt(let attempt, let deployment, let edits):
      startAttempt(attempt, deployment, edits)
    case .cancelAttempt(let attempt): cancelAttempt(attempt)
    case .head: break
    case .events(let attempt, let count, let item, let whole):
      let slot = Int(attempt.request.slot)
      requests[slot].eventsForwarded += count
      requests[slot].itemEdits = item
      requests[slot].wholeEdits = whole
      leaveAfterEvents(slot)
    case .body(let attempt, let whole): requests[Int(attempt.request.slot)].wholeEdits = whole
    case .end(let request, let end): endRequest(Int(request.slot), end)
    case .armTimer(let request, let ordinal, let instant):
      schedule(.timer, at: instant) {
        $0.slot = request.slot
        $0.generation = request.generation
        $0.ordinal = ordinal
      }
    case .cancelTimer: compactIfWorthIt()
    case .account(let accounting): delay(accounting, replica)
    case .parameters, .connectionLeaks, .continues, .clientLeft, .storeRead, .storeWrite,
      .storeDrop, .storeCooldown, .keyRead, .keyWrite:
      carryOutRare(effect, replica)
    }
  }

  /// What no ordinary request has done, apart from the rest so that it costs them nothing.
  @inline(never)
  private mutating func carryOutRare(_ effect: RouterEffect, _ replica: Int) {
    switch effect {
    case .parameters(let request, let sent): note(sent, of: Int(request.slot))
    case .connectionLeaks(let request): requests[Int(request.slot)].marks.insert(.leaks)
    case .continues(let request): requests[Int(request.slot)].marks.insert(.continues)
    case .clientLeft(let request, let end): clientLeft(Int(request.slot), end)
    case .storeRead(let request, let session, let user, let cooldowns):
      readStore(request, session, user, cooldowns: cooldowns)
    case .storeWrite(let key, let deployment): claimInStore(key, deployment)
    case .storeDrop(let key): shared.drop(key, at: now)
    case .storeCooldown(let deployment, let cause): shared.note(cause, for: deployment, at: now)
    case .keyRead(let read): readKey(read, replica)
    case .keyWrite(let key): shared.take(key, at: now)
    default: preconditionFailure("an effect of ordinary requests is no rare one")
    }
  }

  private mutating func compactIfWorthIt() {
    timersCancelled += 1
    guard timersCancelled >= 1024, timersCancelled > scheduler.count / 2 else { return }
    timersCancelled = 0
    let generations = requests.map { $0.isFree ? UInt32.max : $0.generation }
    scheduler.compact(isDead: { payload in
      guard let kind = WorldEvent(rawValue: payload.kind) else { return false }
      switch kind {
      case .attemptStep, .timer, .clientLeaves, .storeReply:
        return generations[Int(payload.slot)] != payload.generation
      case .timeline, .restoration, .accounting, .turn, .arrival, .sequence, .poll, .step,
        .modelSync, .keyRead, .probe, .probeResult, .scrape, .scrapeResult:
        return false
      }
    })
  }

  mutating func timerFired(_ payload: EventPayload) {
    let slot = Int(payload.slot)
    guard !requests[slot].isFree, requests[slot].generation == payload.generation else { return }
    feed(
      .timerFired(
        RequestID(slot: payload.slot, generation: payload.generation), payload.ordinal),
      to: requests[slot].replica)
  }

  private mutating func delay(_ accounting: Accounting, _ replica: Int) {
    let record = PendingAccounting(replica: replica, accounting: accounting)
    let slot: Int
    if let free = freeAccounting.popLast() {
      slot = free
      pendingAccounting[slot] = record
    } else {
      slot = pendingAccounting.count
      pendingAccounting.append(record)
    }
    scheduler.schedule(
      EventPayload(kind: WorldEvent.accounting.rawValue, slot: UInt32(slot)),
      in: lanes.accounting, at: now + setup.callbackLag)
  }

  mutating func accountingDue(_ slot: Int) {
    let record = pendingAccounting[slot]
    freeAccounting.append(slot)
    feed(.accountingDue(record.accounting), to: record.replica)
  }
}
