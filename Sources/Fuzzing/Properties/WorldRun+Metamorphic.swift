import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel

extension WorldRun {
  /// What a change that must not show changed.
  func changed(by change: WorldChange, _ property: Property) -> Breach? {
    guard let other = change.applied(to: value, setup), let second = WorldRun(other),
      second.result.limit == nil
    else { return nil }
    if change == .reordered { return changedGrant(second, property) }
    for (mine, theirs) in zip(result.traces, second.result.traces) {
      let myWay = mine.attempts.map { [UInt64($0.deployment.index), $0.startedAt.nanoseconds] }
      let theirWay = theirs.attempts.map {
        [UInt64($0.deployment.index), $0.startedAt.nanoseconds]
      }
      let isSame =
        mine.label == theirs.label && myWay == theirWay && mine.endedAt == theirs.endedAt
        && mine.end?.error?.kind == theirs.end?.error?.kind
      if isSame { continue }
      return Breach(
        property: property, cause: "requests go another way",
        text: "\(mine.label.text(in: setup)) went another way", request: mine.label)
    }
    return nil
  }

  private func changedGrant(_ second: WorldRun, _ property: Property) -> Breach? {
    for mine in result.traces {
      guard let theirs = second.result.traces.first(where: { $0.label == mine.label }),
        // What is known of a name may change with the moment.
        mine.startedAt == theirs.startedAt, mine.replica == theirs.replica,
        !setup.timeline.contains(where: { $0.at == mine.startedAt }),
        let end = mine.end, let other = theirs.end,
        !hasPassingGroups(mine), !Self.mayPrecedeJudgement(end), !Self.mayPrecedeJudgement(other)
      else { continue }
      let isRefused = mine.end?.error?.kind.isDenial ?? false
      let isRefusedThere = theirs.end?.error?.kind.isDenial ?? false
      guard isRefused != isRefusedThere else { continue }
      return Breach(
        property: property, cause: "a grant depends on the order of entries",
        text: "\(mine.label.text(in: setup)) is refused in one order alone", request: mine.label)
    }
    return nil
  }

  /// Whether a request's key has names by entries that come and go.
  private func hasPassingGroups(_ request: RequestTrace) -> Bool {
    !declared.accessGroups(of: setup.configuration.keys[request.key.index].label).isEmpty
      && (!absences.isEmpty || declared.turnsChangeOrigins)
  }

  /// Whether a request may have ended before anybody looked whether it is granted.
  private static func mayPrecedeJudgement(_ end: RequestEnd) -> Bool {
    end.error?.kind == .clientGone || end.error?.kind == .keyUnread
  }

  /// What changes when nobody watches.
  var changedByWatching: Breach? {
    var simulation = Simulation(setup, mode: RunMode())
    let plain = simulation.run()
    guard plain.limit == nil, plain.decisions.digest != result.decisions.digest else { return nil }
    return Breach(
      property: .watchingChangesNothing, cause: "recording reasons changes decisions",
      text: "decisions are \(plain.decisions.digest.text), and \(result.decisions.digest.text) "
        + "where reasons are recorded",
      request: nil)
  }

  /// What changes when every message passes through its text and back.
  var changedByWire: Breach? {
    var mode = RunMode()
    mode.wire = true
    var simulation = Simulation(setup, mode: mode)
    let wire = simulation.run()
    guard wire.limit == nil, wire.decisions.digest != result.decisions.digest else { return nil }
    return Breach(
      property: .wireChangesNothing, cause: "text in between changes decisions",
      text: "decisions are \(result.decisions.digest.text), and \(wire.decisions.digest.text) with "
        + "every message as text",
      request: nil)
  }
}
