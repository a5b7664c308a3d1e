import Primitives
import RoutingCore
import Tunnel

/// Which change met a request in flight.
extension Situations {
  /// Changes of one deployment, which may have a call just then.
  private static let changesOfOne = ["removed", "added", "blocked", "unblocked", "update"]
  private static let changes = [
    "publish", "withdraw", "cost map", "reload", "restart", "fault", "store",
  ]
  private static let degreesOfOne = [
    "with nothing in flight", "while another has a call", "while it has a call",
  ]
  private static let degrees = [
    "with nothing in flight", "while a call is in flight", "while a request waits between calls",
  ]
  static let meetingNames =
    changesOfOne.flatMap { change in degreesOfOne.map { "\(change) \($0)" } }
    + changes.flatMap { change in degrees.map { "\(change) \($0)" } }

  static func note(_ entry: TimelineEntry, _ run: WorldRun, _ seen: inout [Bool]) {
    if let (word, deployment) = changeOfOne(entry.action) {
      guard let place = changesOfOne.firstIndex(of: word) else { return }
      let calls = calls(at: entry.at, run)
      let degree = calls.contains(deployment) ? 2 : calls.isEmpty ? 0 : 1
      seen[firstMeeting + place * degreesOfOne.count + degree] = true
      return
    }
    guard let word = change(entry.action), let place = changes.firstIndex(of: word) else { return }
    let first = firstMeeting + (changesOfOne.count + place) * degrees.count
    let isMet = run.result.traces.contains { $0.startedAt <= entry.at && entry.at <= $0.endedAt }
    seen[first + (!isMet ? 0 : calls(at: entry.at, run).isEmpty ? 2 : 1)] = true
  }

  /// The deployments that have a call at a moment.
  private static func calls(at now: Instant, _ run: WorldRun) -> [DeploymentIndex] {
    run.result.traces.filter { $0.startedAt <= now && now <= $0.endedAt }.flatMap(\.attempts)
      .filter { $0.startedAt <= now && now <= $0.endedAt }.map(\.deployment)
  }

  private static func changeOfOne(_ action: TimelineAction) -> (String, DeploymentIndex)? {
    switch action {
    case .gateway(.removed(let deployment)): ("removed", deployment)
    case .gateway(.added(let deployment)): ("added", deployment)
    case .gateway(.blocked(let deployment)): ("blocked", deployment)
    case .gateway(.unblocked(let deployment)): ("unblocked", deployment)
    case .update(let deployment, _), .replace(let deployment, _): ("update", deployment)
    default: nil
    }
  }

  private static func change(_ action: TimelineAction) -> String? {
    switch action {
    case .publish: "publish"
    case .withdraw: "withdraw"
    case .costMap: "cost map"
    case .reload, .reloadEvery: "reload"
    case .restart: "restart"
    case .fault: "fault"
    case .store: "store"
    default: nil
    }
  }
}
