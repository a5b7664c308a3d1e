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

/// What happens to a replica's reloads.
public enum ReloadEvent: Equatable, Sendable {
  /// It looks whether it must reload.
  case looked
  /// It reloaded because it had to.
  case ran
  /// It reloaded because an administrator asked it to: the others are told.
  case ranByHand
}

extension Router {
  /// Keeps the books of reloads; whether the replica must reload, if it looked.
  public func follow(
    _ event: ReloadEvent, _ schedule: inout ReloadSchedule, _ memory: inout ReloadMemory,
    at now: Instant
  ) -> Bool {
    if event != .looked {
      memory.latest = now
      memory.loadedAt = now
      switch rules.reloadInterval {
      case .lost: schedule.interval = nil
      case .kept: break
      }
    }
    switch (rules.reloadSpread, event) {
    case (.firstPoller, .looked):
      if schedule.isForced { return true }
      guard let interval = schedule.interval else { return false }
      return memory.latest.map { now.since($0) >= interval } ?? true
    case (.firstPoller, .ran): schedule.isForced = false
    // The one that was asked sets the flag as well, and may be the one that clears it.
    case (.firstPoller, .ranByHand): schedule.isForced = true
    case (.everyReplica, .looked):
      if schedule.revision != memory.appliedRevision { return true }
      guard let interval = schedule.interval else { return false }
      return !schedule.hasRun || now.since(memory.loadedAt) >= interval
    case (.everyReplica, .ran), (.everyReplica, .ranByHand):
      if event == .ranByHand { schedule.revision &+= 1 }
      schedule.hasRun = true
      memory.appliedRevision = schedule.revision
    }
    return false
  }
}
