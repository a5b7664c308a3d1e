public import Primitives

/// A call as it reaches an upstream; its items are passed beside it.
@frozen
public struct UpstreamCall: Equatable, Sendable, BitwiseCopyable {
  /// The number of the upstream model.
  public var model: UInt32
  /// The turn of the conversation, from one.
  public var turn: UInt16
  /// Whether the answer is streamed.
  public var streams: Bool
  /// The boundary that stored the previous response, if the call continues one.
  public var previousResponse: UInt16?
  /// Whether it ends with the beginning of an answer that is to be carried on.
  public var isPrefilled = false
  /// Its beta flags, a bit for each name.
  public var beta: UInt64 = 0
  /// Whether `previousResponse` is the boundary of its container instead.
  public var usesContainer = false
  /// Whether a parameter of it is null.
  public var hasNulls = false

  /// Makes a call.
  @inlinable
  public init(model: UInt32, turn: UInt16, streams: Bool, previousResponse: UInt16?) {
    self.model = model
    self.turn = turn
    self.streams = streams
    self.previousResponse = previousResponse
  }
}

/// What an upstream makes of a call.
public enum UpstreamVerdict: Equatable, Sendable, BitwiseCopyable {
  /// It refuses.
  case refuses(Refusal)
  /// It serves, with a fault that strikes later, if any.
  case serves(FaultEffect?)
}

/// How long an answer takes: until its first byte, and from there to its end.
@frozen
public struct AnswerTime: Equatable, Sendable, BitwiseCopyable {
  /// Until the first byte.
  public var firstByte: SimDuration
  /// From there to the end.
  public var rest: SimDuration

  /// Both together.
  @inlinable
  public var whole: SimDuration { firstByte + rest }

  /// Makes a time from its parts.
  @inlinable
  public init(firstByte: SimDuration, rest: SimDuration) {
    self.firstByte = firstByte
    self.rest = rest
  }
}

/// A fake provider endpoint: a state machine that trusts nobody.
public struct Upstream: Sendable {
  /// How it is described.
  public let setup: UpstreamSetup
  private let firstByte: Sampler
  private let perToken: Sampler
  /// How long every good answer takes, if the time is always the same.
  public let constantTime: AnswerTime?
  private var faults: [Fault]
  private var faultCounts: [UInt32]
  private var random: RandomStream
  private var isPlain = false
  /// What is left of its rate limit; nil if it has none.
  public private(set) var limiter: RateLimiter?
  private let carrier: SealCarrier
  /// The models that ask for signatures of calls, by number.
  private(set) var enforcingModels: [UInt32]
  /// Whether its key is valid.
  public var keyIsValid = true {
    didSet { findPlain() }
  }

  /// Makes an upstream at rest.
  public init(_ setup: UpstreamSetup, seed: UInt64) {
    self.setup = setup
    firstByte = Sampler(setup.time.firstByte)
    perToken = Sampler(setup.time.perToken)
    if case .constant(let first) = setup.time.firstByte,
      case .constant(let each) = setup.time.perToken
    {
      constantTime = AnswerTime(
        firstByte: first, rest: Self.product(each, setup.time.tokens))
    } else {
      constantTime = nil
    }
    faults = setup.faults
    faultCounts = Array(repeating: 0, count: setup.faults.count)
    random = RandomStream(seed: seed, name: "upstream/" + setup.label)
    limiter = setup.rateLimit.map(RateLimiter.init)
    carrier = setup.provider.carrier
    enforcingModels = setup.enforcingModels
    findPlain()
  }

  /// Learns of a model that is asked for by its name, as the match of a wildcard is.
  public mutating func learn(model: UInt32, named name: String) {
    guard setup.provider == .gemini, SealStrictness.enforces(geminiModel: name),
      !enforcingModels.contains(model)
    else { return }
    enforcingModels.append(model)
  }

  /// Adds a fault while the upstream runs; it goes before those that were there.
  public mutating func arm(_ fault: Fault) {
    faults.insert(fault, at: 0)
    faultCounts.insert(0, at: 0)
    findPlain()
  }

  /// Judges a call: key, model, rate limit, faults, then the input's sealed items.
  public mutating func judge(
    _ call: UpstreamCall, items: [UpstreamItem], at now: Instant
  ) -> UpstreamVerdict {
    var fault: FaultEffect?
    if !isPlain {
      switch judgeCaller(call, items, now) {
      case .refuses(let refusal): return .refuses(refusal)
      case .serves(let struck): fault = struck
      }
    }
    if let previous = call.previousResponse, previous != setup.boundary {
      return .refuses(lost(call))
    }
    if carrier != .encryptedContent {
      guard let refusal = refusal(ofSignatures: items, model: call.model) else {
        return .serves(fault)
      }
      return .refuses(refusal)
    }
    for place in items.indices {
      if let reason = refusal(of: items[place]) {
        return .refuses(Refusal(reason, item: UInt32(place)))
      }
    }
    return .serves(fault)
  }

  /// The refusal of what was made elsewhere; a container's id that nobody unwrapped names no
  /// boundary.
  @inline(never)
  private func lost(_ call: UpstreamCall) -> Refusal {
    guard call.usesContainer else { return Refusal(.previousResponseNotFound) }
    return refusal(call.previousResponse == .max ? .idTooLong : .containerNotFound)
  }

