import Primitives
import Scenarios

/// Whether a change is one for the better.
public enum Direction: String, Sendable {
  /// Fewer good outcomes, or more of something bad.
  case worse
  /// The opposite.
  case better
  /// Neither: it says nothing about good or bad.
  case neutral
  /// The cell alone does not tell; to be on the safe side it counts as worse.
  case unclear
}

/// What a fact of a golden says about good and bad.
enum CellMeaning: Equatable {
  /// More of it is better, seen against all turns of its kind.
  case good(of: TurnCount)
  /// Less of it is better, seen against all turns of its kind.
  case bad(of: TurnCount)
  /// A verdict.
  case verdict
  /// Numbers of which none should grow, as in `1/400`; the second is seen against all turns.
  case attempts
  /// Times of which none should grow.
  case times
  /// From when to when turns came out wrong: the shorter, the better.
  case span
  /// What a step came to, by its number.
  case step(Int)
  /// Requests: more for as many turns means that clients had to try again.
  case requests
  /// Nothing about good and bad.
  case neutral
  /// Not known.
  case unclear

  /// The turns that a count is a part of.
  enum TurnCount: Equatable {
    /// Those of a scope, as labels call it: `follow-ups`, `chat first turns`.
    case scope(String)
    case all
  }

  /// The meaning of a fact; `wantsDenial` if the scenario expects that some turns are denied.
  init(label: String, wantsDenial: Bool) {
    if let outcome = OutcomeLabel(label) {
      let isEither = outcome.name == "ok" || outcome.name.hasPrefix("denied ")
      self =
        wantsDenial && isEither ? .unclear : Self.outcome(outcome.name, .scope(outcome.scope))
      return
    }
    // Steps are numbered: `6 zeta-poet-9 after reload`.
    if let number = label.split(separator: " ").first.flatMap({ Int($0) }) {
      self = .step(number)
      return
    }
    switch label {
    case "verdict": self = .verdict
    case "wrong from/to": self = .span
    case "degraded", "sealed abroad", "database reads": self = .bad(of: .all)
    case "attempts max/all": self = .attempts
    case "added p50/p99/max", "queued p50/p99/max": self = .times
    case "requests": self = .requests
    case "random", "first wrong", "decisions", "layout", GoldenTable.picksLabel: self = .neutral
    case _ where GoldenTable.worldCounts.contains { $0.label == label }: self = .bad(of: .all)
    default: self = label.hasPrefix("load ") ? .neutral : .unclear
    }
  }

  private static func outcome(_ name: String, _ turns: TurnCount) -> CellMeaning {
    switch name {
    case "ok": .good(of: turns)
    case "left": .neutral
    default: .bad(of: turns)
    }
  }
}

/// A label that counts turns: whose, and how they came out.
struct OutcomeLabel {
  /// `follow-ups`, with the stream's label before it if there are several.
  var scope: String
  /// `ok`, `degraded`, `denied 401`, `400 invalid_encrypted_content`.
  var name: String

  /// Takes a label apart; nil if it counts something else.
  init?(_ label: String) {
    for scope in ["first turns ", "follow-ups "] {
      let found =
        label.hasPrefix(scope)
        ? label.startIndex..<label.index(label.startIndex, offsetBy: scope.count)
        : label.firstRange(of: " " + scope)
      guard let found else { continue }
      self.scope = String(label[..<label.index(before: found.upperBound)])
      name = String(label[found.upperBound...])
      return
    }
    return nil
  }
}

/// How many turns a column of a golden stands for.
struct TurnTotals: Equatable {
  private var scopes: [String: UInt64] = [:]

  init(_ table: GoldenTable, column: Int) {
    for row in table.rows {
      guard let label = OutcomeLabel(row.label) else { continue }
      scopes[label.scope, default: 0] += UInt64(row.cells[column]) ?? 0
    }
  }

  /// How many of some turns.
  subscript(_ count: CellMeaning.TurnCount) -> UInt64 {
    switch count {
    case .scope(let name): scopes[name] ?? 0
    case .all: scopes.values.reduce(0, +)
    }
  }
}

/// Judges changes of one column.
struct CellJudge {
  /// The turns that the golden stands for.
  let before: TurnTotals
  /// The turns that were run.
  let after: TurnTotals
  /// Whether the scenario expects that some turns are denied.
  let wantsDenial: Bool
  /// What the scenario expects of its steps, by number.
  var steps: [Int: ClaimedOutcome] = [:]

