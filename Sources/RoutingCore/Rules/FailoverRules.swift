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
