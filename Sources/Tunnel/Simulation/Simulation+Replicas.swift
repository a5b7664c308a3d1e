import Primitives
import RoutingCore
import SimulationKernel
import Upstreams

extension Simulation {
  /// Carries out what happens at a set time or as a step; the result of a reload, if it is one.
  mutating func happen(_ action: TimelineAction) -> ReloadResult? {
    switch action {
    case .gateway, .replace, .update:
      changes.append(action)
      if case .gateway(let change) = action { models.note(change) }
      for replica in replicas.indices {
        change(replica, action)
        fillUpstreamModels(of: replica)
      }
    case .administer(let place, let edit): administer(edit, at: place)
    case .store(let change, let lasting): changeStore(change, lasting: lasting)
    case .database(let change, let lasting): changeDatabase(change, lasting: lasting)
    case .queueWatch(let change, let lasting): changeQueueChannel(change, lasting: lasting)
    case .key(let upstream, let isValid): upstreams[upstream].keyIsValid = isValid
    case .publish(let entries): for entry in entries { catalog.published.publish(entry) }
    case .withdraw(let names): for name in names { _ = catalog.published.withdraw(name) }
    case .costMap(let fault): catalog.fault = fault
    case .reload(let place): return reload(active[place], isManual: true)
    case .reloadEvery(let interval): catalog.schedule.schedule(every: interval)
    case .restart(let place, let rules):
      for place in place.map({ [$0] }) ?? Array(0..<setup.replicas) { restart(place, rules) }
    case .fault(let upstream, var fault, let lasting):
      fault.condition.from = now
      if let lasting { fault.condition.until = now + lasting }
      upstreams[upstream].arm(fault)
    }
    return nil
  }

  private mutating func change(_ replica: Int, _ action: TimelineAction) {
    switch action {
    case .gateway(let change):
      #if MUTANTS
        if case .unblocked = change, Mutant.pauseEndsForOne.isActive, placeOfReplica[replica] > 0 {
          return
        }
      #endif
      feed(.configurationChanged(change), to: replica)
    case .replace(let old, let new):
      feed(.configurationChanged(.removed(old)), to: replica)
      feed(.configurationChanged(.added(new)), to: replica)
    case .update(let deployment, let change):
      let entry = replicas[replica].entry(of: deployment)
      replicas[replica].update(deployment, to: change.applied(to: entry))
    default: preconditionFailure("only changes of the configuration are replayed")
    }
  }

  /// A new process takes a replica's place; the old one finishes the requests that it has.
  private mutating func restart(_ place: Int, _ rules: RestartRules) {
    let replica = replicas.count
    guard replica < setup.limits.processesMax else {
      result.limit = .processes(setup.limits.processesMax)
      return
    }
    switch rules {
    case .same: break
    case .own: replicaRules[place] = setup.rules(of: place)
    case .other(let rules): replicaRules[place] = rules
    }
    replicas.append(
      Router(
        configuration: setup.configuration, rules: replicaRules[place],
        callbackLag: setup.callbackLag, catalog: catalog.atStart))
    gatewayRandom.append(Self.gatewayStream(setup, replica))
    catalog.memories.append(ReloadMemory(startedAt: now))
    active[place] = replica
    placeOfReplica.append(place)
    soleReplica = active[0]
    for action in changes { change(replica, action) }
    readStoredModels(place)
    replicas[replica].forgetRemoved()
    fillUpstreamModels(of: replica)
  }

  /// All rules that a replica runs under at some time.
  static func rulesUsed(by setup: TunnelSetup) -> [Rules] {
    let happenings =
      setup.timeline.map(\.action)
      + setup.steps.compactMap { if case .happens(let action) = $0.action { action } else { nil } }
    return (0..<setup.replicas).map { setup.rules(of: $0) }
      + happenings.compactMap {
        if case .restart(_, .other(let rules)) = $0 { rules } else { nil }
      }
  }

  /// The randomness of a replica, or of the process that took its place.
  static func gatewayStream(_ setup: TunnelSetup, _ replica: Int) -> GatewayRandom {
    switch setup.random {
    case .streams: GatewayRandom(seed: setup.seed, replica: replica)
    case .cpython(let seed): GatewayRandom(pythonSeed: seed &+ UInt64(replica))
    }
  }
}
