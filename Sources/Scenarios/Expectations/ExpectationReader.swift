import Primitives

/// Reads `expect` and `breaks`.
struct ExpectationReader {
  let reader: NodeReader
  /// The deployments' labels and the boundaries' names.
  let deployments: [String]
  let boundaries: [String]
  /// What the traffic's streams are called.
  let streams: [String]
  /// Whether known faults are read: times then say what is exceeded.
  var readsBreaks = false

  static let accepted =
    TurnScope.allCases.map(\.rawValue) + RunCount.allCases.map(\.rawValue)
    + ["added_latency", "queueing", "attempts", "load", "boundaries", "streams"]

  func read(_ node: YAMLNode?, _ what: String) -> [Expectation] {
    guard let members = reader.mapping(node, what, accepted: Self.accepted) else { return [] }
    return members.compactMap { member in
      claim(member).map { Expectation(key: member.key, claim: $0, place: member.keyPlace) }
    }
  }

  private func claim(_ member: YAMLMember) -> Claim? {
    if let scope = TurnScope(rawValue: member.key) {
      return turns(scope, member.value).map { .turns($0) }
    }
    if let count = RunCount(rawValue: member.key) {
      return range(member.value, member.key).map { .count(count, $0) }
    }
    switch member.key {
    case "added_latency": return latencies(member.value, member.key).map { .addedLatency($0) }
    case "queueing": return latencies(member.value, member.key).map { .queueing($0) }
    case "attempts":
      let members = reader.mapping(member.value, "attempts", accepted: ["max", "total"])
      return members.map {
        .attempts(max: range($0["max"], "max"), total: range($0["total"], "total"))
      }
    case "load": return loads(member.value, "load", deployments).map { .load($0) }
    case "boundaries": return loads(member.value, "boundaries", boundaries).map { .boundaries($0) }
    case "streams": return streamClaims(member.value).map { .streams($0) }
    default: return nil
    }
  }

  private func streamClaims(_ node: YAMLNode) -> [StreamClaim]? {
    let members = reader.mapping(node, "streams", accepted: streams)
    return members?.compactMap { member in
      turns(.turns, member.value, "stream '\(member.key)'").map {
        StreamClaim(name: member.key, claim: $0)
      }
    }
  }

  private func turns(
    _ scope: TurnScope, _ node: YAMLNode, _ what: String? = nil
  ) -> TurnClaim? {
    let outcomes = ClaimedOutcome.allCases.map(\.rawValue)
    guard
      let members = reader.mapping(
        node, what ?? scope.rawValue, accepted: outcomes + ["upstream", "status"])
    else { return nil }
    var claim = TurnClaim(scope: scope)
    for member in members {
      if let outcome = ClaimedOutcome(rawValue: member.key),
        let range = range(member.value, member.key)
      {
        claim.counts.append(OutcomeClaim(outcome: outcome, range: range))
      }
    }
    claim.upstream = StepClaimReader(reader: reader, deployments: deployments)
      .word(members["upstream"], "upstream", StepClaimReader.codes)
    claim.status = reader.integer(members["status"], "status", 100...599).map(UInt16.init)
    return claim
  }

  private func range(_ node: YAMLNode?, _ what: String) -> CountRange? {
    guard let text = reader.text(node, what), let node else { return nil }
    if let range = CountRange(text) { return range }
    reader.report(
      "expected-count", node.place, "\(what) is '\(text)', expected a count",
      hint: "write a whole number, all, 100..110, 5.. or ..5")
    return nil
  }

  private static let quantiles: [(name: String, beyondPermille: UInt64)] = [
    ("p50", 500), ("p90", 100), ("p99", 10), ("p99.9", 1), ("max", 0),
  ]

  private func latencies(_ node: YAMLNode, _ what: String) -> [LatencyClaim]? {
    let names = Self.quantiles.map(\.name)
    guard let members = reader.mapping(node, what, accepted: names) else { return nil }
    return members.compactMap { member in
      guard let quantile = Self.quantiles.first(where: { $0.name == member.key }),
        let bound = reader.duration(member.value, member.key)
      else { return nil }
      return LatencyClaim(
        name: member.key, beyondPermille: quantile.beyondPermille, bound: bound,
        isExceeded: readsBreaks)
    }
  }

  private func loads(_ node: YAMLNode, _ what: String, _ names: [String]) -> [LoadClaim]? {
    guard let members = reader.mapping(node, what, accepted: names) else { return nil }
    return members.compactMap { member in
      range(member.value, member.key).map { LoadClaim(name: member.key, range: $0) }
    }
  }
}
