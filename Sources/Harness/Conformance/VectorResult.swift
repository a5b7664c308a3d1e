import Primitives
public import RoutingCore
import Scenarios
public import WireFormats

/// What became of a vector.
public struct VectorResult: Sendable {
  /// In one word.
  public enum Verdict: String, CaseIterable, Sendable {
    /// The same came out as was recorded.
    case passed
    /// Something else came out, or the vector needs what is not modelled.
    case failed
    /// The vector cannot be read.
    case refused
  }

  /// The vector.
  public var vector: Vector
  /// In one word.
  public var verdict: Verdict
  /// What came out, in the form of the expectation; nil if the vector was refused.
  public var got: JSONValue?
  /// Why it was refused, what is not modelled, or where a run left its recording; empty otherwise.
  public var reason = ""
  /// The decisions with their reasons, by router if there was more than one.
  public var decisions: [TracedDecision] = []
  /// The gateway that the decisions are about.
  public var configuration = GatewayConfiguration()
  /// The records that a run keeps of the same decisions.
  var records: [DecisionRecord] = []
  /// The decisions of a whole run, which come with their digest.
  var run: CheckpointedDigest?
}

/// What a replay of a vector saw: what came out, and how it was decided.
struct Observation {
  /// What came out, in the form of the expectation.
  var got: JSONValue
  /// Whether that is what was expected.
  var isExpected: Bool
  /// What has no effect here although it steers routing.
  var unmodelled: [String] = []
  var decisions: [TracedDecision] = []
  var records: [DecisionRecord] = []
  var run: CheckpointedDigest?
  var configuration = GatewayConfiguration()
  /// Why it is not what was expected, if there is more to say than what came out.
  var reason = ""
}

extension VectorResult {
  /// Replays a vector under some rules.
  init(replaying vector: Vector, _ kind: VectorKind, rules: Rules) {
    do throws(VectorProblem) {
      let given = try VectorFields(vector.given, "given")
      let expected = try VectorFields(vector.expected, "expect")
      let replay = VectorReplay(
        given: given, expected: expected, rules: rules, place: vector.place)
      let seen = try replay.observe(kind)
      self.init(
        vector: vector, verdict: seen.isExpected ? .passed : .failed, got: seen.got,
        reason: seen.reason, decisions: seen.decisions, configuration: seen.configuration,
        records: seen.records, run: seen.run)
      // What passes by chance hides that something is missing.
      if !seen.unmodelled.isEmpty {
        verdict = .failed
        reason = "not modelled: " + seen.unmodelled.joined(separator: "; ")
      }
    } catch {
      self.init(vector: vector, verdict: .refused, got: nil, reason: error.text)
    }
  }
}

/// A vector with what it is replayed under.
struct VectorReplay {
  let given: VectorFields
  let expected: VectorFields
  let rules: Rules
  let place: SourcePlace

  func observe(_ kind: VectorKind) throws(VectorProblem) -> Observation {
    switch kind {
    case .access, .accessGeneralization: try access()
    case .accessReload: try accessReload()
    case .codec: try codec()
    case .affinity: try affinity()
    case .candidates: try candidates()
    case .weights: try weights()
    case .cooldown: try cooldown()
    case .retry: try retry()
    case .fallback: try fallback()
    case .strategy: try strategy()
    case .run: try run()
    }
  }
}
