/// Whether signs before a request's tags mean anything.
public enum TagSignsRule: String, CaseIterable, Sendable {
  /// None does: `!x` is a tag of that name. (LiteLLM up to 1.90)
  case literal
  /// `&x` must be on a deployment, `!x` must not. (1.109.1)
  case honoured
}

/// When deployments tagged `default` stand in for those that a request's tags ask for.
public enum TagDefaultRule: String, CaseIterable, Sendable {
  /// Whenever nobody left has the tags. (LiteLLM up to 1.90)
  case nobodyLeft = "nobody_left"
  /// Only if no deployment of the group has any of them, healthy or not. (1.109.1)
  case unknownTags = "unknown_tags"
  /// Never: tags that nobody has are refused. (recommended)
  case never
  /// Always: they are mixed in, whoever has the tags. (LiteLLM of 2024, issue 6770)
  case always
}

/// Who can switch the tag filter on.
public enum TagSettingRule: String, CaseIterable, Sendable {
  /// The router's setting alone. (LiteLLM up to 1.90)
  case router
  /// The request, else the group's first entry that says so, else the router. (1.109.1)
  case requestAndGroup = "request_and_group"
}

/// What the tag filter makes of a list that is empty before it.
public enum TagEmptyRule: String, CaseIterable, Sendable {
  /// A request with tags is refused for its tags: 401. (LiteLLM up to 1.82)
  case denied
  /// The list stays empty, and the answer is 429. (1.90.7 and later)
  case passes
}

/// Which requests the checks before a call look at.
public enum PreCallInputRule: String, CaseIterable, Sendable {
  /// Those with messages: a Responses request is never checked. (LiteLLM up to 1.90)
  case messagesOnly = "messages_only"
  /// Every request with messages or an input. (1.109.1)
  case everyInput = "every_input"
}

/// How far the input limit of one deployment reaches.
public enum InputLimitRule: String, CaseIterable, Sendable {
  /// To every deployment with the same upstream model that sets none of its own. (LiteLLM)
  case sharedByModel = "shared_by_model"
  /// To itself; others have the catalog's. (recommended)
  case ownOnly = "own_only"
}

/// Whether what the gateway itself writes among a request's tags counts at the next pick.
public enum AddedTagsRule: String, CaseIterable, Sendable {
  /// The tags of a deployment that failed. (LiteLLM 1.81)
  case ofDeployment = "of_deployment"
  /// Those, and `Credential: NAME` for its credential. (LiteLLM 1.82 to 1.90, issue 25276)
  case ofDeploymentAndCredential = "of_deployment_and_credential"
  /// Neither: only what the caller, its key and its team say. (1.109.1)
  case ignored
}
