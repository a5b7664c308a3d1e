import Primitives
import RoutingCore
import Scenarios
public import Tunnel
import Upstreams

/// What a step came to, as one word or two.
public enum StepLine {
  /// `ok`, `degraded`, or the status with the reason behind it.
  public static func text(_ outcome: StepOutcome) -> String {
    switch outcome.kind {
    case .ok: return outcome.models.map { "\($0.count) models" } ?? "\(outcome.status)"
    case .degraded: return "\(outcome.status) degraded"
    case .left: return "left"
    case .denied, .failed: return "\(outcome.status)\(reason(outcome))"
    }
  }

  private static func reason(_ outcome: StepOutcome) -> String {
    if let type = outcome.error?.denialType { return " " + type }
    if outcome.reason != .none, outcome.reason != .fault { return " " + outcome.reason.code }
    guard outcome.isGatewayError, let error = outcome.error else { return "" }
    return " " + (gatewayCodes[error] ?? "gateway")
  }

  private static let gatewayCodes: [ErrorKind: String] = [
    .unknownModel: "no_healthy_deployments", .noDeployments: "no_deployments_available",
    .tagsDenied: "tags_not_allowed", .contextWindow: "context_window_exceeded",
    .originGone: "origin_gone", .originRateLimited: "origin_rate_limited",
    .originUnavailable: "origin_unavailable", .badGateway: "reload_failed",
  ]
}

/// Judges claims about single steps.
struct StepJudge {
  private let result: RunResult
  private let setup: TunnelSetup

  init(_ result: RunResult, _ setup: TunnelSetup) {
    self.result = result
    self.setup = setup
  }

  func judge(_ claim: StepClaim) -> Judgement {
    guard let outcome = result.steps.first(where: { $0.step == claim.step }) else {
      return Judgement(holds: false, expected: expected(claim), found: "it never came", first: nil)
    }
    return Judgement(
      holds: holds(claim, outcome), expected: expected(claim), found: found(claim, outcome),
      first: .step(claim.step, in: setup))
  }

  private func holds(_ claim: StepClaim, _ outcome: StepOutcome) -> Bool {
    if let wanted = claim.outcome, outcome.kind.claimed != wanted { return false }
    if let status = claim.status, outcome.status != status { return false }
    if let type = claim.type, outcome.error?.denialType != type { return false }
    if let code = claim.upstream, outcome.reason.code != code { return false }
    if let label = claim.servedBy, servedBy(outcome) != label { return false }
    if let model = claim.model, outcome.upstreamModel != model { return false }
    return listHolds(claim, outcome.models ?? [])
  }

  private func listHolds(_ claim: StepClaim, _ models: [String]) -> Bool {
    func isListed(_ name: String) -> Bool {
      models.contains { $0.utf8.elementsEqual(name.utf8) }
    }
    if let names = claim.lists {
      if !names.allSatisfy(isListed) { return false }
      if claim.listsNoOthers, models.count != names.count { return false }
    }
    return !(claim.omits ?? []).contains(where: isListed)
  }

  private func servedBy(_ outcome: StepOutcome) -> String {
    outcome.deployment.map { setup.configuration.texts[$0.index].label } ?? "nobody"
  }

  private func expected(_ claim: StepClaim) -> String {
    var parts: [String] = []
    if let outcome = claim.outcome { parts.append(outcome.rawValue) }
    if let status = claim.status { parts.append("\(status)") }
    if let type = claim.type { parts.append(type) }
    if let upstream = claim.upstream { parts.append("upstream \(upstream)") }
    if let label = claim.servedBy { parts.append("served by \(label)") }
    if let model = claim.model { parts.append("model \(model)") }
    if let names = claim.lists {
      parts.append((claim.listsNoOthers ? "just " : "") + names.joined(separator: ", "))
    }
    if let names = claim.omits { parts.append("not " + names.joined(separator: ", ")) }
    return parts.joined(separator: ", ")
  }

  private func found(_ claim: StepClaim, _ outcome: StepOutcome) -> String {
    var text = StepLine.text(outcome)
    if claim.servedBy != nil { text += ", served by \(servedBy(outcome))" }
    if claim.model != nil { text += ", model \(outcome.upstreamModel ?? "none")" }
    if claim.lists != nil || claim.omits != nil, let models = outcome.models {
      text += models.isEmpty ? "" : ": " + models.joined(separator: ", ")
    }
    return text
  }
}
