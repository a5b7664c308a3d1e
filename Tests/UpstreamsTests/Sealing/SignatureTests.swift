import Primitives
import Testing
import Upstreams

/// What the fakes make of signatures: their own, foreign, changed, exchanged, missing.
struct SignatureTests {
  static func item(
    _ state: Seal.State, boundary: UInt16 = 0, number: UInt32 = 7, sealed: UInt32 = 7,
    isCall: Bool = false
  ) -> UpstreamItem {
    UpstreamItem(
      number: number, seal: Seal(boundary: boundary, state: state, number: sealed), hasID: false,
      isMarked: false, isCall: isCall)
  }

  static let user = UpstreamItem(number: 0, seal: .none, hasID: false, isMarked: false)
  static let answer = item(.none)
  static let call = item(.none, isCall: true)

  static func judge(
    _ provider: ProviderKind, _ items: [UpstreamItem], _ change: (inout UpstreamSetup) -> Void
  ) -> RefusalReason? {
    var setup = UpstreamSetup(label: "u", provider: provider, boundary: 0)
    change(&setup)
    var upstream = Upstream(setup, seed: 0)
    let call = UpstreamCall(model: 1, turn: 2, streams: false, previousResponse: nil)
    switch upstream.judge(call, items: items, at: .zero) {
    case .refuses(let refusal): return refusal.reason
    case .serves: return nil
    }
  }

  static let thinking: [(String, [UpstreamItem], RefusalReason?)] = [
    ("nothing sealed", [user], nil),
    ("its own", [user, item(.intact), answer, user], nil),
    ("foreign", [user, item(.intact, boundary: 1), answer, user], .invalidSignature),
    ("damaged", [user, item(.damaged), answer, user], .invalidSignature),
    ("missing", [user, item(.missing), answer, user], .invalidSignature),
    ("of another thought", [user, item(.intact, sealed: 8), answer, user], .invalidSignature),
    ("Google's stand-in", [user, item(.standIn), answer, user], .invalidSignature),
    ("redacted", [user, item(.intact, number: 0), answer, user], nil),
    ("left out of an earlier turn", [user, answer, user], nil),
    ("before a call", [user, item(.intact), call, user], nil),
    ("left out before a call", [user, call, user], .missingThinking),
    ("left out before an earlier call", [user, call, user, item(.intact), call, user], nil),
    (
      "left out before the latest call", [user, item(.intact), call, user, call, user],
      .missingThinking
    ),
    ("two thoughts before a call", [user, item(.intact), item(.intact), call, user], nil),
  ]

  @Test(arguments: thinking)
  func anthropic(_ name: String, _ items: [UpstreamItem], _ reason: RefusalReason?) {
    #expect(Self.judge(.anthropic, items) { _ in } == reason)
    #expect(Self.judge(.anthropic, items) { $0.strictness = SealStrictness.none } == nil)
  }

  @Test func anthropicWithoutBinding() {
    let foreign = [Self.user, Self.item(.intact, boundary: 1), Self.answer]
    #expect(Self.judge(.anthropic, foreign) { $0.bindsSeals = false } == nil)
    let damaged = [Self.user, Self.item(.damaged), Self.answer]
    #expect(Self.judge(.anthropic, damaged) { $0.bindsSeals = false } == .invalidSignature)
  }

  @Test func noThinkingNoDemand() {
    #expect(Self.judge(.anthropic, [Self.user, Self.call]) { $0.sealedItems = 0 } == nil)
    #expect(Self.judge(.anthropic, [Self.user, Self.call]) { $0.strictness = .present } == nil)
  }

  static let thoughts: [(String, [UpstreamItem], strict: RefusalReason?, present: RefusalReason?)] =
    [
      ("its own", [user, item(.intact, isCall: true)], nil, nil),
      (
        "foreign", [user, item(.intact, boundary: 1, isCall: true)], .invalidThoughtSignature,
        .invalidThoughtSignature
      ),
      (
        "damaged in a text", [user, item(.damaged)], .invalidThoughtSignature,
        .invalidThoughtSignature
      ),
      (
        "of another call", [user, item(.intact, sealed: 8, isCall: true)],
        .invalidThoughtSignature, .invalidThoughtSignature
      ),
      ("missing of a call", [user, item(.missing, isCall: true)], .missingThoughtSignature, nil),
      ("missing of a text", [user, item(.missing)], nil, nil),
      ("the stand-in", [user, item(.standIn, isCall: true)], nil, nil),
      (
        "missing of the second of two calls at once",
        [user, item(.intact, isCall: true), item(.missing, isCall: true)], nil, nil
      ),
      (
        "missing of the first of two calls at once",
        [user, item(.missing, isCall: true), item(.intact, isCall: true)],
        .missingThoughtSignature, nil
      ),
      (
        "missing of a later step",
        [user, item(.intact, isCall: true), user, item(.missing, isCall: true)],
        .missingThoughtSignature, nil
      ),
    ]

  @Test(arguments: thoughts)
  func gemini(
    _ name: String, _ items: [UpstreamItem], _ strict: RefusalReason?, _ present: RefusalReason?
  ) {
    #expect(Self.judge(.gemini, items) { $0.enforcingModels = [1] } == strict)
    #expect(Self.judge(.gemini, items) { $0.strictness = .present } == present)
    // Another model of the same endpoint does not look at them.
    #expect(Self.judge(.gemini, items) { $0.enforcingModels = [2] } == nil)
  }

  @Test(arguments: [
    ("gemini-3-pro", true), ("gemini-3-flash-preview", true), ("gemini-3.1-pro", true),
    ("gemini-3-pro-image-preview", false), ("gemini-2.5-pro", false), ("gemini-2.5-flash", false),
  ])
  func modelsThatEnforce(_ name: String, _ enforces: Bool) {
    #expect(SealStrictness.enforces(geminiModel: name) == enforces)
  }

  @Test(arguments: ProviderKind.allCases)
  func revokedKeys(_ provider: ProviderKind) {
    var upstream = Upstream(
      UpstreamSetup(label: "u", provider: provider, boundary: 0), seed: 0)
    let call = UpstreamCall(model: 0, turn: 1, streams: false, previousResponse: nil)
    #expect(upstream.judge(call, items: [], at: .zero) == .serves(nil))
    upstream.keyIsValid = false
    #expect(
      upstream.judge(call, items: [], at: .zero) == .refuses(upstream.refusal(.invalidKey)))
    upstream.keyIsValid = true
    #expect(upstream.judge(call, items: [], at: .zero) == .serves(nil))
  }
}
