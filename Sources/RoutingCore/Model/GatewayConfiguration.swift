public import Primitives

/// The entries that share a `model_name`, in the order of `model_list`.
public struct ModelGroup: Sendable, Equatable {
  /// `model_name`.
  public var name: String
  /// The members in list order; list order decides ties and seeded picks.
  public var members: [DeploymentIndex]
  /// The group's entry in `model_group_affinity_config`; it replaces the pins that the router
  /// enables for all groups, and adds to its check for sealed items (LiteLLM 1.90.7 and later).
  public var checks: CheckSet?
  /// `enable_tag_filtering` of the first entry that has it.
  public var filtersTags: Bool?
  /// The distinct `order` levels, ascending.
  public var orderLevels: [Int32] = []

  /// Makes a group.
  public init(name: String, members: [DeploymentIndex]) {
    self.name = name
    self.members = members
  }
}

/// What a requested name stands for.
public enum Resolution: Sendable, Equatable, BitwiseCopyable {
  /// A group, by its name or an alias.
  case group(GroupIndex)
  /// The deployments of a group, for a name that is no group's: an upstream model's name, or an
  /// unknown name that the first default fallback stands in for. Order levels are not walked
  /// (LiteLLM A4, step 7).
  case standIn(GroupIndex)
  /// One deployment by its id: the stages after the name are skipped (LiteLLM A4, step 2).
  case deployment(DeploymentIndex)
  /// Nothing.
  case unknown

  /// The group whose deployments are the candidates, if there is one.
  var candidates: GroupIndex? {
    switch self {
    case .group(let group), .standIn(let group): group
    case .deployment, .unknown: nil
    }
  }
}

/// A name that may be asked for, with what it stands for and where it falls back to.
public struct RequestableModel: Sendable, Equatable {
  /// The name as a client sends it.
  public var name: String
  /// The name that the router looks for: what an alias stands for, else the name itself.
  public var target: String
  /// What it stands for, whatever the replica knows of providers.
  public var resolution: Resolution
  /// Its own entry in `fallbacks`, in order; nil if it has none.
  public var fallbacks: [ModelIndex]?
  /// Its entry in `model_group_retry_policy`; it replaces the router's policy.
  public var retryPolicy: ErrorPolicy?

  /// Makes an entry without fallbacks.
  public init(name: String, resolution: Resolution) {
    self.name = name
    target = name
    self.resolution = resolution
  }
}

/// Callers that share a list of models.
public struct Team: Sendable {
  /// Its id in reports.
  public var label: String
  /// What it may use; empty for everything.
  public var models: AccessList
  /// Names that its members may use for others.
  public var aliases: [NameAlias]
  /// What all its members together may use.
  public var limits = CallerLimits()
  /// The tags of all its members' requests.
  public var tags: [String] = []
  /// `router_settings.routing_strategy`, if set.
  public var strategy: RoutingStrategy?

  /// Makes a team.
  public init(label: String, models: AccessList, aliases: [NameAlias] = []) {
    self.label = label
    self.models = models
    self.aliases = aliases
  }
}

/// Who calls: a key and the names it may use.
public struct VirtualKey: Sendable {
  /// The key's alias in reports; the secret itself is never kept.
  public var label: String
  /// What it may use; empty for everything.
  public var models: AccessList
  /// Names that it may use for others.
  public var aliases: [NameAlias] = []
  /// The models of its unified access groups (`access_group_ids`), all together.
  public var groupModels = AccessList([])
  /// What it may use.
  public var limits = CallerLimits()
  /// Its team's place in the configuration, if it has one.
  public var team: Int?
  /// The tags that every request of the key has, its team's among them.
  public var tags = TagRequest()
  /// `router_settings.routing_strategy` of the key or its team, if set.
  public var strategy: RoutingStrategy?
  /// By deployment index: its weight for this key (`router_settings.weights`), or nil if the key
  /// sets none for its group; empty if the key sets none at all.
  public var weights: [Double?] = []

  /// Makes a key; without a list it may use everything.
  public init(label: String, models: AccessList = AccessList([])) {
    self.label = label
    self.models = models
  }
}

/// A wildcard deployment's pattern and the group of that name.
public struct GroupPattern: Sendable, Equatable {
  /// The pattern.
  public var pattern: DeploymentPattern
  /// The group.
  public var group: GroupIndex

  /// Makes an entry.
  public init(pattern: DeploymentPattern, group: GroupIndex) {
    self.pattern = pattern
    self.group = group
  }
}

/// A gateway's configuration, compiled once and shared by all replicas.
public struct GatewayConfiguration: Sendable {
  /// The entries of `model_list`.
  public var deployments: [Deployment] = []
  /// Their texts, by the same index.
  public var texts: [DeploymentText] = []
  /// The groups, in order of first appearance.
  public var groups: [ModelGroup] = []
  /// The names that may be asked for.
  public var models: [RequestableModel] = []
  /// `default_fallbacks`, if any.
  public var defaultFallbacks: [ModelIndex]?
  /// `context_window_fallbacks`, if any.
  public var contextWindowFallbacks: FallbackLists?
  /// `content_policy_fallbacks`, if any.
  public var contentPolicyFallbacks: FallbackLists?
  /// What requests send as `fallbacks`, by the place that an arrival names.
  public var requestFallbacks: [RequestFallbacks] = []
  /// `allowed_fails_policy` of deployments, by the place that an entry names.
  public var allowedFailsPolicies: [ErrorPolicy] = []
  /// The patterns of wildcard deployments, the most specific first.
  public var patterns: [GroupPattern] = []
  /// Names that stand for tiers of groups.
  public var tierRouters: [TierRouter] = []
  /// `model_group_alias`.
  public var groupAliases: [NameAlias] = []
  /// `litellm.model_alias_map`.
  public var globalAliases: [NameAlias] = []
  /// The teams.
  public var teams: [Team] = []
  /// The virtual keys; the first is the default caller.
  public var keys: [VirtualKey] = []
  /// The tags of deployments and requests.
  public var tags = TagBook()
  /// What may be spent.
  public var budgets = BudgetBook()
  /// What kinds of requests bring along; the first is that of a plain request.
  public var traits = [RequestTraits()]
  /// The names of beta flags; at most 64.
  public var betaFlags = NameTable()
  /// Router settings.
  public var settings = RouterSettings()
  /// Deployment ids, and every other id that a marker may name.
  public var names = NameTable()

  /// The largest number of members a group may have.
  public static let groupMembersMax = CandidateSet.capacity

  /// Makes an empty configuration.
  public init() {}

  /// Whether any deployment is in an access group.
  var hasAccessGroups: Bool { texts.contains { !$0.accessGroups.isEmpty } }
}
