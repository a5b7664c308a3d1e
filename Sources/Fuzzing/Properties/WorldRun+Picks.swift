import Harness
import Primitives
import ReferenceModels
import RoutingCore
import Scenarios
import Tunnel

extension WorldRun {
  /// A pick by chance among several, with what the candidates' entries say.
  private struct Draw {
    var decision: TracedDecision
    var pick: PickTrace
    var weights: [Int]
  }

  /// What a pick by chance must weight its candidates with: `weight` where any candidate has one,
  /// else `rpm`, else all alike.
  private func declaredWeights(
    _ candidates: [DeploymentIndex], at now: Instant
  ) -> [Int]? {
    let entries = candidates.compactMap { entry(of: $0, at: now) }
    guard entries.count == candidates.count else { return nil }
    for field in [entries.map(\.weight), entries.map(\.requestsPerMinute)]
    where field.contains(where: { ($0 ?? 0) > 0 }) {
      return field.map { $0 ?? 0 }
    }
    return entries.map { _ in 1 }
  }

  private var draws: [Draw] {
    result.tracedDecisions.compactMap { decision in
      guard let pick = decision.pick, pick.strategy == .simpleShuffle, pick.candidates.count > 1,
        pick.draw != nil, let weights = declaredWeights(pick.candidates, at: decision.at)
      else { return nil }
      return Draw(decision: decision, pick: pick, weights: weights)
    }
  }

  /// A pick whose candidates are weighted otherwise.
  var wrongWeights: Breach? {
    for draw in draws {
      let total = Double(draw.weights.reduce(0, +))
      let found = draw.pick.weights.reduce(0, +)
      let isRight = zip(draw.weights, draw.pick.weights).allSatisfy {
        abs(Double($0) * found - $1 * total) <= 0.000_001 * found * total
      }
      if isRight { continue }
      let request = result.traces.first { $0.number == draw.decision.request }
      return Breach(
        property: .weightsExact, cause: "candidates are weighted otherwise",
        text: "\(request?.label.text(in: setup) ?? "a request") picked among "
          + draw.pick.candidates.map { label($0) }.joined(separator: ", ")
          + " with weights \(draw.pick.weights.map { "\($0)" }.joined(separator: ", ")); their "
          + "entries say \(draw.weights.map(String.init).joined(separator: ", "))",
        request: request?.label)
    }
    return nil
  }

  /// Picks that come out too often or too seldom for their weights.
  var unfairPicks: Breach? {
    struct Bucket {
      var candidates: [DeploymentIndex]
      var weights: [Int]
      var counts: [Int]
    }
    var buckets: [Bucket] = []
    for draw in draws {
      let candidates = draw.pick.candidates
      guard let choice = candidates.firstIndex(of: draw.pick.choice) else { continue }
      let place = buckets.firstIndex { $0.candidates == candidates && $0.weights == draw.weights }
      if place == nil {
        let counts = Array(repeating: 0, count: candidates.count)
        buckets.append(Bucket(candidates: candidates, weights: draw.weights, counts: counts))
      }
      buckets[place ?? buckets.count - 1].counts[choice] += 1
    }
    for bucket in buckets {
      let total = bucket.counts.reduce(0, +)
      let weights = bucket.weights.reduce(0, +)
      for place in bucket.counts.indices
      where !Proportion.isPlausible(
        count: bucket.counts[place], of: total, weight: bucket.weights[place], of: weights)
      {
        return Breach(
          property: .weightsFair, cause: "picks do not follow the weights",
          text: "\(label(bucket.candidates[place])) got \(bucket.counts[place]) of \(total) picks; "
            + "its weight is \(bucket.weights[place]) of \(weights)",
          request: nil)
      }
    }
    return nil
  }

  /// An attempt whose input is longer than the deployment's window.
  private func tooSmall(_ declared: DeclaredWorld) -> Breach? {
    guard declared.isTrue("enable_pre_call_checks") else { return nil }
    for request in result.traces {
      let tokens = declared.inputTokens(
        ofStream: Int(request.label.traffic), turn: Int(request.label.turn))
      for attempt in request.attempts where attempt.deployment.index < declared.entries.count {
        let limit = declared.entries[attempt.deployment.index].inputTokensMax
        guard let limit, limit > 0, tokens > limit else { continue }
        return Breach(
          property: .constraintsHold, cause: "an attempt on somebody too small for its input",
          text: "\(request.label.text(in: setup)) has \(tokens) tokens of input and was sent to "
            + "\(label(attempt.deployment)), which takes \(limit)",
          request: request.label)
      }
    }
    return nil
  }

  /// A request whose tags somebody has who was left out for its order level alone.
  private var deniedByLevel: Breach? {
    for decision in result.tracedDecisions where decision.error?.kind == .tagsDenied {
      guard let request = request(of: decision) else { continue }
      let tags = declared.tags(ofStream: Int(request.label.traffic))
      let able = decision.stages.flatMap(\.eliminations).first {
        $0.reason == .higherOrder
          && !tags.isEmpty && entry(of: $0.deployment).map { tags.allow($0.tags) } ?? false
      }
      guard let able else { continue }
      return Breach(
        property: .constraintsHold, cause: "tags are denied that a higher level has",
        text: "\(request.label.text(in: setup)) was denied for its tags, which "
          + "\(label(able.deployment)) has",
        request: request.label)
    }
    return nil
  }

  /// An attempt on somebody who cannot serve the request: too small, or without its tags.
  var brokenConstraint: Breach? {
    let declared = DeclaredWorld(value)
    if let tooSmall = tooSmall(declared) { return tooSmall }
    if let denied = deniedByLevel { return denied }
    for request in result.traces {
      let stream = Int(request.label.traffic)
      let tags = declared.tags(ofStream: stream)
      guard !tags.isEmpty, declared.filtersTags(ofStream: stream) else { continue }
      for attempt in request.attempts where attempt.deployment.index < declared.entries.count {
        let entry = declared.entries[attempt.deployment.index]
        guard !tags.allow(entry.tags) else { continue }
        return Breach(
          property: .constraintsHold, cause: "an attempt without the request's tags",
          text:
            "\(request.label.text(in: setup)) asked for \(tags.text) and was "
            + "sent to \(label(attempt.deployment))",
          request: request.label)
      }
    }
    return nil
  }
}