  /// Which way a cell moved.
  func direction(_ change: GoldenChange) -> Direction {
    let (old, new) = (change.old, change.new)
    switch CellMeaning(label: change.label, wantsDenial: wantsDenial) {
    case .good(let turns): return moved(new, old, of: turns, isGood: true)
    case .bad(let turns): return moved(new, old, of: turns, isGood: false)
    case .verdict: return verdict(old, new)
    case .attempts: return attempts(parts(old), parts(new))
    case .times: return times(old, new)
    case .span: return Self.span(old, new)
    case .step(let number): return step(number, old, new)
    case .requests:
      // Other traffic makes another number of requests, and says nothing.
      return before == after ? moved(new, old, of: .all, isGood: false) : .neutral
    case .neutral: return .neutral
    case .unclear: return .unclear
    }
  }

  /// Compares shares, which are counts where there are as many turns as before.
  private func moved(
    _ new: String, _ old: String, of turns: CellMeaning.TurnCount, isGood: Bool
  ) -> Direction {
    guard let now = UInt64(new), let then = UInt64(old) else { return .unclear }
    let left = now.multipliedFullWidth(by: max(1, before[turns]))
    let right = then.multipliedFullWidth(by: max(1, after[turns]))
    if (left.high, left.low) == (right.high, right.low) { return .neutral }
    return ((left.high, left.low) > (right.high, right.low)) == isGood ? .better : .worse
  }

  private func verdict(_ old: String, _ new: String) -> Direction {
    let order: [Verdict] = [.failed, .reproduces, .holds]
    guard let then = order.firstIndex(where: { $0.rawValue == old }),
      let now = order.firstIndex(where: { $0.rawValue == new })
    else { return .unclear }
    return now > then ? .better : .worse
  }

  private func parts(_ cell: String) -> [String] { cell.split(separator: "/").map(String.init) }

  private func attempts(_ old: [String], _ new: [String]) -> Direction {
    guard old.count == 2, new.count == 2, let most = UInt64(new[0]), let than = UInt64(old[0])
    else { return .unclear }
    let all = moved(new[1], old[1], of: .all, isGood: false)
    return Self.together([most == than ? .neutral : most < than ? .better : .worse, all])
  }

  private func times(_ old: String, _ new: String) -> Direction {
    // A row that is not there is one of zeros.
    let zero = "0ms/0ms/0ms"
    let then = parts(old == "0" ? zero : old).map { DurationText.parse($0) }
    let now = parts(new == "0" ? zero : new).map { DurationText.parse($0) }
    guard then.count == now.count, !then.contains(nil), !now.contains(nil) else { return .unclear }
    return Self.together(
      zip(then, now).map { then, now in
        guard let then, let now, then != now else { return .neutral }
        return now < then ? .better : .worse
      })
  }

  private static func span(_ old: String, _ new: String) -> Direction {
    func length(_ cell: String) -> UInt64? {
      if cell == "-" || cell == "0" { return 0 }
      let ends = cell.split(separator: "/").map { DurationText.parse(String($0)) }
      guard ends.count == 2, let from = ends[0], let to = ends[1], from <= to else { return nil }
      return to.nanoseconds - from.nanoseconds + 1
    }
    guard let then = length(old), let now = length(new) else { return .unclear }
    return now == then ? .neutral : now < then ? .better : .worse
  }

  /// A step is judged by what is expected of it; one wrong outcome is as good as another.
  private func step(_ number: Int, _ old: String, _ new: String) -> Direction {
    guard let wanted = steps[number] else { return .unclear }
    let (was, isNow) = (Self.outcome(old) == wanted, Self.outcome(new) == wanted)
    if was == isNow { return was ? .neutral : .unclear }
    return isNow ? .better : .worse
  }

  /// What a step came to, as its cell tells; nil if that cannot be told.
  private static func outcome(_ cell: String) -> ClaimedOutcome? {
    if cell == "left" { return .left }
    if cell.hasSuffix(" degraded") { return .degraded }
    // A step that the golden does not have is `0`, or `-` where it never came.
    guard let status = cell.split(separator: " ").first.flatMap({ Int($0) }), status >= 100
    else { return nil }
    if status < 400 { return .ok }
    return cell.contains("access_denied") ? .denied : .failed
  }

  /// One word for several: what is worse in something is worse.
  static func together(_ directions: [Direction]) -> Direction {
    for direction in [Direction.worse, .unclear, .better] where directions.contains(direction) {
      return direction
    }
    return .neutral
  }
}
