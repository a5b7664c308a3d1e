import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

/// A decision stage by stage, with a column for each deployment that matters.
struct DecisionTable {
  let explanation: Explanation
  let decision: TracedDecision
  let style: Style
  let showsAll: Bool
  private static let columnsMax = 6

  /// The candidates that the name stood for.
  private var candidates: [DeploymentIndex] {
    for stage in decision.stages {
      for note in stage.notes {
        if case .candidates(let all) = note { return all }
      }
    }
    return decision.pick?.candidates ?? []
  }

  /// All of them if they fit; else those that survived and the one that was chosen.
  private var shown: [DeploymentIndex] {
    let all = candidates
    guard all.count > Self.columnsMax else { return all }
    var kept = decision.pick.map { [$0.choice] } ?? []
    for candidate in all where kept.count < Self.columnsMax {
      let isOpener = !explanation.request.items.isEmpty && explanation.canOpen(candidate)
      if isOpener || decision.pick?.candidates.contains(candidate) ?? false,
        !kept.contains(candidate)
      {
        kept.append(candidate)
      }
    }
    return all.filter { kept.contains($0) }
  }

  var lines: [String] {
    let columns = shown
    let widths = columns.map { max(8, explanation.name($0).count) }
    // A request that was turned away before anybody was looked for has no columns.
    var lines =
      columns.isEmpty
      ? []
      : [
        String(repeating: " ", count: 24)
          + zip(columns, widths).map { "  " + explanation.name($0).padded(to: $1) }.joined()
          .trimmingTrailingSpaces()
      ]
    var gone: [DeploymentIndex: String] = [:]
    var folded = 0
    for (place, stage) in decision.stages.enumerated() {
      for elimination in stage.eliminations {
        gone[elimination.deployment] = elimination.reason.label
      }
      let says = remark(stage)
      let isQuiet = stage.eliminations.isEmpty && says.isEmpty && stage.stage != .pick
      guard showsAll || !isQuiet else {
        folded += 1
        continue
      }
      let fresh = Set(stage.eliminations.map(\.deployment))
      let cells = zip(columns, widths).map { deployment, width in
        "  " + cell(deployment, stage, gone, fresh).padded(to: width)
      }
      lines.append(
        "\(place + 1 < 10 ? " " : "")\(place + 1) " + stage.stage.label.padded(to: 21)
          + cells.joined() + (says.isEmpty ? "" : "    " + says))
    }
    if folded > 0 {
      lines.append(
        style.paint("   (\(NumberText.counted(folded, "stage")) changed nothing)", .faint))
    }
    return lines + others(columns)
  }

  private func cell(
    _ deployment: DeploymentIndex, _ stage: TracedStage, _ gone: [DeploymentIndex: String],
    _ fresh: Set<DeploymentIndex>
  ) -> String {
    if let reason = gone[deployment] { return fresh.contains(deployment) ? reason : "." }
    if stage.stage == .pick, let pick = decision.pick,
      let place = pick.candidates.firstIndex(of: deployment)
    {
      let sum = pick.weights.reduce(0, +)
      let share = Self.share(pick.weights[place], of: sum)
      return share + (pick.choice == deployment ? " <-" : "")
    }
    return stage.isEnabled ? "yes" : "-"
  }

  private static func share(_ weight: Double, of sum: Double) -> String {
    func text(_ value: Double) -> String {
      value == value.rounded() ? "\(Int(value))" : "\(value)"
    }
    return "\(text(weight))/\(text(sum))"
  }

  private func remark(_ stage: TracedStage) -> String {
    var parts: [String] = []
    switch stage.stage {
    case .sealedItems where !stage.isEnabled && !explanation.request.items.isEmpty:
      let openers = candidates.filter { explanation.canOpen($0) }.map { explanation.name($0) }
      parts.append(
        "(check not enabled) would keep "
          + (openers.isEmpty ? "nobody" : "only " + openers.joined(separator: ", ")))
    case .pick:
      if let pick = decision.pick {
        let draw = pick.draw.map { "draw \($0) -> " } ?? "no draw -> "
        parts.append(draw + explanation.name(pick.choice))
      }
    default: break
    }
    for note in stage.notes {
      switch note {
      case .candidates, .wouldKeep: break
      case .origin(let name):
        parts.append("marked for \(explanation.variant.setup.configuration.names[name])")
      case .originUnavailable(let rule):
        parts.append("nobody can open them: unavailable_origin = \(rule.rawValue)")
      case .stripped(let count): parts.append("stripped \(NumberText.counted(count, "item"))")
      }
    }
    for elimination in stage.eliminations {
      guard let cause = elimination.cause, cause.status > 0 else { continue }
      parts.append(
        "\(explanation.name(elimination.deployment)) cools until \(InstantText.format(cause.until))"
          + ": \(cause.status) to \(explanation.label(of: cause.request)) at "
          + InstantText.format(cause.at))
    }
    return parts.joined(separator: "; ")
  }

  /// The deployments that have no column, by what became of them.
  private func others(_ columns: [DeploymentIndex]) -> [String] {
    let rest = candidates.filter { !columns.contains($0) }
    guard !rest.isEmpty else { return [] }
    var counts: [(label: String, count: Int)] = []
    for deployment in rest {
      let reason =
        decision.stages.flatMap(\.eliminations)
        .first { $0.deployment == deployment }?.reason.label ?? "candidate"
      if let place = counts.firstIndex(where: { $0.label == reason }) {
        counts[place].count += 1
      } else {
        counts.append((reason, 1))
      }
    }
    let list = counts.map { "\($0.label) (\($0.count))" }.joined(separator: ", ")
    return [style.paint("   \(rest.count) others: \(list)", .faint)]
  }
}

extension EliminationReason {
  /// What reports call the reason.
  var label: String {
    switch self {
    case .removed: "removed"
    case .cooling: "cooling"
    case .blocked: "blocked"
    case .notOrigin: "no: seal"
    case .notPrevious: "no: prev"
    case .notPinned: "no: pin"
    case .higherOrder: "no: order"
    case .saturated: "no: unknown queue"
    case .unhealthy: "no: failed its health check"
    case .refusedBefore: "refused"
    case .triedBefore: "tried"
    case .contextWindow: "too long"
    case .otherRegion: "region"
    case .overBudget: "over budget"
    case .otherAccessGroup: "access group"
    case .limitReached: "no: rpm"
    case .tags: "no: tags"
    }
  }
}
