public import RoutingCore
public import Scenarios
import Tunnel

/// Two variants that meet the same clients and the same upstreams under the same seeds.
public struct ComparedPair: Sendable {
  /// The scenario, or what stands for one.
  public var title: String
  /// The variants of the scenario whose settings both sides have; empty if the sides say it.
  public var settings: [String]
  /// The side that changes are counted from.
  public var from: Variant
  /// The side that changes are counted to.
  public var to: Variant
  /// By side: the variant of the scenario that it is, if it is one.
  public var isVariant: (from: String?, to: String?) = (nil, nil)
  /// What a reader must know of the pair.
  public var note = ""
  /// How to try the settings one by one, if the sides are two configurations.
  var trials: SettingTrials?

  /// Makes a pair.
  public init(title: String, settings: [String], from: Variant, to: Variant) {
    self.title = title
    self.settings = settings
    self.from = from
    self.to = to
  }
}

extension ComparedPair {
  /// The pairs of a scenario under two presets: each variant keeps its settings and the rules that
  /// it changes, and only the preset is exchanged. Variants that come to the same are one pair.
  public static func exchanging(
    _ from: Preset, _ to: Preset, in scenario: Scenario
  ) -> [ComparedPair] {
    var pairs: [(key: String, pair: ComparedPair)] = []
    for variant in scenario.variants {
      // A hidden value could hide a difference: such variants stay apart.
      let isClear = !variant.changes.contains(Redaction.mark)
      let key = isClear ? variant.changes : variant.name + "|" + variant.changes
      if let place = pairs.firstIndex(where: { $0.key == key }) {
        pairs[place].pair.settings.append(variant.name)
        pairs[place].pair.note(variant, from, to)
        continue
      }
      var pair = ComparedPair(
        title: scenario.id, settings: [variant.name], from: variant.under(from),
        to: variant.under(to))
      if !variant.setup.replicaRules.isEmpty {
        pair.note = "its replicas name presets of their own, which stay"
      }
      pair.note(variant, from, to)
      pairs.append((key, pair))
    }
    return pairs.map(\.pair)
  }

  private mutating func note(_ variant: Variant, _ from: Preset, _ to: Preset) {
    if variant.preset == from, isVariant.from == nil { isVariant.from = variant.name }
    if variant.preset == to, isVariant.to == nil { isVariant.to = variant.name }
  }

  /// Two variants of one scenario.
  public static func variants(
    _ from: Variant, _ to: Variant, of scenario: Scenario
  ) -> ComparedPair {
    var pair = ComparedPair(title: scenario.id, settings: [], from: from, to: to)
    pair.isVariant = (from.name, to.name)
    return pair
  }

  /// The pair under other seeds; zero is the pair as it is written.
  func seeded(_ offset: UInt64) -> ComparedPair {
    var pair = self
    pair.from.setup.addToSeed(offset)
    pair.to.setup.addToSeed(offset)
    return pair
  }
}

extension Variant {
  /// The variant under another preset, with the rules that it changes changed again.
  func under(_ preset: Preset) -> Variant {
    var variant = self
    variant.name = preset.rawValue
    variant.preset = preset
    variant.setup.rules = preset.rules
    for changed in changedRules {
      guard let colon = changed.firstIndex(of: ":") else { continue }
      let value = changed[changed.index(after: colon)...].drop { $0 == " " }
      let isKnown = RuleName(rawValue: String(changed[..<colon]))?.set(
        String(value), in: &variant.setup.rules)
      precondition(isKnown == true, "a rule that was read is not known")
    }
    return variant
  }
}

extension TunnelSetup {
  /// Moves every seed on: the gateway's and everybody else's.
  mutating func addToSeed(_ offset: UInt64) {
    seed &+= offset
    if case .cpython(let first) = random { random = .cpython(first &+ offset) }
  }
}
