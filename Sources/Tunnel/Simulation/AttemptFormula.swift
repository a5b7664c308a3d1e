import RoutingCore

/// The closed bound on attempts of one request.
enum AttemptFormula {
  /// Tries of one hop times the most hops: with f targets in a list and a depth of d, every hop may
  /// be followed by f others until the depth is reached. Saturates.
  static func attemptsMax(of configuration: GatewayConfiguration) -> UInt64 {
    let settings = configuration.settings
    let own = configuration.deployments.compactMap(\.retries).max() ?? 0
    let tries = UInt64(max(settings.retries, own)) + 1
    let lists = configuration.models.compactMap { $0.fallbacks?.count }
    let levels = configuration.groups.map(\.orderLevels.count).max() ?? 0
    let targets = UInt64(
      max(lists.max() ?? 0, configuration.defaultFallbacks?.count ?? 0) + max(0, levels - 1))
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
}
