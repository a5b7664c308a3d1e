import Primitives
import RoutingCore
import Tunnel

/// The situations that worlds reach: stage × verdict × reason, ends, and changes that meet requests
/// in flight.
public enum Situations {
  /// What each cell is called, by its number.
  public static let names: [String] = stageNames + endNames + meetingNames

  private static let verdicts = [
    "passes all", "leaves some", "leaves one", "leaves nobody", "is off",
  ]
  /// The reasons for which each stage leaves somebody out.
  private static let reasons: [(stage: Stage, reasons: [EliminationReason])] = [
    (.resolve, [.removed, .otherAccessGroup]), (.cooldown, [.cooling, .unhealthy]),
    (.blocked, [.blocked]), (.sealedItems, [.notOrigin]), (.previousResponse, [.notPrevious]),
    (.sessionPin, [.notPinned]), (.userPin, [.notPinned]),
    (.preCall, [.contextWindow, .otherRegion, .limitReached]), (.tags, [.tags]),
    (.budgets, [.overBudget]), (.order, [.higherOrder]), (.tried, [.triedBefore]),
    (.refused, [.refusedBefore]),
  ]
  private static let stageNames = reasons.flatMap { entry in
    verdicts.map { "\(entry.stage.label) \($0)" }
      + entry.reasons.map { "\(entry.stage.label) leaves out \($0)" }
  }
  /// By stage: the number of its first cell.
  private static let firstCells: [(stage: Stage, cell: Int)] = {
    var next = 0
    return reasons.map { entry in
      defer { next += verdicts.count + entry.reasons.count }
      return (entry.stage, next)
    }
  }()
  private static let endNames =
    ErrorKind.allCases.map { "a request ends in \($0)" }
    + [
      "a request ends well", "a request is degraded", "a second attempt", "a third attempt",
      "an attempt of another group",
    ]
  private static let changes = [
    "removed", "added", "blocked", "unblocked", "publish", "withdraw", "reload", "restart", "fault",
    "store",
  ]
  private static let meetingNames = changes.flatMap {
    ["\($0) with nothing in flight", "\($0) while a request is in flight"]
  }

  /// The cells of a run, ascending.
  static func cells(of run: WorldRun) -> [UInt32] {
    var seen = Array(repeating: false, count: names.count)
    for decision in run.result.tracedDecisions { note(decision, &seen) }
    for request in run.result.traces { note(request, run, &seen) }
    for entry in run.setup.timeline { note(entry, run, &seen) }
    return seen.indices.filter { seen[$0] }.map { UInt32($0) }
  }

  private static func note(_ decision: TracedDecision, _ seen: inout [Bool]) {
    var left =
      decision.stages.flatMap(\.notes).compactMap { note -> Int? in
        if case .candidates(let all) = note { return all.count }
        return nil
      }.first ?? 1
    for stage in decision.stages {
      guard let place = reasons.firstIndex(where: { $0.stage == stage.stage }) else { continue }
      let first = firstCells[place].cell
      left -= stage.eliminations.count
      let verdict =
        !stage.isEnabled ? 4 : stage.eliminations.isEmpty ? 0 : left <= 0 ? 3 : left == 1 ? 2 : 1
      seen[first + verdict] = true
      for elimination in stage.eliminations {
        guard let reason = reasons[place].reasons.firstIndex(of: elimination.reason) else {
          continue
        }
        seen[first + verdicts.count + reason] = true
      }
    }
  }

  private static func note(_ request: RequestTrace, _ run: WorldRun, _ seen: inout [Bool]) {
    let start = stageNames.count
    let kinds = ErrorKind.allCases.count
    guard let end = request.end else { return }
    if let error = end.error {
      seen[start + (ErrorKind.allCases.firstIndex(of: error.kind) ?? 0)] = true
    } else {
      seen[start + kinds + (end.stripped ? 1 : 0)] = true
    }
    if request.attempts.count > 1 { seen[start + kinds + 2] = true }
    if request.attempts.count > 2 { seen[start + kinds + 3] = true }
    if let first = request.attempts.first,
      request.attempts.contains(where: {
        run.group(of: $0.deployment) != run.group(of: first.deployment)
      })
    {
      seen[start + kinds + 4] = true
    }
  }

  private static func note(_ entry: TimelineEntry, _ run: WorldRun, _ seen: inout [Bool]) {
    let word: String? =
      switch entry.action {
      case .gateway(.removed): "removed"
      case .gateway(.added): "added"
      case .gateway(.blocked): "blocked"
      case .gateway(.unblocked): "unblocked"
      case .publish: "publish"
      case .withdraw: "withdraw"
      case .reload: "reload"
      case .restart: "restart"
      case .fault: "fault"
      case .store: "store"
      default: nil
      }
    guard let word, let place = changes.firstIndex(of: word) else { return }
    let isMet = run.result.traces.contains { $0.startedAt <= entry.at && entry.at <= $0.endedAt }
    seen[stageNames.count + endNames.count + place * 2 + (isMet ? 1 : 0)] = true
  }
}
