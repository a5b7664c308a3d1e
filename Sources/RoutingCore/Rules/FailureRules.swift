/// Which errors inside the retry loop are asked whether another try makes sense.
public enum RetryCheckRule: String, CaseIterable, Sendable {
  /// Only the first error; later ones use up the tries. (LiteLLM up to 1.82)
  case firstErrorOnly = "first_error_only"
  /// Every error. (1.90.7 and later)
  case everyError = "every_error"
}

/// Which error is raised when all tries failed.
public enum RetryErrorRule: String, CaseIterable, Sendable {
  /// The first try's. (LiteLLM up to 1.82)
  case first
  /// The latest try's. (1.90.7 and later)
  case latest
}

/// Whether a deployment that refused with a status nobody retries is passed over by the retry.
public enum RetryTargetRule: String, CaseIterable, Sendable {
  /// A retry may pick the same deployment again. (LiteLLM up to 1.104)
  case any
  /// It is passed over if another is left. (1.105 and later)
  case skipsRefusers = "skips_refusers"
}

/// Whether a fallback target may be called twice in one request.
public enum FallbackRepeatRule: String, CaseIterable, Sendable {
  /// Along a graph of fallbacks the same target may come again. (LiteLLM up to 1.90)
  case allowed
  /// A target is called once in a request. (1.109.1)
  case onceEach = "once_each"
}

/// Which entry of `fallbacks` a hop reads when its target has failed too.
public enum FallbackLookupRule: String, CaseIterable, Sendable {
  /// Its own, else the default entry. (LiteLLM up to 1.90)
  case ownEntry = "own_entry"
  /// Its own, else that of the group the request was for, else the default entry. (1.109.1)
  case thenOriginal = "then_original"
}

/// Whether fallback targets that the key may not call are passed over.
public enum FallbackAccessRule: String, CaseIterable, Sendable {
  /// Only the requested name is checked. (LiteLLM up to 1.90)
  case requestedNameOnly = "requested_name_only"
  /// They are, unless `general_settings.enforce_fallback_model_access` is false. (1.109.1)
  case unlessSwitchedOff = "unless_switched_off"
  /// Targets that the key may not call are skipped. (recommended)
  case everyHop = "every_hop"
}

/// How many tries a lone deployment gets after 403.
public enum PermissionRetryRule: String, CaseIterable, Sendable {
  /// The usual number. (LiteLLM 1.81.12)
  case retried
  /// None, as after 401. (1.109.1)
  case notAlone = "not_alone"
}

/// Whether the opening events of a stream wait for the first output.
public enum StreamOpeningRule: String, CaseIterable, Sendable {
  /// They are sent at once, and an error after them ends the request.
  case sentAtOnce = "sent_at_once"
  /// They are held back, so that another attempt can still replace them.
  case heldBack = "held_back"
}

/// Which successes count against the share of failures that cools.
public enum SuccessCountRule: String, CaseIterable, Sendable {
  /// None of a Responses request: five failures in a minute are all there is. (LiteLLM 1.81.12)
  case messagesOnly = "messages_only"
  /// All. (1.82.1 and later)
  case every
}

/// Whether 402 puts a deployment into cooldown at once.
public enum PaymentCooldownRule: String, CaseIterable, Sendable {
  /// 402 never cools. (LiteLLM 1.81.12)
  case never
  /// 402 cools a deployment that is not alone in its group. (1.109.1)
  case cools
}

/// When a number of allowed failures replaces the default cooldown rules.
public enum AllowedFailsRule: String, CaseIterable, Sendable {
  /// Only a router value other than the default of 3 counts, for lone deployments, too. (LiteLLM up
  /// to 1.90)
  case differentFromDefault = "different_from_default"
  /// Any router value that is set counts, and a deployment may have its own; a lone deployment
  /// without fallbacks is spared unless a policy names the error. (1.109.1)
  case whenSet = "when_set"
}

/// When the local cache takes out what has expired; it shows at the very end of an entry's life.
public enum CacheSweepRule: String, CaseIterable, Sendable {
  /// When it is full: an entry still counts at its end. (LiteLLM up to 1.82)
  case whenFull = "when_full"
  /// On every write: any write at an entry's end takes it out. (1.90.7 and later)
  case everyWrite = "every_write"
}

/// Whether the setting `enable_weighted_failover` is known.
public enum WeightedFailoverRule: String, CaseIterable, Sendable {
  /// It has no effect. (LiteLLM up to 1.85)
  case ignored
  /// A failed deployment is followed by others of its group before other groups. (1.87 and later)
  case honoured
}

/// What a second cooldown does to a deployment that is still in its first.
public enum CooldownOverlapRule: String, CaseIterable, Sendable {
  /// Nothing: the first one's end stays. (LiteLLM up to 1.90)
  case keepsFirstEnd = "keeps_first_end"
  /// The earlier of both ends counts: a second one may shorten the first. A first end more than 5 s
  /// beyond the second's is forgotten, but then nothing lasts beyond 60 s. (1.109.1)
  case corrected
  /// The second counts alone.
  case latest
  /// The later end counts: what asks for less time does not undo what asked for more.
  /// (recommended)
  case longest
}

/// The status of a request whose key may not call the model.
public enum DenialStatusRule: String, CaseIterable, Sendable {
  /// 401, and the message names what the key may call. (LiteLLM up to 1.84)
  case unauthorized = "401"
  /// 403, and the message hides it. (1.85 and later)
  case forbidden = "403"
}

/// What the client reads when sealed content was refused.
public enum SealRefusalTextRule: String, CaseIterable, Sendable {
  /// The provider's text inside the gateway's own; `type` is null. (LiteLLM 1.81.12)
  case plain
  /// The same with a hint to enable the check; `type` is `invalid_request_error`.
  /// (1.82.1 and later)
  case hinted
}
