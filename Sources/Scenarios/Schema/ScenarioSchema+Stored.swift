import RoutingCore

/// What reaches one replica first, and what replicas share.
extension ScenarioSchema {
  static var askedReplica: SchemaKey {
    SchemaKey(
      "replica",
      "The replica that is asked, from one; the others learn of it when they look. Default: all at "
        + "once.", .integer(1...1_000))
  }

  /// An entry of `model_list` that comes at run time.
  static var addedEntry: SchemaSection {
    var section = entry
    section.keys.append(askedReplica)
    return section
  }

  /// What happens to the shared store and to the database.
  static var storeVerbs: [SchemaKey] {
    func change(_ words: [String]) -> SchemaShape {
      let section = SchemaSection([
        SchemaKey("state", "What it does.", .choice(words)),
        SchemaKey("latency", "How late it answers, in place of its state.", .form(.duration)),
        SchemaKey("for", "How long. Default: until the end.", .form(.duration)),
      ])
      return .either([.choice(words), .section(section)])
    }
    return [
      SchemaKey(
        "store", "The store that replicas share goes wrong, or right again.",
        change(StoreChangeReader.storeStates)),
      SchemaKey(
        "database", "The database of keys and stored models goes wrong, or right again.",
        change(StoreChangeReader.databaseStates)),
      SchemaKey(
        "queue_watch", "Queues are seen late, or not at all, or as at the start.",
        change(StoreChangeReader.databaseStates)),
    ]
  }

  /// How queues are watched.
  static var queueWatch: SchemaSection {
    SchemaSection(
      accepted: StoreChangeReader.queueFields,
      [
        SchemaKey("every", "How often a replica looks. Default: 50ms.", .form(.duration)),
        SchemaKey("latency", "How long a look takes. Default: 0s.", .form(.duration)),
        SchemaKey("staleness", "How long a length counts. Default: 200ms.", .form(.duration)),
      ])
  }

  /// The database in which keys are looked up.
  static var database: SchemaSection {
    SchemaSection(
      accepted: StoreChangeReader.databaseFields,
      [
        SchemaKey("latency", "How long a read takes. Default: 5ms.", .form(.duration)),
        SchemaKey(
          "capacity", "Reads carried out at once; the others wait. Default: 20.",
          .integer(1...1_000_000)),
        SchemaKey(
          "timeout", "How long a replica waits for a read. Default: 5s.", .form(.duration)),
        SchemaKey(
          "key_cache", "How long a replica knows a key. Default: 60s.", .form(.duration)),
      ])
  }
}
