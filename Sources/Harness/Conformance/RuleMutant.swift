public import RoutingCore
public import Scenarios
import Tunnel

/// One rule set to a wrong case, and who sees it.
public struct RuleMutant: Sendable {
  /// The rule.
  public var rule: RuleName
  /// Its right case: that of the preset.
  public var right: String
  /// The case that it was set to.
  public var wrong: String
  /// The vectors that no longer pass, by kind, in the order of the kinds.
  public var failed: [(kind: String, count: Int)] = []
  /// The scenarios that turn red; nil if none were run, because vectors see it.
  public var scenarios: [String]?

  /// Each wrong case of each rule, in the order of the rules; right is what these rules have.
  public static func all(of rules: Rules) -> [RuleMutant] {
    RuleName.allCases.flatMap { rule in
      let right = rule.value(in: rules)
      return rule.cases.filter { $0 != right }.map {
        RuleMutant(rule: rule, right: right, wrong: $0)
      }
    }
  }

  /// Whether nobody sees it.
  public var isUnseen: Bool { failed.isEmpty && (scenarios ?? []).isEmpty }
}

/// Sets one rule after the other to each of its wrong cases.
public struct RuleMutants: Sendable {
  private let vectors: [Vector]
  private let request: Conformance.Request
  private let jobs: Int

  /// Makes the mutants of what a request asks for; `jobs` bounds how many are tried at once.
  public init(_ vectors: [Vector], _ request: Conformance.Request, jobs: Int) {
    precondition(jobs > 0, "mutants without jobs are never tried")
    self.vectors = vectors
    self.request = request
    self.jobs = jobs
  }

  /// Every wrong case with the vectors that see it, in the order of the rules. A kind that names a
  /// release runs under that one, with the rule changed there, too.
  public func tried(done: @escaping @Sendable (Int) -> Void) async -> [RuleMutant] {
    let (vectors, request) = (vectors, request)
    let mutants = RuleMutant.all(of: request.rules(of: request.preset ?? .ofVectors))
    return await Workers.results(of: mutants, jobs: jobs, done: done) { mutant in
      var mutant = mutant
      mutant.failed = Self.failures(vectors, request, mutant)
      return mutant
    }
  }

  private static func failures(
    _ vectors: [Vector], _ base: Conformance.Request, _ mutant: RuleMutant
  ) -> [(kind: String, count: Int)] {
    var request = base
    request.rules.append((mutant.rule, mutant.wrong))
    return Conformance(vectors, request).kinds.filter { $0.passed < $0.total }
      .map { ($0.name, $0.total - $0.passed) }
  }

  /// The scenarios that tell both cases apart: with the wrong one in variants that do not set the
  /// rule, and the right one in those that set the wrong one, they turn red.
  public func scenarios(
    seeing mutant: RuleMutant, among scenarios: [Scenario], goldens: GoldenStore
  ) async -> [String] {
    let changed = scenarios.map { $0.exchanging(mutant) }
    let runs = await Runner(jobs: jobs, mode: RunMode()).run(changed) { _ in }
    return runs.filter { run in
      run.runs.contains { $0.verdict == .failed }
        || goldens.compare(run, isWhole: true) != .equal
    }.map(\.scenario.id)
  }
}

extension Scenario {
  /// The scenario with the wrong case of a rule where none is set, and the right one for the wrong.
  fileprivate func exchanging(_ mutant: RuleMutant) -> Scenario {
    var changed = self
    let rule = mutant.rule
    for place in variants.indices {
      let set = variants[place].changedRules.first { $0.hasPrefix(rule.rawValue + ":") }
      guard set == nil || set == "\(rule.rawValue): \(mutant.wrong)" else { continue }
      let value = set == nil ? mutant.wrong : mutant.right
      let isKnown = rule.set(value, in: &changed.variants[place].setup.rules)
      precondition(isKnown, "rule \(rule.rawValue) has no case '\(value)'")
    }
    return changed
  }
}
