import Primitives
import RoutingCore
import Tunnel

/// Reads `traffic`: one stream of conversations, or a list of them.
struct TrafficReader {
  let reader: NodeReader
  /// The names that keys and teams may use for others.
  let aliases: [String]
  static let accepted =
    [
      "client", "model", "conversations", "turns", "order", "arrival", "spacing", "think", "keys",
      "sessions", "state", "start", "leave", "stream", "keep", "ids", "blobs", "retries",
      "after_error", "label", "honours_retry_after",
    ] + SurfaceReader.accepted + TraitsReader.fields

  /// A stream and what is not known until all names are: its keys by name.
  struct Stream {
    var setup: TrafficSetup
    var keyNames: [String]
    var place: SourcePlace
  }

  func read(
    _ node: YAMLNode?, keys: inout [KeyImport], into gateway: inout GatewayImport
  ) -> [Stream] {
    guard let node else { return [] }
    let nodes: [YAMLNode]
    if case .sequence(let items) = node.content { nodes = items } else { nodes = [node] }
    return nodes.compactMap { stream($0, &keys, &gateway) }
  }

  private func stream(
    _ node: YAMLNode, _ keys: inout [KeyImport], _ gateway: inout GatewayImport
  ) -> Stream? {
    guard let members = reader.mapping(node, "traffic", accepted: Self.accepted) else {
      return nil
    }
    guard let modelNode = members["model"], let name = reader.text(modelNode, "model") else {
      if members["model"] == nil { reader.reportMissing("model", in: "traffic", node.place) }
      return nil
    }
    checkModel(name, modelNode.place, gateway)
    let model = gateway.model(name)
    var plain = TurnSetup(model: model)
    plain.traits = TraitsReader(reader: reader).read(members, into: &gateway)
    let turns = readTurns(members["turns"], plain, &gateway)
    var setup = TrafficSetup(turns: turns, keys: [KeyIndex(0)])
    setup.client = readClient(members)
    SurfaceReader(reader: reader).read(members, into: &setup)
    TraitsReader(reader: reader).describe(&setup, at: node.place, in: &gateway)
    let count = reader.integer(members["conversations"], "conversations", 0...100_000_000)
    setup.conversations = UInt32(count ?? 1)
    setup.label = reader.text(members["label"], "label") ?? ""
    setup.state = reader.choice(members["state"], "state", ConversationState.self) ?? .replay
    setup.order = reader.choice(members["order"], "order", TurnOrder.self) ?? .conversations
    setup.arrival = readArrival(members)
    if let think = DistributionReader(reader: reader).read(members["think"], "think") {
      setup.think = think
    }
    if let start = reader.duration(members["start"], "start") { setup.start = .zero + start }
    setup.sessions = readSessions(members["sessions"])
    setup.leaving = readLeaving(members["leave"])
    checkOrder(setup, members)
    let names = readKeys(members["keys"], &keys)
    return Stream(setup: setup, keyNames: names, place: node.place)
  }

  private func checkModel(_ name: String, _ place: SourcePlace, _ gateway: GatewayImport) {
    let known =
      gateway.configuration.groups.map(\.name) + gateway.aliases.map(\.name)
      + gateway.tiers.map(\.name) + gateway.configuration.texts.map(\.id) + aliases
    // Without any model the configuration is what is wrong, and it was told.
    guard !known.isEmpty, !known.contains(name), !known.contains(where: { $0.contains("*") }),
      !gateway.fallbackLists.contains(where: { $0.name == "*" })
    else { return }
    reader.report(
      "unknown-model", place, "the gateway has no model '\(name)'",
      hint: NearestName.hint(for: name, among: known))
  }

  private func checkOrder(_ setup: TrafficSetup, _ members: [YAMLMember]) {
    if case .sequential = setup.arrival { return }
    for key in ["order", "spacing"] {
      guard let place = members.last(where: { $0.key == key })?.keyPlace else { continue }
      reader.report(
        "only-sequential", place, "'\(key)' is for turns that come one by one",
        hint: "leave out arrival, or leave out \(key)")
    }
  }

