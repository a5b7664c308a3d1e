import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

/// The first decision that differs, stage by stage, both sides beside each other.
struct DivergenceTable {
  /// The request as each side had it; nil where it was never sent.
  let sides: [Explanation?]
  let ordinal: UInt16?
  private static let namesMax = 3
  /// Cells of stages that had no part in it.
  private static let quiet = ["", "changes nothing", "not enabled"]

  /// Makes the table of a request, and of the attempt with this ordinal; nil takes the last one.
  init(_ label: RequestLabel, _ ordinal: UInt16?, in pair: ComparedPair) {
    sides = [pair.from, pair.to].map { Explanation(label, in: $0, mode: RunMode()) }
    self.ordinal = ordinal
  }

  /// A row: what it is about, and what each side says.
  struct Row: Equatable {
    var label: String
    var cells: [String]
  }

  /// The rows in which the sides say something.
  var rows: [Row] {
    var rows: [Row] = []
    func add(_ label: String, always: Bool = false, _ text: (Explanation) -> String) {
      let cells = sides.map { $0.map(text) ?? "not sent" }
      if always || cells[0] != cells[1] { rows.append(Row(label: label, cells: cells)) }
    }
    add("sent at") { InstantText.format($0.request.startedAt) }
    add("sealed items", always: sides.contains { !($0?.request.items.isEmpty ?? true) }) {
      Self.items($0)
    }
    add("name known to") { side in
      side.request.names.map { $0.known.isEmpty ? "nobody" : $0.known.joined(separator: ", ") }
        ?? "-"
    }
    for stage in stages {
      let cells = sides.map { $0.map { cell(stage, $0) } ?? "not sent" }
      guard cells.contains(where: { !Self.quiet.contains($0) }) else { continue }
      rows.append(Row(label: stage.label, cells: cells.map { $0.isEmpty ? "-" : $0 }))
    }
    add("pick", always: sides.contains { decision(in: $0)?.pick != nil }) { pick($0) }
    add("upstream") { upstream($0) }
    add("attempts") { "\($0.request.attempts.count)" }
    add("client gets", always: true) { Self.end($0) }
    add("added") { DurationText.format($0.request.added) }
    return rows
  }

  /// The stages of both sides, in the order of the first that has each.
  private var stages: [Stage] {
    var stages: [Stage] = []
    for stage in sides.flatMap({ decision(in: $0)?.stages.map(\.stage) ?? [] })
    where !stages.contains(stage) && stage != .pick {
      stages.append(stage)
    }
    return stages
  }

  /// The decision in question: that of the attempt which differs, else the last one.
  private func decision(in side: Explanation?) -> TracedDecision? {
    guard let ordinal else { return side?.decisions.last }
    return side?.decisions.first { $0.ordinal == ordinal }
  }

  private static func items(_ side: Explanation) -> String {
    guard let first = side.request.items.first else { return "none" }
    let setup = side.variant.setup
    let owner = Int(first.seal.boundary) < setup.boundaries.count
    let marker = first.facts.origin.name.map { "marked for " + setup.configuration.names[$0] }
    let more = side.request.items.count - 1
    return "of " + (owner ? setup.boundaries[Int(first.seal.boundary)] : "nobody") + ", "
      + (marker ?? "no marker") + (more > 0 ? ", and \(more) more" : "")
  }

  /// What a stage did; empty if the side does not have it.
  private func cell(_ stage: Stage, _ side: Explanation) -> String {
    guard let traced = decision(in: side)?.stages.first(where: { $0.stage == stage }) else {
      return ""
    }
    var parts: [String] = []
    for elimination in traced.eliminations.prefix(Self.namesMax) {
      parts.append("\(side.name(elimination.deployment)): \(elimination.reason.label)")
    }
    let more = traced.eliminations.count - Self.namesMax
    if more > 0 { parts.append("\(more) more") }
    for note in traced.notes {
      switch note {
      case .candidates, .wouldKeep: break
      case .origin(let name):
        parts.append("origin \(side.variant.setup.configuration.names[name])")
      case .originUnavailable(let rule): parts.append("origin unavailable: \(rule.rawValue)")
      case .stripped(let count): parts.append("strips \(NumberText.counted(count, "item"))")
      }
    }
    if parts.isEmpty { return traced.isEnabled ? "changes nothing" : "not enabled" }
    return parts.joined(separator: ", ")
  }

  private func pick(_ side: Explanation) -> String {
    guard let decision = decision(in: side) else { return "none" }
    guard let pick = decision.pick else {
      return "nobody" + (decision.error.map { ": \($0.clientStatus) \($0.kind.label)" } ?? "")
    }
    let draw = pick.draw.map { ", draw \($0)" } ?? ", no draw"
    return "\(side.name(pick.choice)) of \(pick.candidates.count)" + draw
  }

  private func upstream(_ side: Explanation) -> String {
    guard let ordinal = decision(in: side)?.ordinal,
      let attempt = side.request.attempts.first(where: { $0.ordinal == ordinal })
    else { return "not called" }
    guard attempt.refusal.reason != .none else { return "200" }
    let status = attempt.refusal.status == 0 ? "no answer" : "\(attempt.refusal.status)"
    return "\(status) \(attempt.refusal.reason.code)"
  }

  private static func end(_ side: Explanation) -> String {
    guard let end = side.request.end else { return "nothing" }
    guard let error = end.error else { return end.stripped ? "200, reasoning stripped" : "200" }
    return "\(error.clientStatus)"
      + (error.deployment == nil || error.kind.isDenial ? " \(error.kind.label)" : "")
  }
}
