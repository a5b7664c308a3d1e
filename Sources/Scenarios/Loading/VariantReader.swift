import Primitives
import RoutingCore
import Tunnel
import WireFormats

/// Compiles one variant: the scenario's parts with the variant's own laid over them.
struct VariantReader {
  let reader: NodeReader
  let problems: Problems
  /// The scenario's root, and its configuration once a path was followed.
  let root: YAMLNode
  let config: YAMLNode
  /// The configuration that a node holds, or that the path in it leads to.
  let follow: (YAMLNode) -> YAMLNode?
  /// The bytes of the file that a path names.
  let bytes: (_ path: String, _ place: SourcePlace) -> [UInt8]?
  /// The names of all variants.
  let names: [String]

  /// Parts of a scenario that a variant may change.
  static let changeable = [
    "config", "router_settings", "keys", "teams", "access_groups", "cost_map", "gateway",
    "upstreams", "traffic",
    "timeline", "random", "seed", "start",
  ]
  static let accepted = ["preset", "rules", "breaks"] + changeable

  func read(_ member: YAMLMember) -> Variant? {
    var body = member.value
    if case .scalar = body.content {
      // `name: preset` is short for `name: {preset: preset}`.
      let preset = YAMLMember(key: "preset", keyPlace: member.keyPlace, value: body)
      body = YAMLNode(content: .mapping([preset]), place: body.place)
    }
    let what = "variant '\(member.key)'"
    guard let members = reader.mapping(body, what, accepted: Self.accepted) else { return nil }
    if members["preset"] == nil {
      reader.reportMissing(
        "preset", in: what, member.keyPlace,
        hint: "accepted: " + Preset.allCases.map(\.rawValue).joined(separator: ", "))
    }
    // Without a preset the rest is read all the same, to tell of its problems, too.
    let preset = reader.choice(members["preset"], "preset", Preset.self) ?? .recommended
    var setup = TunnelSetup()
    setup.rules = preset.rules
    let changed = RuleReader(reader: reader).read(members["rules"], into: &setup.rules)
    let (gateway, steps) = compileGateway(members, named: member.key, into: &setup)
    let claims = ExpectationReader(
      reader: reader, deployments: gateway.configuration.texts.map(\.label),
      boundaries: setup.boundaries, streams: setup.streamNames)
    let expectations =
      withInvariants(claims.read(root.value("expect"), "expect")) + steps.expectations
    var variant = Variant(
      name: member.key, preset: preset, changedRules: changed, setup: setup,
      expectations: expectations, breaks: [], sameAs: nil, changes: summary(of: members))
    variant.steps = steps.texts
    variant.source = source(gateway, member)
    readBreaks(members["breaks"], claims, into: &variant)
    variant.breaks += steps.breaks
    variant.countBounds()
    return variant
  }

  func merged(_ key: String, _ members: [YAMLMember]) -> YAMLNode? {
    root.value(key)?.overlaid(with: members[key]) ?? members[key]
  }

