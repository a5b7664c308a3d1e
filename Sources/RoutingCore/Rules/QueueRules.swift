/// Whether a pick by queue length adds what the replica itself has sent since it looked.
public enum QueueCountRule: String, CaseIterable, Sendable {
  /// No: all who come between two looks see the same queues and take the same one. (llm-d, issue
  /// 298)
  case scrapedAlone = "scraped_alone"
  /// Yes: calls that began since the look count, those that ended since are taken off.
  case withOwnCalls = "with_own_calls"
}

/// What a deployment is whose queue length is unknown or too old.
public enum StaleQueueRule: String, CaseIterable, Sendable {
  /// Full: it is left out, even if nobody else is left. (llm-d, issues 2408 and 2547)
  case saturated
  /// Like any other: the replica's own calls alone count while one of the group is unknown.
  case failsOpen = "fails_open"
}

/// Who serves a request whose beginning no deployment has in its cache.
public enum PrefixMissRule: String, CaseIterable, Sendable {
  /// Whoever has the fewest tokens in its cache, whatever its load. (sgl-router, issue 14305)
  case smallestTree = "smallest_tree"
  /// The least loaded by a count that stays zero: the first one. (sgl-router over gRPC, issue
  /// 14532)
  case loadUncounted = "load_uncounted"
  /// The one with the fewest calls in flight.
  case leastLoaded = "least_loaded"
}
