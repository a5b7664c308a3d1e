/// Which refusals of one deployment are tried on another one of its group.
public enum RefusalScopeRule: String, CaseIterable, Sendable {
  /// 408, 409, 429 and 5xx; 401 and 403 if the group has others. 404 ends the group's tries.
  /// (LiteLLM, issue 21377)
  case byStatus = "by_status"
  /// 408 and 5xx alone: one deployment's quota or permission ends the request. (other gateways)
  case serverErrors = "server_errors"
  /// Also what is wrong with the deployment and not with the request: 401 to 404. (recommended)
  case byScope = "by_scope"
}

/// Which errors are followed by a fallback.
public enum FallbackErrorsRule: String, CaseIterable, Sendable {
  /// Every one but a denial. (LiteLLM)
  case every
  /// 408 and 5xx alone. (Bifrost 1.5.1, issue 3261)
  case serverErrors = "server_errors"
  /// Every one, but 429 only if it says when to come back. (agentgateway, issue 1500)
  case advisedOnly = "advised_only"
}

/// What an error that is the request's own fault, such as 400, does to the deployment that told it.
public enum ClientErrorsRule: String, CaseIterable, Sendable {
  /// It never cools by itself, but counts as a failure in the share that cools. (LiteLLM)
  case counted
  /// It cools a deployment that is not alone in its group. (LiteLLM about 1.42, issue 5225)
  case cools
  /// Nothing. (recommended)
  case ignored
}

/// Whether a deployment that is alone in its group is spared the cooldowns that others get.
public enum LoneCooldownRule: String, CaseIterable, Sendable {
  /// It is, wherever its group falls back to. (LiteLLM, issue 40405)
  case spared
  /// It is not if its group has a fallback. (recommended)
  case unlessFallback = "unless_fallback"
}

/// What a client is told when everybody cools.
public enum GatewayRetryAfterRule: String, CaseIterable, Sendable {
  /// Nothing: the wait stands in the text of the message alone. (LiteLLM up to 1.82, issue 27823)
  case textOnly = "text_only"
  /// `Retry-After`, as long as the shortest of the cooldowns was when it began. (1.90.7 and later)
  case cooldownLength = "cooldown_length"
  /// `Retry-After`, until the first of them is over. (recommended)
  case remaining
}

/// Which spellings of "come back later" the gateway reads in an answer.
public enum RetryAfterReadingRule: String, CaseIterable, Sendable {
  /// Seconds; a date is as good as nothing. (other gateways)
  case secondsOnly = "seconds_only"
  /// Seconds and dates in `Retry-After`; nothing that comes in `retry-after-ms` alone. (LiteLLM)
  case secondsAndDates = "seconds_and_dates"
  /// Milliseconds, too. (recommended)
  case everySpelling = "every_spelling"
}

/// How long a retry waits that can only go to the origin of its sealed items, while that cools.
public enum PinnedBackOffRule: String, CaseIterable, Sendable {
  /// As if it could go elsewhere: not at all while the group has anybody healthy. (LiteLLM, issue
  /// 41261)
  case likeOthers = "like_others"
  /// As long as the origin cools, up to a minute; a longer wait is the client's. (recommended)
  case untilOriginIsBack = "until_origin_is_back"
}
