import Primitives
import Tunnel
import Upstreams

/// Derives the fakes from the gateway's endpoints and reads what `upstreams` changes about them.
struct UpstreamReader {
  let reader: NodeReader
  static let accepted = [
    "provider", "vertex", "boundary", "models", "first_byte", "per_token", "tokens", "capacity",
    "queue", "sealed_items", "binds_seals", "redacted", "strictness", "rate_limit", "faults",
    "prefill", "null_parameters", "beta", "connections", "client_lifetime",
  ]

  func read(
    _ node: YAMLNode?, _ gateway: inout GatewayImport, into setup: inout TunnelSetup
  ) {
    var changes: [YAMLMember] = []
    if let node {
      let labels = gateway.endpoints.map(\.label) + ["all"]
      changes = reader.mapping(node, "upstreams", accepted: labels) ?? []
    }
    var boundaries = NameTable()
    for endpoint in gateway.endpoints {
      var upstream = UpstreamSetup(
        label: endpoint.label, provider: endpoint.provider.kind, boundary: 0)
      upstream.isVertex = endpoint.provider.isVertex
      var boundary = endpoint.label
      for change in changes where change.key == "all" || change.key == endpoint.label {
        apply(change, to: &upstream, &boundary, &gateway)
      }
      upstream.boundary = UInt16(boundaries.intern(boundary))
      setup.upstreams.append(upstream)
    }
    let enforcing = gateway.upstreamModels.names.indices.filter {
      SealStrictness.enforces(geminiModel: gateway.upstreamModels.names[$0])
    }
    for place in setup.upstreams.indices where setup.upstreams[place].provider == .gemini {
      setup.upstreams[place].enforcingModels = enforcing.map(UInt32.init)
    }
    setup.boundaries = boundaries.names
    setup.upstreamOfDeployment = gateway.endpointOfDeployment
    setup.modelOfDeployment = gateway.modelOfDeployment
    setup.modelNames = gateway.upstreamModels.names
  }

  private func apply(
    _ change: YAMLMember, to upstream: inout UpstreamSetup, _ boundary: inout String,
    _ gateway: inout GatewayImport
  ) {
    let what = "upstream '\(change.key)'"
    guard let members = reader.mapping(change.value, what, accepted: Self.accepted) else { return }
    if let provider = reader.choice(members["provider"], "provider", ProviderKind.self) {
      upstream.provider = provider
    }
    if let isVertex = reader.bool(members["vertex"], "vertex") { upstream.isVertex = isVertex }
    applySigning(members, to: &upstream)
    applyStrictness(members, to: &upstream, &gateway)
    if let name = reader.text(members["boundary"], "boundary") { boundary = name }
    let spread = DistributionReader(reader: reader)
    if let time = spread.read(members["first_byte"], "first_byte") {
      upstream.time.firstByte = time
    }
    if let time = spread.read(members["per_token"], "per_token") { upstream.time.perToken = time }
    if let tokens = reader.integer(members["tokens"], "tokens", 0...100_000) {
      upstream.time.tokens = UInt32(tokens)
    }
    if let capacity = reader.integer(members["capacity"], "capacity", 1...1_000_000) {
      upstream.capacity = UInt32(capacity)
    }
    if let queue = reader.integer(members["queue"], "queue", 0...10_000_000) {
      upstream.queueMax = UInt32(queue)
    }
    if let items = reader.integer(members["sealed_items"], "sealed_items", 0...64) {
      upstream.sealedItems = UInt32(items)
    }
    if let binds = reader.bool(members["binds_seals"], "binds_seals") {
      upstream.bindsSeals = binds
    }
    for model in reader.sequence(members["models"], "models") ?? [] {
      guard let name = reader.text(model, "a model") else { continue }
      upstream.models.append(gateway.upstreamModels.intern(name))
    }
    for fault in reader.sequence(members["faults"], "faults") ?? [] {
      if let fault = FaultReader(reader: reader).read(fault, &gateway) {
        upstream.faults.append(fault)
      }
    }
  }

  private enum TakenOrRefused: String, CaseIterable {
    case taken, refused
  }

  private func applyStrictness(
    _ members: [YAMLMember], to upstream: inout UpstreamSetup, _ gateway: inout GatewayImport
  ) {
    if let count = reader.integer(members["connections"], "connections", 1...1_000_000) {
      upstream.connections = UInt32(count)
    }
    if let node = members["client_lifetime"] {
      upstream.clientLifetime = reader.positiveDuration(node, "client_lifetime")
    }
    let nulls = "null_parameters"
    if let choice = reader.choice(members[nulls], nulls, TakenOrRefused.self) {
      upstream.refusesNulls = choice == .refused
    }
    if let node = members["beta"] {
      upstream.beta = BetaFlagReader(reader: reader).read(node, "beta", &gateway)
    }
  }

  private func applySigning(_ members: [YAMLMember], to upstream: inout UpstreamSetup) {
    if let redacts = reader.bool(members["redacted"], "redacted") {
      upstream.redactsThinking = redacts
    }
    if let strictness = reader.choice(members["strictness"], "strictness", SealStrictness.self) {
      upstream.strictness = strictness
    }
    if let prefill = reader.choice(members["prefill"], "prefill", Prefill.self) {
      upstream.prefill = prefill
    }
    if let limit = RateLimitReader(reader: reader).read(members["rate_limit"], upstream) {
      upstream.rateLimit = limit
    }
  }
}
