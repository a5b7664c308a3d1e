import Primitives
import RoutingCore
import Testing

/// What keys and teams are held to.
struct CallerLimiterTests {
  private static func limiter(
    _ preset: Preset, team: CallerLimits = CallerLimits(), _ change: (inout CallerLimits) -> Void
  ) throws -> CallerLimiter {
    var configuration = GatewayConfiguration()
    var shared = Team(label: "red", models: AccessList([]))
    shared.limits = team
    configuration.teams = [shared]
    var key = VirtualKey(label: "ann")
    key.team = 0
    change(&key.limits)
    configuration.keys = [key]
    return try #require(CallerLimiter(configuration, preset.rules))
  }

  private static func at(_ seconds: UInt64) -> Instant { .zero + .seconds(seconds) }

  @Test(arguments: [(Preset.litellm11091, UInt64(60)), (.recommended, 40)])
  func aCallerIsToldHowLongToWait(_ preset: Preset, _ wait: UInt64) throws {
    var limiter = try Self.limiter(preset) { $0.requests = 1 }
    let key = KeyIndex(0)
    #expect(limiter.admit(key, tokens: 0, at: Self.at(0)) == nil)
    let refused = limiter.admit(key, tokens: 0, at: Self.at(20))
    #expect(refused?.kind == .callerLimited)
    #expect(refused?.status == 429)
    #expect(refused?.retryAfter == .seconds(wait))
    #expect(limiter.admit(key, tokens: 0, at: Self.at(60)) == nil)
  }

  @Test func aSettledRequestFreesItsSlot() throws {
    var limiter = try Self.limiter(.recommended) { $0.parallel = 1 }
    let key = KeyIndex(0)
    #expect(limiter.admit(key, tokens: 0, at: Self.at(0)) == nil)
    #expect(limiter.admit(key, tokens: 0, at: Self.at(1))?.kind == .callerLimited)
    limiter.settle(key, expected: 0, taken: 0, cost: 0, at: Self.at(2))
    #expect(limiter.admit(key, tokens: 0, at: Self.at(3)) == nil)
  }

  /// A key is out at its budget, a team beyond it (LiteLLM, `>=` and `>`).
  @Test func aTeamMaySpendAllOfItsBudget() throws {
    let key = KeyIndex(0)
    var ofKey = try Self.limiter(.recommended) { $0.budget = 1 }
    var limits = CallerLimits()
    limits.budget = 1
    var ofTeam = try Self.limiter(.recommended, team: limits) { _ in }
    #expect(ofKey.admit(key, tokens: 0, at: Self.at(0)) == nil)
    #expect(ofTeam.admit(key, tokens: 0, at: Self.at(0)) == nil)
    ofKey.settle(key, expected: 0, taken: 1, cost: 1, at: Self.at(1))
    ofTeam.settle(key, expected: 0, taken: 1, cost: 1, at: Self.at(1))
    #expect(ofKey.admit(key, tokens: 0, at: Self.at(2))?.kind == .budgetExceeded)
    #expect(ofTeam.admit(key, tokens: 0, at: Self.at(2)) == nil)
  }

  @Test func nobodyLimitedNeedsNoLimiter() {
    var configuration = GatewayConfiguration()
    configuration.keys = [VirtualKey(label: "free")]
    #expect(CallerLimiter(configuration, Preset.recommended.rules) == nil)
  }
}
