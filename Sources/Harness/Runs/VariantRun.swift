import Primitives
public import Scenarios
public import Tunnel

/// What a variant's run is called.
public enum Verdict: String, CaseIterable, Sendable {
  /// Everything expected holds.
  case holds
  /// What is known to be wrong is wrong, in the way that is known.
  case reproduces
  /// Something falls short.
  case failed
}

/// One claim that did not come out as the scenario says.
public struct Violation: Equatable, Sendable {
  /// In which way.
  public enum Kind: String, Equatable, Sendable {
    /// An expectation does not hold.
    case violated
    /// A known fault no longer shows.
    case noLongerBroken = "no_longer_broken"
    /// A known fault shows as it is known: nothing falls short.
    case brokenAsKnown = "broken_as_known"
    /// A known fault shows in another way.
    case brokenOtherwise = "broken_otherwise"
    /// The run stopped at a limit.
    case limit
  }

  /// In which way.
  public var kind: Kind
  /// The key of the expectation.
  public var key: String
  /// Where it is written.
  public var place: SourcePlace?
  /// What was claimed and what came out.
  public var judgement: Judgement
}

/// A variant that was run and judged.
public struct VariantRun: Sendable {
  /// The variant.
  public var variant: Variant
  /// What its run came to.
  public var result: RunResult
  /// What it is called.
  public var verdict: Verdict
  /// What falls short.
  public var violations: [Violation]
  /// What is known to be wrong and was: the judgements of the broken expectations.
  public var reproduced: [Violation]
}

/// A scenario that was run, in all its variants or some.
public struct ScenarioRun: Sendable {
  /// The scenario.
  public var scenario: Scenario
  /// Its variants' runs.
  public var runs: [VariantRun]

  /// Makes a run from its parts.
  public init(scenario: Scenario, runs: [VariantRun]) {
    self.scenario = scenario
    self.runs = runs
  }
}

extension VariantRun {
  /// Runs a variant and judges it.
  public init(running variant: Variant, mode: RunMode) {
    var simulation = Simulation(variant.setup, mode: mode)
    self.init(variant: variant, result: simulation.run())
  }

  /// Judges a run.
  public init(variant: Variant, result: RunResult) {
    let judge = Judge(result, variant.setup)
    var violations: [Violation] = []
    var reproduced: [Violation] = []
    for expectation in variant.expectations {
      let judgement = judge.judge(expectation.claim)
      guard let broken = variant.breaks.first(where: { $0.key == expectation.key }) else {
        if !judgement.holds {
          violations.append(
            Violation(
              kind: .violated, key: expectation.key, place: expectation.place,
              judgement: judgement))
        }
        continue
      }
      let known = judge.judge(broken.claim)
      let kind: Violation.Kind =
        judgement.holds ? .noLongerBroken : known.holds ? .brokenAsKnown : .brokenOtherwise
      let violation = Violation(
        kind: kind, key: expectation.key, place: broken.place, judgement: known)
      if kind != .brokenAsKnown {
        violations.append(violation)
      } else {
        reproduced.append(violation)
      }
    }
    if let limit = result.limit { violations.insert(Self.violation(of: limit), at: 0) }
    self.variant = variant
    self.result = result
    self.violations = violations
    self.reproduced = reproduced
    verdict = !violations.isEmpty ? .failed : reproduced.isEmpty ? .holds : .reproduces
  }

  private static func violation(of limit: LimitReached) -> Violation {
    Violation(
      kind: .limit, key: "limits", place: nil,
      judgement: Judgement(
        holds: false, expected: "the run ends with its traffic", found: limit.found,
        first: limit.request))
  }

  /// The earliest request that is to blame for what falls short or is known to.
  public var firstWrong: RequestLabel? {
    let blamed = (violations + reproduced).compactMap(\.judgement.first)
    let streams = variant.setup.traffic.count
    return blamed.min {
      // Steps come in the order of their numbers, whatever conversation they carry on.
      if Int($0.traffic) == streams, Int($1.traffic) == streams { return $0.turn < $1.turn }
      return ($0.traffic, $0.conversation, $0.turn, $0.tries)
        < ($1.traffic, $1.conversation, $1.turn, $1.tries)
    }
  }
}

extension LimitReached {
  /// What a judgement says of it.
  package var found: String {
    switch self {
    case .events(let count): "it stopped after \(count) events"
    case .virtualTime(let instant):
      "it stopped at \(DurationText.format(instant.since(.zero))) of virtual time"
    case .pending(let count): "it stopped when \(count) events waited at once"
    case .processes(let count): "it stopped when \(count) processes had been started"
    case .items(let count): "it stopped when a conversation held \(count) items"
    case .tries(let count, of: _): "it stopped when a request had used up \(count) tries"
    }
  }

  /// The request that reached it, if it is one's.
  fileprivate var request: RequestLabel? {
    guard case .tries(_, of: let request) = self else { return nil }
    return request
  }
}
