/// The sets of names that LiteLLM keeps by provider, as far as a bare name is looked up in them, in
/// the order in which they are asked (LiteLLM 1.109.1, `get_llm_provider`; the same in 1.81.12).
enum ProviderSet: UInt32, CaseIterable {
  case openai, textCompletionOpenAI, anthropic, cohere, cohereChat, openrouter, maritalk
  case vertexLanguage, ai21, alephAlpha, baseten, nlpCloud, bedrock, watsonx, empower, gradientAI
  /// Asked only about names with `azure/` in front.
  case mistral

  var mask: ProviderSetMask { ProviderSetMask(rawValue: 1 << rawValue) }

  /// What a name of the set is of; nil for a set that no bare name is looked up in.
  private var provider: String? {
    switch self {
    case .openai: "openai"
    case .textCompletionOpenAI: "text-completion-openai"
    case .anthropic: "anthropic"
    case .cohere: "cohere"
    case .cohereChat: "cohere_chat"
    case .openrouter: "openrouter"
    case .maritalk: "maritalk"
    case .vertexLanguage: "vertex_ai"
    case .ai21: "ai21_chat"
    case .alephAlpha: "aleph_alpha"
    case .baseten: "baseten"
    case .nlpCloud: "nlp_cloud"
    case .bedrock: "bedrock"
    case .watsonx: "watsonx"
    case .empower: "empower"
    case .gradientAI: "gradient_ai"
    case .mistral: nil
    }
  }

  /// The set and the name under which it keeps an entry, or nil if none does.
  static func entry(_ entry: CatalogEntry) -> (name: String, set: ProviderSet)? {
    let name = entry.name
    switch entry.provider {
    case "openai": return isFineTuneBase(name) ? nil : (name, .openai)
    case "text-completion-openai": return (name, .textCompletionOpenAI)
    case "anthropic": return (name, .anthropic)
    case "cohere": return (name, .cohere)
    case "cohere_chat": return (name, .cohereChat)
    case "openrouter": return (name, .openrouter)
    case "mistral": return (name, .mistral)
    case "vertex_ai-text-models", "vertex_ai-code-text-models", "vertex_ai-language-models",
      "vertex_ai-vision-models", "vertex_ai-chat-models", "vertex_ai-code-chat-models",
      "vertex_ai-embedding-models":
      return (name, .vertexLanguage)
    case "vertex_ai-image-models", "vertex_ai-video-models":
      return (name.replacing("vertex_ai/", with: ""), .vertexLanguage)
    case "ai21": return (name, .ai21)
    case "aleph_alpha": return (name, .alephAlpha)
    case "baseten": return (name, .baseten)
    case "nlp_cloud": return (name, .nlpCloud)
    case "bedrock":
      return entry.mode == "guardrail" || isPricingOnly(name) ? nil : (name, .bedrock)
    case "bedrock_converse": return (name, .bedrock)
    case "watsonx": return (name, .watsonx)
    case "empower": return (name, .empower)
    case "gradient_ai": return (name, .gradientAI)
    default: return nil
    }
  }

  /// The provider of a bare name by the first set that holds it, or by how it is written.
  static func provider(
    of name: String, in mask: ProviderSetMask, _ imageNames: ImageNamesRule
  ) -> String? {
    if name.contains("ft:gpt-3.5-turbo") || name.contains("ft:gpt-4") { return "openai" }
    switch imageNames {
    case .listed: break
    case .byPrefix: if name.hasPrefix("gpt-image") { return "openai" }
    }
    for set in allCases where mask.contains(set.mask) {
      guard let provider = set.provider else { continue }
      return set == .anthropic && isTextCompletionClaude(name) ? "anthropic_text" : provider
    }
    if isReplicateVersion(name) { return "replicate" }
    if name == "*" { return "openai" }
    return name.hasPrefix("amazon_nova") ? "amazon_nova" : nil
  }

  /// The two Claude models of the text completion API.
  static func isTextCompletionClaude(_ name: String) -> Bool {
    name == "claude-2" || name == "claude-instant-1"
  }

  /// `ft:gpt-4o` stands for the price of fine-tuned models, not for a model.
  private static func isFineTuneBase(_ name: String) -> Bool {
    name.hasPrefix("ft:") && name.utf8.count { $0 == UInt8(ascii: ":") } <= 1
  }

  /// `bedrock/REGION/MODEL` and names with a commitment stand for prices alone.
  private static func isPricingOnly(_ name: String) -> Bool {
    if name.contains("month-commitment") { return true }
    guard name.hasPrefix("bedrock/") else { return false }
    let rest = name.dropFirst("bedrock/".count)
    guard let slash = rest.firstIndex(of: "/") else { return false }
    let region = rest[..<slash]
    let isWord = region.unicodeScalars.allSatisfy {
      $0.isASCII
        && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-")
    }
    let model = rest[rest.index(after: slash)...]
    return !region.isEmpty && isWord && !model.isEmpty && model.first != "\n"
  }

  /// `owner/model:` and 64 digits, longer than 64 in all.
  private static func isReplicateVersion(_ name: String) -> Bool {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count > 1 && name.unicodeScalars.count > 64
      && parts[1].unicodeScalars.count == 64
  }

  /// What the many providers of the map that share an API are called together.
  static func family(of provider: String) -> String {
    if provider.hasPrefix("vertex_ai-") { return "vertex_ai" }
    if provider == "bedrock_converse" { return "bedrock" }
    if provider.hasPrefix("fireworks_ai-") { return "fireworks_ai" }
    if provider.hasPrefix("sambanova-") { return "sambanova" }
    if provider.hasPrefix("nebius-") { return "nebius" }
    return provider
  }
}

/// Some of the sets.
struct ProviderSetMask: OptionSet, Sendable {
  let rawValue: UInt32
}
