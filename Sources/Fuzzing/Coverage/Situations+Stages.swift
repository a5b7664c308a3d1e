import RoutingCore
import Tunnel

/// What each stage of a decision did, and for which reason it left somebody out.
extension Situations {
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
  static let stageNames = reasons.flatMap { entry in
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

  static func note(_ decision: TracedDecision, _ seen: inout [Bool]) {
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
}
