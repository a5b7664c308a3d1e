public import Primitives

/// The tags of a request, as numbers of the configuration's tag names.
public struct TagRequest: Sendable, Equatable {
  /// The tags as they were sent.
  public var all: [UInt32] = []
  /// Those without a sign: one of them, or all, as the setting says.
  public var wanted: [UInt32] = []
  /// Those after `&`: every deployment must have them all.
  public var required: [UInt32] = []
  /// Those after `!`: no deployment may have any.
  public var excluded: [UInt32] = []

  /// Makes a request without tags.
  public init() {}

  /// These tags and others.
  func joined(_ other: TagRequest) -> TagRequest {
    var both = self
    both.all += other.all
    both.wanted += other.wanted
    both.required += other.required
    both.excluded += other.excluded
    return both
  }
}

/// What a request brings along besides its name, caller and items. Most requests bring nothing;
/// the few kinds there are stand in a table, and an arrival names its place in it.
public struct RequestTraits: Sendable, Equatable {
  /// Its tags.
  public var tags = TagRequest()
  /// Whether the request itself switches the tag filter on.
  public var filtersTags = false
  /// The number of the only region that may answer (`allowed_model_region`).
  public var region: UInt32?
  /// The tokens of its input; zero if nobody counted them.
  public var inputTokens: UInt32 = 0
  /// The tokens of its answer; zero if they do not matter.
  public var outputTokens: UInt32 = 0
  /// The strategy that it asks for (`routing_strategy`).
  public var strategy: RoutingStrategy?
  /// `timeout`: how long the gateway may bear the silence of an upstream.
  public var timeout: SimDuration?
  /// `disable_fallbacks`.
  public var disablesFallbacks = false
  /// Whether it is a chat completion.
  public var isChat = false
  /// Whether it asks for embeddings.
  public var isEmbeddings = false
  /// Its beta flags, a bit for each name of the configuration.
  public var beta: UInt64 = 0
  /// Whether a parameter of it is null.
  public var hasNulls = false
  /// Whether it asks for the conversation to be compacted (`/responses/compact`).
  public var isCompaction = false
  /// Whether it runs code in a container, which the first answer makes.
  public var usesContainer = false
  /// Whether its answer calls tools.
  public var callsTools = false

  /// How hard it is, where a tier router asks.
  public var complexity = RequestComplexity.simple

  /// Makes the traits of a plain request.
  public init() {}
}

/// Some of the configuration's tag numbers: those of one deployment.
@frozen
public struct TagRange: Sendable, BitwiseCopyable, Equatable {
  /// The place of the first.
  public var start: UInt32
  /// How many they are.
  public var count: UInt32

  /// Makes a range.
  public init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  /// No tags.
  public static let none = TagRange(start: 0, count: 0)
}

/// The tags of deployments and requests.
public struct TagBook: Sendable {
  /// The names by number.
  public var names = NameTable()
  /// The numbers of all deployments' tags, one deployment after the other.
  public var numbers: [UInt32] = []
  /// The number of the tag `default`.
  public let fallback: UInt32

  /// Makes a book that knows `default` alone.
  public init() { fallback = names.intern("default") }

  /// Enters the tags of a deployment.
  public mutating func enter(_ tags: [String]) -> TagRange {
    let start = UInt32(numbers.count)
    for tag in tags { numbers.append(names.intern(tag)) }
    return TagRange(start: start, count: UInt32(tags.count))
  }

  /// The number of a tag.
  public mutating func number(of tag: String) -> UInt32 { names.intern(tag) }

  /// The tags of a request; a sign with nothing behind it means nothing (LiteLLM 1.109.1).
  public mutating func request(_ tags: [String]) -> TagRequest {
    var request = TagRequest()
    for tag in tags {
      request.all.append(names.intern(tag))
      let rest = String(tag.dropFirst())
      switch tag.utf8.first {
      case UInt8(ascii: "&"): if !rest.isEmpty { request.required.append(names.intern(rest)) }
      case UInt8(ascii: "!"): if !rest.isEmpty { request.excluded.append(names.intern(rest)) }
      default: request.wanted.append(names.intern(tag))
      }
    }
    return request
  }

  /// Whether a deployment has a tag.
  func holds(_ range: TagRange, _ tag: UInt32) -> Bool {
    for place in Int(range.start)..<Int(range.start + range.count) where numbers[place] == tag {
      return true
    }
    return false
  }
}
