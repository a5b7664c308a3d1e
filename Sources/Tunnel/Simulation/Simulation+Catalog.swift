import Primitives
import RoutingCore
import SimulationKernel
import Upstreams

extension Simulation {
  /// Has every replica look at the schedule now and then, each at a time of its own.
  mutating func schedulePolls() {
    guard let every = setup.reloadPoll else { return }
    for place in 0..<setup.replicas {
      let share = every.nanoseconds / UInt64(setup.replicas) * UInt64(place + 1)
      schedulePoll(place, at: .zero + SimDuration(nanoseconds: share))
    }
  }

  private mutating func schedulePoll(_ place: Int, at instant: Instant) {
    looksWaiting += 1
    schedule(.poll, at: instant) { $0.slot = UInt32(place) }
  }

  /// A replica looks whether it must reload.
  mutating func poll(_ place: Int) {
    looksWaiting -= 1
    // Looks alone keep no run alive.
    guard let every = setup.reloadPoll, scheduler.count > looksWaiting else { return }
    let replica = active[place]
    let isDue = replicas[replica].follow(
      .looked, &catalog.schedule, &catalog.memories[replica], at: now)
    if isDue {
      _ = reload(replica, isManual: false)
    }
    schedulePoll(place, at: now + every)
  }

  /// A replica fetches the cost map; what came is written down if it put a map in place.
  mutating func reload(_ replica: Int, isManual: Bool) -> ReloadResult {
    let result = replicas[replica].reload(catalog.fetch, packaged: catalog.packaged)
    switch result {
    case .adopted, .installedBackup:
      _ = replicas[replica].follow(
        isManual ? .ranByHand : .ran, &catalog.schedule, &catalog.memories[replica], at: now)
      fillUpstreamModels(of: replica)
    case .kept: break
    }
    return result
  }

  /// Works out which models the names of a replica ask upstreams for, if any is a wildcard's.
  mutating func fillUpstreamModels(of replica: Int) {
    guard !setup.configuration.patterns.isEmpty else { return }
    while upstreamModels.count <= replica { upstreamModels.append([]) }
    upstreamModels[replica] = setup.configuration.models.indices.map { model in
      replicas[replica].upstreamModels(of: ModelIndex(model)).map { name in
        modelTable.intern(ProviderNames.bareModel(name))
      }
    }
    for number in setup.modelNames.count..<modelTable.count {
      for place in upstreams.indices {
        upstreams[place].learn(model: UInt32(number), named: modelTable[UInt32(number)])
      }
    }
  }

  /// The number of the model that an attempt asks its upstream for.
  mutating func upstreamModel(_ slot: Int, _ deployment: DeploymentIndex) -> UInt32 {
    let own = setup.modelOfDeployment[deployment.index]
    requests[slot].model = own
    let replica = requests[slot].replica
    let model = replicas[replica].modelInFlight(
      of: RequestID(slot: UInt32(slot), generation: requests[slot].generation))
    let models = upstreamModels[replica][model.index]
    let group = setup.configuration.deployments[deployment.index].group.index
    guard !models.isEmpty,
      let member = setup.configuration.groups[group].members.firstIndex(of: deployment)
    else { return own }
    requests[slot].model = models[member]
    return models[member]
  }
}
