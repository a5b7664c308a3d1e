/// What a replica's look into the database does to the models that are stored there.
public enum StoredModelSyncRule: String, CaseIterable, Sendable {
  /// New entries come, deleted ones stay until a restart. (reported of LiteLLM in issues 11423,
  /// 27852 and 28443; no measured release)
  case addsOnly = "adds_only"
  /// Deleted entries go, unless the database holds no model at all: the last one stays. (LiteLLM up
  /// to 1.82)
  case keepsLast = "keeps_last"
  /// The list becomes that of the configuration file and the database. (1.90.7 and later)
  case reconciles
}

/// What an edit or a deletion of a stored model does on the replica that carries it out.
public enum StoredModelUpdateRule: String, CaseIterable, Sendable {
  /// The list is made anew from the database alone: entries of the configuration file are gone
  /// until a restart. (LiteLLM 1.74.0 to 1.74.3, issues 12711 and 13359)
  case rebuildsFromDatabase = "rebuilds_from_database"
  /// Only the entry itself changes.
  case touchesOne = "touches_one"
}

/// Whether a model that an administrator adds reaches the database.
public enum StoredModelWriteRule: String, CaseIterable, Sendable {
  /// The answer is good and nothing is written: the model lives in one process. (reported of
  /// LiteLLM in issue 10967; no measured release)
  case lost
  /// It is written before it is answered.
  case written
}
