import Primitives
import Upstreams

/// Reads `rate_limit` of an upstream.
struct RateLimitReader {
  let reader: NodeReader
  static let accepted = ["requests", "tokens", "per", "window", "retry_after"]

  func read(_ node: YAMLNode?, _ upstream: UpstreamSetup) -> RateLimitSetup? {
    guard let node,
      let members = reader.mapping(node, "rate_limit", accepted: Self.accepted)
    else { return nil }
    var limit = RateLimitSetup(
      spelling: .usual(of: upstream.provider, isVertex: upstream.isVertex))
    limit.requests = reader.integer(members["requests"], "requests", 1...1_000_000_000)
      .map(UInt64.init)
    limit.tokens = reader.integer(members["tokens"], "tokens", 1...1_000_000_000_000)
      .map(UInt64.init)
    if members["requests"] == nil, members["tokens"] == nil {
      reader.reportMissing("requests", in: "rate_limit", node.place, hint: "or write tokens:")
    }
    if let period = length(members["per"], "per") { limit.period = period }
    limit.window = limit.period
    if let window = length(members["window"], "window"), let place = members["window"]?.place {
      if window > limit.period || limit.period.nanoseconds % window.nanoseconds != 0 {
        reader.report(
          "out-of-range", place,
          "window is \(DurationText.format(window)), which does not divide "
            + DurationText.format(limit.period),
          hint: "write a window that fits into per a whole number of times")
      } else {
        limit.window = window
      }
    }
    if let spelling = reader.choice(
      members["retry_after"], "retry_after", RetryAfterSpelling.self)
    {
      limit.spelling = spelling
    }
    return limit
  }

  private func length(_ node: YAMLNode?, _ what: String) -> SimDuration? {
    guard let node, let length = reader.duration(node, what) else { return nil }
    guard length >= .milliseconds(1), length <= .seconds(30 * 86_400) else {
      reader.report(
        "out-of-range", node.place,
        "\(what) is \(DurationText.format(length)), accepted are 1ms to 30d")
      return nil
    }
    return length
  }
}
