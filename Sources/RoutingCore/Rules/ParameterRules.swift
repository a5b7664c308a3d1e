/// What of a request's parameters and beta flags an attempt carries.
public enum ParametersRule: String, CaseIterable, Sendable {
  /// What the client sent, whoever the target is.
  case asSent = "as_sent"
  /// The same, and `encoding_format: null` on embeddings that came without one. (LiteLLM of
  /// February 2026)
  case withNulls = "with_nulls"
  /// What this very target takes: no nulls, and only the beta flags that its entry lists.
  /// (recommended)
  case perTarget = "per_target"
}

/// Which sealed items a strip reaches.
public enum SealedKindsRule: String, CaseIterable, Sendable {
  /// Reasoning alone: compaction items keep their seal. (LiteLLM)
  case reasoningOnly = "reasoning_only"
  /// Every sealed item. (recommended)
  case everyKind = "every_kind"
}

/// What follows when an upstream refuses sealed content.
public enum RefusedSealRule: String, CaseIterable, Sendable {
  /// What follows upon every other error. (LiteLLM)
  case givesUp = "gives_up"
  /// Sealed reasoning is stripped and the request tried once more; compaction requests and
  /// compaction items are passed over. (Bifrost, issue 6041)
  case stripsReasoning = "strips_reasoning"
  /// Every sealed item is stripped, on every route, and the request tried once more.
  case stripsEveryKind = "strips_every_kind"
}

/// What the gateway makes of the id of a container that an earlier answer made.
public enum ContainerIDsRule: String, CaseIterable, Sendable {
  /// It goes to whoever is picked, as the provider wrote it.
  case sentRaw = "sent_raw"
  /// It goes with what the gateway wrote around it: longer than a provider takes. (LiteLLM, issue
  /// 30781)
  case sentWrapped = "sent_wrapped"
  /// It goes to the deployment that made it, where previous responses are pinned, too.
  /// (recommended)
  case pinned
}
