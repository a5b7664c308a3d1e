import Primitives

/// Which counter failures go to when a number of them is allowed.
enum AllowedFailsScope {
  /// The router's numbers: one counter, whatever the error.
  case router
  /// The entry's own `allowed_fails`.
  case entry
  /// An entry of the deployment's own policy: one counter for each class of error.
  case kind(ErrorKind)

  /// A number for the counter's key.
  var number: UInt32 {
    switch self {
    case .router: 0
    case .entry: 1
    case .kind(let kind): 2 + UInt32(kind.rawValue)
    }
  }
}

extension Router {
  /// Whether a number of allowed failures stands in for the default cooldown rules.
  enum Allowance {
    /// Failures beyond the number cool; the counter's window has this length.
    case counted(UInt32, AllowedFailsScope, SimDuration)
    /// The error does not cool the deployment.
    case never
    /// No number is set.
    case byDefaultRules

    /// Whether the deployment's own policy names the error: then any status may cool.
    var isForThisError: Bool {
      if case .counted(_, .kind, _) = self { return true }
      return false
    }
  }

  /// The number that applies (LiteLLM C2 and C3).
  func allowance(for error: ErrorFacts, of deployment: Int, isSingle: Bool) -> Allowance {
    let settings = configuration.settings
    switch rules.allowedFails {
    case .differentFromDefault:
      guard settings.allowedFailsPolicy != nil || settings.allowedFails ?? 3 != 3 else {
        return .byDefaultRules
      }
      return .counted(routerNumber(for: error), .router, settings.cooldownTime)
    case .whenSet:
      let entry = configuration.deployments[deployment]
      let router = settings.allowedFailsPolicy.flatMap { number(of: $0, for: error.kind) }
      let own = entry.allowedFailsPolicy.flatMap {
        number(of: configuration.allowedFailsPolicies[Int($0)], for: error.kind)
      }
      if isSingle, error.status == 402, own == nil, router == nil { return .never }
      // With nobody to take over, only a word on this very error counts.
      let isLone = isSingle && !groupFallsBack[entry.group.index]
      if entry.allowedFailsPolicy != nil || entry.allowedFails != nil {
        let lifetime = entry.cooldownTime ?? settings.cooldownTime
        if let own { return .counted(own, .kind(error.kind), lifetime) }
        if isLone, entry.allowedFails != nil || router == nil { return .never }
        if let number = entry.allowedFails { return .counted(number, .entry, lifetime) }
        return .counted(routerNumber(for: error), .router, lifetime)
      }
      guard settings.allowedFailsPolicy != nil || settings.allowedFails != nil else {
        return .byDefaultRules
      }
      if isLone, router == nil { return .never }
      return .counted(routerNumber(for: error), .router, settings.cooldownTime)
    }
  }

  /// The router's number for an error; 3 unless it sets one.
  private func routerNumber(for error: ErrorFacts) -> UInt32 {
    configuration.settings.allowedFailsPolicy.flatMap { number(of: $0, for: error.kind) }
      ?? configuration.settings.allowedFails ?? 3
  }
}
