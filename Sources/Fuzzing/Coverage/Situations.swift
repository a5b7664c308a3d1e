import Primitives
import RoutingCore
import Tunnel

/// The situations that worlds reach: stage × verdict × reason, how requests go and end, how the
/// state of deployments, conversations and grants changes, changes that meet requests in flight,
/// and the cases of rules that make a difference.
public enum Situations {
  /// What each cell is called, by its number.
  public static let names: [String] = [
    stageNames, endNames, meetingNames, stateNames, stepNames, courseNames, ruleNames,
  ].flatMap(\.self)

  /// The number of the first cell of each family.
  static let firstEnd = stageNames.count
  static let firstMeeting = firstEnd + endNames.count
  static let firstState = firstMeeting + meetingNames.count
  static let firstStep = firstState + stateNames.count
  static let firstCourse = firstStep + stepNames.count
  static let firstRule = firstCourse + courseNames.count

  /// The cells of a run, ascending; those of rules are found by other runs.
  static func cells(of run: WorldRun) -> [UInt32] {
    var seen = Array(repeating: false, count: names.count)
    for decision in run.result.tracedDecisions { note(decision, &seen) }
    for request in run.result.traces {
      noteEnd(of: request, &seen)
      noteSteps(of: request, run, &seen)
    }
    for entry in run.setup.timeline { note(entry, run, &seen) }
    noteStates(of: run, &seen)
    noteCourses(of: run, &seen)
    return seen.indices.filter { seen[$0] }.map { UInt32($0) }
  }

  private static let endNames =
    ErrorKind.allCases.map { "a request ends in \($0)" }
    + [
      "a request ends well", "a request is degraded", "a second attempt", "a third attempt",
    ]

  private static func noteEnd(of request: RequestTrace, _ seen: inout [Bool]) {
    let kinds = ErrorKind.allCases.count
    guard let end = request.end else { return }
    if let error = end.error {
      seen[firstEnd + (ErrorKind.allCases.firstIndex(of: error.kind) ?? 0)] = true
    } else {
      seen[firstEnd + kinds + (end.stripped ? 1 : 0)] = true
    }
    if request.attempts.count > 1 { seen[firstEnd + kinds + 2] = true }
    if request.attempts.count > 2 { seen[firstEnd + kinds + 3] = true }
  }
}
