import Primitives
import RoutingCore

/// Reads what a key or a team may use, in LiteLLM's words.
struct CallerLimitReader {
  let reader: NodeReader
  static let fields = [
    "rpm_limit", "tpm_limit", "max_parallel_requests", "max_budget", "budget_duration",
  ]
  /// More than anybody sends in a minute.
  static let countMax = 1_000_000_000_000

  func read(_ members: [YAMLMember]) -> CallerLimits {
    var limits = CallerLimits()
    limits.requests = count(members, "rpm_limit")
    limits.tokens = count(members, "tpm_limit")
    limits.parallel = count(members, "max_parallel_requests")
    if let node = optional(members["max_budget"]), let amount = reader.number(node, "max_budget") {
      if amount < 0 { reader.report("out-of-range", node.place, "max_budget is negative") }
      limits.budget = max(0, amount)
    }
    limits.budgetWindow = reader.positiveDuration(
      optional(members["budget_duration"]), "budget_duration")
    return limits
  }

  private func count(_ members: [YAMLMember], _ key: String) -> UInt64? {
    reader.integer(optional(members[key]), key, 0...Self.countMax).map(UInt64.init)
  }

  private func optional(_ node: YAMLNode?) -> YAMLNode? {
    guard let node, !node.isNull else { return nil }
    return node
  }
}
