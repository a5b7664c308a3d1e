import RoutingCore

/// Reads a policy: a number for some classes of errors.
struct PolicyReader {
  let reader: NodeReader

  /// The policy, or nil if there is none; keys are `<class><suffix>`, and `DefaultRetries`.
  func read(_ node: YAMLNode?, _ what: String, suffix: String) -> ErrorPolicy? {
    guard let node, !node.isNull else { return nil }
    let isRetries = suffix == "ErrorRetries"
    let classes = PolicyClass.allCases.filter { isRetries ? $0 != .badGateway : $0 != .otherwise }
    func key(_ named: PolicyClass) -> String {
      named == .otherwise ? "DefaultRetries" : named.label + suffix
    }
    guard let members = reader.mapping(node, what, accepted: classes.map(key)) else { return nil }
    var policy = ErrorPolicy()
    for named in classes {
      guard let value = members[key(named)], !value.isNull else { continue }
      policy[named] = reader.integer(value, key(named), 0...(isRetries ? 1_000 : 1_000_000))
        .map(UInt32.init)
    }
    return policy
  }

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
