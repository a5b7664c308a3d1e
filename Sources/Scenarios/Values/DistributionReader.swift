import Primitives

/// Reads how durations are spread.
struct DistributionReader {
  let reader: NodeReader
  static let accepted = ["uniform", "exponential", "lognormal", "quantiles"]

  /// A duration, or a mapping with one of the accepted keys.
  func read(_ node: YAMLNode?, _ what: String) -> Distribution? {
    guard let node else { return nil }
    guard node.members != nil else {
      return reader.duration(node, what).map { .constant($0) }
    }
    guard let members = reader.mapping(node, what, accepted: Self.accepted) else { return nil }
    guard members.count == 1, let member = members.first else {
      reader.report(
        "expected-one-key", node.place, "\(what) names \(members.count) distributions",
        hint: "write one of: " + Self.accepted.joined(separator: ", "))
      return nil
    }
    switch member.key {
    case "uniform": return uniform(member.value, what)
    case "exponential":
      return reader.duration(member.value, "the mean of \(what)").map { .exponential(mean: $0) }
    case "lognormal": return lognormal(member.value, what)
    case "quantiles": return quantiles(member.value, what)
    default: return nil
    }
  }

  private func uniform(_ node: YAMLNode, _ what: String) -> Distribution? {
    guard let bounds = reader.sequence(node, "uniform") else { return nil }
    let values = bounds.compactMap { reader.duration($0, "a bound of \(what)") }
    guard values.count == 2, bounds.count == 2, values[0] <= values[1] else {
      reader.report("bad-distribution", node.place, "uniform expects two ascending durations")
      return nil
    }
    return .uniform(values[0], values[1])
  }

  private func lognormal(_ node: YAMLNode, _ what: String) -> Distribution? {
    guard let members = reader.mapping(node, "lognormal", accepted: ["p50", "p99"]) else {
      return nil
    }
    guard let p50 = reader.duration(members["p50"], "p50 of \(what)"),
      let p99 = reader.duration(members["p99"], "p99 of \(what)"), p50 <= p99, p50 > .zero
    else {
      reader.report(
        "bad-distribution", node.place, "lognormal expects p50 and p99, ascending, above zero")
      return nil
    }
    return .lognormal(p50: p50, p99: p99)
  }

  private func quantiles(_ node: YAMLNode, _ what: String) -> Distribution? {
    guard let members = node.members, !members.isEmpty else {
      reader.report(
        "bad-distribution", node.place, "quantiles expects percentiles and durations",
        hint: "for example {50: 200ms, 99: 1.5s}")
      return nil
    }
    var knots: [QuantileKnot] = []
    for member in members {
      guard let percent = Double(member.key), percent >= 0, percent <= 100,
        let duration = reader.duration(member.value, "a quantile of \(what)")
      else {
        reader.report("bad-distribution", member.keyPlace, "'\(member.key)' is no percentile")
        return nil
      }
      knots.append(QuantileKnot(parts: UInt32(percent * 100), duration: duration))
    }
    let isAscending = zip(knots, knots.dropFirst()).allSatisfy {
      $0.parts < $1.parts && $0.duration <= $1.duration
    }
    guard isAscending else {
      reader.report("bad-distribution", node.place, "quantiles are not ascending")
      return nil
    }
    return .quantiles(knots)
  }
}
