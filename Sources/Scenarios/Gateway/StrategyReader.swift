import Primitives
import RoutingCore

/// Reads how deployments are picked: `routing_strategy` with its arguments, and slots.
struct StrategyReader {
  let reader: NodeReader
  static let settings = [
    "routing_strategy", "routing_strategy_args", "default_max_parallel_requests",
  ]
  static let arguments = [
    "ttl", "lowest_latency_buffer", "max_latency_list_size", "ttft_percentile",
  ]
  /// LiteLLM's former name for budgets, which left the pick to chance.
  static let byBudget = "provider-budget-routing"
  static let names = RoutingStrategy.allCases.map(\.rawValue)

  func read(_ value: (String) -> YAMLNode?, into settings: inout StrategySettings) {
    if let strategy = strategy(value("routing_strategy")) { settings.strategy = strategy }
    let most = reader.integer(
      value("default_max_parallel_requests"), "default_max_parallel_requests", 0...1_000_000)
    settings.parallelMax = most.map(UInt32.init)
    readArguments(value("routing_strategy_args"), into: &settings)
  }

  /// A strategy by its name.
  func strategy(_ node: YAMLNode?) -> RoutingStrategy? {
    guard let node, !node.isNull, let name = reader.text(node, "routing_strategy") else {
      return nil
    }
    if name == Self.byBudget { return .simpleShuffle }
    if let strategy = RoutingStrategy(rawValue: name) { return strategy }
    reader.report(
      "unsupported-strategy", node.place, "routing_strategy is '\(name)'",
      hint: NearestName.hint(for: name, among: Self.names))
    return nil
  }

  private func readArguments(_ node: YAMLNode?, into settings: inout StrategySettings) {
    guard let node else { return }
    guard
      let members = reader.mapping(node, "routing_strategy_args", accepted: Self.arguments)
    else { return }
    if let lifetime = GatewayReader(problems: reader.problems).seconds(members["ttl"], "ttl") {
      settings.latencyLifetime = lifetime
    }
    if let buffer = share(members["lowest_latency_buffer"], "lowest_latency_buffer", 0...1e6) {
      settings.latencyBuffer = buffer
    }
    if let size = reader.integer(
      members["max_latency_list_size"], "max_latency_list_size", 1...10_000)
    {
      settings.latencyWindow = UInt32(size)
    }
    settings.firstTokenPercentile = share(members["ttft_percentile"], "ttft_percentile", 0...1)
  }

  private func share(
    _ node: YAMLNode?, _ what: String, _ range: ClosedRange<Double>
  ) -> Double? {
    guard let node, !node.isNull, let value = reader.number(node, what) else { return nil }
    guard range.contains(value) else {
      reader.report(
        "out-of-range", node.place, "\(what) is \(value)",
        hint: "accepted are \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return value
  }
}
