/// What happens to sealed items when a conversation is sent to a tier that cannot open them.
public enum TierChangeRule: String, CaseIterable, Sendable {
  /// They go along, and the check for sealed items says what follows. (LiteLLM, issue 40237)
  case forwards
  /// The conversation stays on the tier that can open them. (recommended; pull request 40245)
  case stays
  /// They are stripped, and the tier that was chosen answers. (pull request 40280)
  case strips
}
