import Harness
public import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

/// What `explain` prints: the request, its items, each decision stage by stage, and what was wrong.
public struct ExplanationText {
  private let explanation: Explanation
  private let style: Style
  private let showsAllStages: Bool
  private let runnerUp: RunnerUp?

  /// Makes the text; `showsAllStages` unfolds stages that changed nothing, and `runnerUp` tells
  /// what another pick would have come to.
  public init(
    _ explanation: Explanation, style: Style, showsAllStages: Bool, runnerUp: RunnerUp? = nil
  ) {
    self.runnerUp = runnerUp
    self.explanation = explanation
    self.style = style
    self.showsAllStages = showsAllStages
  }

  /// The lines.
  public var lines: [String] {
    var lines = [heading, items] + (NameStory(explanation)?.lines ?? [])
    for decision in explanation.decisions {
      lines.append("")
      if explanation.decisions.count > 1 {
        lines.append(style.paint("attempt \(decision.ordinal), t=\(time(decision.at))", .strong))
      }
      lines +=
        DecisionTable(
          explanation: explanation, decision: decision, style: style, showsAll: showsAllStages
        ).lines
      lines += attempt(decision)
    }
    if let body = ClientBody(explanation: explanation).text {
      lines.append("   " + "client".padded(to: 10) + style.paint(body, .faint))
    }
    lines += conclusion
    return lines
  }

  private func time(_ instant: Instant) -> String { InstantText.format(instant) }

  private var heading: String {
    let request = explanation.request
    let configuration = explanation.variant.setup.configuration
    let status =
      request.end?.error.map { "\($0.clientStatus)" }
      ?? (request.end?.stripped == true ? "200, reasoning stripped" : "200")
    let attempts = request.attempts.count
    return "\(request.label.text(in: explanation.variant.setup))  \(explanation.surface.endpoint)  "
      + "\(configuration.models[Int(request.model.rawValue)].name)  key "
      + "\"\(configuration.keys[Int(request.key.rawValue)].label)\"  t=\(time(request.startedAt))"
      + "  ->  \(status) after \(NumberText.counted(attempts, "attempt")), "
      + "+\(DurationText.format(request.added)) added"
  }

  private var items: String {
    let sealed = explanation.request.items
    guard !sealed.isEmpty else { return "input holds no sealed item" }
    let setup = explanation.variant.setup
    let parts = sealed.prefix(4).map { item in
      let made = item.madeBy.text(in: setup)
      let maker = explanation.others.first { $0.label == item.madeBy }
      let when = maker.map { " (t=\(time($0.startedAt)))" } ?? ""
      let owner =
        item.seal.state == .intact || Int(item.seal.boundary) < setup.boundaries.count
        ? setup.boundaries[Int(item.seal.boundary)] : "nobody"
      return "\(owner), made by \(made)\(when); " + marks(item)
    }
    let rest = sealed.count > 4 ? "; \(sealed.count - 4) more" : ""
    return "input holds \(NumberText.counted(sealed.count, "sealed item")): "
      + parts.joined(separator: "; ") + rest
  }

  private func marks(_ item: ItemTrace) -> String {
    var parts: [String] = []
    // Only items of Responses have ids.
    if explanation.surface == .responses {
      parts.append(item.facts.hasID ? "id kept" : "id dropped by the client")
    }
    switch item.seal.state {
    case .intact: parts.append("blob kept")
    case .damaged: parts.append("blob damaged")
    case .missing: parts.append("blob missing")
    case .standIn: parts.append("stand-in for the blob")
    case .none: break
    }
    let names = explanation.variant.setup.configuration.names
    if let marker = item.facts.origin.name {
      parts.append("marked for \(names[marker])")
    } else {
      parts.append("no marker")
    }
    return parts.joined(separator: ", ")
  }

