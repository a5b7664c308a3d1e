import RoutingCore

/// Reads a policy: a number for some classes of errors.
struct PolicyReader {
  let reader: NodeReader

  /// The policy, or nil if there is none; keys are `<class><suffix>`, and `DefaultRetries`.
  func read(_ node: YAMLNode?, _ what: String, suffix: String) -> ErrorPolicy? {
    guard let node, !node.isNull else { return nil }
    let keys = Self.keys(suffix: suffix)
    guard let members = reader.mapping(node, what, accepted: keys.map(\.name)) else { return nil }
    var policy = ErrorPolicy()
    for (named, key) in keys {
      guard let value = members[key], !value.isNull else { continue }
      policy[named] = reader.integer(value, key, 0...Self.countMax(suffix: suffix))
        .map(UInt32.init)
    }
    return policy
  }

  /// The classes that a policy may name, and their keys.
  static func keys(suffix: String) -> [(named: PolicyClass, name: String)] {
    let isRetries = suffix == "ErrorRetries"
    return PolicyClass.allCases.filter { isRetries ? $0 != .badGateway : $0 != .otherwise }
      .map { ($0, $0 == .otherwise ? "DefaultRetries" : $0.label + suffix) }
  }

  /// The largest number for a class.
  static func countMax(suffix: String) -> Int { suffix == "ErrorRetries" ? 1_000 : 1_000_000 }

  /// A policy for each name of `model_group_retry_policy`.
  func readGroups(_ node: YAMLNode?) -> [(name: String, policy: ErrorPolicy)] {
    guard let node, !node.isNull else { return [] }
    guard let members = node.members else {
      reader.report(
        "expected-mapping", node.place, "model_group_retry_policy is \(node.kindName)",
        hint: "expected {group: {TimeoutErrorRetries: 2}}")
      return []
    }
    return members.compactMap { member in
      read(member.value, "the retry policy of '\(member.key)'", suffix: "ErrorRetries")
        .map { (member.key, $0) }
    }
  }
}
