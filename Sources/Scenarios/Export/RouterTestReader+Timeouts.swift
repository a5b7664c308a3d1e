import Primitives
import RoutingCore
import Tunnel
import Upstreams

/// Times that are borne of an upstream: a stub answers at once, so that none of them would end.
extension RouterTestReader {
  /// A timeout, and the longest silence of an upstream that it is set for.
  private struct Limit {
    var what: String
    var place: SourcePlace
    var upstream: String
    var silence: SimDuration
  }

  /// Refuses every timeout that an upstream can outlast.
  func checkTimeouts() {
    var limits: [Limit] = []
    for place in source.entries.indices
    where !setup.configuration.deployments[place].isAbsent {
      guard let limit = limit(of: place) else { continue }
      if let known = limits.firstIndex(where: { $0.place == limit.place }) {
        if limits[known].silence < limit.silence { limits[known] = limit }
      } else {
        limits.append(limit)
      }
    }
    for limit in limits {
      let silence = DurationText.format(limit.silence)
      refuse(
        limit.what, limit.place,
        hint: "\(limit.upstream) can be silent for \(silence), and a stub answers at once")
    }
  }

  /// The timeout of an entry, if its upstream can outlast it: the first that is set of those that
  /// the router looks at, in its order.
  private func limit(of place: Int) -> Limit? {
    let text = setup.configuration.texts[place]
    let settings = setup.configuration.settings
    let streams = setup.traffic.first?.client.streams ?? false
    let upstream = setup.upstreams[setup.upstreamOfDeployment[place]]
    let silence = upstream.time.silenceMax(streams: streams)
    let params = source.entries[place].value("litellm_params")
    var borne: [(limit: SimDuration?, what: String, node: YAMLNode?)] = [
      (text.timeout, "'timeout' of an entry", params?.value("timeout"))
    ]
    let router = setting("request_timeout") == nil ? "timeout" : "request_timeout"
    borne.append((settings.timeout, "the setting '\(router)'", setting(router)))
    if streams {
      let key = "stream_timeout"
      borne.insert((text.streamTimeout, "'\(key)' of an entry", params?.value(key)), at: 0)
      borne.insert((settings.streamTimeout, "the setting '\(key)'", setting(key)), at: 1)
    }
    guard let first = borne.first(where: { $0.limit != nil }), let limit = first.limit,
      limit <= silence
    else { return nil }
    return Limit(
      what: first.what, place: first.node?.place ?? source.place("config"),
      upstream: upstream.label, silence: silence)
  }

  /// What is set, the router's own settings before those of LiteLLM; zero is nothing.
  private func setting(_ key: String) -> YAMLNode? {
    let node = source.settings?.value(key) ?? source.litellm?.value(key)
    guard let node, !node.isNull, node.scalar.flatMap({ Double($0) }) != 0 else { return nil }
    return node
  }
}

extension ServiceTime {
  /// The longest time for which an answer can be silent. One that is no stream is so to its end.
  fileprivate func silenceMax(streams: Bool) -> SimDuration {
    let first = firstByte.longest.nanoseconds
    let (product, isTooLong) = perToken.longest.nanoseconds
      .multipliedReportingOverflow(by: UInt64(tokens))
    let rest = isTooLong ? UInt64.max : product
    if streams { return SimDuration(nanoseconds: max(first, rest)) }
    let (whole, overflows) = first.addingReportingOverflow(rest)
    return SimDuration(nanoseconds: overflows ? .max : whole)
  }
}

extension Distribution {
  /// At least as long as everything that can be drawn.
  fileprivate var longest: SimDuration {
    switch self {
    case .constant(let duration): duration
    case .uniform(_, let high): high
    // Draws have 64 bits: none is beyond 64 ln 2 = 44.4 means, or beyond 4 times the distance
    // from the median to the 99th percentile on the scale of logarithms.
    case .exponential(let mean): Self.rounded(Double(mean.nanoseconds) * 45)
    case .lognormal(let median, let p99):
      Self.rounded(Self.tail(Double(max(1, median.nanoseconds)), Double(p99.nanoseconds)))
    case .quantiles(let knots): knots.last?.duration ?? .zero
    }
  }

  private static func tail(_ median: Double, _ p99: Double) -> Double {
    let ratio = max(1, p99 / median)
    return median * ratio * ratio * ratio * ratio
  }

  /// A hundred years at most: no timeout is so long.
  private static func rounded(_ nanoseconds: Double) -> SimDuration {
    SimDuration(nanoseconds: UInt64(min(nanoseconds, 3e18)))
  }
}
