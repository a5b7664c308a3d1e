/// What a key with unified access groups, but without a list of models, may call.
public enum AccessGroupGrantRule: String, CaseIterable, Sendable {
  /// Everything: groups are looked at after the key's own list has said no, and an empty list never
  /// does. (LiteLLM, issue 26656)
  case afterDenial = "after_denial"
  /// What its groups list. (recommended)
  case limits
}

/// Who may answer a key that has its name through an access group alone.
public enum AccessGroupMembersRule: String, CaseIterable, Sendable {
  /// Every deployment of that name, of whatever group. (LiteLLM up to 1.82, issue 26161)
  case all
  /// Deployments of the key's groups, as long as the name has one: a call that is under way when
  /// the last of them goes is tried again with anybody. (1.90.7 and later)
  case ofOwnGroups = "of_own_groups"
  /// Deployments of the key's groups, and nobody once they are gone. (recommended)
  case ofOwnGroupsAlone = "of_own_groups_alone"
}
