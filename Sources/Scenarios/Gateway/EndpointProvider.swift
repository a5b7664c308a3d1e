import Upstreams

/// Whose API stands behind an endpoint, as far as a LiteLLM configuration tells.
struct EndpointProvider: Equatable {
  var kind: ProviderKind
  /// Whether it is Vertex AI.
  var isVertex = false

  /// By the provider before the model's name, then by the name itself; whoever is not known speaks
  /// as OpenAI does.
  static func of(model: String, base: String) -> EndpointProvider {
    if model.hasPrefix("azure/") || base.contains(".openai.azure.com") {
      return EndpointProvider(kind: .azure)
    }
    if model.hasPrefix("vertex_ai/") {
      let isClaude = model.hasPrefix("vertex_ai/claude")
      return EndpointProvider(kind: isClaude ? .anthropic : .gemini, isVertex: true)
    }
    if model.hasPrefix("anthropic/") || model.hasPrefix("claude-") {
      return EndpointProvider(kind: .anthropic)
    }
    return EndpointProvider(kind: model.hasPrefix("gemini/") ? .gemini : .openai)
  }
}
