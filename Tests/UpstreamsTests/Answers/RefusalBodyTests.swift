import Primitives
import Testing
import Upstreams
import WireFormats

/// What each provider answers for each reason.
struct RefusalBodyTests {
  static func text(_ refusal: Refusal, _ provider: ProviderKind, _ context: RefusalContext)
    -> String
  {
    let body = RefusalBody.write(refusal, provider: provider, context)
    return String(decoding: body.serialized(), as: UTF8.self)
  }

  static func upstream(_ provider: ProviderKind, isVertex: Bool = false) -> Upstream {
    var setup = UpstreamSetup(label: "u", provider: provider, boundary: 0)
    setup.isVertex = isVertex
    return Upstream(setup, seed: 0)
  }

  static let statuses: [(RefusalReason, openai: UInt16, anthropic: UInt16, gemini: UInt16)] = [
    (.invalidKey, 401, 401, 400), (.permissionDenied, 403, 403, 403),
    (.modelNotFound, 404, 404, 404), (.contextLength, 400, 400, 400),
    (.contentPolicy, 400, 400, 400), (.requestTooLarge, 413, 413, 413),
    (.rateLimited, 429, 429, 429), (.insufficientQuota, 429, 429, 429),
    (.serverError, 500, 500, 500), (.overCapacity, 503, 529, 503),
  ]

  @Test(arguments: statuses)
  func statusesByProvider(
    _ reason: RefusalReason, _ openai: UInt16, _ anthropic: UInt16, _ gemini: UInt16
  ) {
    #expect(Self.upstream(.openai).refusal(reason).status == openai)
    #expect(Self.upstream(.azure).refusal(reason).status == openai)
    #expect(Self.upstream(.anthropic).refusal(reason).status == anthropic)
    #expect(Self.upstream(.gemini).refusal(reason).status == gemini)
  }

  @Test func vertexCallsAWrongKeyUnauthenticated() {
    let refusal = Self.upstream(.gemini, isVertex: true).refusal(.invalidKey)
    #expect(refusal.status == 401)
    var context = RefusalContext()
    context.isVertex = true
    #expect(
      Self.text(refusal, .gemini, context)
        == #"{"error":{"code":401,"message":"Request had invalid authentication credentials.","#
        + #""status":"UNAUTHENTICATED"}}"#)
  }

  /// Every reason that a provider can have reads back as it was written.
  @Test(arguments: ProviderKind.allCases, [false, true])
  func reasonsBothWays(_ provider: ProviderKind, _ isVertex: Bool) {
    let own: [RefusalReason] =
      switch provider.carrier {
      case .encryptedContent:
        [
          .foreignSeal, .damagedSeal, .missingSeal, .previousResponseNotFound, .idTooLong,
          .containerNotFound,
        ]
      case .thinking: [.invalidSignature, .missingThinking]
      case .thoughtSignature: [.invalidThoughtSignature, .missingThoughtSignature]
      }
    var context = RefusalContext()
    context.isVertex = isVertex
    context.place = (1, 2)
    let everybodys: [RefusalReason] = [.prefillRefused, .nullParameter, .unknownBeta, .fault]
    for reason in RefusalReason.faults + own + everybodys {
      let refusal = Self.upstream(provider, isVertex: isVertex).refusal(reason, item: 3)
      let body = RefusalBody.write(refusal, provider: provider, context)
      #expect(RefusalBody.reason(of: body, provider: provider) == reason, "\(reason)")
    }
    #expect(RefusalBody.reason(of: .object(JSONObject()), provider: provider) == nil)
  }

  static let bodies: [(ProviderKind, Bool, RefusalReason, String)] = [
    (
      .azure, false, .modelNotFound,
      #"{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist.","param":null,"type":"invalid_request_error"}}"#
    ),
    (
      .azure, false, .contentPolicy,
      #"{"error":{"code":"content_filter","message":"The input was refused by the content filter.","#
        + #""param":"prompt","type":null,"status":400,"#
        + #""innererror":{"code":"ResponsibleAIPolicyViolation"}}}"#
    ),
    (
      .anthropic, false, .invalidSignature,
      #"{"type":"error","error":{"type":"invalid_request_error","message":"messages.1.content.2: Invalid `signature` in `thinking` block"},"request_id":"req_0"}"#
    ),
    (
      .anthropic, true, .overCapacity,
      #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"#
        + #""request_id":"req_vrtx_0"}"#
    ),
    (
      .anthropic, false, .insufficientQuota,
      #"{"type":"error","error":{"type":"rate_limit_error","#
        + #""message":"You have reached your specified API usage limits.","#
        + #""details":{"error_code":"enforced_spend_limit_reached"}},"request_id":"req_0"}"#
    ),
    (
      .gemini, false, .invalidThoughtSignature,
      #"{"error":{"code":400,"message":"Corrupted thought signature.","status":"INVALID_ARGUMENT"}}"#
    ),
    (
      .gemini, true, .invalidThoughtSignature,
      #"{"error":{"code":400,"message":"Unable to submit request because Thought signature is not valid.","status":"INVALID_ARGUMENT"}}"#
    ),
    (
      .gemini, false, .missingThoughtSignature,
      #"{"error":{"code":400,"message":"Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly. Additional data, function call `default_api:look`, position 2.","status":"INVALID_ARGUMENT"}}"#
    ),
  ]

  @Test(arguments: bodies)
  func wordForWord(
    _ provider: ProviderKind, _ isVertex: Bool, _ reason: RefusalReason, _ text: String
  ) {
    var context = RefusalContext()
    context.isVertex = isVertex
    context.place = (1, 2)
    let refusal = Self.upstream(provider, isVertex: isVertex).refusal(reason)
    #expect(Self.text(refusal, provider, context) == text)
  }

  /// A fault brings its own status, and the provider's class for it.
  @Test(arguments: [
    (UInt16(402), "billing_error"), (409, "conflict_error"), (504, "timeout_error"),
    (529, "overloaded_error"), (502, "api_error"), (422, "invalid_request_error"),
  ])
  func faultsOfAnthropic(_ status: UInt16, _ type: String) {
    let body = RefusalBody.write(Refusal(.fault, status: status), provider: .anthropic)
    #expect(AnthropicError(body: body)?.type == type)
    #expect(RefusalBody.reason(of: body, provider: .anthropic) == .fault)
  }

  @Test(arguments: [
    "messages.1.content.0: Invalid `signature` in `thinking` block",
    "***.***.content.0: Invalid `signature` in `thinking`",
  ])
  func wordingsOfASignatureVary(_ message: String) {
    let body = AnthropicError(type: "invalid_request_error", message: message).body
    #expect(RefusalBody.reason(of: body, provider: .anthropic) == .invalidSignature)
  }
}