  /// What became of the attempt that a decision led to.
  private func attempt(_ decision: TracedDecision) -> [String] {
    guard let pick = decision.pick else {
      guard let error = decision.error else { return [] }
      return [row("refused", "\(error.clientStatus)  \(error.kind.label)", .failed)]
    }
    guard
      let attempt = explanation.request.attempts.first(where: { $0.ordinal == decision.ordinal })
    else { return [] }
    let name = explanation.name(pick.choice)
    // A pick that is turned away before it is sent keeps its number for the next one.
    let isTriedAgain = explanation.decisions.contains {
      $0.ordinal == decision.ordinal && decision.at < $0.at && $0.at <= attempt.startedAt
    }
    guard !isTriedAgain else {
      return [row("not sent", "\(name)  has no room, or is at its limit", .failed)]
    }
    guard !attempt.isGivenUp else {
      let waited = DurationText.format(attempt.endedAt.since(attempt.startedAt))
      return [row("sent", "\(name)  given up after \(waited)", .failed)]
    }
    guard attempt.refusal.reason != .none else {
      return [row("sent", "\(name)  200", .holds)]
    }
    let status = attempt.refusal.status == 0 ? "no answer" : "\(attempt.refusal.status)"
    var lines = [
      row("sent", "\(name)  \(status) \(attempt.refusal.reason.code)\(why(attempt))", .failed)
    ]
    let isLast = attempt.ordinal == explanation.request.attempts.last?.ordinal
    if isLast {
      let retried = (400..<408).contains(attempt.refusal.status) || attempt.refusal.status == 422
      lines.append(
        row("retry", retried ? "none: \(status) is not retried" : "none left", .faint))
    }
    return lines
  }

  private func why(_ attempt: AttemptTrace) -> String {
    let reasons: [RefusalReason] = [.foreignSeal, .invalidSignature, .invalidThoughtSignature]
    guard reasons.contains(attempt.refusal.reason),
      let item = explanation.request.items.first(where: {
        $0.seal.state == .intact
          && $0.seal.boundary != explanation.boundary(of: attempt.deployment)
      })
    else { return "" }
    return ": sealed by \(explanation.variant.setup.boundaries[Int(item.seal.boundary)])"
  }

  private func row(_ label: String, _ text: String, _ meaning: Style.Meaning) -> String {
    "   " + label.padded(to: 10) + style.paint(text, meaning)
  }

  /// The first wrong step, and what prevents it.
  private var conclusion: [String] {
    if let story = NameStory(explanation), let cause = story.cause {
      return ["", "because           " + cause]
        + (story.prevention.map { ["prevented by      " + $0] } ?? [])
    }
    guard let decision = explanation.firstWrong, let pick = decision.pick else {
      return Blame(explanation).cause.map { ["", "because           " + $0] } ?? []
    }
    let stages = decision.stages.enumerated()
    let sealed = stages.first { $0.element.stage == .sealedItems }
    let name = explanation.name(pick.choice)
    var lines = [
      "",
      "first wrong step  \(sealed.map { "\($0.offset + 1)" } ?? "-"): \(name) stayed a candidate "
        + "although it cannot open the item",
    ]
    if let cause = Blame(explanation).cause { lines.append("because           " + cause) }
    if let runnerUp { lines.append(runnerUp.line) }
    if explanation.surface != .responses {
      lines.append(
        "prevented by      session_affinity or deployment_affinity: no version looks into "
          + "\(explanation.surface.rawValue)")
    } else if sealed?.element.isEnabled != true {
      let knows = explanation.request.rules.sealedCheck != .unknown
      lines.append(
        "prevented by      optional_pre_call_checks: [encrypted_content_affinity]"
          + (knows ? "" : "   (LiteLLM >= 1.82.1)"))
    }
    return lines
  }
}

/// Instants as reports show them: seconds since the start.
public enum InstantText {
  /// `3.0 s`, `12.345 s`: at least one digit after the point, at most three.
  public static func format(_ instant: Instant) -> String {
    let milliseconds = instant.nanoseconds / 1_000_000
    var digits = String(milliseconds % 1000)
    digits = String(repeating: "0", count: 3 - digits.count) + digits
    while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
    return "\(milliseconds / 1000).\(digits) s"
  }
}
