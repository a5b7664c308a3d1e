public import RoutingCore
public import Tunnel

/// One column of a scenario: run and judged on its own.
public struct Variant: Sendable {
  /// Its name in the file.
  public var name: String
  /// The preset it runs under.
  public var preset: Preset
  /// Rules that it changes, as written.
  public var changedRules: [String]
  /// Everything its run depends on.
  public var setup: TunnelSetup
  /// What is right, invariants included.
  public var expectations: [Expectation]
  /// What is known to be wrong, and how.
  public var breaks: [Expectation]
  /// The variant whose breaks it shares, if it says `same as`.
  public var sameAs: String?
  /// The settings that the variant itself changes, as a line of text.
  public var changes: String
  /// What reports call its steps.
  public var steps: [StepText] = []
  /// What it was compiled from.
  public var source = VariantSource()
}

extension Variant {
  /// Has the run count, exactly, the requests beyond every bound that a claim names.
  mutating func countBounds() {
    for claim in (expectations + breaks).map(\.claim) {
      switch claim {
      case .addedLatency(let claims): setup.addedBounds += claims.map(\.bound)
      case .queueing(let claims): setup.queueingBounds += claims.map(\.bound)
      case .turns, .count, .attempts, .load, .boundaries, .step, .streams: break
      }
    }
  }
}

/// The names in a scenario file.
public struct ScenarioOutline: Equatable, Sendable {
  /// The path below `scenarios`, without its ending.
  public var id: String
  /// What it is about; the id if the file does not say.
  public var name: String
  /// The names of its variants, in the order of the file.
  public var variants: [String]
}

/// A scenario file, read and checked.
public struct Scenario: Sendable {
  /// The path below `scenarios`, without its ending.
  public var id: String
  /// The file as the user named it.
  public var file: String
  /// What it is about, in a few words.
  public var name: String
  /// What it shows, in sentences; may be empty.
  public var description: String
  /// Its variants in the order of the file.
  public var variants: [Variant]
  /// Its lines, to point at.
  public var lines: [String]
}
