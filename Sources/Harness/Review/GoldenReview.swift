import Scenarios
import Tunnel

/// All changes of a selection, and which of them have one cause.
public struct GoldenReview: Sendable {
  /// Changes with the same class, the same changed facts moving the same way, and the same first
  /// differing decision.
  public struct Cause: Sendable {
    /// What kind of change.
    public var kind: ChangeClass
    /// The places in `changes`.
    public var members: [Int]
  }

  /// Variants that differ, in the order of the run.
  public private(set) var changes: [VariantReview] = []
  /// The groups, in the order of their first members.
  public private(set) var causes: [Cause] = []
  /// Goldens that cannot be read, by scenario.
  public private(set) var unreadable: [(scenario: String, problem: GoldenProblem)] = []

  /// Compares runs with their goldens; `isWhole` if all variants of each scenario were run.
  ///
  /// `gone` are the names of goldens whose scenario is no more.
  public init(_ runs: [ScenarioRun], _ store: GoldenStore, isWhole: Bool, gone: [String] = []) {
    for run in runs { review(run, store, isWhole) }
    for scenario in gone {
      changes.append(
        VariantReview(
          scenario: scenario, variant: GoldenStore.allVariants, run: nil,
          changes: [
            GoldenChange(
              variant: GoldenStore.allVariants, label: "variant", old: "recorded", new: "-")
          ],
          judge: nil))
    }
    group()
  }

  private mutating func review(_ run: ScenarioRun, _ store: GoldenStore, _ isWhole: Bool) {
    let id = run.scenario.id
    switch store.compare(run, isWhole: isWhole) {
    case .equal: break
    case .missing: add(run, run.runs.map { Self.new($0.variant.name) }, old: nil)
    case .unreadable(let problem):
      unreadable.append((id, problem))
      add(run, run.runs.map { Self.new($0.variant.name) }, old: nil)
    case .changed(let changes): add(run, changes, old: try? store.table(of: id)?.get())
    }
  }

  private static func new(_ variant: String) -> GoldenChange {
    GoldenChange(variant: variant, label: "variant", old: "-", new: "new")
  }

  private mutating func add(_ run: ScenarioRun, _ all: [GoldenChange], old: GoldenTable?) {
    var names: [String] = []
    for change in all where !names.contains(change.variant) { names.append(change.variant) }
    let new = GoldenTable(run)
    for name in names {
      let variant = run.runs.first { $0.variant.name == name }
      var judge: CellJudge?
      if let old, let before = old.columns.firstIndex(of: name),
        let after = new.columns.firstIndex(of: name)
      {
        judge = CellJudge(
          before: TurnTotals(old, column: before), after: TurnTotals(new, column: after),
          wantsDenial: variant?.variant.wantsDenial ?? false,
          steps: variant?.variant.expectedSteps ?? [:])
      }
      changes.append(
        VariantReview(
          scenario: run.scenario.id, variant: name, run: variant,
          changes: all.filter { $0.variant == name }, judge: judge))
    }
  }

  private mutating func group() {
    var keys: [String] = []
    for (place, change) in changes.enumerated() {
      let key = Self.key(of: change)
      if let known = keys.firstIndex(of: key) {
        causes[known].members.append(place)
      } else {
        keys.append(key)
        causes.append(Cause(kind: change.kind, members: [place]))
      }
    }
  }

  private static func key(_ cell: ReviewedCell) -> String {
    // Deployments have other names in other scenarios.
    let label = cell.change.label.hasPrefix("load ") ? "load" : cell.change.label
    return "\(label) \(cell.direction)"
  }

  private static func key(of change: VariantReview) -> String {
    var cells: [String] = []
    for cell in change.cells.map(key) where !cells.contains(cell) { cells.append(cell) }
    let first: String
    switch change.first {
    case nil, .afterPick: first = ""
    case .noPick: first = "no pick"
    case .pick(let number, let label):
      first = label.map { "\($0.traffic) \($0.conversation).\($0.turn)" } ?? "pick \(number)"
    }
    return ([change.kind.rawValue] + change.broken + cells + [first]).joined(separator: "|")
  }

  /// The number of a change's cause, from one.
  public func cause(of change: Int) -> Int {
    (causes.firstIndex { $0.members.contains(change) } ?? 0) + 1
  }
}

/// What differs between two recorded goldens, told apart by whether it is an outcome.
public struct GoldenDifference: Equatable, Sendable {
  /// Cells that say what came out, and columns that came or went.
  public var outcomes: [GoldenChange] = []
  /// Cells that say nothing about good or bad.
  public var neutral: [GoldenChange] = []

  /// Compares two texts; a nil one is a golden that is not there.
  public init(old: String?, new: String?) throws(GoldenProblem) {
    let nothing = GoldenTable(heading: "", columns: [], rows: [])
    let before = try old.map { text throws(GoldenProblem) in try GoldenTable.parse(text).get() }
    let after = try new.map { text throws(GoldenProblem) in try GoldenTable.parse(text).get() }
    var changes = (after ?? nothing).changes(from: before ?? nothing)
    for column in before?.columns ?? [] where !(after?.columns.contains(column) ?? false) {
      changes.append(GoldenChange(variant: column, label: "variant", old: "recorded", new: "-"))
    }
    for change in changes {
      if CellMeaning(label: change.label, wantsDenial: false) == .neutral {
        neutral.append(change)
      } else {
        outcomes.append(change)
      }
    }
  }
}

extension Variant {
  /// Whether something is right only if turns are denied.
  var wantsDenial: Bool {
    expectations.contains { expectation in
      let claims: [TurnClaim] =
        switch expectation.claim {
        case .turns(let claim): [claim]
        case .streams(let streams): streams.map(\.claim)
        default: []
        }
      return claims.flatMap(\.counts).contains { count in
        guard count.outcome == .denied else { return false }
        if case .between(let low, _) = count.range { return low > 0 }
        return true
      }
    }
  }

  /// What is expected of steps, by number.
  var expectedSteps: [Int: ClaimedOutcome] {
    var steps: [Int: ClaimedOutcome] = [:]
    for expectation in expectations {
      if case .step(let claim) = expectation.claim { steps[claim.step] = claim.outcome }
    }
    return steps
  }
}
