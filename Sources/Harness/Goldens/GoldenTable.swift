import Primitives
import RoutingCore
import Scenarios
public import Tunnel
import Upstreams

/// The recorded result of a scenario: facts as rows, variants as columns, digests last.
public struct GoldenTable: Equatable, Sendable {
  /// One fact in every variant.
  public struct Row: Equatable, Sendable {
    /// What the fact is called.
    public var label: String
    /// Its value, by variant.
    public var cells: [String]
  }

  /// The heading line.
  public var heading: String
  /// The variants' names.
  public var columns: [String]
  /// The facts.
  public var rows: [Row]

  /// The table of a scenario's runs.
  public init(_ run: ScenarioRun) {
    heading = run.scenario.id + ".golden"
    columns = run.runs.map(\.variant.name)
    rows = []
    func add(_ label: String, _ cell: (VariantRun) -> String) {
      rows.append(Row(label: label, cells: run.runs.map(cell)))
    }
    add("random") { Self.random($0) }
    add("verdict") { $0.verdict.rawValue }
    for row in Self.outcomeRows(run) { add(row.label) { Self.count(row, in: $0) } }
    addSteps(run)
    add("degraded") { "\(Facts($0.result).count(.degraded))" }
    add("sealed abroad") { "\($0.result.sealedAbroad)" }
    addWorld(run)
    add("requests") { "\($0.result.requests)" }
    addLoads(run)
    add("attempts max/all") { "\($0.result.attemptsMax)/\($0.result.attempts)" }
    add("added p50/p99/max") { Self.times($0.result.added) }
    if run.runs.contains(where: { $0.result.queueing.max > .zero }) {
      add("queued p50/p99/max") { Self.times($0.result.queueing) }
    }
    if run.runs.contains(where: { $0.result.databaseReads > 0 }) {
      add("database reads") { "\($0.result.databaseReads)" }
    }
    add("first wrong") { Self.firstWrong($0) }
    add("decisions") { String($0.result.decisions.digest.text.prefix(12)) }
    add(Self.picksLabel) { Self.picks($0) }
  }

  /// Makes a table from its parts.
  init(heading: String, columns: [String], rows: [Row]) {
    self.heading = heading
    self.columns = columns
    self.rows = rows
  }

  /// A row for each step that comes to something.
  private mutating func addSteps(_ run: ScenarioRun) {
    for step in run.runs.first?.variant.steps ?? [] where step.hasOutcome {
      let cells = run.runs.map { run in
        run.result.steps.first { $0.step == step.number }.map { StepLine.text($0) } ?? "-"
      }
      rows.append(Row(label: "\(step.number) \(step.label)", cells: cells))
    }
    guard run.runs.contains(where: { !$0.variant.setup.timeline.isEmpty }) else { return }
    rows.append(Row(label: "wrong from/to", cells: run.runs.map { Self.wrongSpan($0) }))
  }

  /// When the first and the last turn that came out wrong were over: how long it went on.
  private static func wrongSpan(_ run: VariantRun) -> String {
    guard let span = WrongSpan(run.result) else { return "-" }
    return [span.first, span.last].map { DurationText.format($0.since(.zero)) }.joined(
      separator: "/")
  }

  private mutating func addLoads(_ run: ScenarioRun) {
    var names: [String] = []
    for variant in run.runs {
      for text in variant.variant.setup.configuration.texts where !names.contains(text.label) {
        names.append(text.label)
      }
    }
    for name in names {
      let cells = run.runs.map { variant in
        variant.variant.setup.configuration.texts.firstIndex { $0.label == name }
          .map { "\(variant.result.load[$0])" } ?? "-"
      }
      rows.append(Row(label: "load \(name)", cells: cells))
    }
  }

  private static func random(_ run: VariantRun) -> String {
    switch run.variant.setup.random {
    case .cpython(let seed): "cpython(\(seed))"
    case .streams: "seed \(run.variant.setup.seed)"
    }
  }

  private struct OutcomeRow: Equatable {
    var turns: TurnClass
    var kind: OutcomeKind
    var status: UInt16
    var code: String
    /// The stream, where streams speak different APIs; else empty.
    var stream: String

    var label: String {
      let scope =
        (stream.isEmpty ? "" : stream + " ")
        + (turns == .first ? "first turns" : "follow-ups")
      switch kind {
      case .ok, .degraded, .left: return "\(scope) \(kind.claimed.rawValue)"
      case .denied: return "\(scope) denied \(status)"
      case .failed: return code == "none" ? "\(scope) \(status)" : "\(scope) \(status) \(code)"
      }
    }

