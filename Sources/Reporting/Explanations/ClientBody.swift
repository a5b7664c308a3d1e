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

  /// The body on one line; nil if no upstream's refusal is behind the error.
  var text: String? {
    guard let error = explanation.request.end?.error, error.deployment != nil,
      let attempt = explanation.request.attempts.last(where: { $0.refusal.reason != .none }),
      attempt.refusal.status != 0
    else { return nil }
    let provider = provider(of: attempt)
    let message =
      "litellm.\(Self.className(of: error.status)): "
      + "\(provider == .azure ? "AzureException" : "OpenAIException") - "
      + String(decoding: body(attempt, provider).serialized(style: .python), as: UTF8.self)
    let isSealRefusal = attempt.refusal.reason.code == SealRefusal.code
    let (hint, type) = hint(isSealRefusal)
    let model = explanation.variant.setup.configuration.models[
      Int(explanation.request.model.rawValue)]
    let whole = JSONValue.members([
      "error": .members([
        "message": .string(message + hint + ". Received Model Group=\(model.name)"),
        "type": type, "param": .null, "code": .string("\(error.clientStatus)"),
      ])
    ])
    return String(decoding: whole.serialized(style: .python), as: UTF8.self)
  }

  private func provider(of attempt: AttemptTrace) -> ProviderKind {
    let setup = explanation.variant.setup
    return setup.upstreams[setup.upstreamOfDeployment[attempt.deployment.index]].provider
  }

  /// What the gateway adds to a refused seal, and the type it gives.
  private func hint(_ isSealRefusal: Bool) -> (String, JSONValue) {
    guard isSealRefusal else { return ("", .null) }
    switch explanation.variant.setup.rules.sealRefusalText {
    case .plain: return ("", .null)
    case .hinted:
      return (
        " Enable 'encrypted_content_affinity' to route follow-up requests to the deployment that "
          + "made them",
        .string("invalid_request_error")
      )
    }
  }

  private func body(_ attempt: AttemptTrace, _ provider: ProviderKind) -> JSONValue {
    let place = Int(attempt.refusal.item)
    let items = explanation.request.items
    let item =
      items.first { $0.seal.boundary != explanation.boundary(of: attempt.deployment) }
      ?? (place < items.count ? items[place] : items.first)
    let number = item.map { String($0.seal.number) } ?? ""
    let id = item.flatMap {
      $0.facts.hasID
        ? "rs_" + String(repeating: "0", count: max(0, 8 - number.count)) + number : nil
    }
    return RefusalBody.write(
      attempt.refusal, provider: provider, itemID: id, content: content(item))
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
