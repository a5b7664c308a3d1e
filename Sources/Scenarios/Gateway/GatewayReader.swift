import Primitives
import RoutingCore

/// Reads a LiteLLM configuration, unedited.
struct GatewayReader {
  let reader: NodeReader
  init(problems: Problems) { reader = NodeReader(problems: problems) }

  /// Reads the configuration; settings of the scenario are laid over its router settings.
  func read(_ config: YAMLNode, settings: YAMLNode?) -> GatewayImport {
    var gateway = GatewayImport()
    guard config.members != nil else {
      reader.report(
        "expected-mapping", config.place,
        "config is \(config.kindName), expected a LiteLLM configuration",
        hint: "write model_list: and router_settings: here, or the path of a config.yaml")
      return gateway
    }
    UnmodelledKeys(reader: reader).tellOfSections(config)
    let credentials = readCredentials(config.value("credential_list"))
    gateway.credentials = credentials
    readModelList(config, credentials, into: &gateway)
    var merged = config.value("router_settings") ?? settings
    if config.value("router_settings") != nil { merged = merged?.overlaid(with: settings) }
    for (name, target) in pairs(config.value("litellm_settings")?.value("model_alias_map")) {
      gateway.configuration.globalAliases.append(NameAlias(name: name, target: target))
    }
    gateway.settings = merged
    gateway.litellmSettings = config.value("litellm_settings")
    if let enforced = optional(
      config.value("general_settings")?.value("enforce_fallback_model_access")
    ).flatMap({ reader.bool($0, "enforce_fallback_model_access") }) {
      gateway.configuration.settings.checksFallbackAccess = enforced
    }
    SettingsReader(reader: reader).read(
      merged, litellm: gateway.litellmSettings, into: &gateway)
    gateway.configuration.settings.probes = ProbeReader(reader: reader).read(
      merged, config.value("general_settings"))
    return gateway
  }

  private func pairs(_ node: YAMLNode?) -> [(String, String)] {
    NameMapReader(reader: reader).read(optional(node), "model_alias_map").map {
      ($0.name, $0.target)
    }
  }

  private func readCredentials(_ node: YAMLNode?) -> [String: YAMLNode] {
    var credentials: [String: YAMLNode] = [:]
    for entry in reader.sequence(node, "credential_list") ?? [] {
      guard let name = reader.text(entry.value("credential_name"), "credential_name") else {
        continue
      }
      credentials[name] = entry.value("credential_values")
    }
    return credentials
  }

  private func readModelList(
    _ config: YAMLNode, _ credentials: [String: YAMLNode], into gateway: inout GatewayImport
  ) {
    guard let list = config.value("model_list") else {
      reader.reportMissing("model_list", in: "the configuration", config.place)
      return
    }
    guard let entries = reader.sequence(list, "model_list") else { return }
    if entries.isEmpty { reader.report("empty-list", list.place, "model_list has no entries") }
    for entry in entries { readEntry(entry, credentials, into: &gateway) }
    for place in gateway.configuration.groups.indices {
      let group = gateway.configuration.groups[place]
      let orders = group.members.compactMap { gateway.configuration.deployments[$0.index].order }
      gateway.configuration.groups[place].orderLevels = Array(Set(orders)).sorted()
      if group.members.count > GatewayConfiguration.groupMembersMax {
        reader.report(
          "group-too-large", list.place,
          "group '\(group.name)' has \(group.members.count) deployments",
          hint: "at most \(GatewayConfiguration.groupMembersMax) are accepted")
      }
    }
  }

  func readEntry(
    _ entry: YAMLNode, _ credentials: [String: YAMLNode], into gateway: inout GatewayImport
  ) {
    guard entry.members != nil else {
      reader.report(
        "expected-mapping", entry.place, "an entry of model_list is \(entry.kindName)",
        hint: "expected model_name and litellm_params")
      return
    }
    for key in ["model_name", "litellm_params"] where entry.value(key) == nil {
      reader.reportMissing(key, in: "an entry of model_list", entry.place)
    }
    guard let name = reader.text(entry.value("model_name"), "model_name"),
      let params = entry.value("litellm_params")
    else { return }
    guard params.members != nil else {
      reader.report(
        "expected-mapping", params.place, "litellm_params is \(params.kindName)",
        hint: "expected {model: provider/model, api_base: …, api_key: …}")
      return
    }
    guard let model = reader.text(params.value("model"), "litellm_params.model") else {
      if params.value("model") == nil {
        reader.reportMissing("model", in: "litellm_params", params.place)
      }
      return
    }
    if TierReader.isRouter(model) {
      let tiers = TierReader(reader: reader).read(params, name: name, entry.place)
      gateway.tiers += tiers.map { [$0] } ?? []
      return
    }
    let endpoint = self.endpoint(params, model, credentials, entry.place, &gateway)
    add(entry, params, name: name, model: model, endpoint: endpoint, to: &gateway)
  }

