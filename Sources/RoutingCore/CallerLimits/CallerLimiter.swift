public import Primitives

/// Holds keys and teams to their limits before the router is asked (LiteLLM: the budget checks of
/// the authentication, then `parallel_request_limiter_v3.py`).
///
/// A minute begins with the first request after the minute before is over. Every request that comes
/// as far as the limiter counts in it, whether it is let through or not.
public struct CallerLimiter: Sendable {
  /// What one caller used.
  private struct Use: BitwiseCopyable {
    var windowStart: Instant?
    var requests: UInt64 = 0
    var tokens: UInt64 = 0
    var parallel: UInt64 = 0
    var spent = 0.0
    var budgetWindow: UInt64 = 0
  }

  /// The length of a window of requests and tokens.
  public static let window = SimDuration.seconds(60)

  private let rules: Rules
  private let limitsOfKeys: [CallerLimits]
  private let limitsOfTeams: [CallerLimits]
  private let teams: [Int?]
  private var keys: [Use]
  private var teamUses: [Use]

  /// Makes a limiter whose callers have used nothing; nil if nobody is limited.
  public init?(_ configuration: GatewayConfiguration, _ rules: Rules) {
    limitsOfKeys = configuration.keys.map(\.limits)
    limitsOfTeams = configuration.teams.map(\.limits)
    guard !(limitsOfKeys + limitsOfTeams).allSatisfy(\.isEmpty) else { return nil }
    self.rules = rules
    teams = configuration.keys.map(\.team)
    keys = Array(repeating: Use(), count: limitsOfKeys.count)
    teamUses = Array(repeating: Use(), count: limitsOfTeams.count)
  }

  /// The calls of keys that were let through and not settled.
  public var held: Int { keys.reduce(0) { $0 + Int($1.parallel) } }

  /// Lets a request through, or says why not; `tokens` is what it is expected to take.
  ///
  /// A request that is let through holds a slot and its tokens until it is settled.
  public mutating func admit(_ key: KeyIndex, tokens: UInt64, at now: Instant) -> ErrorFacts? {
    let team = teams[key.index]
    if let team, isSpent(&teamUses[team], limitsOfTeams[team], isTeam: true, now) {
      return broke
    }
    if isSpent(&keys[key.index], limitsOfKeys[key.index], isTeam: false, now) { return broke }
    let reserved = reserves ? tokens : 0
    let byKey = count(&keys[key.index], limitsOfKeys[key.index], reserved, now)
    let byTeam = team.map { count(&teamUses[$0], limitsOfTeams[$0], reserved, now) } ?? nil
    if let wait = byKey ?? byTeam {
      return ErrorFacts(kind: .callerLimited, status: 429, retryAfter: wait)
    }
    take(&keys[key.index], reserved)
    if let team { take(&teamUses[team], reserved) }
    return nil
  }

  /// Ends what a request holds, however it ended, and books what it took.
  public mutating func settle(
    _ key: KeyIndex, expected: UInt64, taken: UInt64, cost: Double, at now: Instant
  ) {
    let reserved = reserves ? expected : 0
    settle(&keys[key.index], reserved, taken, cost, now)
    if let team = teams[key.index] { settle(&teamUses[team], reserved, taken, cost, now) }
  }

  private func settle(
    _ use: inout Use, _ reserved: UInt64, _ taken: UInt64, _ cost: Double, _ now: Instant
  ) {
    precondition(use.parallel > 0, "a request was settled that was never let through")
    use.parallel -= 1
    use.spent += cost
    #if MUTANTS
      if Mutant.callerSlotKept.isActive { use.parallel += 1 }
    #endif
    // What was set aside in a minute that is over went with it.
    turn(&use, now)
    use.tokens = (use.tokens > reserved ? use.tokens - reserved : 0) + taken
  }

  private func take(_ use: inout Use, _ reserved: UInt64) {
    use.parallel += 1
    use.tokens += reserved
  }

  private func turn(_ use: inout Use, _ now: Instant) {
    #if MUTANTS
      if Mutant.callerWindowStays.isActive, use.windowStart != nil { return }
    #endif
    if let start = use.windowStart, now.since(start) < Self.window { return }
    use.windowStart = now
    use.requests = 0
    use.tokens = 0
  }

  /// Counts a request; how long to wait if it is one too many.
  private func count(
    _ use: inout Use, _ limits: CallerLimits, _ reserved: UInt64, _ now: Instant
  ) -> SimDuration? {
    turn(&use, now)
    use.requests += 1
    #if MUTANTS
      var limits = limits
      if Mutant.oneCallerTooMany.isActive { limits.parallel = limits.parallel.map { $0 + 1 } }
      if Mutant.callerMinuteOffByOne.isActive { limits.requests = limits.requests.map { $0 + 1 } }
    #endif
    let isOver =
      limits.requests.map { use.requests > $0 } ?? false
      || limits.tokens.map { use.tokens + reserved > $0 } ?? false
      || limits.parallel.map { use.parallel >= $0 } ?? false
    return isOver ? wait(use, now) : nil
  }

  /// What a refused caller is told.
  private func wait(_ use: Use, _ now: Instant) -> SimDuration {
    switch rules.limitWait {
    case .wholeWindow: return Self.window
    case .restOfWindow:
      let end = (use.windowStart ?? now) + Self.window
      let second: UInt64 = 1_000_000_000
      return .seconds((end.since(now).nanoseconds + second - 1) / second)
    }
  }

  /// Whether the tokens of a request count before it is answered.
  private var reserves: Bool {
    switch rules.limitTokens {
    case .countedAfter: false
    case .reserved: true
    }
  }

  /// A team may spend its budget to the end, a key one answer less (LiteLLM, `>` and `>=`).
  private func isSpent(
    _ use: inout Use, _ limits: CallerLimits, isTeam: Bool, _ now: Instant
  ) -> Bool {
    guard let budget = limits.budget else { return false }
    if let window = limits.budgetWindow, window > .zero {
      let present = now.nanoseconds / window.nanoseconds
      if present != use.budgetWindow {
        use.budgetWindow = present
        use.spent = 0
      }
    }
    return isTeam ? use.spent > budget : use.spent >= budget
  }

  private var broke: ErrorFacts {
    let status: UInt16 =
      switch rules.budgetStatus {
      case .badRequest: 400
      case .tooManyRequests: 429
      case .unprocessable: 422
      }
    return ErrorFacts(kind: .budgetExceeded, status: status)
  }
}
