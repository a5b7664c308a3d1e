import Primitives
import RoutingCore
public import Scenarios
import Tunnel

/// What is measured on both sides under each seed.
public enum Measure: Equatable, Sendable {
  /// Requests that came out otherwise than `ok`: the difference that the number of seeds is for.
  case notOK
  /// Requests with this outcome.
  case outcome(ClaimedOutcome)
  /// Requests to the gateway, client retries included.
  case requests
  /// Attempts on deployments.
  case attempts
  /// Attempts on the deployment of this name.
  case load(String)
  /// Sealed items that reached an upstream which cannot open them.
  case sealedAbroad
  /// Markers that reached an upstream.
  case markersUpstream
  /// The time that the gateway added, for each request on average, in nanoseconds.
  case addedMean
  /// The same, at this percentage of requests.
  case addedQuantile(UInt64)

  /// The name in reports and in JSON.
  public var name: String {
    switch self {
    case .notOK: "not ok"
    case .outcome(let outcome): outcome.rawValue
    case .requests: "requests"
    case .attempts: "attempts"
    case .load(let deployment): "load \(deployment)"
    case .sealedAbroad: "sealed items abroad"
    case .markersUpstream: "markers upstream"
    case .addedMean: "added mean"
    case .addedQuantile(let percent): "added p\(percent)"
    }
  }

  /// Whether it is a time in nanoseconds; else it is a count.
  public var isTime: Bool {
    switch self {
    case .addedMean, .addedQuantile: true
    case .notOK, .outcome, .requests, .attempts, .load, .sealedAbroad, .markersUpstream: false
    }
  }

  /// What is measured of a pair, in the order of reports; the first one is the main one.
  static func all(of pair: ComparedPair) -> [Measure] {
    var labels: [String] = []
    for side in [pair.from, pair.to] {
      for text in side.setup.configuration.texts where !labels.contains(text.label) {
        labels.append(text.label)
      }
    }
    return [.notOK, .outcome(.failed), .outcome(.degraded), .outcome(.denied), .outcome(.left)]
      + [.requests, .attempts] + labels.map { .load($0) } + [.sealedAbroad, .markersUpstream]
      + [.addedMean, .addedQuantile(50), .addedQuantile(99)]
  }

  /// The value on one side of a pair.
  func value(of result: RunResult, _ setup: TunnelSetup) -> Int64 {
    func outcomes(_ isCounted: (OutcomeKind) -> Bool) -> UInt64 {
      result.log.requests.reduce(0) { isCounted($1.outcome.kind) ? $0 + 1 : $0 }
    }
    let value: UInt64 =
      switch self {
      case .notOK: outcomes { $0 != .ok }
      case .outcome(let outcome): outcomes { $0.claimed == outcome }
      case .requests: result.requests
      case .attempts: result.attempts
      case .load(let label):
        zip(setup.configuration.texts, result.load).reduce(0) {
          $1.0.label == label ? $0 + $1.1 : $0
        }
      case .sealedAbroad: result.sealedAbroad
      case .markersUpstream: result.markersUpstream
      case .addedMean: result.added.sum.nanoseconds / max(1, result.added.count)
      case .addedQuantile(let percent): result.added.quantile(percent, of: 100).nanoseconds
      }
    return Int64(clamping: value)
  }
}
