public import Primitives

/// The optional checks that narrow the candidates.
@frozen
public struct CheckSet: OptionSet, Sendable, BitwiseCopyable {
  /// The bits.
  public let rawValue: UInt8

  /// Makes a set from its bits.
  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `encrypted_content_affinity`.
  public static let sealedContent = CheckSet(rawValue: 1)
  /// `responses_api_deployment_check`.
  public static let previousResponse = CheckSet(rawValue: 2)
  /// `session_affinity`.
  public static let session = CheckSet(rawValue: 4)
  /// `deployment_affinity`.
  public static let user = CheckSet(rawValue: 8)

  /// The check that a configuration names, or nil: LiteLLM silently ignores unknown names.
  public init?(name: String) {
    switch name {
    case "encrypted_content_affinity": self = .sealedContent
    case "responses_api_deployment_check": self = .previousResponse
    case "session_affinity": self = .session
    case "deployment_affinity": self = .user
    default: return nil
    }
  }

  /// The names a configuration may use.
  public static let names = [
    "encrypted_content_affinity", "responses_api_deployment_check", "session_affinity",
    "deployment_affinity",
  ]
}

/// `router_settings` as far as the router reads them; the defaults are LiteLLM's.
public struct RouterSettings: Sendable, Equatable {
  /// `num_retries`.
  public var retries: UInt32 = 2
  /// `retry_after`: the least back-off.
  public var retryAfterMin = SimDuration.zero
  /// `cooldown_time`.
  public var cooldownTime = SimDuration.seconds(5)
  /// `allowed_fails`, if set.
  public var allowedFails: UInt32?
  /// `allowed_fails_policy`, if set.
  public var allowedFailsPolicy: ErrorPolicy?
  /// `retry_policy`, if set.
  public var retryPolicy: ErrorPolicy?
  /// `disable_cooldowns`.
  public var cooldownsDisabled = false
  /// `optional_pre_call_checks`.
  public var checks = CheckSet()
  /// `deployment_affinity_ttl_seconds`: how long a pin lives from its first write.
  public var pinLifetime = SimDuration.seconds(3600)
  /// `max_fallbacks`.
  public var fallbackDepthMax: UInt32 = 5
  /// `enable_pre_call_checks`.
  public var preCallChecks = false
  /// `enable_tag_filtering`.
  public var filtersTags = false
  /// `tag_filtering_match_any`: whether one of a request's tags is enough.
  public var tagsMatchAny = true
  /// `enable_weighted_failover`: a failure is followed by the group's other deployments.
  public var weightedFailover = false
  /// `timeout`: how long an upstream may be silent; nil stands for LiteLLM's 6,000 s.
  public var timeout: SimDuration?
  /// `stream_timeout`: the same for streams, if set.
  public var streamTimeout: SimDuration?
  /// `enable_mid_stream_fallback_continuation`.
  public var continuesMidStream = false
  /// How deployments are picked, and what the strategies are told.
  public var strategies = StrategySettings()
  /// `general_settings.enforce_fallback_model_access`.
  public var checksFallbackAccess = true
  /// Whether pins and cooldowns live in a store that the replicas share (`redis_host` is set).
  public var sharedStore = false
  /// How long a replica knows a key that it has looked up; nil if keys are known without that.
  public var keyCacheLifetime: SimDuration?
  /// Background health checks, if picks follow them.
  public var probes: ProbeSettings?
  /// How queues are watched, if they are.
  public var queues: QueueSettings?

  /// Makes the defaults.
  public init() {}
}
