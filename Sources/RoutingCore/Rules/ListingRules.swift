/// How a replica knows which of Bedrock's two interfaces a model of a wildcard is called by.
public enum BedrockRouteRule: String, CaseIterable, Sendable {
  /// By the list that it started with: a model that a reload brought goes to the legacy interface.
  /// (LiteLLM up to 1.82; pull request 25892)
  case builtInList = "built_in_list"
  /// By its present map: entries of `bedrock_converse` go to `converse/`. (1.90.7 and later)
  case fromMap = "from_map"
}

/// What the table follows by which wildcards are written out in `/v1/models`.
public enum WildcardListingRule: String, CaseIterable, Sendable {
  /// The lists that are joined from several sets (of OpenAI, Cohere, Vertex AI and Bedrock) stay as
  /// they were at the start; the others follow their set. (LiteLLM up to 1.96; issue 36010)
  case joinedStay = "joined_stay"
  /// All follow what the replica knows of providers. (1.99.4 and later)
  case fromSets = "from_sets"
}
