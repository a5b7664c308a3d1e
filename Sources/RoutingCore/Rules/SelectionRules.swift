/// The order in which the stages of the pipeline run.
public enum StageOrderRule: String, CaseIterable, Sendable {
  /// Health first; user and session pins before sealed items; the order level before tags. (LiteLLM
  /// up to 1.82)
  case levelsBeforeTags = "levels_before_tags"
  /// Health first; user and session pins before sealed items; tags before the order level. (LiteLLM
  /// 1.83 to 1.87, issue 29733)
  case pinsBeforeSeals = "pins_before_seals"
  /// Health first; sealed items before user and session pins. (LiteLLM 1.88 and later)
  case sealsBeforePins = "seals_before_pins"
  /// Hard constraints, then health, then preferences: the order of meaning. (recommended)
  case constraintsFirst = "constraints_first"
}

/// How simple-shuffle reads `weight`, `rpm` and `tpm`.
public enum WeightsRule: String, CaseIterable, Sendable {
  /// The first candidate decides which of the three is read; an all-zero set divides by zero and
  /// the request fails. Weights are divided by their sum. (LiteLLM up to 1.82)
  case firstCandidate = "first_candidate"
  /// The first candidate decides, and an all-zero set is passed over. (1.90.7)
  case firstCandidatePositive = "first_candidate_positive"
  /// The first set with a positive value anywhere counts for all; a missing value is zero. Weights
  /// are divided by their maximum. (1.109.1)
  case anyPositive = "any_positive"
}

/// When the lowest `order` level is kept.
public enum OrderFilterRule: String, CaseIterable, Sendable {
  /// Only for requests with messages, and with `enable_pre_call_checks`: a Responses request is
  /// never held to a level. (LiteLLM up to 1.82)
  case messagesWithPreCallChecks = "messages_with_pre_call_checks"
  /// Always. (1.83 and later)
  case always
}

/// What an order hop does when nobody of its level is left.
public enum OrderTargetRule: String, CaseIterable, Sendable {
  /// It takes whoever is left. (LiteLLM 1.83 to 1.104)
  case elseAnybody = "else_anybody"
  /// It finds nobody. (1.105 and later)
  case strict
}

/// Whether a failed order level is followed by the next one.
public enum OrderFallbackRule: String, CaseIterable, Sendable {
  /// Levels are not walked. (LiteLLM up to 1.82)
  case off
  /// The next levels of the group are tried before other groups; the last error is raised.
  /// (1.83 and later)
  case walksLevels = "walks_levels"
}