    init(_ cell: OutcomeCell, _ setup: TunnelSetup) {
      let isSplit = setup.traffic.contains { $0.surface != setup.traffic[0].surface }
      stream = isSplit ? setup.streamNames[Int(cell.first.traffic)] : ""
      turns = cell.turns
      kind = cell.kind
      status = cell.status
      code = cell.reason.code
    }
  }

  /// Every way in which some variant's turns came out, in a fixed order.
  private static func outcomeRows(_ run: ScenarioRun) -> [OutcomeRow] {
    var rows: [OutcomeRow] = []
    for variant in run.runs {
      for cell in variant.result.outcomes {
        let row = OutcomeRow(cell, variant.variant.setup)
        if !rows.contains(row) { rows.append(row) }
      }
    }
    return rows.sorted {
      ($0.stream, $0.turns.rawValue, $0.kind.rawValue, $0.status, $0.code)
        < ($1.stream, $1.turns.rawValue, $1.kind.rawValue, $1.status, $1.code)
    }
  }

  private static func count(_ row: OutcomeRow, in run: VariantRun) -> String {
    let cells = run.result.outcomes.filter { OutcomeRow($0, run.variant.setup) == row }
    return "\(cells.reduce(0) { $0 + $1.count })"
  }

  private static func times(_ histogram: LatencyHistogram) -> String {
    [histogram.quantile(50, of: 100), histogram.quantile(99, of: 100), histogram.max]
      .map { DurationText.format($0) }.joined(separator: "/")
  }

  private static func firstWrong(_ run: VariantRun) -> String {
    guard let label = run.firstWrong else { return "-" }
    let name = label.text(in: run.variant.setup)
    guard let abroad = run.result.firstAbroad, abroad.request == label else { return name }
    let to = run.variant.setup.configuration.texts[abroad.sentTo.index].label
    return "\(name) \(run.variant.setup.boundaries[Int(abroad.sealedBy)])>\(to)"
  }

  /// The fact that is written once for all variants that share it.
  static let picksLabel = "picks 1-20"

  private static func picks(_ run: VariantRun) -> String {
    let letters = run.result.firstPicks.map { pick in
      pick.index < 26 ? String(UnicodeScalar(UInt8(65 + pick.index))) : "?"
    }
    return letters.isEmpty ? "-" : letters.joined()
  }
}

extension RequestLabel {
  /// The call of a step.
  static func step(_ number: Int, in setup: TunnelSetup) -> RequestLabel {
    RequestLabel(
      traffic: UInt16(setup.traffic.count), conversation: setup.conversation(ofStep: number),
      turn: UInt16(number), tries: 0)
  }

  /// What a person calls the request: `c2.t2`, with its stream's label before it if there are more.
  public func text(in setup: TunnelSetup) -> String {
    let streams = setup.traffic
    if !setup.steps.isEmpty, Int(traffic) == streams.count { return "step\(turn)" }
    var text = "c\(conversation).t\(turn)"
    if tries > 0 { text += "r\(tries)" }
    guard streams.count > 1 else { return text }
    let label = streams[Int(traffic)].label
    return (label.isEmpty ? "s\(traffic + 1)" : label) + "." + text
  }

  /// The label that a text names, or nil.
  public init?(_ text: String, in setup: TunnelSetup) {
    if text.hasPrefix("step"), let number = Int(text.dropFirst(4)), number > 0,
      number <= setup.steps.count
    {
      self = .step(number, in: setup)
      return
    }
    var rest = Substring(text)
    var stream = 0
    if setup.traffic.count > 1 {
      let names = setup.traffic.enumerated().map { place, traffic in
        (traffic.label.isEmpty ? "s\(place + 1)" : traffic.label) + "."
      }
      guard let place = names.firstIndex(where: { text.hasPrefix($0) }) else { return nil }
      stream = place
      rest = rest.dropFirst(names[place].count)
    }
    let parts = rest.split(separator: ".")
    guard parts.count == 2, parts[0].hasPrefix("c"), parts[1].hasPrefix("t"),
      let conversation = UInt32(parts[0].dropFirst())
    else { return nil }
    let turns = parts[1].dropFirst().split(separator: "r", omittingEmptySubsequences: false)
    guard let turn = turns.first.flatMap({ UInt16($0) }), turns.count <= 2 else { return nil }
    self.init(
      traffic: UInt16(stream), conversation: conversation, turn: turn,
      tries: turns.count == 2 ? UInt8(turns[1]) ?? 0 : 0)
  }
}
