import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel

/// A store that does not answer is left alone.
extension WorldRun {
  /// How long a replica waits for the store.
  private static let patience = SimDuration.seconds(5)
  /// How many failures in a row close it, and for how long.
  private static let failuresMax = 5
  private static let pause = SimDuration.seconds(60)

  /// A request that waited for a store of which its replica knew that it does not answer.
  var waitForClosedStore: Breach? {
    guard !declared.happens("restart") else { return nil }
    for change in setup.timeline {
      guard case .store(.down, let lasting) = change.action else { continue }
      let until = lasting.map { change.at + $0 } ?? .never
      for replica in 0..<setup.replicas {
        let waits = result.traces.filter {
          $0.replica == replica && change.at <= $0.startedAt && $0.startedAt < until
            && waited($0) >= Self.patience
        }
        let ends = waits.map { $0.startedAt + waited($0) }.filter { $0 < until }.sorted()
        guard ends.count >= Self.failuresMax else { continue }
        let closed = ends[Self.failuresMax - 1]
        guard
          let late = waits.first(where: {
            closed < $0.startedAt && $0.startedAt < closed + Self.pause
          })
        else { continue }
        return Breach(
          property: .attemptsBounded, cause: "a store is asked that is known to be down",
          text: "\(late.label.text(in: setup)) waited \(DurationText.format(waited(late))) for the "
            + "store, of which its replica knew that it does not answer",
          request: late.label)
      }
    }
    return nil
  }

  /// How long a request was there before anybody decided about it.
  private func waited(_ request: RequestTrace) -> SimDuration {
    guard let place = places[request.number], let first = decisions[place].first else {
      return .zero
    }
    return result.tracedDecisions[first].at.since(request.startedAt)
  }
}
