import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

/// The one line that a variant gets.
struct VariantLine {
  let run: VariantRun
  /// What first turns are called; where no turn follows them, they are requests.
  var firstTurns = "first turns"

  /// What came out, in a few words.
  var summary: String {
    let facts = Facts(run.result)
    var parts: [String] = []
    for scope in [TurnScope.followUps, .firstTurns] {
      let total = facts.total(scope)
      // Cells that differ in something the line does not say are one number to a reader.
      var failures: [(text: String, count: UInt64)] = []
      for cell in facts.cells(scope) where cell.kind == .failed || cell.kind == .denied {
        let text = "\(cell.status)\(Self.reason(cell))"
        if let place = failures.firstIndex(where: { $0.text == text }) {
          failures[place].count += cell.count
        } else {
          failures.append((text, cell.count))
        }
      }
      parts += failures.map { "\($0.count) of \(total) \(noun(scope)) \($0.text)" }
      let degraded = facts.count(.degraded, scope)
      if degraded > 0 { parts.append("\(degraded) of \(total) \(noun(scope)) degraded") }
      let left = facts.count(.left, scope)
      if left > 0 { parts.append("\(left) of \(total) \(noun(scope)) left") }
    }
    let total = facts.total(.turns)
    if !run.result.steps.isEmpty {
      guard parts.isEmpty, total == 0 else { return ([steps] + parts).joined(separator: ", ") }
      return steps
    }
    if parts.isEmpty { return "\(facts.count(.ok, .turns)) of \(total) ok" }
    return parts.joined(separator: ", ")
  }

  /// The first step that comes out otherwise than expected, and how many more; else how many there
  /// are.
  private var steps: String {
    let wrong = (run.violations + run.reproduced).compactMap { violation in
      run.variant.steps.first { violation.key == "step \($0.number)" }
    }.sorted { $0.number < $1.number }
    let outcomes = run.result.steps
    guard let first = wrong.first else {
      let all = run.variant.steps.count(where: \.hasOutcome)
      return "\(outcomes.count) of \(NumberText.counted(all, "step"))"
    }
    let came = outcomes.first { $0.step == first.number }.map { StepLine.text($0) }
    let more = wrong.count > 1 ? "  (+\(wrong.count - 1))" : ""
    return "step \(first.number)  \(first.label): \(came ?? "never came")\(more)"
  }

  private func noun(_ scope: TurnScope) -> String {
    scope == .firstTurns ? firstTurns : "follow-ups"
  }

  private static func reason(_ cell: OutcomeCell) -> String {
    if cell.reason != .none, cell.reason != .fault { return " (upstream \(cell.reason.code))" }
    if let error = cell.gatewayError { return " (gateway: \(error.label))" }
    return ""
  }

  /// Attempts on each deployment, as long as they fit a line.
  var load: String {
    guard !run.variant.setup.traffic.isEmpty else { return "" }
    let texts = run.variant.setup.configuration.texts
    let shown = texts.indices.prefix(6).map { "\(texts[$0].label) \(run.result.load[$0])" }
    let rest = texts.count - shown.count
    return shown.joined(separator: "  ") + (rest > 0 ? "  +\(rest) more" : "")
  }
}

extension ErrorKind {
  /// What reports call the error.
  var label: String {
    switch self {
    case .noDeployments: "nobody to choose from"
    case .unknownModel: "unknown model"
    case .accessDenied: "access denied"
    case .teamAccessDenied: "access denied to the key's team"
    case .keyUnread: "the caller's key could not be looked up"
    case .callerLimited: "the limit of the key or its team"
    case .budgetExceeded: "the budget of the key or its team"
    case .triesUsedUp: "the limit of \(Router.triesMax) tries of a request"
    case .tagsDenied: "not allowed for these tags"
    case .accessFault: "an entry of the key's list is no regular expression"
    case .gatewayFault: "fault of its own"
    case .originGone: "origin gone"
    case .originRateLimited: "origin cooling for a rate limit"
    case .originUnavailable: "origin unavailable"
    case .clientGone: "client gone"
    default: "\(self)"
    }
  }
}
