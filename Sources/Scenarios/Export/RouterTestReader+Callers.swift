import Primitives
import RoutingCore
import Tunnel

/// Who calls, and what a request brings along besides its name.
extension RouterTestReader {
  /// The stream that is played.
  private var stream: YAMLNode? {
    guard case .sequence(let streams)? = source.parts["traffic"]?.content else {
      return source.parts["traffic"]
    }
    return streams.first
  }

  /// Where a key of the stream stands; where it does not, the whole of it.
  func placeInTraffic(_ key: String) -> SourcePlace {
    stream?.members?.last { $0.key == key }?.keyPlace ?? source.place("traffic")
  }

  // MARK: Keys

  /// Conversations go to a router, which knows no keys.
  func checkKeysOfTraffic(_ keys: [KeyIndex]) {
    for key in keys {
      let key = setup.configuration.keys[key.index]
      for member in restrictions(of: key) {
        refuse(
          "'\(member.key)' of key '\(key.label)'", member.keyPlace,
          hint: "conversations go to the router, which knows no keys")
      }
    }
  }

  /// Steps have a proxy's check of a key's models, and nothing else of it.
  func checkKeysOfSteps() {
    for key in setup.configuration.keys {
      for member in restrictions(of: key) where member.key != "models" {
        refuse(
          "'\(member.key)' of key '\(key.label)'", member.keyPlace,
          hint: "accepted: models; the rest is the proxy's own")
      }
    }
    if !setup.configuration.teams.isEmpty { refuse("'teams'", source.place("teams")) }
  }

  /// What a key says of itself; a list that opens everything is nothing.
  private func restrictions(of key: VirtualKey) -> [YAMLMember] {
    let members = source.parts["keys"]?.value(key.label)?.members ?? []
    return members.filter { member in
      !isNothing(member.value) && (member.key != "models" || !key.models.entries.isEmpty)
    }
  }

  private func isNothing(_ node: YAMLNode) -> Bool {
    switch node.content {
    case .scalar: node.isNull
    case .sequence(let items): items.isEmpty
    case .mapping(let members): members.isEmpty
    }
  }

  // MARK: Requests

  /// Refuses what is special about the turns, by the name and place that it is written with.
  func checkTurns(_ setup: TrafficSetup) {
    let hasTraits = setup.turns.contains { $0.traits != 0 }
    if hasTraits { checkTraits(stream, "traffic") }
    guard case .sequence(let nodes)? = stream?.value("turns")?.content else { return }
    for (place, (turn, node)) in zip(setup.turns, nodes).enumerated() {
      let what = "turn \(place + 1)"
      let special = [
        ("replay", !turn.replays), ("origin", turn.origin != nil),
        ("tamper", turn.tampering != nil),
      ]
      for (key, isThere) in special where isThere { refuse(key, of: what, in: node) }
      if hasTraits { checkTraits(node, what) }
    }
  }

  private func checkTraits(_ node: YAMLNode?, _ what: String) {
    for member in node?.members ?? []
    where TraitsReader.fields.contains(member.key) && !isNothing(member.value) {
      refuse("'\(member.key)' of \(what)", member.keyPlace)
    }
  }

  private func refuse(_ key: String, of what: String, in node: YAMLNode) {
    let place = node.members?.last { $0.key == key }?.keyPlace ?? node.place
    refuse("'\(key)' of \(what)", place)
  }

  // MARK: Pins

  /// A test calls without a key and without a user: nothing would be pinned.
  func checkPins(_ value: YAMLNode) {
    let lists = value.members?.map(\.value) ?? [value]
    for case .sequence(let checks) in lists.map(\.content) {
      for check in checks where check.scalar.flatMap({ CheckSet(name: $0) }) == .user {
        refuse(
          "the check '\(check.scalar ?? "")'", check.place,
          hint: "a test calls without a key, and this check pins by keys")
      }
    }
  }
}
