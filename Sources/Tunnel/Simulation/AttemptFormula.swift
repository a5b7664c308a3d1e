import Primitives
import RoutingCore

/// The closed bound on attempts of one request.
enum AttemptFormula {
  /// Tries of one hop times the most hops: with f targets in a list and a depth of d, every hop may
  /// be followed by f others until the depth is reached. Saturates.
  ///
  /// A request that is stripped after a refusal gets one try more. Where refusals of single
  /// accounts are free, every member of a group may be asked once more.
  static func attemptsMax(of configuration: GatewayConfiguration, _ rules: [Rules]) -> UInt64 {
    let settings = configuration.settings
    let own = configuration.deployments.compactMap(\.retries).max() ?? 0
    let policies = (configuration.models.map(\.retryPolicy) + [settings.retryPolicy])
      .compactMap { $0 }.flatMap { policy in PolicyClass.allCases.compactMap { policy[$0] } }
    let tries =
      UInt64(max(settings.retries, own, policies.max() ?? 0)) + 1
      + freeTries(configuration, rules)
    // Entries that come later count, too.
    let levels =
      configuration.groups.map { group in
        Set(group.members.compactMap { configuration.deployments[$0.index].order }).count
      }.max() ?? 0
    let failover = settings.weightedFailover ? 1 : 0
    let targets = UInt64(longestList(of: configuration) + max(0, levels - 1) + failover)
    var hops: UInt64 = 1
    var layer: UInt64 = 1
    for _ in 0..<settings.fallbackDepthMax {
      let (next, overflow) = layer.multipliedReportingOverflow(by: targets)
      guard !overflow, next > 0, next < 1 << 40 else { return overflow ? .max : hops * tries }
      layer = next
      hops += layer
    }
    return hops * tries
  }

  private static func freeTries(_ configuration: GatewayConfiguration, _ rules: [Rules]) -> UInt64 {
    let recovered: UInt64 = rules.contains { $0.refusedSeal != .givesUp } ? 1 : 0
    guard rules.contains(where: { $0.retryBudget == .distinctFirst }) else { return recovered }
    return recovered + UInt64(configuration.groups.map(\.members.count).max() ?? 0)
  }

  private static func longestList(of configuration: GatewayConfiguration) -> Int {
    var lengths = configuration.models.compactMap { $0.fallbacks?.count }
    lengths.append(configuration.defaultFallbacks?.count ?? 0)
    func add(_ lists: FallbackLists) {
      lengths.append(lists.otherwise?.count ?? 0)
      lengths.append(contentsOf: lists.own.compactMap { $0?.count })
    }
    if let lists = configuration.contextWindowFallbacks { add(lists) }
    if let lists = configuration.contentPolicyFallbacks { add(lists) }
    for sent in configuration.requestFallbacks {
      switch sent {
      case .targets(let targets): lengths.append(targets.count)
      case .lists(let lists): add(lists)
      }
    }
    return lengths.max() ?? 0
  }
}
