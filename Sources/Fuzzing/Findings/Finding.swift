package import Scenarios

/// A property that failed, with the smallest world that shows it.
public struct Finding: Sendable {
  /// The property.
  public var property: Property
  /// What makes it fail.
  public var cause: String
  /// What happened in the small world, in a sentence.
  public var text: String
  /// The request to blame, as a person calls it; empty if none is.
  public var request: String
  /// The preset that it was found under.
  public var preset: String
  /// The small world.
  package var value: ScenarioValue
  /// The seeds of the worlds that showed it, ascending; no more than the first so many are kept.
  public var seeds: [UInt64] = []
  /// How many worlds showed it, by block of seeds, ascending.
  public var blocks: [Block] = []
  /// How many worlds were tried to make it small.
  public var shrinkSteps: Int
  /// Which rules decide it: under another case of one of them the property holds.
  public var decidedBy: [String]

  /// How many seeds are kept.
  public static let seedsMax = 100

  /// The worlds of one block of seeds that showed a finding.
  public struct Block: Equatable, Sendable {
    /// The number of the block.
    public var number: UInt64
    /// How many of its worlds.
    public var count: Int
  }

  /// Which scenario of two is kept.
  public enum Choice: String, CaseIterable, Sendable {
    /// The smaller one.
    case smallest
    /// That of the lower first seed, which is the one that a single run makes small.
    case first
  }

  /// How many worlds showed it.
  public var count: Int { blocks.reduce(0) { $0 + $1.count } }

  /// Counts a world that showed it; seeds come in ascending order.
  mutating func count(seed: UInt64) {
    if seeds.count < Self.seedsMax { seeds.append(seed) }
    let number = seed / FuzzRun.blockSize
    if blocks.last?.number == number {
      blocks[blocks.count - 1].count += 1
    } else {
      blocks.append(Block(number: number, count: 1))
    }
  }

  /// Both together: a function of the two alone, whatever their order, and the same again for what
  /// was merged before.
  public func merged(with other: Finding, keeping choice: Choice = .smallest) -> Finding {
    let isOtherSmaller =
      (other.value.size, other.value.flow, other.shrinkSteps)
      < (value.size, value.flow, shrinkSteps)
    let (first, otherFirst) = (seeds.first ?? .max, other.seeds.first ?? .max)
    let isOtherKept =
      choice == .first && first != otherFirst ? otherFirst < first : isOtherSmaller
    var merged = isOtherKept ? other : self
    var numbers = (blocks + other.blocks).map(\.number)
    numbers = Array(Set(numbers)).sorted()
    merged.blocks = numbers.map { number in
      let counts = (blocks + other.blocks).filter { $0.number == number }.map(\.count)
      return Block(number: number, count: counts.max() ?? 0)
    }
    merged.seeds = Array(Array(Set(seeds + other.seeds)).sorted().prefix(Self.seedsMax))
    return merged
  }

  /// What it is called: the property and a digest of its cause.
  public var id: String { Self.id(property, cause, preset) }

  static func id(_ property: Property, _ cause: String, _ preset: String) -> String {
    // FNV-1a: the same in every process.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in (cause + "\n" + preset).utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    let text = String(hash >> 40, radix: 16)
    return property.rawValue + "-" + String(repeating: "0", count: 6 - text.count) + text
  }

  /// How many deployments the small world has.
  public var deployments: Int { value["config"]?["model_list"]?.items?.count ?? 0 }

  private var streams: [ScenarioValue] { value["traffic"].map { $0.items ?? [$0] } ?? [] }

  /// How many clients call: conversations, and calls in a set order.
  public var clients: Int {
    let conversations = streams.reduce(0) { $0 + (DeclaredWorld.number($1["conversations"]) ?? 1) }
    return conversations + (calls > 0 ? 1 : 0)
  }

  private var calls: Int { value["steps"]?.items?.filter { $0["call"] != nil }.count ?? 0 }

  /// The most turns of a conversation, or calls in a set order.
  public var turns: Int {
    let most =
      streams.map { stream in
        stream["turns"]?.items?.count ?? DeclaredWorld.number(stream["turns"]) ?? 1
      }.max() ?? 0
    return max(most, calls)
  }

  /// How many keys the small world has.
  public var keys: Int { value["keys"]?.members?.count ?? 0 }

  /// How often its cost map changes.
  public var catalogChanges: Int {
    let entries = (value["timeline"]?.items ?? []) + (value["steps"]?.items ?? [])
    return entries.filter { $0["publish"] != nil || $0["withdraw"] != nil }.count
  }
}
