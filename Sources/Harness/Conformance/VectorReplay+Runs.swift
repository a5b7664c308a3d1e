import Primitives
import RoutingCore
import Scenarios
import Tunnel
import WireFormats

extension VectorReplay {
  /// What became of whole conversations. `given` is a scenario without variants: what
  /// `windtunnel run` is made of reads, compiles and runs it.
  func run() throws(VectorProblem) -> Observation {
    let wanted = try RecordedRun(expected)
    let (variant, unmodelled) = try recordedVariant()
    var mode = RunMode()
    mode.keepsLog = true
    var simulation = Simulation(variant.setup, mode: mode)
    let run = ReplayedRun(variant.setup, simulation.run())
    var seen = Observation(
      got: run.counts(likeThoseOf: wanted), isExpected: false, unmodelled: unmodelled,
      configuration: variant.setup.configuration)
    seen.run = run.result.decisions
    if let limit = run.result.limit {
      seen.reason = limit.found
      return seen
    }
    let differing = wanted.differing(from: seen.got)
    seen.isExpected = differing.isEmpty
    guard !seen.isExpected, let first = run.firstDifference(from: wanted) else { return seen }
    seen.reason = "not as recorded: \(differing.joined(separator: ", ")); \(first.text)"
    // The same run once more, with the reasons of the one request that tells most.
    mode.tracedNumbers = [UInt64(first.request)]
    var traced = Simulation(variant.setup, mode: mode)
    seen.decisions = traced.run().tracedDecisions.filter {
      first.ordinal == nil || $0.ordinal == first.ordinal
    }
    return seen
  }

  /// The recorded scenario under the rules of the replay.
  private func recordedVariant() throws(VectorProblem) -> (Variant, unmodelled: [String]) {
    guard case .object(var scenario) = given.value else {
      preconditionFailure("a vector's fields are those of an object")
    }
    for key in ["variants", "expect"] where given.optional(key) != nil {
      throw VectorProblem(
        "given.\(key) is there, but a recorded run has none: its kind names the release, as in "
          + "run_1_81_12, and what is expected stands beside it")
    }
    // Which preset it says makes no difference: all that follows from one are its rules.
    scenario.append("variants", .members(["recorded": .string(Preset.ofVectors.rawValue)]))
    let bytes = JSONValue.object(scenario).serialized(style: .python)
    let loader = ScenarioLoader { path in
      path == place.file
        ? .success(bytes) : .failure(.init(reason: "a recorded run is whole without other files"))
    }
    let (loaded, found) = loader.load(file: place.file, id: "recorded")
    guard var variant = loaded?.variants.first else {
      let first = found.first { $0.severity == .error }
      throw VectorProblem(
        "given is no scenario: " + (first?.message ?? "it has no variant")
          + (first.map { $0.hint.isEmpty ? "" : "; " + $0.hint } ?? ""))
    }
    variant.setup.rules = rules
    return (variant, VectorGateway.unmodelled(found))
  }
}

/// What was recorded of a run.
private struct RecordedRun {
  /// The counts that a recording may have, by what is counted.
  static let counted = ["statuses", "follow_ups", "load"]
  let counts: [(key: String, counts: JSONValue)]
  /// The labels of the picks, one after the other, from the first pick on; empty if there are none.
  let picks: String

  init(_ expected: VectorFields) throws(VectorProblem) {
    for key in ["statuses", "load"] { _ = try expected.object(key) }
    var counts: [(key: String, counts: JSONValue)] = []
    for key in Self.counted where expected.optional(key) != nil {
      let fields = try expected.object(key)
      for member in fields.value.object?.members ?? [] {
        _ = try fields.integer(member.key, 0...1_000_000_000)
      }
      counts.append((key, fields.value))
    }
    self.counts = counts
    picks = try expected.optionalText("picks") ?? ""
  }

  /// What did not come out as recorded; a count that is not there is zero.
  func differing(from got: JSONValue) -> [String] {
    var differing = counts.filter { key, wanted in
      let seen = got[key] ?? .null
      let names = ((wanted.object?.members ?? []) + (seen.object?.members ?? [])).map(\.key)
      return names.contains { wanted[$0]?.integer ?? 0 != seen[$0]?.integer ?? 0 }
    }.map(\.key)
    if !picks.isEmpty, got["picks"]?.string != picks { differing.append("picks") }
    return differing
  }
}

/// A run that is over, in the words of a recording.
private struct ReplayedRun {
  let result: RunResult
  private let setup: TunnelSetup
  private let picked: [LoggedDecision]

  init(_ setup: TunnelSetup, _ result: RunResult) {
    self.setup = setup
    self.result = result
    picked = result.log.decisions.filter { $0.choice != nil }
  }

  private func label(_ pick: LoggedDecision) -> String {
    setup.configuration.texts[Int(pick.choice ?? 0)].label
  }

  private func statuses(_ isCounted: (OutcomeCell) -> Bool) -> JSONValue {
    var counts: [(status: UInt16, count: Int)] = []
    for cell in result.outcomes where isCounted(cell) {
      if let place = counts.firstIndex(where: { $0.status == cell.status }) {
        counts[place].count += Int(cell.count)
      } else {
        counts.append((cell.status, Int(cell.count)))
      }
    }
    return .object(
      JSONObject(
        counts.sorted { $0.status < $1.status }.map { ("\($0.status)", .integer($0.count)) }))
  }

  /// What the recording counts, and as many picks as it has.
  func counts(likeThoseOf recorded: RecordedRun) -> JSONValue {
    var object = JSONObject()
    for key in recorded.counts.map(\.key) {
      switch key {
      case "statuses": object.append(key, statuses { _ in true })
      case "follow_ups": object.append(key, statuses { $0.turns == .followUp })
      default:
        let load = zip(setup.configuration.texts, result.load)
        object.append(key, .object(JSONObject(load.map { ($0.label, .integer(Int($1))) })))
      }
    }
    guard !recorded.picks.isEmpty else { return .object(object) }
    var picks = ""
    for pick in picked where picks.utf8.count < recorded.picks.utf8.count { picks += label(pick) }
    object.append("picks", .string(picks))
    return .object(object)
  }

  /// The request at which the run leaves the recording: that of the first other pick, else the
  /// first that failed, since a recording does not tell whose status was which.
  func firstDifference(
    from recorded: RecordedRun
  ) -> (request: UInt32, ordinal: UInt16?, text: String)? {
    var rest = Substring(recorded.picks)
    for (number, pick) in picked.enumerated() where !rest.isEmpty {
      let label = label(pick)
      if rest.utf8.starts(with: label.utf8) {
        rest = rest[rest.utf8.index(rest.startIndex, offsetBy: label.utf8.count)...]
        continue
      }
      return (
        pick.number, pick.ordinal,
        "pick \(number + 1), of \(name(pick.number)), is \(label), recorded is "
          + "\(rest.prefix(label.count))"
      )
    }
    guard let failed = result.log.requests.first(where: { $0.outcome.kind != .ok }) else {
      return nil
    }
    return (failed.number, nil, "the first that failed is \(name(failed.number))")
  }

  private func name(_ number: UInt32) -> String {
    guard let label = result.log.requests.first(where: { $0.number == number })?.label else {
      return "request \(number + 1)"
    }
    return "c\(label.conversation).t\(label.turn)"
  }
}
