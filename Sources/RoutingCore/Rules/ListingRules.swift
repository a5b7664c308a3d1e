/// What the table follows by which wildcards are written out in `/v1/models`.
public enum WildcardListingRule: String, CaseIterable, Sendable {
  /// The lists that are joined from several sets (of OpenAI, Cohere, Vertex AI and Bedrock) stay as
  /// they were at the start; the others follow their set. (LiteLLM up to 1.96; issue 36010)
  case joinedStay = "joined_stay"
  /// All follow what the replica knows of providers. (1.99.4 and later)
  case fromSets = "from_sets"
}
