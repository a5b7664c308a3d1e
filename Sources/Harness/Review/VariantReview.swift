public import Tunnel

/// What kind of change a variant's golden would take.
public enum ChangeClass: String, CaseIterable, Sendable {
  /// Something is worse, whatever else is better.
  case worse = "WORSE"
  /// Something is better, and nothing worse.
  case better = "BETTER"
  /// Only cells changed that say nothing about good or bad.
  case neutral = "NEUTRAL"
  /// There was no golden of it.
  case new = "NEW"
  /// There is a golden of it, and no scenario or variant any more.
  case gone = "GONE"
}

/// A cell that differs, and which way it moved.
public struct ReviewedCell: Equatable, Sendable {
  /// The difference.
  public var change: GoldenChange
  /// Which way it moved.
  public var direction: Direction
}

/// The first decision in which a run differs from its golden, as far as the golden tells.
public enum FirstDifference: Equatable, Sendable {
  /// This pick, of this request; nil if the run has no such pick or its request is not known.
  case pick(Int, RequestLabel?)
  /// Some decision after the picks that the golden lists.
  case afterPick(Int)
  /// No pick differs: survivors, reasons or failed picks do.
  case noPick
}

/// A variant whose run differs from its golden.
public struct VariantReview: Sendable {
  /// The scenario.
  public var scenario: String
  /// The variant; `all` for the layout of the whole file.
  public var variant: String
  /// Its run; nil if it is gone.
  public var run: VariantRun?
  /// The cells that differ.
  public var cells: [ReviewedCell]
  /// What kind of change it is.
  public var kind: ChangeClass
  /// The expectations that do not hold: such a change cannot be recorded.
  public var broken: [String]
  /// The first decision that differs; nil if the decisions are equal or cannot be compared.
  public var first: FirstDifference?

  /// Whether it may be recorded.
  public var isAcceptable: Bool { broken.isEmpty }

  /// `SCENARIO · VARIANT`, by which people and options name it.
  public var name: String { "\(scenario) · \(variant)" }

  /// Whether something in it is better although it is worse in all.
  public var isMixed: Bool { kind == .worse && cells.contains { $0.direction == .better } }
}

extension VariantReview {
  /// Reviews the changes of one variant.
  init(
    scenario: String, variant: String, run: VariantRun?, changes: [GoldenChange], judge: CellJudge?
  ) {
    self.scenario = scenario
    self.variant = variant
    self.run = run
    cells = changes.map { ReviewedCell(change: $0, direction: judge?.direction($0) ?? .neutral) }
    broken = run.map { $0.violations.map(\.key) } ?? []
    kind = Self.kind(changes, CellJudge.together(cells.map(\.direction)))
    first = Self.firstDifference(changes, run)
    if kind == .new || kind == .gone { cells = [] }
  }

  private static func kind(_ changes: [GoldenChange], _ direction: Direction) -> ChangeClass {
    if let change = changes.first(where: { $0.label == "variant" }) {
      return change.new == "-" ? .gone : .new
    }
    switch direction {
    case .worse, .unclear: return .worse
    case .better: return .better
    case .neutral: return .neutral
    }
  }

  /// A golden holds the first picks and one digest: more than that cannot be told from it.
  private static func firstDifference(
    _ changes: [GoldenChange], _ run: VariantRun?
  ) -> FirstDifference? {
    guard let run else { return nil }
    guard let picks = changes.first(where: { $0.label == GoldenTable.picksLabel }) else {
      guard changes.contains(where: { $0.label == "decisions" }) else { return nil }
      let count = run.result.firstPicks.count
      return count < RunResult.firstPicksMax ? .noPick : .afterPick(count)
    }
    let (old, new) = (Array(picks.old), Array(picks.new))
    let same = zip(old, new).prefix { $0 == $1 }.count
    let labels = run.result.firstPickRequests
    return .pick(same + 1, same < labels.count ? labels[same] : nil)
  }
}