  /// Judges what does not depend on the items' seals.
  @inline(never)
  private mutating func judgeCaller(
    _ call: UpstreamCall, _ items: [UpstreamItem], _ now: Instant
  ) -> UpstreamVerdict {
    guard keyIsValid else { return .refuses(refusal(.invalidKey)) }
    guard setup.models.isEmpty || setup.models.contains(call.model) else {
      return .refuses(refusal(.modelNotFound))
    }
    if call.isPrefilled, setup.prefill == .refused { return .refuses(refusal(.prefillRefused)) }
    if call.hasNulls, setup.refusesNulls { return .refuses(refusal(.nullParameter)) }
    if let known = setup.beta, call.beta & ~known != 0 { return .refuses(refusal(.unknownBeta)) }
    if limiter != nil, let refusal = overLimit(items.count, now) { return .refuses(refusal) }
    let fault = faults.isEmpty ? nil : strike(call, items, now)
    switch fault {
    case .answers(let status, let retryAfter):
      return .refuses(Refusal(.fault, status: status).advising(retryAfter))
    case .refuses(let reason, let retryAfter):
      return .refuses(refusal(reason).advising(retryAfter))
    case .breaksConnection: return .refuses(Refusal(.fault, status: 0))
    case .cutsStream where !call.streams: return .refuses(Refusal(.fault, status: 0))
    case .failsStream(_, let status) where !call.streams:
      return .refuses(Refusal(.fault, status: status))
    case .stalls(_, let time) where !call.streams: return .serves(.delays(time))
    case .cutsStream, .failsStream, .silent, .stalls, .delays, nil: return .serves(fault)
    }
  }

  /// Whether nothing but its sealed items can make a call fail.
  private mutating func findPlain() {
    isPlain =
      keyIsValid && setup.models.isEmpty && limiter == nil && faults.isEmpty
      && setup.prefill != .refused && !setup.refusesNulls && setup.beta == nil
  }

  /// A refusal with the status that the provider gives it.
  public func refusal(_ reason: RefusalReason, item: UInt32 = .max) -> Refusal {
    Refusal(
      reason, status: ErrorCatalog.status(of: reason, setup.provider, isVertex: setup.isVertex),
      item: item)
  }

  /// Counts a call against the limit and refuses it beyond; it takes the tokens of its answer, and
  /// one for each item of its input.
  private mutating func overLimit(_ items: Int, _ now: Instant) -> Refusal? {
    let tokens = UInt64(setup.time.tokens) + UInt64(items)
    guard let wait = limiter?.wait(forTokens: tokens, setup.provider, at: now) else { return nil }
    var refusal = refusal(.rateLimited)
    refusal.retryAfter = setup.rateLimit?.told(wait)
    return refusal
  }

  /// Why this upstream cannot open an item, or nil if it can or need not.
  private func refusal(of item: UpstreamItem) -> RefusalReason? {
    switch item.seal.state {
    case .none: return nil
    // Without id and content it is a plain summary, which nobody refuses.
    case .missing: return item.hasID ? .missingSeal : nil
    case .damaged, .standIn:
      return setup.bindsSeals ? .damagedSeal : nil
    case .intact:
      guard setup.bindsSeals else { return nil }
      // A wrapped blob is no blob, and content under another item's text was not minted for it.
      if item.isMarked || item.number != 0 && item.seal.number != item.number {
        return item.seal.boundary == setup.boundary || item.isMarked ? .damagedSeal : .foreignSeal
      }
      return item.seal.boundary == setup.boundary ? nil : .foreignSeal
    }
  }

  private mutating func strike(
    _ call: UpstreamCall, _ items: [UpstreamItem], _ now: Instant
  ) -> FaultEffect? {
    let isSealed = items.contains { $0.seal.state != .none }
    for place in faults.indices {
      let fault = faults[place]
      guard fault.condition.isMet(by: call, sealed: isSealed, at: now) else { continue }
      faultCounts[place] &+= 1
      guard let ordinals = fault.condition.ordinals else { return fault.effect }
      if ordinals.contains(faultCounts[place]) { return fault.effect }
    }
    return nil
  }

  /// Draws how long an answer takes.
  public mutating func answerTime() -> AnswerTime {
    if let constantTime { return constantTime }
    let first = firstByte.sample(&random)
    if case .constant(let each) = setup.time.perToken {
      return AnswerTime(firstByte: first, rest: Self.product(each, setup.time.tokens))
    }
    var rest = SimDuration.zero
    for _ in 0..<setup.time.tokens { rest += perToken.sample(&random) }
    return AnswerTime(firstByte: first, rest: rest)
  }

  private static func product(_ each: SimDuration, _ count: UInt32) -> SimDuration {
    let (product, overflow) = each.nanoseconds.multipliedReportingOverflow(by: UInt64(count))
    return SimDuration(nanoseconds: overflow ? .max : product)
  }

  /// How long a refusal takes: as long as a first byte.
  public mutating func refusalTime() -> SimDuration { firstByte.sample(&random) }
}
