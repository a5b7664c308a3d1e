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
    let run = WorldRun(value)
    let claims = run.map { self.claims(of: $0) } ?? []
    var found = foundVariant
    if !claims.isEmpty { found["breaks"] = .map(claims.map { (key: $0.key, value: $0.found) }) }
    var variants: [(key: String, value: ScenarioValue)] = [("found", found)]
    if preset != Preset.recommended.rawValue, recommendedHolds {
      variants.append(("sound", .text(Preset.recommended.rawValue)))
    }
    members.insert(("name", .text(title)), at: 0)
    members.insert(("description", .text(story)), at: 1)
    if let place = members.firstIndex(where: { $0.key == "steps" }), let run {
      members[place].value = steps(members[place].value, run)
    }
    if !claims.isEmpty {
      members.append(("expect", .map(claims.map { (key: $0.key, value: $0.right) })))
    }
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

  /// A claim of the scenario: what is right, and what comes out instead.
  private struct ClaimText {
    var key: String
    var right: ScenarioValue
    var found: ScenarioValue
  }

  /// What the scenario can say of what is wrong; invariants are told wherever they break, since
  /// every run minds them.
  private func claims(of run: WorldRun) -> [ClaimText] {
    let result = run.result
    var numbers: [(key: String, count: UInt64)] = [
      ("sealed_items_abroad", result.sealedAbroad), ("markers_upstream", result.markersUpstream),
      ("unfinished_requests", UInt64(result.unfinished)),
      ("attempts_over_bound", result.overFormula),
    ]
    if property == .historyUsable { numbers.append(("failed", Facts(result).count(.failed))) }
    var claims = numbers.filter { $0.count > 0 }.map {
      ClaimText(key: $0.key, right: .number(0), found: .number(Int($0.count)))
    }
    if property == .grantsHold, let outsider = run.outsider {
      let count = Int(result.load[outsider.index])
      let label = run.label(outsider)
      claims.append(
        ClaimText(
          key: "load", right: .map([(key: label, value: .number(0))]),
          found: .map([(key: label, value: .number(count))])))
    }
    return claims
  }

  /// The steps with what is right of the one that is to blame, and what comes out instead.
  private func steps(_ written: ScenarioValue, _ run: WorldRun) -> ScenarioValue {
    guard property == .grantsFollowCatalog, request.hasPrefix("step"),
      let number = Int(request.dropFirst("step".count)), var items = written.items,
      number <= items.count, let outcome = run.result.steps.first(where: { $0.step == number })
    else { return written }
    let isDenied = outcome.kind == .denied
    items[number - 1]["expect"] = .text(isDenied ? "ok" : "denied")
    items[number - 1]["breaks"] = .map([(key: "found", value: .number(Int(outcome.status)))])
    return .list(items)
  }
}