  private func compileGateway(
    _ members: [YAMLMember], named name: String, into setup: inout TunnelSetup
  ) -> (GatewayImport, StepReader.Result) {
    let settings = merged("router_settings", members)
    var gateway = GatewayReader(problems: problems).read(
      config.overlaid(with: members["config"].flatMap(follow)), settings: settings)
    var keys = KeyReader(reader: reader).read(merged("keys", members))
    let hadNoKeys = keys.isEmpty
    let keyReader = KeyReader(reader: reader)
    keyReader.readTeams(merged("teams", members), into: &gateway)
    keyReader.readGroups(merged("access_groups", members), into: &gateway)
    let aliases = keys.flatMap(\.aliases) + gateway.configuration.teams.flatMap(\.aliases)
    let streams = TrafficReader(reader: reader, aliases: aliases.map(\.name)).read(
      merged("traffic", members), keys: &keys, into: &gateway)
    if hadNoKeys, !keys.isEmpty, streams.contains(where: { $0.keyNames.isEmpty }) {
      keys.insert(KeyImport(name: "default"), at: 0)
    }
    readGatewayShape(merged("gateway", members), into: &setup)
    var actions = ActionReader(reader: reader, gateway: gateway, replicas: setup.replicas)
    let steps = StepReader(
      reader: reader, variant: name, variants: names,
      keys: keys.isEmpty ? ["default"] : keys.map(\.name)
    ).read(root.value("steps"), &actions)
    actions.list = .timeline
    setup.timeline = TimelineReader(reader: reader).read(merged("timeline", members), &actions)
    actions.checkGroups()
    gateway = actions.gateway
    setup.steps = steps.setups
    setup.modelSync = actions.administers ? setup.modelSync ?? .seconds(30) : nil
    if !actions.reloads, setup.reloadEvery == nil { setup.reloadPoll = nil }
    setup.catalog = CostMapReader(reader: reader, bytes: bytes).read(merged("cost_map", members))
    keyReader.compile(keys, into: &gateway)
    UpstreamReader(reader: reader).read(merged("upstreams", members), &gateway, into: &setup)
    let queues = setup.configuration.settings.queues
    setup.configuration = gateway.configuration
    setup.configuration.settings.queues = queues
    setup.configuration.settings.keyCacheLifetime = setup.database?.keyCache
    setup.traffic = streams.map { resolveKeys($0, gateway.configuration.keys) }
    for stream in streams {
      SurfaceReader(reader: reader).note(stream.setup, stream.place, setup)
    }
    readRandom(merged("random", members), merged("seed", members), into: &setup)
    readStart(merged("start", members), into: &setup)
    readLimits(root.value("limits"), into: &setup)
    return (gateway, steps)
  }

  private func resolveKeys(_ stream: TrafficReader.Stream, _ keys: [VirtualKey]) -> TrafficSetup {
    var setup = stream.setup
    guard !stream.keyNames.isEmpty else { return setup }
    setup.keys = stream.keyNames.compactMap { name in
      if let place = keys.firstIndex(where: { $0.label == name }) { return KeyIndex(place) }
      reader.report(
        "unknown-key-name", stream.place, "there is no key '\(name)'",
        hint: NearestName.hint(for: name, among: keys.map(\.label)))
      return nil
    }
    if setup.keys.isEmpty { setup.keys = [KeyIndex(0)] }
    return setup
  }

  private func readGatewayShape(_ node: YAMLNode?, into setup: inout TunnelSetup) {
    setup.reloadPoll = .seconds(30)
    guard let members = reader.mapping(node, "gateway", accepted: Self.gatewayFields) else {
      return
    }
    readReplicas(members["replicas"], into: &setup)
    setup.reloadEvery = reader.positiveDuration(members["reload_every"], "reload_every")
    if let poll = reader.duration(members["reload_poll"], "reload_poll") {
      if poll >= .milliseconds(1) {
        setup.reloadPoll = poll
      } else if let node = members["reload_poll"] {
        reader.report("out-of-range", node.place, "reload_poll is below 1 ms")
      }
    }
    setup.modelSync = reader.positiveDuration(members["sync"], "sync")
    StoreChangeReader(reader: reader).readShape(members, into: &setup)
    if let balance = reader.choice(members["balance"], "balance", ReplicaBalance.self) {
      setup.balance = balance
    }
    if let lag = reader.duration(members["callback_lag"], "callback_lag") {
      setup.callbackLag = lag
    }
    if let latency = reader.duration(members["store_latency"], "store_latency") {
      setup.storeLatency = latency
    }
  }

  /// The parts of `gateway`.
  static let gatewayFields = [
    "replicas", "balance", "callback_lag", "store_latency", "reload_every", "reload_poll",
    "sync", "store_timeout", "database", "queue_watch",
  ]

  /// How many replicas there are, or the preset of each.
  private func readReplicas(_ node: YAMLNode?, into setup: inout TunnelSetup) {
    guard case .sequence(let items)? = node?.content else {
      if let count = reader.integer(node, "replicas", 1...1_000) { setup.replicas = count }
      return
    }
    if let node, items.isEmpty {
      reader.report("empty-list", node.place, "replicas has no entries")
    }
    setup.replicaRules = items.compactMap { reader.choice($0, "a replica", Preset.self)?.rules }
    setup.replicas = max(1, setup.replicaRules.count)
  }

