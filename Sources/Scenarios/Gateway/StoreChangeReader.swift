import Primitives
import Tunnel

/// Reads the shared store and the database: how they are, and what happens to them.
struct StoreChangeReader {
  let reader: NodeReader
  static let databaseFields = ["latency", "capacity", "timeout", "key_cache"]
  static let storeStates = ["up", "down", "flushed", "loses_writes"]
  static let databaseStates = ["up", "down"]

  /// The parts of `gateway` that are about them.
  func readShape(_ members: [YAMLMember], into setup: inout TunnelSetup) {
    if let timeout = reader.positiveDuration(members["store_timeout"], "store_timeout") {
      setup.storeTimeout = timeout
    }
    guard let node = members["database"], !node.isNull,
      let fields = reader.mapping(node, "database", accepted: Self.databaseFields)
    else { return }
    var database = DatabaseSetup()
    if let latency = reader.duration(fields["latency"], "latency") { database.latency = latency }
    if let capacity = reader.integer(fields["capacity"], "capacity", 1...1_000_000) {
      database.capacity = UInt32(capacity)
    }
    if let timeout = reader.positiveDuration(fields["timeout"], "timeout") {
      database.timeout = timeout
    }
    if let lifetime = reader.duration(fields["key_cache"], "key_cache") {
      database.keyCache = lifetime
    }
    setup.database = database
  }

  /// `down`, or `{state: down, for: 60s}`, or `{latency: 30s, for: 60s}`.
  func change(
    _ verb: YAMLMember, states: [String]
  ) -> (change: StoreChange, lasting: SimDuration?)? {
    guard verb.value.members != nil else {
      return state(verb.value, verb.key, states).map { ($0, nil) }
    }
    guard
      let members = reader.mapping(verb.value, verb.key, accepted: ["state", "latency", "for"])
    else { return nil }
    let lasting = reader.duration(members["for"], "for")
    let named = members.filter { $0.key != "for" }
    guard named.count == 1, let what = named.first else {
      reader.report(
        "expected-one-key", verb.value.place, "\(verb.key) does \(named.count) things",
        hint: "write state or latency")
      return nil
    }
    if what.key == "latency" {
      return reader.duration(what.value, "latency").map { (.slow($0), lasting) }
    }
    return state(what.value, "state", states).map { ($0, lasting) }
  }

  private func state(_ node: YAMLNode, _ what: String, _ states: [String]) -> StoreChange? {
    guard let text = reader.text(node, what) else { return nil }
    if states.contains(text) {
      switch text {
      case "up": return .up
      case "down": return .down
      case "flushed": return .flushed
      default: return .losesWrites
      }
    }
    reader.report(
      "unknown-value", node.place, "\(what) is '\(text)'",
      hint: NearestName.hint(for: text, among: states))
    return nil
  }
}

extension ActionReader {
  func readStoreChange(_ verb: YAMLMember) -> TimelineAction? {
    let changes = StoreChangeReader(reader: reader)
    if verb.key == "store" {
      return changes.change(verb, states: StoreChangeReader.storeStates)
        .map { .store($0.change, lasting: $0.lasting) }
    }
    return changes.change(verb, states: StoreChangeReader.databaseStates)
      .map { .database($0.change, lasting: $0.lasting) }
  }
}
