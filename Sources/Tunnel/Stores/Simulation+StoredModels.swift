import Primitives
import RoutingCore
import SimulationKernel

extension Simulation {
  /// Has every replica look into the database now and then, each at a time of its own.
  mutating func scheduleModelSyncs() {
    guard let every = setup.modelSync else { return }
    for place in 0..<setup.replicas {
      let share = every.nanoseconds / UInt64(setup.replicas) * UInt64(place + 1)
      scheduleModelSync(place, at: .zero + SimDuration(nanoseconds: share))
    }
  }

  private mutating func scheduleModelSync(_ place: Int, at instant: Instant) {
    looksWaiting += 1
    schedule(.modelSync, at: instant) { $0.slot = UInt32(place) }
  }

  /// A replica looks into the database.
  mutating func modelSyncDue(_ place: Int) {
    looksWaiting -= 1
    // Looks alone keep no run alive.
    guard let every = setup.modelSync, scheduler.count > looksWaiting else { return }
    if !keyReads.service.isDown(at: now) { syncModels(place) }
    scheduleModelSync(place, at: now + every)
  }

  /// An administrator edits a stored model on one replica; the others learn of it when they look.
  mutating func administer(_ edit: StoredModelEdit, at place: Int) {
    // Whatever is done through a replica makes it read the database.
    syncModels(place)
    let replica = active[place]
    if replicas[replica].writes(edit.change) { models.write(edit) }
    carryOut(edit, on: replica)
    for deployment in replicas[replica].dropped(by: edit.change) {
      feed(.configurationChanged(.removed(deployment)), to: replica)
    }
    models.updatesKnown[place] = models.updates.count
    fillUpstreamModels(of: replica)
  }

  private mutating func carryOut(_ edit: StoredModelEdit, on replica: Int) {
    switch edit {
    case .add(let deployment):
      feed(.configurationChanged(.added(deployment)), to: replica)
    case .remove(let deployment):
      feed(.configurationChanged(.removed(deployment)), to: replica)
    case .update(let deployment, let change):
      let entry = replicas[replica].entry(of: deployment)
      replicas[replica].update(deployment, to: change.applied(to: entry))
    }
  }

  private mutating func syncModels(_ place: Int) {
    let replica = active[place]
    let changes = replicas[replica].changes(toMatch: models.rows)
    for change in changes { feed(.configurationChanged(change), to: replica) }
    let isChanged = takeUpdates(place) || !changes.isEmpty
    if isChanged { fillUpstreamModels(of: replica) }
  }

  /// Takes the edits that the replica at a place does not know; false if there is none.
  private mutating func takeUpdates(_ place: Int) -> Bool {
    let known = models.updatesKnown[place]
    for (deployment, change) in models.updates[known...] where models.rows[deployment.index] {
      carryOut(.update(deployment, change), on: active[place])
    }
    models.updatesKnown[place] = models.updates.count
    return known < models.updates.count
  }

  /// A new process reads all that the database holds.
  mutating func readStoredModels(_ place: Int) {
    guard setup.modelSync != nil else { return }
    let replica = active[place]
    for (number, entry) in setup.configuration.deployments.enumerated() where entry.isStored {
      let deployment = DeploymentIndex(number)
      guard replicas[replica].isConfigured(deployment) != models.rows[number] else { continue }
      carryOut(models.rows[number] ? .add(deployment) : .remove(deployment), on: replica)
    }
    models.updatesKnown[place] = 0
    _ = takeUpdates(place)
  }
}
