/// What becomes of a session's or a user's pin whose deployment cannot serve.
public enum PinFailureRule: String, CaseIterable, Sendable {
  /// It sticks: a target that is no candidate leaves nobody, and its failure is final. (new-api
  /// 0.11 and 0.13, issues 3414 and 4541)
  case sticks
  /// It is passed over while its target is no candidate; a target that fails otherwise is tried
  /// again and again. (LiteLLM)
  case kept
  /// A failure of its target ends it. (recommended)
  case dropped
}

/// Whether a refusal that concerns one deployment's account uses up a try.
public enum RetryBudgetRule: String, CaseIterable, Sendable {
  /// Every try counts, whatever the reason. (LiteLLM; Bifrost, issue 5876)
  case everyTry = "every_try"
  /// A deployment that refuses with 401, 402 or 403 costs no try while others have not been asked.
  /// (recommended)
  case distinctFirst = "distinct_first"
}

/// Whether the pick looks at cooldowns.
public enum CooldownUseRule: String, CaseIterable, Sendable {
  /// Failures are counted and cooldowns set, and nobody looks. (Portkey, issue 1289)
  case ignored
  /// Deployments in cooldown are left out.
  case honoured
}

/// Whether a paused deployment is left out.
public enum BlockedChoiceRule: String, CaseIterable, Sendable {
  /// It is picked all the same. (LiteLLM up to 1.85; new-api 0.10.5, issue 2899)
  case stillChosen = "still_chosen"
  /// It is left out. (LiteLLM 1.90.7 and later)
  case skipped
}

/// What a refused key does besides a cooldown.
public enum RefusedAccountRule: String, CaseIterable, Sendable {
  /// The replica pauses the deployment, and nothing ever brings it back. (new-api, issue 3536)
  case disables
  /// Nothing: once the cooldown is over it is tried again.
  case cools
}

/// What the results of background health checks do to a pick.
public enum ProbeFilterRule: String, CaseIterable, Sendable {
  /// The setting is unknown. (LiteLLM up to 1.82)
  case unknown
  /// Deployments whose latest check failed are left out, unless nobody else is left. (1.90.7 and
  /// later)
  case soft
  /// They are left out even if nobody is left. (llm-d, issue 2408)
  case hard
}
