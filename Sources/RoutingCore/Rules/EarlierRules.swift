/// Whether hops after an order hop ask for its level, too.
public enum OrderCarryRule: String, CaseIterable, Sendable {
  /// A level counts for its own hop alone. (LiteLLM 1.109.1)
  case ownHop = "own_hop"
  /// The level of the walk's last order hop goes with every later hop, and with the hops after
  /// those, whatever their group. (1.83 to 1.90)
  case laterHops = "later_hops"
}

/// Whether a weighted failover's hop leaves out who failed before.
public enum TriedChoiceRule: String, CaseIterable, Sendable {
  /// It may be picked again: the router has no such list. (LiteLLM up to 1.85)
  case stillChosen = "still_chosen"
  /// It is left out. (1.87 and later)
  case leftOut = "left_out"
}

/// Whether `model_group_affinity_config` can give a group the check for sealed items.
public enum GroupSealedCheckRule: String, CaseIterable, Sendable {
  /// Only the router's own setting counts. (LiteLLM up to 1.85)
  case ignored
  /// A group may have the check to itself. (1.90.7 and later)
  case honoured
}

/// Which errors a retry policy and a policy of allowed failures can name.
public enum PolicyClassesRule: String, CaseIterable, Sendable {
  /// Bad requests, refused keys, timeouts, rate limits and content policies: a number for another
  /// class has no effect, and 402 is of none. (LiteLLM up to 1.90)
  case five
  /// These, other server errors, 404, and a number for the rest; 402 is a bad request. (1.109.1)
  case every
}

/// Whose address and key make a deployment's boundary.
public enum CredentialBoundaryRule: String, CaseIterable, Sendable {
  /// Those that stand in the entry itself: with a named credential there is none. (LiteLLM up to
  /// 1.101)
  case ofEntry = "of_entry"
  /// Those that the call is made with. (1.103 and later)
  case resolved
}

/// Whether the checks before a call hold a deployment to its `rpm`.
public enum PreCallRequestsRule: String, CaseIterable, Sendable {
  /// Chat calls of the minute are counted in the replica, and who has used them up is left out.
  /// (LiteLLM up to 1.90)
  case counted
  /// `rpm` is a weight, and no limit. (1.109.1)
  case ignored
}