  private func add(
    _ entry: YAMLNode, _ params: YAMLNode, name: String, model: String, endpoint: Int,
    to gateway: inout GatewayImport
  ) {
    let group = groupIndex(name, &gateway)
    let id = reader.text(entry.value("model_info")?.value("id"), "model_info.id")
    // An id that is written like a secret is not shown.
    let shown = id.flatMap { Redaction.text($0) == $0 ? $0 : nil }
    let label = gateway.uniqueLabel(shown ?? gateway.endpoints[endpoint].label)
    if let id, gateway.configuration.texts.contains(where: { $0.id == id }) {
      reader.report(
        "duplicate-id", entry.place, "two deployments have the id '\(id)'",
        hint: "give each entry an id of its own: a marker cannot tell them apart", severity: .note)
    }
    var deployment = Deployment(
      name: gateway.configuration.names.intern(id ?? label), group: group)
    readMarkers(id ?? label, &deployment, &gateway)
    let hasBoundary =
      !gateway.endpoints[endpoint].base.isEmpty
      && !gateway.endpoints[endpoint].key.isEmpty
    deployment.boundary = hasBoundary ? UInt32(endpoint) : nil
    deployment.entryBoundary = entryBoundary(params, &gateway)
    readNumbers(params, entry.value("model_info"), &deployment)
    readLimits(entry, params, entry.value("model_info"), &deployment)
    readTags(params, entry.value("model_info"), &deployment, &gateway)
    if let policy = PolicyReader(reader: reader).read(
      optional(entry.value("model_info")?.value("allowed_fails_policy")), "allowed_fails_policy",
      suffix: "ErrorAllowedFails")
    {
      deployment.allowedFailsPolicy = UInt32(gateway.configuration.allowedFailsPolicies.count)
      gateway.configuration.allowedFailsPolicies.append(policy)
    }
    let index = DeploymentIndex(gateway.configuration.deployments.count)
    gateway.configuration.deployments.append(deployment)
    var text = DeploymentText(id: id ?? label, label: label, upstreamModel: model)
    let groups = reader.sequence(
      optional(entry.value("model_info")?.value("access_groups")), "access_groups")
    text.accessGroups = groups?.compactMap { reader.text($0, "an access group") } ?? []
    readWire(params, entry.value("model_info"), &text, &gateway)
    gateway.configuration.texts.append(text)
    gateway.configuration.groups[group.index].members.append(index)
    BudgetReader(reader: reader).readEntry(params, index.index, into: &gateway)
    // The id of a row stays whatever is edited.
    gateway.hasOwnID.append(id != nil || deployment.isStored)
    gateway.entries.append(entry)
    gateway.endpointOfDeployment.append(endpoint)
    gateway.modelOfDeployment.append(gateway.upstreamModels.intern(ProviderNames.bareModel(model)))
  }

  /// The number of the address and key that stand in the entry itself; nil unless both do.
  private func entryBoundary(_ params: YAMLNode, _ gateway: inout GatewayImport) -> UInt32? {
    let parts = ["api_base", "api_key"].map { key in
      optional(params.value(key)).flatMap { reader.text($0, key) } ?? ""
    }
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    return UInt32(gateway.entryBoundaries.intern(parts.joined(separator: "\n")))
  }

  /// What reads back from an encoded item id stops at a semicolon (LiteLLM D1).
  private func readMarkers(
    _ id: String, _ deployment: inout Deployment, _ gateway: inout GatewayImport
  ) {
    guard let semicolon = id.firstIndex(of: ";") else { return }
    deployment.idMarker = .naming(
      gateway.configuration.names.intern(String(id[..<semicolon])))
  }

  private func readNumbers(
    _ params: YAMLNode, _ info: YAMLNode?, _ deployment: inout Deployment
  ) {
    deployment.weight = amount(params, "weight")
    deployment.requestsPerMinute = amount(params, "rpm")
    deployment.tokensPerMinute = amount(params, "tpm")
    deployment.order = (set(params.value("order"), "order") ?? set(info?.value("order"), "order"))
      .flatMap { reader.integer($0, "order", -1_000_000...1_000_000) }.map(Int32.init)
    let cooldown =
      set(info?.value("cooldown_time"), "cooldown_time")
      ?? set(params.value("cooldown_time"), "cooldown_time")
    deployment.cooldownTime = seconds(cooldown, "cooldown_time")
    deployment.retries = set(params.value("num_retries"), "num_retries")
      .flatMap { reader.integer($0, "num_retries", 0...1_000) }.map(UInt32.init)
    deployment.allowedFails = set(info?.value("allowed_fails"), "allowed_fails")
      .flatMap { reader.integer($0, "allowed_fails", 0...1_000_000) }.map(UInt32.init)
    deployment.isBlocked =
      optional(info?.value("blocked"))
      .flatMap { reader.bool($0, "blocked") } ?? false
    deployment.inputTokensMax = set(info?.value("max_input_tokens"), "max_input_tokens")
      .flatMap { reader.integer($0, "max_input_tokens", 0...TraitsReader.tokensMax) }
      .map(UInt32.init)
    deployment.isStored =
      optional(info?.value("db_model")).flatMap { reader.bool($0, "db_model") } ?? false
    UnmodelledKeys(reader: reader).tellOfDeployment(params)
  }

