public import Primitives
public import RoutingCore
import Scenarios

/// Vectors that were replayed, with what became of them.
public struct Conformance: Sendable {
  /// The sums of one kind.
  public struct Kind: Equatable, Sendable {
    /// Its name.
    public var name: String
    /// The preset that it was replayed under.
    public var preset: Preset
    /// How many vectors there are.
    public var total = 0
    /// How many came out as recorded.
    public var passed = 0
    /// How many did not.
    public var failed = 0
    /// How many cannot be read.
    public var refused = 0
    /// The digest of the records of all decisions.
    public var decisions = Digest()
    /// How many decisions there were.
    public var decisionCount = 0
  }

  /// How vectors are replayed.
  public struct Request: Sendable {
    /// The preset, also for kinds that name a release; nil for the one that a kind asks for.
    public var preset: Preset?
    /// Changes of single rules.
    public var rules: [(rule: RuleName, value: String)] = []

    /// Replays every kind under the preset that it asks for.
    public init(preset: Preset? = nil) { self.preset = preset }

    /// The rules of a preset with the changes.
    func rules(of preset: Preset) -> Rules {
      var rules = preset.rules
      for (rule, value) in self.rules {
        let isKnown = rule.set(value, in: &rules)
        precondition(isKnown, "rule \(rule.rawValue) has no case '\(value)'")
      }
      return rules
    }
  }

  /// The kinds in the order in which they first appear.
  public private(set) var kinds: [Kind] = []
  /// What did not pass, in the order of the files.
  public private(set) var failures: [VectorResult] = []

  /// Whether everything came out as recorded.
  public var holds: Bool { failures.isEmpty }

  /// Replays vectors.
  public init(_ vectors: [Vector], _ request: Request) {
    for vector in vectors {
      var preset = request.preset ?? .ofVectors
      var result: VectorResult
      do throws(VectorProblem) {
        let (kind, own) = try VectorKind.of(vector.kind)
        preset = request.preset ?? own ?? .ofVectors
        result = VectorResult(replaying: vector, kind, rules: request.rules(of: preset))
      } catch {
        result = VectorResult(vector: vector, verdict: .refused, got: nil, reason: error.text)
      }
      add(result, preset)
    }
  }

  private mutating func add(_ result: VectorResult, _ preset: Preset) {
    let name = result.vector.kind
    let known = kinds.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
    let place = known ?? kinds.count
    if known == nil { kinds.append(Kind(name: name, preset: preset)) }
    kinds[place].total += 1
    switch result.verdict {
    case .passed: kinds[place].passed += 1
    case .failed: kinds[place].failed += 1
    case .refused: kinds[place].refused += 1
    }
    kinds[place].decisionCount += result.records.count
    for record in result.records { kinds[place].decisions.fold(record) }
    if let run = result.run {
      kinds[place].decisionCount += Int(run.count)
      kinds[place].decisions.fold(run.digest.value)
    }
    if result.verdict != .passed { failures.append(result) }
  }
}

extension Digest {
  /// Folds a decision in, as a run does.
  fileprivate mutating func fold(_ decision: DecisionRecord) {
    fold(decision.request << 16 | UInt64(decision.ordinal))
    fold(UInt64(decision.choice?.rawValue ?? .max) << 16 | UInt64(decision.survivors))
    fold(decision.hash)
  }
}
