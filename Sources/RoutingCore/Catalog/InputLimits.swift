/// How long an input each deployment takes: its own limit, else one that another deployment of the
/// same upstream model gave that model, else the catalog's (LiteLLM, `get_router_model_info`).
struct InputLimits {
  /// No limit.
  static let none = UInt32.max

  private let configuration: GatewayConfiguration
  /// By upstream model: the latest limit that a deployment gave it.
  private var shared: [[UInt8]: UInt32] = [:]
  /// By name in small letters: provider and limit of a catalog entry. Only looked up.
  private var listed: [[UInt8]: (provider: String, limit: UInt32)] = [:]

  init(_ configuration: GatewayConfiguration, _ rule: InputLimitRule, _ catalog: Catalog) {
    self.configuration = configuration
    switch rule {
    case .ownOnly: break
    case .sharedByModel:
      for (entry, text) in zip(configuration.deployments, configuration.texts) {
        if let limit = entry.inputTokensMax { shared[Array(text.upstreamModel.utf8)] = limit }
      }
    }
    for entry in catalog.entries {
      guard let limit = entry.inputTokensMax else { continue }
      listed[Self.key(entry.name)] = (entry.provider, UInt32(clamping: limit))
    }
  }

  /// By deployment: its limit.
  var ofDeployments: [UInt32] {
    configuration.deployments.indices.map {
      limit(of: $0, asking: configuration.texts[$0].upstreamModel)
    }
  }

  /// The limit of a deployment that asks its upstream for a model.
  func limit(of deployment: Int, asking model: String) -> UInt32 {
    if let own = configuration.deployments[deployment].inputTokensMax { return own }
    if let limit = shared[Array(model.utf8)] { return limit }
    let split = ProviderNames.split(model)
    for name in [model, split?.rest ?? model] {
      guard let entry = listed[Self.key(name)], isSame(entry.provider, as: split?.provider) else {
        continue
      }
      return entry.limit
    }
    return Self.none
  }

  private static func key(_ name: String) -> [UInt8] { Array(name.lowercased().utf8) }

  /// Whether an entry of the catalog is of the provider that a deployment names.
  private func isSame(_ listed: String, as named: String?) -> Bool {
    guard let named, listed != named else { return true }
    return ProviderSet.family(of: listed) == ProviderSet.family(of: named)
      || ["litellm_proxy", "github"].contains(named)
      || named == "azure_ai" && (listed == "azure" || listed == "openai")
  }
}
