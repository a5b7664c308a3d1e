public import Harness
import RoutingCore
package import Scenarios
import Tunnel
import Upstreams

/// The smallest scenario with a log's wrong outcome.
public struct DistilledScenario: Sendable {
  /// The outcome.
  public let wrong: WrongOutcome
  /// The preset that shows it.
  public let preset: String
  /// How many scenarios were tried to make it small.
  public let steps: Int
  /// Whether the limit of these was reached.
  public let isCut: Bool
  /// The scenario.
  package let value: ScenarioValue
  /// Verdicts of its variants, by name, as the file itself is read and judged.
  public let verdicts: [(variant: String, verdict: Verdict)]

  /// The scenario as a file.
  public var document: String { value.document }

  /// Whether it shows what it is for: the fault in one variant, and nothing in the other.
  public var isProven: Bool {
    verdicts.map(\.verdict) == Self.proof
  }

  /// How many deployments it has.
  public var deployments: Int { value["config"]?["model_list"]?.items?.count ?? 0 }

  private var streams: [ScenarioValue] { value["traffic"].map { $0.items ?? [$0] } ?? [] }

  private var calls: Int { value["steps"]?.items?.filter { $0["call"] != nil }.count ?? 0 }

  /// How many conversations it has; a call of a step is one of its own.
  public var conversations: Int {
    streams.reduce(calls) { $0 + (DeclaredWorld.number($1["conversations"]) ?? 1) }
  }

  /// The most turns of a conversation.
  public var turns: Int {
    streams.map { $0["turns"]?.items?.count ?? DeclaredWorld.number($0["turns"]) ?? 1 }.max()
      ?? min(calls, 1)
  }

  init(
    _ smallest: ScenarioValue, _ wrong: WrongOutcome, _ start: Distillation.Start, preset: String,
    requests: Int, steps: Int, isCut: Bool
  ) {
    self.wrong = wrong
    self.preset = preset
    self.steps = steps
    self.isCut = isCut
    // What is degraded is not right, but it does not fail.
    let kind = start.shown.kind == .denied ? "denied" : "failed"
    let right: (key: String, value: ScenarioValue) =
      start.soundness == .ok ? ("ok", .text("all")) : (kind, .number(0))
    let traffic = Self.scenario(smallest, wrong, right: right, preset, requests)
    let steps = Self.withSteps(smallest, traffic, preset)
    let verdictsOfSteps = steps.map(Self.verdicts) ?? []
    let isOfSteps = verdictsOfSteps.map(\.verdict) == Self.proof
    value = isOfSteps ? steps ?? traffic : traffic
    verdicts = isOfSteps ? verdictsOfSteps : Self.verdicts(traffic)
  }

  private static let proof: [Verdict] = [.reproduces, .holds]

  private static func verdicts(_ value: ScenarioValue) -> [(variant: String, verdict: Verdict)] {
    let text = Array(value.document.utf8)
    let loader = ScenarioLoader { _ in .success(text) }
    let scenario = loader.load(file: "distilled.yaml", id: "distilled").scenario
    return (scenario?.variants ?? []).map { variant in
      (variant.name, VariantRun(running: variant, mode: RunMode()).verdict)
    }
  }

  /// With a name, what is right, and what the preset makes of it.
  private static func scenario(
    _ smallest: ScenarioValue, _ wrong: WrongOutcome, right: (key: String, value: ScenarioValue),
    _ preset: String, _ requests: Int
  ) -> ScenarioValue {
    var members = (smallest.members ?? []).filter {
      !["name", "description", "expect", "variants"].contains($0.key)
    }
    for key in ["traffic"] {
      guard let place = members.firstIndex(where: { $0.key == key }),
        let items = members[place].value.items, items.count == 1
      else { continue }
      members[place].value = items[0]
    }
    let scope = wrong.turns == .first ? "first_turns" : "follow_ups"
    let story =
      "Distilled from a log of \(requests) requests, \(wrong.count) of which ended so. Names, "
      + "addresses and keys are made up."
    members.insert(("name", .text("Distilled: " + wrong.text)), at: 0)
    members.insert(("description", .text(story)), at: 1)
    members.append(("expect", .map([(key: scope, value: .map([right]))])))
    let broken = breaks(smallest, wrong, scope)
    members.append(
      (
        "variants",
        .map([
          "found": .map([(key: "preset", value: .text(preset)), (key: "breaks", value: broken)]),
          "sound": .text(Preset.recommended.rawValue),
        ])
      ))
    return .map(members)
  }

  /// What comes out under the preset, in counts.
  private static func breaks(
    _ smallest: ScenarioValue, _ wrong: WrongOutcome, _ scope: String
  ) -> ScenarioValue {
    guard let result = WorldRun(smallest)?.result else { return .map([:]) }
    let cells = result.outcomes.filter { $0.turns == wrong.turns && $0.kind != .ok }
    var claim: [(key: String, value: ScenarioValue)] = []
    for kind in OutcomeKind.allCases {
      let count = cells.filter { $0.kind == kind }.reduce(0) { $0 + $1.count }
      if count > 0 { claim.append((kind.claimed.rawValue, .number(Int(count)))) }
    }
    let bad = cells.filter { $0.kind == .failed || $0.kind == .denied }
    if let first = bad.first, bad.allSatisfy({ $0.status == first.status }) {
      claim.append(("status", .number(Int(first.status))))
    }
    if let first = bad.first, first.reason != .none, first.reason != .fault,
      bad.allSatisfy({ $0.reason == first.reason })
    {
      claim.append(("upstream", .text(first.reason.code)))
    }
    var members: [(key: String, value: ScenarioValue)] = [(scope, .map(claim))]
    let numbers: [(key: String, count: UInt64)] = [
      ("sealed_items_abroad", result.sealedAbroad), ("markers_upstream", result.markersUpstream),
      ("unfinished_requests", UInt64(result.unfinished)),
      ("attempts_over_bound", result.overFormula),
    ]
    for number in numbers where number.count > 0 {
      members.append((number.key, .number(Int(number.count))))
    }
    return .map(members)
  }
}
