import Primitives
import RoutingCore
public import Scenarios
public import Tunnel
import Upstreams

/// What became of one claim.
public struct Judgement: Equatable, Sendable {
  /// Whether it holds.
  public var holds: Bool
  /// What was claimed, in words.
  public var expected: String
  /// What came out, in words.
  public var found: String
  /// The first request that is to blame, if one is.
  public var first: RequestLabel?
}

/// Judges claims against the facts of a run.
public struct Judge: Sendable {
  let facts: Facts
  let setup: TunnelSetup

  /// Makes the judge of a run.
  public init(_ result: RunResult, _ setup: TunnelSetup) {
    facts = Facts(result)
    self.setup = setup
  }

  /// Judges one claim.
  public func judge(_ claim: Claim) -> Judgement {
    switch claim {
    case .turns(let turns): return judge(turns, facts)
    case .streams(let claims): return judge(claims)
    case .count(let count, let range): return judge(count, range)
    case .addedLatency(let claims):
      return judge(claims, setup.addedBounds, facts.result.added, facts.result.addedBeyond)
    case .queueing(let claims):
      return judge(
        claims, setup.queueingBounds, facts.result.queueing, facts.result.queueingBeyond)
    case .attempts(let most, let total): return judge(most: most, total: total)
    case .load(let claims):
      return judge(claims, setup.configuration.texts.map(\.label), facts.result.load)
    case .boundaries(let claims): return judge(claims, setup.boundaries, facts.result.boundaryLoad)
    case .step(let claim): return StepJudge(facts.result, setup).judge(claim)
    }
  }

  private func judge(_ claims: [StreamClaim]) -> Judgement {
    var whole = Judgement(holds: true, expected: "", found: "")
    for claim in claims {
      guard let place = setup.streamNames.firstIndex(of: claim.name) else { continue }
      let part = judge(claim.claim, facts.only(stream: UInt16(place)))
      let mark = whole.expected.isEmpty ? "" : "; "
      whole.expected += mark + "\(claim.name) \(part.expected)"
      whole.found += mark + "\(claim.name) \(part.found)"
      if !part.holds, whole.first == nil { whole.first = part.first }
      whole.holds = whole.holds && part.holds
    }
    return whole
  }

  private func judge(_ claim: TurnClaim, _ facts: Facts) -> Judgement {
    let total = facts.total(claim.scope)
    var expected: [String] = []
    var found: [String] = []
    var holds = true
    for count in claim.counts {
      let number = facts.count(count.outcome, claim.scope)
      holds = holds && count.range.holds(number, of: total)
      expected.append("\(count.outcome.rawValue) \(count.range.text)")
      found.append("\(count.outcome.rawValue) \(number) of \(total)")
    }
    let failed = facts.cells(claim.scope).filter { $0.kind == .failed || $0.kind == .denied }
    if let upstream = claim.upstream {
      let codes = unique(failed.map(\.reason.code))
      holds = holds && codes == [upstream]
      expected.append("upstream \(upstream)")
      found.append("upstream \(codes.isEmpty ? "none" : codes.joined(separator: ", "))")
    }
    if let status = claim.status {
      let statuses = unique(failed.map { String($0.status) })
      holds = holds && statuses == [String(status)]
      expected.append("status \(status)")
      found.append("status \(statuses.isEmpty ? "none" : statuses.joined(separator: ", "))")
    }
    return Judgement(
      holds: holds, expected: expected.joined(separator: ", "),
      found: found.joined(separator: ", "), first: facts.firstWrong(claim.scope)?.first)
  }

  private func unique(_ texts: [String]) -> [String] {
    var seen: [String] = []
    for text in texts where !seen.contains(text) { seen.append(text) }
    return seen
  }

  private func judge(_ count: RunCount, _ range: CountRange) -> Judgement {
    let number = facts.count(count)
    let total = facts.total(.turns)
    var first: RequestLabel?
    switch count {
    case .degraded: first = self.first(.degraded)
    case .failed: first = self.first(.failed)
    case .sealedItemsAbroad: first = facts.result.firstAbroad?.request
    default: break
    }
    return Judgement(
      holds: range.holds(number, of: total), expected: range.text, found: "\(number)",
      first: first)
  }

  private func first(_ kind: OutcomeKind) -> RequestLabel? {
    facts.result.outcomes.first { $0.kind == kind }?.first
  }

  private func judge(
    _ claims: [LatencyClaim], _ bounds: [SimDuration], _ histogram: LatencyHistogram,
    _ beyond: [UInt64]
  ) -> Judgement {
    var expected: [String] = []
    var found: [String] = []
    var holds = true
    for claim in claims {
      let count = bounds.firstIndex(of: claim.bound).map { beyond[$0] } ?? 0
      let isWithin = count * 1_000 <= claim.beyondPermille * histogram.count
      holds = holds && isWithin != claim.isExceeded
      expected.append(
        "\(claim.name) \(claim.isExceeded ? "beyond" : "within") \(DurationText.format(claim.bound))"
      )
      found.append("\(count) of \(histogram.count) beyond \(DurationText.format(claim.bound))")
    }
    return Judgement(
      holds: holds, expected: expected.joined(separator: ", "),
      found: found.joined(separator: ", "), first: facts.result.slowest?.request)
  }

  private func judge(most: CountRange?, total: CountRange?) -> Judgement {
    var expected: [String] = []
    var found: [String] = []
    var holds = true
    if let most {
      let number = UInt64(facts.result.attemptsMax)
      holds = holds && most.holds(number, of: .max)
      expected.append("max \(most.text)")
      found.append("max \(number)")
    }
    if let total {
      holds = holds && total.holds(facts.result.attempts, of: facts.result.requests)
      expected.append("total \(total.text)")
      found.append("total \(facts.result.attempts)")
    }
    return Judgement(
      holds: holds, expected: expected.joined(separator: ", "),
      found: found.joined(separator: ", "), first: nil)
  }

  private func judge(_ claims: [LoadClaim], _ names: [String], _ load: [UInt64]) -> Judgement {
    var expected: [String] = []
    var found: [String] = []
    var holds = true
    for claim in claims {
      let place = names.firstIndex { Array($0.utf8) == Array(claim.name.utf8) }
      let number = place.map { load[$0] } ?? 0
      holds = holds && claim.range.holds(number, of: facts.result.attempts)
      expected.append("\(claim.name) \(claim.range.text)")
      found.append("\(claim.name) \(number)")
    }
    return Judgement(
      holds: holds, expected: expected.joined(separator: ", "),
      found: found.joined(separator: ", "), first: nil)
  }
}
