/// How a router picks among the candidates that are left (LiteLLM, `routing_strategy`).
public enum RoutingStrategy: String, CaseIterable, Sendable, BitwiseCopyable {
  /// By chance, or by weights.
  case simpleShuffle = "simple-shuffle"
  /// The fewest calls in flight.
  case leastBusy = "least-busy"
  /// The shortest mean answer time.
  case latency = "latency-based-routing"
  /// The fewest tokens in this minute, counted by group.
  case usage = "usage-based-routing"
  /// The fewest tokens in this minute, counted by deployment.
  case usageV2 = "usage-based-routing-v2"
  /// The lowest price.
  case cost = "cost-based-routing"
  /// The shortest queue at the latest look; no LiteLLM release has it.
  case leastQueue = "least-queue"
  /// Whoever has the beginning of the prompt in its cache; no LiteLLM release has it.
  case cacheAware = "cache-aware"
}
