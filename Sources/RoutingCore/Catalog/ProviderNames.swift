/// The providers whose names may stand before a model's (LiteLLM 1.109.1, `provider_list`).
public enum ProviderNames {
  /// The names.
  public static let names: [String] = [
    "refuseless", "openai", "chatgpt", "openai_like", "jina_ai", "xai", "zai", "bigmodel",
    "custom_openai", "text-completion-openai", "cohere", "cohere_chat", "clarifai", "anthropic",
    "anthropic_text", "bytez", "replicate", "reducto", "aws_textract", "runwayml", "aws_polly",
    "transcribe", "huggingface", "together_ai", "openrouter", "datarobot", "vertex_ai",
    "vertex_ai_beta", "gemini", "abliteration", "ai21", "baseten", "black_forest_labs", "azure",
    "azure_text", "azure_ai", "sagemaker", "sagemaker_chat", "sagemaker_nova", "bedrock", "vllm",
    "nlp_cloud", "petals", "oobabooga", "ollama", "ollama_chat", "deepinfra", "clf_ai_gateway",
    "perplexity", "typesafe", "nace", "strands_decider", "laya", "bespoke", "eu_jev", "mistral",
    "milvus", "groq", "a2a", "gigachat", "nvidia_nim", "nvidia_riva", "soniox", "cerebras",
    "nadir", "ai21_chat", "volcengine", "codestral", "text-completion-codestral", "dashscope",
    "qwencloud", "qwen_ai_platform", "modelscope", "moonshot", "publicai", "v0", "morph",
    "opencode_go", "lambda_ai", "inception", "text-completion-inception", "deepseek", "sambanova",
    "maritalk", "voyage", "cloudflare", "xinference", "fireworks_ai", "friendliai",
    "featherless_ai", "watsonx", "scaledown", "watsonx_text", "triton", "predibase", "databricks",
    "databricks_agent", "empower", "github", "ragflow", "compactifai", "docker_model_runner",
    "custom", "litellm_proxy", "hosted_vllm", "tencent", "llamafile", "lm_studio", "galadriel",
    "nebius", "infinity", "deepgram", "elevenlabs", "novita", "aiohttp_openai", "langfuse",
    "humanloop", "topaz", "sap", "assemblyai", "azure_speech", "charity_engine", "github_copilot",
    "snowflake", "gradient_ai", "meta_llama", "nscale", "pg_vector", "s3_vectors", "valkey",
    "mongodb", "opensearch", "helicone", "hyperbolic", "recraft", "fal_ai", "stability", "heroku",
    "aiml", "cometapi", "oci", "auto_router", "vercel_ai_gateway", "edenai", "dotprompt", "manus",
    "wandb", "ovhcloud", "scaleway", "lemonade", "amazon_nova", "a2a_agent", "langgraph",
    "langflow", "microsoft_365_copilot", "minimax", "synthetic", "apertis", "nano-gpt", "poe",
    "chutes", "neosantara", "aiand", "parasail", "xiaomi_mimo", "tensormesh", "libertai",
    "pinstripes", "cognition", "coralbricks", "cortecs", "scx-ai", "prism", "openinfer",
    "inferenceapis", "hostinger_router", "zerogpu", "darkbloom", "meta", "sail", "reka",
    "streamlake", "litellm_agent", "cursor", "bedrock_mantle", "gdc", "kyma",
  ]

  /// The name without the provider that it begins with, or nil if it begins with none; every
  /// occurrence of the provider is taken out.
  public static func stripped(_ name: String) -> String? {
    guard let split = split(name) else { return nil }
    // Python's `replace` takes out every occurrence.
    return name.replacing(split.provider + "/", with: "")
  }

  /// The provider that the name begins with, and what comes after its slash; nil if it begins with
  /// none.
  public static func split(_ name: String) -> (provider: String, rest: String)? {
    guard let slash = name.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    let first = name[..<slash]
    guard names.contains(where: { $0.utf8.elementsEqual(first.utf8) }) else { return nil }
    return (String(first), String(name[name.utf8.index(after: slash)...]))
  }

  /// Whether a provider of the cost map is one that LiteLLM knows, alone or by its family.
  public static func isKnown(_ provider: String) -> Bool {
    let family = ProviderSet.family(of: provider)
    return names.contains { $0.utf8.elementsEqual(family.utf8) }
  }

  /// `azure/gpt-5` asks its endpoint for `gpt-5`.
  public static func bareModel(_ model: String) -> String {
    guard let slash = model.utf8.firstIndex(of: UInt8(ascii: "/")) else { return model }
    return String(model[model.utf8.index(after: slash)...])
  }
}
