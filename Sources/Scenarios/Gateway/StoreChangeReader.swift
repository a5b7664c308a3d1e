import Primitives
import RoutingCore
import Tunnel

/// Reads the shared store and the database: how they are, and what happens to them.
struct StoreChangeReader {
  let reader: NodeReader
  static let databaseFields = ["latency", "capacity", "timeout", "key_cache"]
  static let storeStates = ["up", "down", "flushed", "loses_writes"]
  static let databaseStates = ["up", "down"]
  static let queueFields = ["every", "latency", "staleness"]

  /// The parts of `gateway` that are about them.
  func readShape(_ members: [YAMLMember], into setup: inout TunnelSetup) {
    if let timeout = reader.positiveDuration(members["store_timeout"], "store_timeout") {
      setup.storeTimeout = timeout
    }
    readQueueWatch(members["queue_watch"], into: &setup)
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

  private func readQueueWatch(_ node: YAMLNode?, into setup: inout TunnelSetup) {
    guard let node, !node.isNull,
      let fields = reader.mapping(node, "queue_watch", accepted: Self.queueFields)
    else { return }
    var watch = QueueWatch()
    if let interval = reader.duration(fields["every"], "every") {
      if interval >= .milliseconds(1) {
        watch.interval = interval
      } else if let node = fields["every"] {
        reader.report("out-of-range", node.place, "every is below 1 ms")
      }
    }
    if let latency = reader.duration(fields["latency"], "latency") { watch.latency = latency }
    if let staleness = reader.positiveDuration(fields["staleness"], "staleness") {
      watch.staleness = staleness
    }
    setup.queueWatch = watch
    setup.configuration.settings.queues = QueueSettings(staleness: watch.staleness)
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
    let named = members.filter { $0.key == "state" || $0.key == "latency" }
    guard named.count == 1, let what = named.first else {
      // A misspelt key is told of already.
      if members.allSatisfy({ ["state", "latency", "for"].contains($0.key) }) {
        reader.report(
          "expected-one-key", verb.value.place, "\(verb.key) does \(named.count) things",
          hint: "write state or latency")
      }
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
    let change = changes.change(verb, states: StoreChangeReader.databaseStates)
    return change.map {
      verb.key == "database"
        ? .database($0.change, lasting: $0.lasting) : .queueWatch($0.change, lasting: $0.lasting)
    }
  }
}
