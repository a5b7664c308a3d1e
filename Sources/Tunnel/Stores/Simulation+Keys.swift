import Primitives
import RoutingCore
import SimulationKernel

extension Simulation {
  /// What an event about a read of a key means.
  private enum Moment: UInt8 {
    /// The store answers, or does not in time.
    case storeAnswers, storeIsLate
    /// The database has carried the read out.
    case databaseIsDone
    /// The replica waits no longer.
    case replicaGivesUp
    /// The database cannot be reached.
    case databaseIsDown
  }

  /// Something happens to the database.
  mutating func changeDatabase(_ change: StoreChange, lasting: SimDuration?) {
    keyReads.service.change(change, until: lasting.map { now + $0 } ?? .never)
  }

  mutating func readKey(_ read: KeyRead, _ replica: Int) {
    let slot = keyReads.open(read, replica)
    switch read.source {
    case .store:
      result.storeReads &+= 1
      let latency = shared.service.latency(setup.storeLatency, at: now)
      let isLate = latency > setup.storeTimeout
      schedule(
        slot, isLate ? .storeIsLate : .storeAnswers, at: now + min(latency, setup.storeTimeout))
    case .database:
      result.databaseReads &+= 1
      if keyReads.service.isDown(at: now) {
        schedule(slot, .databaseIsDown, at: now)
        return
      }
      schedule(slot, .replicaGivesUp, at: now + database.timeout)
      if keyReads.running < database.capacity {
        startRead(slot)
      } else {
        keyReads.wait(slot)
      }
    }
  }

  private mutating func startRead(_ slot: Int) {
    keyReads.running += 1
    schedule(
      slot, .databaseIsDone,
      at: now + keyReads.service.latency(database.latency, at: now))
  }

  private mutating func schedule(_ slot: Int, _ moment: Moment, at instant: Instant) {
    let generation = keyReads.records[slot].generation
    schedule(.keyRead, at: instant) {
      $0.slot = UInt32(slot)
      $0.generation = generation
      $0.detail = moment.rawValue
    }
  }

  mutating func keyReadGoesOn(_ payload: EventPayload) {
    let slot = Int(payload.slot)
    let record = keyReads.records[slot]
    guard record.generation == payload.generation, let moment = Moment(rawValue: payload.detail)
    else { return }
    switch moment {
    case .storeAnswers, .storeIsLate:
      keyReads.close(slot)
      let failed = moment == .storeIsLate || shared.service.isDown(at: now)
      let reply: KeyReply = failed ? .failed : shared.holds(record.read.key) ? .found : .missing
      feed(.keyReply(record.read, reply), to: record.replica)
    case .replicaGivesUp:
      guard !record.isAnswered else { return }
      // The database does not know that nobody waits any longer.
      keyReads.answer(slot)
      feed(.keyReply(record.read, .failed), to: record.replica)
    case .databaseIsDown:
      keyReads.close(slot)
      feed(.keyReply(record.read, .failed), to: record.replica)
    case .databaseIsDone:
      keyReads.running -= 1
      keyReads.close(slot)
      keyReads.answer(slot)
      if let next = keyReads.next() { startRead(next) }
      if !record.isAnswered { feed(.keyReply(record.read, .found), to: record.replica) }
    }
  }
}
