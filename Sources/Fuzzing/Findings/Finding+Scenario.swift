import Harness
import Primitives
import RoutingCore
package import Scenarios
import Tunnel
import Upstreams

extension Finding {
  /// The scenario as a file.
  public var document: String { scenario.document }

  /// The small world as a scenario that can be kept: a name, what happened, what is right, and what
  /// the preset breaks of it; beside it the recommended rules, if they hold.
  package var scenario: ScenarioValue {
    var scenario = value
    var members = (scenario.members ?? []).filter {
      !["name", "description", "variants", "expect"].contains($0.key)
    }
    let claim = self.claim
    var found = foundVariant
    if let claim { found["breaks"] = claim.breaks }
    var variants: [(key: String, value: ScenarioValue)] = [("found", found)]
    if preset != Preset.recommended.rawValue, recommendedHolds {
      variants.append(("sound", .text(Preset.recommended.rawValue)))
    }
    members.insert(("name", .text(title)), at: 0)
    members.insert(("description", .text(story)), at: 1)
    if let claim { members.append(("expect", claim.expected)) }
    members.append(("variants", .map(variants)))
    scenario = .map(members)
    return scenario
  }

  private var foundVariant: ScenarioValue {
    guard let written = value["variants"]?.members?.first?.value else { return .map([:]) }
    return written.members == nil ? .map([(key: "preset", value: written)]) : written
  }

  private var title: String {
    "Found false: " + property.statement
  }

  private var story: String {
    var story = "Found under \(preset): \(cause). \(text)."
    if !decidedBy.isEmpty {
      story += " Decided by \(decidedBy.prefix(3).joined(separator: ", "))."
    }
    return story
  }

  private var recommendedHolds: Bool {
    var other = value
    other["variants"] = .map([(key: "sound", value: .text(Preset.recommended.rawValue))])
    guard let run = WorldRun(other), run.result.limit == nil else { return false }
    return property.breach(in: run) == nil && run.result.sealedAbroad == 0
      && run.result.markersUpstream == 0
  }

  /// What is right, and what comes out instead, as far as a scenario can say it.
  private var claim: (expected: ScenarioValue, breaks: ScenarioValue)? {
    guard let run = WorldRun(value) else { return nil }
    func numbers(_ key: String, _ found: UInt64) -> (ScenarioValue, ScenarioValue)? {
      guard found > 0 else { return nil }
      return (.map([(key: key, value: .number(0))]), .map([(key: key, value: .number(Int(found)))]))
    }
    switch property {
    case .sealedStaysHome: return numbers("sealed_items_abroad", run.result.sealedAbroad)
    case .noMarkerUpstream: return numbers("markers_upstream", run.result.markersUpstream)
    case .endsOnce: return numbers("unfinished_requests", UInt64(run.result.unfinished))
    case .attemptsBounded: return numbers("attempts_over_bound", run.result.overFormula)
    case .historyUsable: return numbers("failed", Facts(run.result).count(.failed))
    default: return nil
    }
  }
}