  private func readTurns(
    _ node: YAMLNode?, _ plain: TurnSetup, _ gateway: inout GatewayImport
  ) -> [TurnSetup] {
    guard let node else { return [plain] }
    guard case .sequence(let items) = node.content else {
      let count = reader.integer(node, "turns", 1...1_000) ?? 1
      return Array(repeating: plain, count: count)
    }
    if items.isEmpty { reader.report("empty-list", node.place, "turns is an empty list") }
    var turns: [TurnSetup] = []
    for item in items { turns.append(readTurn(item, plain, &gateway)) }
    return turns.isEmpty ? [plain] : turns
  }

  private func readTurn(
    _ node: YAMLNode, _ plain: TurnSetup, _ gateway: inout GatewayImport
  ) -> TurnSetup {
    var turn = plain
    guard !node.isNull,
      let members = reader.mapping(
        node, "a turn", accepted: ["model", "replay", "origin", "tamper"] + TraitsReader.fields)
    else { return turn }
    turn.traits = TraitsReader(reader: reader).read(members, over: plain.traits, into: &gateway)
    if let named = members["model"], let name = reader.text(named, "model") {
      checkModel(name, named.place, gateway)
      turn.model = gateway.model(name)
    }
    turn.replays = reader.bool(members["replay"], "replay") ?? true
    turn.tampering = reader.choice(members["tamper"], "tamper", Tampering.self)
    turn.origin = readOrigin(members["origin"])
    return turn
  }

  private func readOrigin(_ node: YAMLNode?) -> OriginAction? {
    guard let node else { return nil }
    guard node.members != nil else {
      switch reader.text(node, "origin") {
      case "removed": return .removed
      case "blocked": return .blocked
      case let other?:
        reader.report(
          "unknown-value", node.place, "origin is '\(other)'",
          hint: "accepted: removed, blocked, {cools: 60s, status: 429}, {answers: 500}")
        return nil
      case nil: return nil
      }
    }
    let members = reader.mapping(
      node, "origin", accepted: ["cools", "status", "answers", "retry_after", "times"])
    if let length = reader.duration(members?["cools"], "cools") {
      let status = reader.integer(members?["status"], "status", 400...599) ?? 429
      return .cools(status: UInt16(status), length: length)
    }
    if let status = reader.integer(members?["answers"], "answers", 400...599) {
      return .answers(
        status: UInt16(status),
        retryAfter: reader.duration(members?["retry_after"], "retry_after"),
        times: UInt16(reader.integer(members?["times"], "times", 1...65_535) ?? 65_535))
    }
    reader.report(
      "missing-key", node.place, "origin says nothing that happens to it",
      hint: "accepted: removed, blocked, {cools: 60s, status: 429}, {answers: 500}")
    return nil
  }

  private func readClient(_ members: [YAMLMember]) -> ClientProfile {
    var client = ClientProfile()
    if let node = members["client"], let name = reader.text(node, "client") {
      if let profile = ClientProfile(name: name) {
        client = profile
      } else {
        reader.report(
          "unknown-value", node.place, "client is '\(name)'",
          hint: NearestName.hint(for: name, among: ClientProfile.names))
      }
    }
    if let streams = reader.bool(members["stream"], "stream") { client.streams = streams }
    if let keeps = reader.choice(members["keep"], "keep", KeptItems.self) { client.keeps = keeps }
    if let keeps = keepOrDrop(members["ids"], "ids") { client.keepsIDs = keeps }
    if let keeps = keepOrDrop(members["blobs"], "blobs") { client.keepsBlobs = keeps }
    if let retries = reader.integer(members["retries"], "retries", 0...100) {
      client.retries = UInt8(retries)
    }
    if let honours = reader.bool(members["honours_retry_after"], "honours_retry_after") {
      client.honoursRetryAfter = honours
    }
    if let after = reader.choice(members["after_error"], "after_error", AfterError.self) {
      client.afterError = after
    }
    return client
  }

  private enum KeepOrDrop: String, CaseIterable {
    case keep, drop
  }

  private func keepOrDrop(_ node: YAMLNode?, _ what: String) -> Bool? {
    reader.choice(node, what, KeepOrDrop.self).map { $0 == .keep }
  }

