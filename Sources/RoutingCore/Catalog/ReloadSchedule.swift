public import Primitives

/// The row in the shared database by which replicas know of reloads (LiteLLM E3).
public struct ReloadSchedule: Equatable, Sendable {
  /// How often to reload; nil for never.
  public var interval: SimDuration?
  /// A manual reload that nobody has taken up: the flag of older releases.
  public var isForced = false
  /// How many manual reloads there were: the counter of newer releases.
  public var revision: UInt32 = 0
  /// Whether any reload has been written down.
  public var hasRun = false

  /// Makes a row without a schedule.
  public init() {}

  /// Sets how often to reload.
  public mutating func schedule(every interval: SimDuration) {
    self.interval = interval
    isForced = false
  }
}

/// What one replica remembers of its reloads; a restart forgets it.
public struct ReloadMemory: Equatable, Sendable {
  /// When it reloaded last, if it did.
  public var latest: Instant?
  /// When its map was loaded, at the start or later.
  public var loadedAt: Instant
  /// The manual reload that it served last.
  public var appliedRevision: UInt32 = 0

  /// A replica that started at a moment.
  public init(startedAt instant: Instant) { loadedAt = instant }
}

extension Router {
  /// Whether the replica reloads when it looks at the row.
  public func reloadIsDue(
    _ schedule: ReloadSchedule, _ memory: ReloadMemory, at now: Instant
  ) -> Bool {
    switch rules.reloadSpread {
    case .firstPoller:
      if schedule.isForced { return true }
      guard let interval = schedule.interval else { return false }
      guard let latest = memory.latest else { return true }
      return now.since(latest) >= interval
    case .everyReplica:
      if schedule.revision != memory.appliedRevision { return true }
      guard let interval = schedule.interval else { return false }
      return !schedule.hasRun || now.since(memory.loadedAt) >= interval
    }
  }

  /// Writes down a reload that put a map in place: a manual one tells the other replicas.
  public func noteReload(
    isManual: Bool, _ schedule: inout ReloadSchedule, _ memory: inout ReloadMemory,
    at now: Instant
  ) {
    memory.latest = now
    memory.loadedAt = now
    switch rules.reloadSpread {
    case .firstPoller:
      // The one that was asked sets the flag as well, and may be the one that clears it.
      schedule.isForced = isManual
    case .everyReplica:
      if isManual { schedule.revision &+= 1 }
      schedule.hasRun = true
      memory.appliedRevision = schedule.revision
    }
    switch rules.reloadInterval {
    case .lost: schedule.interval = nil
    case .kept: break
    }
  }
}
