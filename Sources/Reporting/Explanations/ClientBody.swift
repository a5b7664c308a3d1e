import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams
import WireFormats

/// The error body that a client reads at the gateway's proxy.
///
/// The provider's own body stands as text inside the gateway's message, and `code` is a text
/// (LiteLLM 1.81.12 and 1.109.1, measured at the proxy).
struct ClientBody {
  let explanation: Explanation

  /// The body on one line; nil for a good answer and for errors whose body is not modelled.
  var text: String? {
    denial ?? unknownModel ?? refusal
  }

  private var name: String {
    explanation.variant.setup.configuration.models[explanation.request.model.index].name
  }

  /// Who may not call what: older releases list what the caller may use (LiteLLM, measured at the
  /// proxy).
  private var denial: String? {
    // Of a broken pattern the body holds Python's own message, which is not modelled.
    guard let error = explanation.request.end?.error, error.kind != .accessFault,
      let type = error.kind.denialType
    else { return nil }
    let configuration = explanation.variant.setup.configuration
    let key = configuration.keys[explanation.request.key.index]
    let team = key.team.map { configuration.teams[$0] }
    let who = error.kind == .teamAccessDenied ? "team" : "key"
    let list = (who == "team" ? team?.models : key.models)?.entries ?? []
    let message: String
    switch explanation.request.rules.denialStatus {
    case .unauthorized:
      let entries = list.map { "'\($0)'" }.joined(separator: ", ")
      message =
        "\(who) not allowed to access model. This \(who) can only access models=[\(entries)]. "
        + "Tried to access \(name)"
    case .forbidden:
      message =
        "The requested model '\(name)' is not available for this API key, or the model name is "
        + "invalid. Check the models available to you and try again."
    }
    return body(message, type: .string(type), param: .string("model"), code: error.clientStatus)
  }

  /// A name that stands for nothing.
  private var unknownModel: String? {
    guard let error = explanation.request.end?.error, error.kind == .unknownModel else {
      return nil
    }
    if explanation.variant.setup.configuration.patterns.isEmpty {
      // Without a wildcard the proxy itself turns the name away.
      let whole = JSONValue.members([
        "error": .string(
          "/responses: Invalid model name passed in model=\(name). Call `/v1/models` to view "
            + "available models for your key.")
      ])
      return String(decoding: whole.serialized(style: .python), as: UTF8.self)
    }
    return body(
      "litellm.BadRequestError: You passed in model=\(name). There are no healthy deployments for "
        + "this model", type: .null, param: .null, code: error.clientStatus)
  }

  private func body(
    _ message: String, type: JSONValue, param: JSONValue, code: UInt16
  ) -> String {
    let whole = JSONValue.members([
      "error": .members([
        "message": .string(message), "type": type, "param": param, "code": .string("\(code)"),
      ])
    ])
    return String(decoding: whole.serialized(style: .python), as: UTF8.self)
  }

  /// An upstream's refusal inside the gateway's own words.
  private var refusal: String? {
    guard let error = explanation.request.end?.error, error.deployment != nil,
      let attempt = explanation.request.attempts.last(where: { $0.refusal.reason != .none }),
      attempt.refusal.status != 0
    else { return nil }
    let provider = provider(of: attempt)
    let message =
      "litellm.\(Self.className(of: error.status)): "
      + "\(Self.exceptionName(of: provider)) - "
      + String(decoding: providerBody(attempt, provider).serialized(style: .python), as: UTF8.self)
    let isSealRefusal = attempt.refusal.reason.code == SealRefusal.code
    let (hint, type) = hint(isSealRefusal)
    let model = explanation.variant.setup.configuration.models[
      Int(explanation.request.model.rawValue)]
    return body(
      message + hint + ". Received Model Group=\(model.name)", type: type, param: .null,
      code: error.clientStatus)
  }

  private func provider(of attempt: AttemptTrace) -> ProviderKind {
    let setup = explanation.variant.setup
    return setup.upstreams[setup.upstreamOfDeployment[attempt.deployment.index]].provider
  }

  /// What the gateway adds to a refused seal, and the type it gives.
  private func hint(_ isSealRefusal: Bool) -> (String, JSONValue) {
    guard isSealRefusal else { return ("", .null) }
    switch explanation.request.rules.sealRefusalText {
    case .plain: return ("", .null)
    case .hinted:
      return (
        " Enable 'encrypted_content_affinity' to route follow-up requests to the deployment that "
          + "made them",
        .string("invalid_request_error")
      )
    }
  }

  private static func exceptionName(of provider: ProviderKind) -> String {
    switch provider {
    case .openai: "OpenAIException"
    case .azure: "AzureException"
    case .anthropic: "AnthropicException"
    case .gemini: "GeminiException"
    }
  }

  private func providerBody(_ attempt: AttemptTrace, _ provider: ProviderKind) -> JSONValue {
    let place = Int(attempt.refusal.item)
    let items = explanation.request.items
    let item =
      items.first { $0.place == place }
      ?? items.first { $0.seal.boundary != explanation.boundary(of: attempt.deployment) }
    let number = item.map { String($0.seal.number) } ?? ""
    var context = RefusalContext()
    context.itemID = item.flatMap {
      $0.facts.hasID
        ? "rs_" + String(repeating: "0", count: max(0, 8 - number.count)) + number : nil
    }
    context.content = content(item)
    context.place = item.map { ($0.message, $0.block) }
    let setup = explanation.variant.setup
    context.model = setup.modelNames[Int(setup.modelOfDeployment[attempt.deployment.index])]
    context.isVertex =
      setup.upstreams[setup.upstreamOfDeployment[attempt.deployment.index]].isVertex
    return RefusalBody.write(attempt.refusal, provider: provider, context)
  }

  private func content(_ item: ItemTrace?) -> String {
    let setup = explanation.variant.setup
    guard let item, Int(item.seal.boundary) < setup.boundaries.count else { return "" }
    return SealAuthority(
      boundary: item.seal.boundary, name: setup.boundaries[Int(item.seal.boundary)],
      seed: setup.seed
    ).mint(number: item.seal.number)
  }

  private static func className(of status: UInt16) -> String {
    switch status {
    case 401: "AuthenticationError"
    case 403: "PermissionDeniedError"
    case 404: "NotFoundError"
    case 408: "Timeout"
    case 429: "RateLimitError"
    case 500: "InternalServerError"
    case 502: "BadGatewayError"
    case 503: "ServiceUnavailableError"
    case 500...: "APIError"
    default: "BadRequestError"
    }
  }
}
