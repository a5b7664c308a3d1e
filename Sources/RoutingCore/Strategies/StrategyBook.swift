import Primitives

/// What the strategies of a replica remember.
struct StrategyBook: Sendable {
  /// What is remembered under one name.
  struct NameUse: Sendable {
    var calls = OrderedTable<CallCount>()
    /// When all the counts are forgotten at once, if they are kept together.
    var callsEnd = Instant.zero
    var times = OrderedTable<TimeRecord>()
    var timesEnd = Instant.zero
    /// What cost-based routing counted, where it has a map of its own.
    var prices = OrderedTable<TimeRecord>()
    var pricesEnd = Instant.zero
    var tokens = OrderedTable<UInt64>()
    var requests = OrderedTable<UInt32>()
    /// The minute of the two above.
    var minute = UInt64.max
  }

  /// Calls in flight of one deployment, as least-busy counts them.
  struct CallCount: Sendable, BitwiseCopyable {
    var count: Int32 = 0
    var end = Instant.zero
  }

  /// The times of one deployment, and what it took in the latest minute.
  struct TimeRecord: Sendable {
    /// Nil until one is written: an empty list and none are alike to those who read.
    var samples: [Double] = []
    var firstTokens: [Double] = []
    var minute = MinuteCount()
  }

  /// By name; empty until a strategy remembers something.
  var names: [NameUse] = []
  /// By deployment: the counters of usage-based routing v2 and of enforced limits.
  var counters: [MinuteCount] = []

  /// How long entries live that are written without a lifetime (LiteLLM's in-memory cache).
  static let defaultLifetime = SimDuration.seconds(600)
  /// How long least-busy remembers a call in flight (1.109.1).
  static let callLifetime = SimDuration.seconds(3600)

  mutating func prepare(names count: Int, deployments: Int) {
    guard names.isEmpty else { return }
    names = Array(repeating: NameUse(), count: count)
    counters = Array(repeating: MinuteCount(), count: deployments)
  }
}
