import ArgumentParser
import Fuzzing
import RoutingCore
import Scenarios

/// The arguments that say what is fuzzed.
struct FuzzArguments {
  var preset: String
  var properties: [String]
  var profile: String
  var rules: [String]

  func plan() throws -> FuzzPlan {
    guard Preset(rawValue: preset) != nil else {
      throw unknown("preset", preset, among: Preset.allCases.map(\.rawValue))
    }
    guard let profile = Profile(rawValue: profile) else {
      throw unknown("profile", profile, among: Profile.allCases.map(\.rawValue))
    }
    let names = Property.allCases.map(\.rawValue)
    let chosen = try properties.map { name in
      guard let property = Property(rawValue: name) else {
        throw unknown("property", name, among: names)
      }
      return property
    }
    var plan = FuzzPlan(
      preset: preset, properties: chosen.isEmpty ? Property.allCases : chosen, profile: profile)
    for text in rules {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let rule = RuleName(rawValue: parts[0]) else {
        throw unknown("rule", parts.first ?? text, among: RuleName.allCases.map(\.rawValue))
      }
      guard rule.cases.contains(parts[1]) else {
        throw unknown("case of \(rule.rawValue)", parts[1], among: rule.cases)
      }
      plan.rules.append((rule.rawValue, parts[1]))
    }
    return plan
  }

  private func unknown(_ what: String, _ name: String, among names: [String]) -> ValidationError {
    ValidationError(
      "there is no \(what) '\(name)'\n    " + NearestName.hint(for: name, among: names))
  }

  /// `A..B`, both included; from zero on if a time is given instead, else the first 2,048.
  static func range(_ text: String?, minutes: Double?) throws -> ClosedRange<UInt64> {
    guard let text else { return minutes == nil ? 0...2_047 : 0...(UInt64.max - 1_000) }
    let parts = text.components("..")
    guard parts.count <= 2, let first = parts.first.flatMap({ UInt64($0) }),
      let last = parts.last.flatMap({ UInt64($0) }), first <= last, last < UInt64.max - 1_000
    else {
      throw ValidationError("--seeds is '\(text)'; accepted: A..B with A at most B, or one seed")
    }
    return first...last
  }
}

extension String {
  /// The parts between a separator.
  fileprivate func components(_ separator: String) -> [String] {
    var parts: [String] = []
    var rest = Substring(self)
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
