import Primitives
import Testing
import Tunnel
import WireFormats

@testable import RoutingCore

/// Candidates, pins and probabilities of single picks.
struct PickVectorTests {
  @Test func affinity() throws {
    try Tally.run("affinity", count: 220) { vector in
      if let feature = MissingFeature.of(vector.given) { return .unsupported(feature) }
      let input = vector.given["request"]?["input"] ?? .null
      var ids = [""]
      _ = InputJSON.facts(of: input) { id in
        ids.append(id)
        return 0
      }
      let previous = vector.given["request"]?["previous_response_id"]?.string
        .flatMap { MarkerCodec.decodeResponseID($0)?.deploymentID }
      if let previous { ids.append(previous) }
      let gateway = try VectorGateway(vector.given, interning: ids)
      let names = gateway.configuration.names
      let facts = InputJSON.facts(of: input) { names.number(of: $0) ?? .max }
      var pick = try VectorPick(
        gateway, items: facts,
        previousResponse: previous.flatMap { names.number(of: $0) }.map { .naming($0) } ?? .absent)
      let after = InputJSON.apply(Array(pick.router.slots[0].strips), to: input)
      let edits = pick.router.appendInputEdits(0, &pick.effects)
      let upstream = InputJSON.apply(
        edits.indices.map { pick.effects.inputEdits[$0] }, to: input)
      let got = JSONValue.members([
        "outcome": pick.outcome, "pinned": .bool(pick.isPinned),
        "marks_response": .bool(pick.router.slots[0].marksOutput), "input_after": after,
        "input_upstream": upstream,
      ])
      let expected = JSONValue.members([
        "outcome": VectorPick.outcome(of: vector.expected),
        "pinned": vector.expected["pinned"] ?? .null,
        "marks_response": vector.expected["marks_response"] ?? .null,
        "input_after": vector.expected["input_after"] ?? .null,
        "input_upstream": vector.expected["input_upstream"] ?? .null,
      ])
      return got.hasSameContent(as: expected) ? .passed : .failed(got: got.line)
    }
  }

  @Test func candidates() throws {
    try Tally.run("candidates", count: 280) { vector in
      if let feature = MissingFeature.of(vector.given) { return .unsupported(feature) }
      let gateway = try VectorGateway(vector.given)
      let pick = try VectorPick(gateway)
      var isSame = pick.outcome.hasSameContent(as: VectorPick.outcome(of: vector.expected))
      let models = pick.candidates.map { pick.upstreamModel(of: $0) }
      if pick.error == nil {
        isSame =
          isSame
          && (vector.expected["candidates"]?.array ?? []).map { $0["model"]?.string } == models
      }
      return isSame ? .passed : .failed(got: "\(pick.outcome.line) \(models)")
    }
  }

  @Test func weights() throws {
    try Tally.run("weights", count: 130) { vector in
      if let feature = MissingFeature.of(vector.given) { return .unsupported(feature) }
      let gateway = try VectorGateway(vector.given)
      let pick = try VectorPick(gateway) { configuration in
        Self.setWeights(&configuration, gateway)
      }
      guard let trace = pick.decision.pick else {
        let isSame =
          pick.error.map { Int($0.clientStatus) }
          == vector.expected["error"]?["status"]?.integer
        return isSame ? .passed : .failed(got: pick.outcome.line)
      }
      let sum = trace.weights.reduce(0, +)
      var shares: [String: Double] = [:]
      for (candidate, weight) in zip(trace.candidates, trace.weights) {
        shares[gateway.id(candidate), default: 0] += weight / sum
      }
      let expected = vector.expected["probabilities"]?.members ?? []
      let isSame =
        expected.count == shares.count
        && expected.allSatisfy { member in
          abs((shares[member.key] ?? -1) - (member.value.fraction ?? -2)) < 1e-6
        }
      return isSame ? .passed : .failed(got: "\(shares.sorted { $0.key < $1.key })")
    }
  }

  /// The per-request weights, which come from the caller's key.
  private static func setWeights(
    _ configuration: inout GatewayConfiguration, _ gateway: VectorGateway
  ) {
    guard let groups = gateway.given["request"]?["router_weights"] else { return }
    configuration.keys[0].weights = zip(configuration.deployments, configuration.texts).map {
      entry, text in
      guard let weights = groups[configuration.groups[entry.group.index].name],
        !weights.members.isEmpty
      else { return nil }
      return weights[text.id]?.fraction ?? 0
    }
  }
}