  /// Limits of a minute, slots and prices; the first place that sets a limit counts.
  private func readLimits(
    _ entry: YAMLNode, _ params: YAMLNode, _ info: YAMLNode?, _ deployment: inout Deployment
  ) {
    func first(_ key: String) -> Double? {
      amount(entry, key) ?? amount(params, key) ?? info.flatMap { amount($0, key) }
    }
    deployment.requestLimit = first("rpm")
    deployment.tokenLimit = first("tpm")
    deployment.parallelMax = set(params.value("max_parallel_requests"), "max_parallel_requests")
      .flatMap { reader.integer($0, "max_parallel_requests", 0...1_000_000) }.map(UInt32.init)
    deployment.inputPrice = amount(params, "input_cost_per_token")
    deployment.outputPrice = amount(params, "output_cost_per_token")
  }

  private func readTags(
    _ params: YAMLNode, _ info: YAMLNode?, _ deployment: inout Deployment,
    _ gateway: inout GatewayImport
  ) {
    let tags = reader.sequence(optional(params.value("tags")), "tags") ?? []
    deployment.tags = gateway.configuration.tags.enter(
      tags.compactMap { reader.text($0, "a tag") })
    if let name = optional(params.value("litellm_credential_name"))
      .flatMap({ reader.text($0, "litellm_credential_name") })
    {
      deployment.credentialTag = gateway.configuration.tags.names.intern("Credential: " + name)
    }
    let region = optional(params.value("region_name"))
    deployment.region = region.flatMap { reader.text($0, "region_name") }
      .map { gateway.regions.intern($0) }
    let group = deployment.group.index
    if gateway.configuration.groups[group].filtersTags == nil {
      gateway.configuration.groups[group].filtersTags = optional(
        info?.value("enable_tag_filtering")
      ).flatMap { reader.bool($0, "enable_tag_filtering") }
    }
  }

  private func amount(_ params: YAMLNode, _ key: String) -> Double? {
    guard let node = set(params.value(key), key), let value = reader.number(node, key) else {
      return nil
    }
    guard value >= 0 else {
      reader.report("out-of-range", node.place, "\(key) is negative")
      return nil
    }
    return value
  }

  /// A node that is there, not null, and not the name of an environment variable.
  func set(_ node: YAMLNode?, _ key: String) -> YAMLNode? {
    guard let node = optional(node) else { return nil }
    return UnmodelledKeys(reader: reader).isFromEnvironment(node, key) ? nil : node
  }

  /// A node that is there and not null.
  func optional(_ node: YAMLNode?) -> YAMLNode? {
    guard let node, !node.isNull else { return nil }
    return node
  }

  func seconds(_ node: YAMLNode?, _ what: String) -> SimDuration? {
    guard let node, let value = reader.number(node, what) else { return nil }
    guard value >= 0, value <= 1e9 else {
      reader.report(
        "out-of-range", node.place, "\(what) is \(node.kindName) seconds",
        hint: "accepted are 0 to 1e9 seconds")
      return nil
    }
    return SimDuration(nanoseconds: UInt64(value * 1e9))
  }

  private func groupIndex(_ name: String, _ gateway: inout GatewayImport) -> GroupIndex {
    let bytes = Array(name.utf8)
    if let place = gateway.configuration.groups.firstIndex(where: { Array($0.name.utf8) == bytes })
    {
      return GroupIndex(place)
    }
    gateway.configuration.groups.append(ModelGroup(name: name, members: []))
    return GroupIndex(gateway.configuration.groups.count - 1)
  }

  private func endpoint(
    _ params: YAMLNode, _ model: String, _ credentials: [String: YAMLNode], _ place: SourcePlace,
    _ gateway: inout GatewayImport
  ) -> Int {
    let credential = optional(params.value("litellm_credential_name"))
      .flatMap { reader.text($0, "litellm_credential_name") }.flatMap { credentials[$0] }
    func value(_ key: String) -> String {
      guard let node = optional(credential?.value(key) ?? params.value(key)) else { return "" }
      return reader.text(node, key) ?? ""
    }
    let base = value("api_base")
    let key = value("api_key")
    let spoken = EndpointProvider.of(model: model, base: base)
    let provider = model.contains("/") ? String(model.prefix { $0 != "/" }) : "openai"
    // Without an address the provider is the place, and in some clouds a region or project of it.
    let parts = ["aws_region_name", "aws_access_key_id", "vertex_project", "vertex_location"]
    let account = base.isEmpty ? ([provider] + parts.map(value)).joined(separator: "\n") : ""
    if let known = gateway.endpoints.firstIndex(where: {
      $0.base == base && $0.key == key && $0.account == account
    }) {
      return known
    }
    var label = EndpointLabel.of(base: base, provider: provider)
    var count = 1
    while gateway.endpoints.contains(where: { $0.label == label }) {
      count += 1
      label = EndpointLabel.of(base: base, provider: provider) + "-\(count)"
    }
    gateway.endpoints.append(
      GatewayImport.Endpoint(
        label: label, base: base, key: key, account: account, provider: spoken, place: place))
    return gateway.endpoints.count - 1
  }
}
