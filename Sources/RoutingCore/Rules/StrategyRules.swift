/// How least-busy counts calls in flight.
public enum CallCountRule: String, CaseIterable, Sendable {
  /// One map a group, forgotten ten minutes after its first entry: counts go below zero, and the
  /// fewest of all decides, also of one that is out. (LiteLLM up to 1.90)
  case oneMap = "one_map"
  /// Each deployment by itself, never below zero, for an hour. (1.109.1)
  case eachForAnHour = "each_for_an_hour"
  /// What is in flight, whoever asked for it. (recommended)
  case inFlight = "in_flight"
}

/// What a full window of answer times does with one more.
public enum LatencyWindowRule: String, CaseIterable, Sendable {
  /// It keeps the oldest and replaces the latest. (LiteLLM up to 1.82)
  case replacesLatest = "replaces_latest"
  /// The oldest goes. (1.90.7 and later)
  case dropsOldest = "drops_oldest"
}

/// What an answer's time is to latency-based routing.
public enum LatencySampleRule: String, CaseIterable, Sendable {
  /// Seconds for each token, to the first token, too; an answer that is no chat completion counts
  /// as none. (LiteLLM up to 1.90)
  case byToken = "by_token"
  /// Seconds for each token; seconds to the first token. (1.109.1)
  case firstTokenInSeconds = "first_token_in_seconds"
}

/// What latency-based routing makes of the times that it has.
public enum LatencyMeanRule: String, CaseIterable, Sendable {
  /// The mean; that of first tokens divides their sum by the number of whole answers. (LiteLLM up
  /// to 1.82)
  case overAllAnswers = "over_all_answers"
  /// The mean of each list. (1.90.7)
  case ownList = "own_list"
  /// The mean, or `ttft_percentile` of the times to the first token. (1.109.1)
  case orPercentile = "or_percentile"
}

/// Where cost-based and latency-based routing keep what they know of a group.
public enum LatencyRecordRule: String, CaseIterable, Sendable {
  /// In one map: who is only known to the other is divided by zero. (LiteLLM up to 1.90)
  case shared
  /// Each in its own. (1.109.1)
  case separate
}

/// Which good answers cost-based routing counts against `rpm` and `tpm`.
public enum CostSampleRule: String, CaseIterable, Sendable {
  /// Those with tokens: without any it divides by zero and counts nothing. (LiteLLM up to 1.90)
  case withTokens = "with_tokens"
  /// Every one. (1.109.1)
  case every
}

/// When usage-based routing leaves out a deployment for its `rpm`.
public enum UsageLimitRule: String, CaseIterable, Sendable {
  /// One call before the limit. (LiteLLM)
  case oneEarly = "one_early"
  /// At the limit; what `enforce_model_rate_limits` counts too is counted once. (recommended)
  case exact
}

/// When usage-based routing, in its first version, counts a call.
public enum UsageCountRule: String, CaseIterable, Sendable {
  /// When it is answered, by group. (LiteLLM)
  case answers
  /// When it starts, by deployment, as the second version does. (recommended)
  case starts
}

/// What happens to a call beyond `max_parallel_requests` of its deployment.
public enum ParallelSlotRule: String, CaseIterable, Sendable {
  /// It waits for a call to be answered; a stream counts until it begins. (LiteLLM up to 1.90)
  case waits
  /// 429 at once; a chat stream counts until it ends. (1.109.1)
  case refuses
  /// 429 at once; every answer counts until it ends. (recommended)
  case refusesUntilEnd = "refuses_until_end"
}

/// Whether a call beyond a limit of the gateway's own benches the deployment.
public enum LimitCooldownRule: String, CaseIterable, Sendable {
  /// As an answer 429 of its provider does. (LiteLLM)
  case cools
  /// No: it is not the deployment that failed. (recommended)
  case stays
}

/// What the budget filter makes of a provider whose entry sets no amount.
public enum OpenBudgetRule: String, CaseIterable, Sendable {
  /// It is left out. (LiteLLM)
  case leavesOut = "leaves_out"
  /// It has no limit. (recommended)
  case unlimited
}

/// Whether a key or a request picks by a strategy of its own.
public enum StrategyChoiceRule: String, CaseIterable, Sendable {
  /// No: the router's alone. (LiteLLM up to 1.90)
  case router
  /// The request's, else the key's, else the router's. (1.109.1)
  case request
}

/// Whether a call whose client leaves is still counted as one in flight by least-busy.
public enum CallReleaseRule: String, CaseIterable, Sendable {
  /// It is over. (LiteLLM, recommended)
  case everyExit = "every_exit"
  /// It is counted on: only answers and errors end it. (fault of another gateway:
  /// sglang-omni issue 931)
  case answersOnly = "answers_only"
}

/// Under which name a call is counted that was asked for by an alias.
public enum UseNameRule: String, CaseIterable, Sendable {
  /// Under the alias, where no pick looks. (LiteLLM)
  case asked
  /// Under its group. (recommended)
  case group
}
