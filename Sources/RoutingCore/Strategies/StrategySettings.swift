public import Primitives

/// What the strategies can be told (LiteLLM, `routing_strategy_args`); the defaults are LiteLLM's.
public struct StrategySettings: Sendable, Equatable {
  /// `routing_strategy`.
  public var strategy = RoutingStrategy.simpleShuffle
  /// `max_latency_list_size`: how many answers of a deployment its mean is taken over.
  public var latencyWindow: UInt32 = 10
  /// `lowest_latency_buffer`: how much longer than the shortest mean still counts as short, as a
  /// share of it.
  public var latencyBuffer = 0.0
  /// `ttl`: how long measured times are remembered, from the first one.
  public var latencyLifetime = SimDuration.seconds(3600)
  /// `ttft_percentile`: which of the times to the first token counts; nil for their mean.
  public var firstTokenPercentile: Double?
  /// `enforce_model_rate_limits`: whether `rpm` and `tpm` of a deployment are limits.
  public var enforcesModelLimits = false
  /// `default_max_parallel_requests`.
  public var parallelMax: UInt32?

  /// Makes the defaults.
  public init() {}
}
