/// What a reload of the catalog does to the provider index.
public enum CatalogReloadRule: String, CaseIterable, Sendable {
  /// It stays as it was built at start. (LiteLLM up to 1.81.14; the incident of 2026-02-23)
  case keeps
  /// New names are added, old ones stay until a restart. (1.81.15 and later)
  case onlyAdds = "only_adds"
  /// It follows the new map: names appear and disappear. (recommended)
  case follows
}

/// What happens when the cost map cannot be fetched, or what came is no map to use.
public enum CatalogFetchRule: String, CaseIterable, Sendable {
  /// The map that the release was packaged with is put in place. (LiteLLM up to 1.96)
  case installsBackup = "installs_backup"
  /// The present one is kept. (1.99 and later)
  case keepsCurrent = "keeps_current"
}

/// How other replicas learn of a manual reload.
public enum ReloadSpreadRule: String, CaseIterable, Sendable {
  /// By one flag, which the first replica to see it clears; the one that was asked may be it.
  /// (LiteLLM up to 1.105)
  case firstPoller = "first_poller"
  /// By a revision, which every replica applies once. (1.109.1)
  case everyReplica = "every_replica"
}

/// What a reload does to the schedule of periodic reloads.
public enum ReloadIntervalRule: String, CaseIterable, Sendable {
  /// It overwrites the interval: after the first run, periodic or manual, there is no other.
  /// (LiteLLM 1.81.12)
  case lost
  /// The interval stays. (1.82.1 and later)
  case kept
}

/// Which providers a bare name can be of.
public enum ProviderLookupRule: String, CaseIterable, Sendable {
  /// The first of a fixed list of sets that has the name; entries of some providers are in none, so
  /// their bare names are of nobody. (LiteLLM)
  case fixedSets = "fixed_sets"
  /// Every provider that the map lists the name for, bare or with the provider in front.
  /// (recommended)
  case everyEntry = "every_entry"
}

/// Whether naming rules infer a provider where the map lists none.
public enum NamingRulesRule: String, CaseIterable, Sendable {
  /// There are none. (LiteLLM up to 1.82)
  case off
  /// One, which is part of the release: `claude-FAMILY-1-2`, perhaps with a date, is Anthropic's.
  /// (1.90.7)
  case claudeNames = "claude_names"
  /// The first one that applies decides. (1.93.2 and later)
  case on
}

/// How the names of image models are known.
public enum ImageNamesRule: String, CaseIterable, Sendable {
  /// Only if the map lists them. (LiteLLM up to 1.82)
  case listed
  /// Every name that begins with `gpt-image` is OpenAI's. (1.90.7 and later)
  case byPrefix = "by_prefix"
}

/// Whether a name with a slash whose first part is no provider can be of one.
public enum WildcardNamespaceRule: String, CaseIterable, Sendable {
  /// It can: `bedrock/*` covers `x/y` if the map lists `x/y` for bedrock. (LiteLLM up to 1.90)
  case open
  /// It cannot. (1.99.4 and later)
  case guarded
}

/// Which name a key's alias has checked.
public enum KeyAliasAccessRule: String, CaseIterable, Sendable {
  /// The one that was asked for. (LiteLLM up to 1.90)
  case requestedName = "requested_name"
  /// The one that the alias stands for, alone. (1.109.1)
  case rewrittenName = "rewritten_name"
}

/// What `all-team-models` in a key's list means.
public enum TeamModelsRule: String, CaseIterable, Sendable {
  /// The key itself is not checked; its team's list is, if it has one. (LiteLLM up to 1.82)
  case teamCheck = "team_check"
  /// The team's list is the key's; without a team nothing is allowed. (1.90.7)
  case teamListOrNothing = "team_list_or_nothing"
  /// The team's list is the key's; without a team everything is allowed. (1.109.1)
  case teamListOrEverything = "team_list_or_everything"
}

/// Whether a group's name is known once its last entry is gone.
public enum GroupNamesRule: String, CaseIterable, Sendable {
  /// It is, so that no wildcard answers for it: 400. (LiteLLM up to 1.90)
  case stay
  /// It is forgotten, and a wildcard that covers it answers. (1.109.1)
  case leave
}

/// Whether a wildcard deployment that was removed still answers.
public enum WildcardRemovalRule: String, CaseIterable, Sendable {
  /// Its pattern keeps it until a restart: only its very name stops working. (LiteLLM up to 1.90)
  case stays
  /// It is gone. (1.109.1)
  case leaves
}

/// How the access groups of a name are found at wildcard deployments.
public enum AccessGroupLookupRule: String, CaseIterable, Sendable {
  /// By the name as it was asked for: a bare name has no groups there. (LiteLLM up to 1.90)
  case rawName = "raw_name"
  /// By that, else by the name with its provider in front. (1.109.1)
  case thenProvider = "then_provider"
}
