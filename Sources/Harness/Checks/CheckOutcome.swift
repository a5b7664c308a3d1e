import Primitives
import RoutingCore
import Scenarios

/// What came of a request, in the words of routing tests.
struct CheckOutcome {
  private let configuration: GatewayConfiguration
  private let router: Router
  private let first: TracedDecision?
  private let attempts: [RequestPlay.Attempt]
  private let error: ErrorFacts?
  private let hasEnded: Bool
  /// Whom the first decision left, each with its probability.
  let shares: [(deployment: DeploymentIndex, share: Double)]

  init(_ play: RequestPlay, _ file: CheckFile) {
    configuration = file.configuration
    router = play.router
    attempts = play.attempts
    error = play.end?.error
    hasEnded = play.end != nil
    first = play.decisions.first
    if let pick = first?.pick {
      let sum = pick.weights.reduce(0, +)
      shares = zip(pick.candidates, pick.weights).map { ($0, $1 / sum) }
    } else if first?.error == nil, let only = play.attempts.first {
      // A name that is a deployment's id goes there without a pick.
      shares = [(only.deployment, 1)]
    } else {
      shares = []
    }
  }

  /// Who can be picked first.
  var picked: [(deployment: DeploymentIndex, share: Double)] { shares.filter { $0.share > 0 } }

  /// The claims of a case that do not hold.
  func failures(of test: CheckCase) -> [CheckResult.Failure] {
    test.claims.compactMap { claim in
      let (holds, got) = judged(claim.expected)
      return holds
        ? nil
        : CheckResult.Failure(
          key: claim.key, expected: claim.text, got: got, place: claim.place)
    }
  }

  private func judged(_ expected: CheckClaim.Expected) -> (holds: Bool, got: String) {
    switch expected {
    case .candidates(let wanted):
      let left = shares.map(\.deployment)
      return (Self.isSame(wanted, left), firstError ?? list(left))
    case .picks(let wanted):
      let isSame = picked.map(\.deployment) == [wanted]
      return (isSame, firstError ?? (picked.count == 1 ? list(picked.map(\.deployment)) : odds))
    case .probabilities(let wanted):
      return (firstError == nil && agree(wanted), firstError ?? odds)
    case .upstreamModel(let wanted):
      let models = upstreamModels
      return (models == [wanted], firstError ?? models.joined(separator: ", "))
    case .attempts(let wanted):
      let made = attempts.map(\.deployment)
      return (made == wanted, made.isEmpty ? ended : list(made))
    case .error(let status): return (error?.clientStatus == status, ended)
    case .denied(let status):
      return (error?.kind.isDenial == true && error?.clientStatus == status, ended)
    }
  }

  private static func isSame(_ left: [DeploymentIndex], _ right: [DeploymentIndex]) -> Bool {
    left.map(\.index).sorted() == right.map(\.index).sorted()
  }

  private func agree(_ wanted: [(deployment: DeploymentIndex, share: Double)]) -> Bool {
    let named = wanted.map(\.deployment)
    return wanted.allSatisfy { entry in
      let share = shares.filter { $0.deployment == entry.deployment }.map(\.share).reduce(0, +)
      return abs(share - entry.share) <= 1e-9
    } && picked.allSatisfy { named.contains($0.deployment) }
  }

  /// The models that those who can be picked are asked for, each once.
  private var upstreamModels: [String] {
    guard let first else { return [] }
    var models: [String] = []
    for (deployment, _) in picked {
      let model = router.upstreamModel(of: deployment, askedFor: first.model)
      if !models.contains(model) { models.append(model) }
    }
    return models
  }

  /// What the first decision came to, if nobody was picked.
  private var firstError: String? { shares.isEmpty ? ended : nil }

  private var ended: String {
    guard let error else { return hasEnded ? "no error" : "no end" }
    return "\(error.kind.isDenial ? "denied" : "error") \(error.clientStatus)"
  }

  private func list(_ deployments: [DeploymentIndex]) -> String {
    "[" + deployments.map { configuration.texts[$0.index].label }.joined(separator: ", ") + "]"
  }

  private var odds: String {
    "{"
      + shares.map { "\(configuration.texts[$0.deployment.index].label): \($0.share)" }
      .joined(separator: ", ") + "}"
  }
}
