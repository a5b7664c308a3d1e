public import Primitives

/// How long an upstream takes: the first byte, then so much for each token of the output.
public struct ServiceTime: Equatable, Sendable {
  /// Until the first byte.
  public var firstByte: Distribution
  /// For each output token after it.
  public var perToken: Distribution
  /// How many output tokens an answer has.
  public var tokens: UInt32

  /// Makes the default: 200 ms to the first byte, 5 ms a token, 40 tokens.
  public init() {
    firstByte = .constant(.milliseconds(200))
    perToken = .constant(.milliseconds(5))
    tokens = 40
  }
}

/// A fake provider endpoint as a scenario describes it.
public struct UpstreamSetup: Equatable, Sendable {
  /// What reports call it.
  public var label: String
  /// Whose API it speaks.
  public var provider: ProviderKind
  /// Who can open what it seals.
  public var boundary: UInt16
  /// The models it serves, by number; empty serves every model.
  public var models: [UInt32] = []
  /// How long it takes.
  public var time = ServiceTime()
  /// How many calls it serves at once; nil for any number.
  public var capacity: UInt32?
  /// How many calls may wait for capacity.
  public var queueMax: UInt32 = 1000
  /// Sealed items in one answer.
  public var sealedItems: UInt32 = 1
  /// Whether foreign content is refused at all; some endpoints do not always enforce it.
  public var bindsSeals = true
  /// Whether it is Google's Vertex AI instead of the provider's own host.
  public var isVertex = false
  /// Whether thinking comes redacted (Anthropic).
  public var redactsThinking = false
  /// How closely it looks at signatures; nil: as the provider and the model do.
  public var strictness: SealStrictness?
  /// The models, by number, that ask for signatures of calls unless `strictness` is set (Gemini 3).
  public var enforcingModels: [UInt32] = []
  /// How many calls and tokens it takes in a time; nil for any number.
  public var rateLimit: RateLimitSetup?
  /// What it makes of the beginning of an answer.
  public var prefill = Prefill.continued
  /// How many connections the gateway keeps to it; nil for any number.
  public var connections: UInt32?
  /// How long the gateway uses one HTTP client for it; nil for ever.
  public var clientLifetime: SimDuration?
  /// Whether it refuses a parameter that is null.
  public var refusesNulls = false
  /// The beta flags that it knows, a bit for each; nil: whatever is sent is fine.
  public var beta: UInt64?
  /// What goes wrong.
  public var faults: [Fault] = []

  /// Makes an upstream with defaults.
  public init(label: String, provider: ProviderKind, boundary: UInt16) {
    self.label = label
    self.provider = provider
    self.boundary = boundary
  }
}
