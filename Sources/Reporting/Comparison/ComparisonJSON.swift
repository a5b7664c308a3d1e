public import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams
import WireFormats

/// `diff --format json`: documented in the catalogue's article on comparing, and stable.
public enum ComparisonJSON {
  /// The number of the format; it grows when a field changes its meaning or goes.
  static let version = 1

  /// One object for a comparison, without these secrets.
  public static func text(_ comparison: Comparison, hiding secrets: [String] = []) -> String {
    let root = JSONValue.members([
      "format": .integer(version),
      "differs": .bool(comparison.differs),
      "requests": .integer(comparison.requests),
      "pairs": .array(comparison.pairs.map(pair)),
    ])
    return String(decoding: root.hiding(secrets).serialized(), as: UTF8.self)
  }

  private static func pair(_ outcome: PairOutcome) -> JSONValue {
    let pair = outcome.pair
    return .members([
      "title": .string(pair.title),
      "settings": .array(pair.settings.map { .string($0) }),
      "a": side(pair.from),
      "b": side(pair.to),
      "note": .string(pair.note),
      "differs": .bool(outcome.firstDiffering != nil),
      "seeds": .integer(outcome.seeds),
      "differing_seeds": .integer(outcome.differingSeeds),
      "precise": .bool(outcome.isPrecise),
      "stopped_early": .bool(outcome.limit != nil || outcome.isCut),
      "changed_requests": estimate(outcome.changed),
      "measures": .array(outcome.measures.indices.map { measure(outcome, $0) }),
      "first_differing": outcome.witness.map(witness) ?? .null,
    ])
  }

  private static func side(_ side: Variant) -> JSONValue {
    .members([
      "name": .string(side.name), "preset": .string(side.preset.rawValue),
      "changes": .string(side.changes),
    ])
  }

  private static func measure(_ outcome: PairOutcome, _ place: Int) -> JSONValue {
    let measure = outcome.measures[place]
    let first = outcome.first[place]
    return .members([
      "measure": .string(measure.name),
      "unit": .string(measure.isTime ? "ns" : "count"),
      "first_seed": .members(["a": .integer(first.from), "b": .integer(first.to)]),
      "difference": estimate(outcome.estimates[place]),
    ])
  }

  private static func estimate(_ estimate: Estimate) -> JSONValue {
    .members([
      "mean": number(estimate.mean),
      "half_width_95": estimate.halfWidth.map(number) ?? .null,
    ])
  }

  private static func number(_ value: Double) -> JSONValue {
    .number(NumberFormat.plain(value, digits: 3))
  }

  private static func witness(_ witness: Witness) -> JSONValue {
    let changes = witness.changes
    let setup = witness.pair.from.setup
    return .members([
      "seed_offset": .integer(witness.offset),
      "requests": .integer(changes.total),
      "changed": .integer(changes.changed.count),
      "moved": .integer(changes.moved),
      "delayed": .integer(changes.delayed),
      "groups": .array(
        changes.groups.map { group in
          .members([
            "a": .string(OutcomeText.text(group.from)),
            "b": .string(OutcomeText.text(group.to)),
            "count": .integer(group.labels.count),
            "requests": .array(group.labels.map { .string($0.text(in: setup)) }),
          ])
        }),
      "first_diverging": witness.divergence.map { divergence(witness, $0) } ?? .null,
      "settings_differing": .integer(witness.settingsDiffering),
      "settings": .array(witness.settings.map(setting)),
      "rules_differing": .integer(witness.attribution.differing),
      "rules": .array(witness.attribution.rules.map(rule)),
      "settings_alone": witness.attribution.settings.map(effect) ?? .null,
      "rules_alone": witness.attribution.allRules.map(effect) ?? .null,
    ])
  }

  private static func divergence(_ witness: Witness, _ divergence: Divergence) -> JSONValue {
    let rows = DivergenceTable(
      divergence.label, divergence.ordinal, in: witness.pair
    ).rows
    return .members([
      "request": .string(divergence.label.text(in: witness.pair.from.setup)),
      "attempt": divergence.ordinal.map { .integer($0) } ?? .null,
      "at_ns": .integer(divergence.at.nanoseconds),
      "rows": .array(
        rows.map {
          .members([
            "what": .string($0.label), "a": .string($0.cells[0]), "b": .string($0.cells[1]),
          ])
        }),
    ])
  }

  private static func rule(_ finding: RuleFinding) -> JSONValue {
    .members([
      "rule": .string(finding.rule.rawValue),
      "a": .string(finding.from), "a_evidence": .optional(finding.fromEvidence?.rawValue),
      "b": .string(finding.to), "b_evidence": .optional(finding.toEvidence?.rawValue),
      "b_in_a": effect(finding.alone), "a_in_b": effect(finding.undone),
      "only_together": .bool(finding.onlyTogether),
    ])
  }

  private static func setting(_ finding: SettingFinding) -> JSONValue {
    .members([
      "setting": .string(finding.setting.name),
      "a": .optional(finding.setting.from), "b": .optional(finding.setting.to),
      "b_in_a": effect(finding.alone), "a_in_b": effect(finding.undone),
      "only_together": .bool(finding.onlyTogether),
    ])
  }

  private static func effect(_ effect: Effect) -> JSONValue {
    .members(["changed": .integer(effect.changed), "moved": .integer(effect.moved)])
  }
}
