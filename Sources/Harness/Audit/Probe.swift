import RoutingCore
import Scenarios
import Tunnel

/// One incident, fitted to one group of somebody's configuration: a scenario to be.
struct Probe: Sendable {
  /// Members of a scenario or a variant, in order.
  typealias Members = [(key: String, value: ScenarioValue)]

  /// One way in which the incident comes: streamed or not, this endpoint or that.
  struct Case: Sendable {
    var name: String
    var overlay: Members = []
  }

  /// A setting, or a release, that may prevent it.
  struct Remedy: Sendable {
    var name: String
    /// What to set, as it is written.
    var text: String
    var overlay: Members = []
    /// Another preset, for a release to go to.
    var preset: Preset?
    /// A change that a variant cannot write without repeating the configuration.
    var patch: (@Sendable (inout TunnelSetup) -> Void)?
  }

  /// What counts as suffering.
  enum Measure: Sendable {
    /// Turns of a scope that do not come out `ok`.
    case turns(TurnScope)
    /// Deployments, by index, that no attempt reaches.
    case idle([Int])
    /// Turns that take more than one attempt, although no attempt can help.
    case walks
    /// Steps that do not come out as expected; it fails if one of some does not.
    case steps(mustWork: [Int])
  }

  var incident: Incident
  var group: String
  var body: Members
  var cases: [Case]
  var remedies: [Remedy] = []
  var measure: Measure
  /// What else there is to say, if it is suffered.
  var advice = ""

  /// A variant of the scenario: a case, with a remedy or without.
  struct Column: Sendable {
    var name: String
    var place: Int
    var preset: Preset
    var overlay: Members
    var patch: (@Sendable (inout TunnelSetup) -> Void)?
  }

  /// The cases as they are, under a preset.
  func columns(under preset: Preset, suffix: String = "") -> [Column] {
    cases.enumerated().map { place, one in
      Column(name: one.name + suffix, place: place, preset: preset, overlay: one.overlay)
    }
  }

  /// The cases with a remedy.
  func columns(_ remedy: Remedy, under preset: Preset) -> [Column] {
    cases.enumerated().map { place, one in
      Column(
        name: one.name + "-" + remedy.name, place: place, preset: remedy.preset ?? preset,
        overlay: Self.merge(one.overlay, remedy.overlay), patch: remedy.patch)
    }
  }

  private static func merge(_ left: Members, _ right: Members) -> Members {
    var merged = left
    for member in right {
      guard let place = merged.firstIndex(where: { $0.key == member.key }) else {
        merged.append(member)
        continue
      }
      if case .map(let below) = merged[place].value, case .map(let above) = member.value {
        merged[place].value = .map(merge(below, above))
      } else {
        merged[place].value = member.value
      }
    }
    return merged
  }

  /// The scenario's text; `breaks` are what is known to be wrong, by the column's name.
  func text(
    config: String, seed: UInt64, columns: [Column], comment: [String] = [],
    breaks: [String: ScenarioValue] = [:], stepBreaks: [Int: ScenarioValue] = [:]
  ) -> String {
    var lines = comment.map { "# " + $0 }
    lines.append("name: " + ScenarioValue.scalar("\(group): \(incident.title)"))
    lines.append("config: " + ScenarioValue.scalar(config))
    if seed != 0 { lines.append("seed: \(seed)") }
    for member in body {
      guard member.key == "steps", case .list(let steps) = member.value else {
        lines.append("\(member.key): \(member.value.flow)")
        continue
      }
      lines.append("steps:")
      for (place, step) in steps.enumerated() {
        var members: Members = []
        if case .map(let written) = step { members = written }
        if let broken = stepBreaks[place + 1] { members.append(("breaks", broken)) }
        lines.append("  - " + ScenarioValue.map(members).flow)
      }
    }
    lines.append("variants:")
    for column in columns {
      var members: Members = [("preset", .text(column.preset.rawValue))] + column.overlay
      if let broken = breaks[column.name] { members.append(("breaks", broken)) }
      lines.append("  \(ScenarioValue.scalar(column.name)): " + ScenarioValue.map(members).flow)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