  private func readArrival(_ members: [YAMLMember]) -> Arrival {
    let spacing = reader.duration(members["spacing"], "spacing") ?? .seconds(1)
    guard let node = members["arrival"] else { return .sequential(spacing: spacing) }
    let accepted = ["poisson", "constant", "burst", "every"]
    guard node.members != nil else {
      if reader.text(node, "arrival") == "one_by_one" { return .sequential(spacing: spacing) }
      reader.report(
        "unknown-value", node.place, "arrival is \(node.kindName)",
        hint: Self.arrivals)
      return .sequential(spacing: spacing)
    }
    let arrival = reader.mapping(node, "arrival", accepted: accepted) ?? []
    checkArrival(arrival, node)
    if let mean = interval(arrival["poisson"], "poisson") { return .poisson(mean: mean) }
    if let interval = interval(arrival["constant"], "constant") {
      return .constant(interval: interval)
    }
    if let size = reader.integer(arrival["burst"], "burst", 1...10_000_000) {
      let every = reader.duration(arrival["every"], "every") ?? .seconds(1)
      return .burst(size: UInt32(size), interval: every)
    }
    return .sequential(spacing: spacing)
  }

  /// Tells of an arrival that would be read as one by one, and of a time that nothing reads.
  private func checkArrival(_ arrival: [YAMLMember], _ node: YAMLNode) {
    if let every = arrival.last(where: { $0.key == "every" }), arrival["burst"] == nil {
      reader.report(
        "only-bursts", every.keyPlace,
        "'every' is how often a burst comes, and there is no 'burst'",
        hint: Self.arrivals)
    } else if arrival.isEmpty, node.members?.isEmpty == true {
      reader.report(
        "missing-key", node.place, "arrival does not say how conversations start",
        hint: Self.arrivals)
    }
  }

  private static let arrivals =
    "accepted: one_by_one, {poisson: 50/s}, {constant: 10/s}, {burst: 20, every: 5s}"

  /// The mean time between arrivals at a rate such as `50/s` or `3/m`.
  private func interval(_ node: YAMLNode?, _ what: String) -> SimDuration? {
    guard let text = reader.text(node, what), let node else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let rate = UInt64(parts[0]), rate > 0,
      let unit = DurationText.parse("1" + parts[1]), unit.nanoseconds / rate > 0
    {
      return SimDuration(nanoseconds: unit.nanoseconds / rate)
    }
    reader.report(
      "expected-rate", node.place, "\(what) is '\(text)', expected a rate",
      hint: "write a whole number and a unit of time: 50/s, 3/m")
    return nil
  }

  private func readSessions(_ node: YAMLNode?) -> UInt32? {
    guard let node else { return nil }
    if case .scalar(let text, isQuoted: false) = node.content {
      if text == "none" { return nil }
      if text == "per_conversation" { return 0 }
    }
    if case .scalar(let text, _) = node.content, Int(text) == nil {
      reader.report(
        "unknown-value", node.place, "sessions is '\(text)'",
        hint: "accepted: none, per_conversation, a whole number")
      return nil
    }
    return reader.integer(node, "sessions", 1...100_000_000).map(UInt32.init)
  }

  private func readLeaving(_ node: YAMLNode?) -> Leaving? {
    guard let node,
      let members = reader.mapping(node, "leave", accepted: ["turn", "after", "after_events"])
    else { return nil }
    var leaving = Leaving()
    leaving.turn = reader.integer(members["turn"], "turn", 1...1_000).map(UInt16.init)
    leaving.after = reader.duration(members["after"], "after")
    leaving.afterEvents = reader.integer(members["after_events"], "after_events", 1...1_000_000)
      .map(UInt32.init)
    if leaving.after == nil, leaving.afterEvents == nil {
      reader.report(
        "missing-key", node.place, "leave does not say when",
        hint: "write after: 2s or after_events: 3")
    }
    return leaving
  }

  /// Names of keys, or how many keys of their own the conversations take in turn.
  private func readKeys(_ node: YAMLNode?, _ keys: inout [KeyImport]) -> [String] {
    guard let node else { return [] }
    if case .sequence(let items) = node.content {
      return items.compactMap { reader.text($0, "a key's name") }
    }
    guard let count = reader.integer(node, "keys", 1...1_000_000) else { return [] }
    let width = String(count).count
    return (1...count).map { number in
      let digits = String(number)
      let name = "key-" + String(repeating: "0", count: width - digits.count) + digits
      if !keys.contains(where: { $0.name == name }) {
        keys.append(KeyImport(name: name))
      }
      return name
    }
  }
}
