import RoutingCore
import Scenarios

/// What a vector is a case of.
enum VectorKind: String, CaseIterable {
  case access
  case accessReload = "access_reload"
  case accessGeneralization = "access_generalization"
  case codec, affinity, candidates, weights, cooldown, retry, fallback
  case strategy, run

  /// The kind that a name stands for, and the preset of the release that it ends with, if it names
  /// one: `access_reload_1_81_12`.
  static func of(_ name: String) throws(VectorProblem) -> (kind: VectorKind, preset: Preset?) {
    if let kind = VectorKind(rawValue: name) { return (kind, nil) }
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    let numbers = parts.suffix(3)
    if parts.count > 3, numbers.allSatisfy({ UInt($0) != nil }),
      let kind = VectorKind(rawValue: parts.dropLast(3).joined(separator: "_"))
    {
      let release = numbers.joined(separator: ".")
      guard let preset = Preset(release: release) else {
        throw VectorProblem(
          "there is no preset for release \(release) of kind '\(name)'; accepted: "
            + Preset.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return (kind, preset)
    }
    let accepted = allCases.map(\.rawValue)
    let nearest = Suggestion.nearest(to: name, among: accepted)
    throw VectorProblem(
      "there is no kind '\(name)'; " + (nearest.map { "did you mean '\($0)'? " } ?? "")
        + "accepted: " + accepted.joined(separator: ", ")
        + ", each also with a release at its end, as in access_1_81_12")
  }
}
