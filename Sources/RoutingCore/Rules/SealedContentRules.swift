/// Whether the router knows the check `encrypted_content_affinity`.
public enum SealedCheckRule: String, CaseIterable, Sendable {
  /// The name is unknown and silently ignored. (LiteLLM up to 1.82.0)
  case unknown
  /// The check pins a follow-up to the deployment that sealed its items, where it is enabled.
  /// (1.82.1 and later)
  case pins
  /// The same, whatever is enabled: who cannot open the items cannot serve the request.
  /// (recommended)
  case always
}

/// Which stream events get sealed content wrapped.
public enum StreamMarkingRule: String, CaseIterable, Sendable {
  /// Only `response.*` events, which hold the whole response: the state before the follow-up of
  /// 2026-03-03, which no release had.
  case finalOnly = "final_only"
  /// Also `output_item.added` and `output_item.done`. (1.82.1 and later)
  case everyEvent = "every_event"
}

/// Whether markers on input items become the originals again before they go upstream.
public enum RestoreRule: String, CaseIterable, Sendable {
  /// Markers pass through as they are. (LiteLLM up to 1.82.0)
  case never
  /// Every marker is taken off, whether the check is enabled or not. (1.82.1 and later)
  case always
}

/// Whether deployments with the same (api_base, api_key) as the origin may open its items.
public enum BoundaryPeersRule: String, CaseIterable, Sendable {
  /// Only the origin itself counts. (1.82.1 to 1.84)
  case ignored
  /// All healthy peers of the origin's boundary stay, and the strategy picks. (1.85 and later)
  case eligible
}

/// What happens to a follow-up when nobody who could open its sealed items is left.
public enum UnavailableOriginRule: String, CaseIterable, Sendable {
  /// It goes to the whole pool with its sealed items. (1.82.1 to 1.84)
  case spill
  /// It fails at once: 429 or 503 while the origin cools, 400 if the origin is gone.
  /// (1.85 to 1.103)
  case failFast = "fail_fast"
  /// Its sealed reasoning is stripped and it goes to the pool. (1.105 and later)
  case strip
}

/// Whom the check for sealed items accepts on an order hop or after a refusal.
public enum OriginCandidatesRule: String, CaseIterable, Sendable {
  /// Every healthy member: the level and earlier refusals are looked at later. (1.82.1 to 1.104)
  case anyMember = "any_member"
  /// Members of the level asked for that have not refused this request. (1.105 and later)
  case eligible
}

/// What happens to items that the pinned deployment cannot open.
public enum ForeignItemsRule: String, CaseIterable, Sendable {
  /// They stay in the input. (1.82.1 to 1.101)
  case kept
  /// Sealed reasoning of other origins is stripped. (1.103 and later)
  case stripped
}

/// Whether a fallback hop strips reasoning that its deployment cannot open, check or no check.
public enum HopStrippingRule: String, CaseIterable, Sendable {
  /// A hop sends what it was given. (LiteLLM up to 1.101)
  case off
  /// A hop strips what its deployment cannot open; unmarked reasoning counts as sealed by the
  /// deployment of the previous attempt. (1.103 and later)
  case on
}

/// What the pick does when sealed items left exactly one candidate.
public enum PinnedPickRule: String, CaseIterable, Sendable {
  /// The strategy is skipped: nothing is drawn. (1.82.1 and later)
  case skipsStrategy = "skips_strategy"
  /// The strategy draws over the one candidate.
  case draws
}
