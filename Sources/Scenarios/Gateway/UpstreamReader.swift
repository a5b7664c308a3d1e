import Primitives
import Tunnel
import Upstreams

/// Derives the fakes from the gateway's endpoints and reads what `upstreams` changes about them.
struct UpstreamReader {
  let reader: NodeReader
  static let accepted = [
    "provider", "boundary", "models", "first_byte", "per_token", "tokens", "capacity", "queue",
    "sealed_items", "binds_seals", "faults",
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
        label: endpoint.label, provider: endpoint.isAzure ? .azure : .openai, boundary: 0)
      var boundary = endpoint.label
      for change in changes where change.key == "all" || change.key == endpoint.label {
        apply(change, to: &upstream, &boundary, &gateway)
      }
      upstream.boundary = UInt16(boundaries.intern(boundary))
      setup.upstreams.append(upstream)
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
      if let fault = readFault(fault, &gateway) { upstream.faults.append(fault) }
    }
  }

  private static let effects = ["answers", "breaks", "cut", "fails", "delay"]
  private static let conditions = [
    "attempts", "from", "until", "turn", "model", "stream", "sealed", "retry_after", "after_events",
  ]

  private func readFault(_ node: YAMLNode, _ gateway: inout GatewayImport) -> Fault? {
    let accepted = Self.effects + Self.conditions
    guard let members = reader.mapping(node, "a fault", accepted: accepted) else { return nil }
    var condition = FaultCondition()
    if let ordinals = ordinals(members["attempts"]) { condition.ordinals = ordinals }
    if let from = reader.duration(members["from"], "from") { condition.from = .zero + from }
    if let until = reader.duration(members["until"], "until") { condition.until = .zero + until }
    condition.turn = reader.integer(members["turn"], "turn", 1...1_000).map(UInt16.init)
    condition.streams = reader.bool(members["stream"], "stream")
    condition.isSealed = reader.bool(members["sealed"], "sealed")
    if let model = reader.text(members["model"], "model") {
      condition.model = gateway.upstreamModels.intern(model)
    }
    guard let effect = readEffect(members, node.place) else { return nil }
    return Fault(condition: condition, effect: effect)
  }

  private func readEffect(_ members: [YAMLMember], _ place: SourcePlace) -> FaultEffect? {
    let named = members.filter { Self.effects.contains($0.key) }
    guard named.count == 1, let effect = named.first else {
      reader.report(
        "expected-one-key", place, "a fault does \(named.count) things",
        hint: "write one of: " + Self.effects.joined(separator: ", "))
      return nil
    }
    let after = UInt16(reader.integer(members["after_events"], "after_events", 0...10_000) ?? 3)
    switch effect.key {
    case "answers":
      guard let status = reader.integer(effect.value, "answers", 400...599) else { return nil }
      return .answers(
        status: UInt16(status),
        retryAfter: reader.duration(members["retry_after"], "retry_after"))
    case "breaks":
      guard reader.text(effect.value, "breaks") == "connection" else {
        reader.report(
          "unknown-value", effect.value.place, "breaks is \(effect.value.kindName)",
          hint: "accepted: connection")
        return nil
      }
      return .breaksConnection
    case "cut":
      guard reader.text(effect.value, "cut") == "stream" else {
        reader.report(
          "unknown-value", effect.value.place, "cut is \(effect.value.kindName)",
          hint: "accepted: stream")
        return nil
      }
      return .cutsStream(afterEvents: after)
    case "fails":
      guard let status = reader.integer(effect.value, "fails", 400...599) else { return nil }
      return .failsStream(afterEvents: after, status: UInt16(status))
    default: return reader.duration(effect.value, "delay").map { .delays($0) }
    }
  }

  private func ordinals(_ node: YAMLNode?) -> ClosedRange<UInt32>? {
    guard let text = reader.text(node, "attempts"), let node else { return nil }
    if case .between(let low, let high) = CountRange(text), low > 0 || high < .max {
      return UInt32(clamping: max(1, low))...UInt32(clamping: max(1, high))
    }
    reader.report(
      "expected-range", node.place, "attempts is '\(text)', expected ordinals",
      hint: "write 1, 2..4 or 3..")
    return nil
  }
}
