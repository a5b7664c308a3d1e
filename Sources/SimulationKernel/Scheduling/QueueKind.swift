/// How a scheduler keeps its events; all kinds give them in the same order.
public enum QueueKind: String, CaseIterable, Sendable {
  /// A binary heap: the reference, simple enough to be seen to be right.
  case heap
  /// A radix heap with a sorted run of the nearest events.
  case fast
  /// The fast queue, and beside it a first-in, first-out row for each lane.
  case lanes
}

/// Why a scheduler takes no more events.
public enum SchedulerLimit: Equatable, Sendable {
  /// This many events were pending, the most allowed.
  case pending(Int)
}