  private func readRandom(_ random: YAMLNode?, _ seed: YAMLNode?, into setup: inout TunnelSetup) {
    if let number = reader.integer(seed, "seed", 0...Int.max) { setup.seed = UInt64(number) }
    guard let text = reader.text(random, "random"), let random else { return }
    if text == "streams" { return }
    if text.hasPrefix("cpython("), text.hasSuffix(")"),
      let number = UInt64(text.dropFirst("cpython(".count).dropLast())
    {
      setup.random = .cpython(number)
      return
    }
    reader.report(
      "unknown-value", random.place, "random is '\(text)'",
      hint: "accepted: streams, cpython(SEED)")
  }

  private func readStart(_ node: YAMLNode?, into setup: inout TunnelSetup) {
    guard let text = reader.text(node, "start"), let node else { return }
    guard let start = RFC3339.unixSeconds(text) else {
      reader.report(
        "expected-instant", node.place, "start is '\(text)', expected an instant",
        hint: "write it in UTC: 2026-02-23T10:00:00Z")
      return
    }
    setup.startUnixSeconds = start
  }

  private func readLimits(_ node: YAMLNode?, into setup: inout TunnelSetup) {
    guard let members = reader.mapping(node, "limits", accepted: ["events", "time"]) else { return }
    if let events = reader.integer(members["events"], "events", 1...1_000_000_000_000) {
      setup.limits.eventsMax = UInt64(events)
    }
    if let time = reader.duration(members["time"], "time") {
      setup.limits.instantMax = .zero + time
    }
  }

  /// What must hold in every run is expected even where the file does not write it.
  private func withInvariants(_ written: [Expectation]) -> [Expectation] {
    let missing = RunCount.invariants.filter { count in
      !written.contains { $0.key == count.rawValue }
    }
    return written
      + missing.map {
        Expectation(key: $0.rawValue, claim: .count($0, .between(0, 0)), place: nil)
      }
  }

  private func readBreaks(
    _ node: YAMLNode?, _ claims: ExpectationReader, into variant: inout Variant
  ) {
    guard let node else { return }
    if case .scalar(let text, _) = node.content {
      guard text.hasPrefix("same as ") else {
        reader.report(
          "expected-mapping", node.place, "breaks is \(node.kindName)",
          hint: "write what fails and how, or: same as VARIANT")
        return
      }
      variant.sameAs = String(text.dropFirst("same as ".count))
      return
    }
    var claims = claims
    claims.readsBreaks = true
    variant.breaks = claims.read(node, "breaks")
    for broken in variant.breaks
    where !variant.expectations.contains(where: { $0.key == broken.key }) {
      let names = variant.expectations.map(\.key)
      reader.report(
        "unknown-expectation", broken.place ?? node.place,
        "breaks names '\(broken.key)', which is not expected",
        hint: NearestName.hint(for: broken.key, among: names))
    }
  }

  /// What the variant changes besides its preset, for reports.
  private func summary(of members: [YAMLMember]) -> String {
    members.filter { Self.changeable.contains($0.key) || $0.key == "rules" }
      .map { "\($0.key): \($0.value.flow)" }.joined(separator: ", ")
  }
}

extension YAMLNode {
  /// The node on one line, as YAML's flow style writes it, without secrets.
  var flow: String {
    switch content {
    case .scalar(let text, _): Redaction.text(text)
    case .sequence(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
    case .mapping(let members):
      "{" + members.map { "\(Redaction.text($0.key)): \($0.shownValue)" }.joined(separator: ", ")
        + "}"
    }
  }
}

extension YAMLMember {
  /// The value on one line; that of a key which names a secret is hidden.
  fileprivate var shownValue: String {
    Redaction.isSecret(key: key) ? Redaction.mark : value.flow
  }
}
