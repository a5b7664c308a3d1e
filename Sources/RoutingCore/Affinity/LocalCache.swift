import Primitives

/// A replica's in-memory cache: pins and counters share its 200 entries (LiteLLM C0).
///
/// An entry lives a fixed time from its first write; writing it again does not move its end. When
/// the cache is full, every write, also one of a key that is in it, first takes out what has
/// expired and then what expires earliest; ties go by key.
struct LocalCache: Sendable {
  /// How many entries the cache holds (LiteLLM: `max_size_in_memory`).
  static let entriesMax = 200

  private struct Entry: BitwiseCopyable {
    var key = CacheKey.user(key: KeyIndex(0), group: GroupIndex(0))
    var end = Instant.zero
    /// A deployment for a pin, a count for a counter.
    var value: UInt32 = 0
    var isUsed = false
  }

  // Open addressing with room to spare; allocated when the first entry is written.
  private var table: [Entry] = []
  private(set) var count = 0
  /// Whether every write takes out what has come to its end, at that very instant, too.
  let sweepsAlways: Bool
  /// When the cache was last written: what had come to its end by then is gone.
  private var lastWrite = Instant.zero
  private static let mask = 511

  /// Makes an empty cache.
  init(sweep: CacheSweepRule) {
    sweepsAlways =
      switch sweep {
      case .whenFull: false
      case .everyWrite: true
      }
  }

  /// The deployment that a pin holds at a moment.
  func pin(_ key: CacheKey, at now: Instant) -> DeploymentIndex? {
    guard let place = place(of: key), isLive(table[place], at: now) else { return nil }
    return DeploymentIndex(Int(table[place].value))
  }

  /// Writes a pin, as the rule says, and returns the one that holds.
  @discardableResult
  mutating func claim(
    _ key: CacheKey, for deployment: DeploymentIndex, by rule: PinWriteRule, lifetime: SimDuration,
    at now: Instant
  ) -> DeploymentIndex {
    if case .claims = rule, let place = place(of: key), isLive(table[place], at: now) {
      guard table[place].value == deployment.rawValue else {
        return DeploymentIndex(Int(table[place].value))
      }
      remove(key)
    }
    write(key, deployment.rawValue, lifetime: lifetime, at: now)
    return deployment
  }

  /// Forgets an entry.
  mutating func drop(_ key: CacheKey) { remove(key) }

  /// Adds one to a counter and returns the count of its present window.
  @discardableResult
  mutating func increment(_ key: CacheKey, lifetime: SimDuration, at now: Instant) -> UInt32 {
    let old = counter(key, at: now)
    write(key, old &+ 1, lifetime: lifetime, at: now)
    return old &+ 1
  }

  /// The count of a counter's present window.
  func counter(_ key: CacheKey, at now: Instant) -> UInt32 {
    guard let place = place(of: key), isLive(table[place], at: now) else { return 0 }
    return table[place].value
  }

  private func isLive(_ entry: Entry, at now: Instant) -> Bool {
    entry.end >= now && !(sweepsAlways && entry.end <= lastWrite)
  }

  private mutating func write(
    _ key: CacheKey, _ value: UInt32, lifetime: SimDuration, at now: Instant
  ) {
    if table.isEmpty { table = Array(repeating: Entry(), count: LocalCache.mask + 1) }
    if count >= LocalCache.entriesMax { evict(at: now) }
    lastWrite = now
    if let place = place(of: key) {
      table[place].value = value
      let isOver = sweepsAlways ? table[place].end <= now : table[place].end < now
      if isOver { table[place].end = now + lifetime }
      return
    }
    var place = Int(truncatingIfNeeded: key.mixed) & LocalCache.mask
    while table[place].isUsed { place = (place + 1) & LocalCache.mask }
    table[place] = Entry(key: key, end: now + lifetime, value: value, isUsed: true)
    count += 1
  }

  private mutating func evict(at now: Instant) {
    for entry in table where entry.isUsed && entry.end <= now { remove(entry.key) }
    while count >= LocalCache.entriesMax {
      var earliest: Entry?
      for entry in table where entry.isUsed {
        guard let best = earliest else {
          earliest = entry
          continue
        }
        if LocalCache.leaves(entry, before: best) { earliest = entry }
      }
      guard let earliest else { return }
      remove(earliest.key)
    }
  }

  private static func leaves(_ left: Entry, before right: Entry) -> Bool {
    (left.end, left.key.high, left.key.low) < (right.end, right.key.high, right.key.low)
  }

  private func place(of key: CacheKey) -> Int? {
    guard !table.isEmpty else { return nil }
    var place = Int(truncatingIfNeeded: key.mixed) & LocalCache.mask
    while table[place].isUsed {
      if table[place].key == key { return place }
      place = (place + 1) & LocalCache.mask
    }
    return nil
  }

  /// Takes an entry out and moves later ones up, so that no hole cuts a search short.
  private mutating func remove(_ key: CacheKey) {
    guard var hole = place(of: key) else { return }
    count -= 1
    var next = hole
    while true {
      table[hole].isUsed = false
      repeat {
        next = (next + 1) & LocalCache.mask
        guard table[next].isUsed else { return }
      } while LocalCache.isHome(
        Int(truncatingIfNeeded: table[next].key.mixed) & LocalCache.mask, between: hole, and: next)
      table[hole] = table[next]
      hole = next
    }
  }

  /// Whether a home slot lies cyclically after the hole, up to the entry's place.
  private static func isHome(_ home: Int, between hole: Int, and place: Int) -> Bool {
    hole <= place ? hole < home && home <= place : hole < home || home <= place
  }
}
