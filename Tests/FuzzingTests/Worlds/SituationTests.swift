import RoutingCore
import Scenarios
import Testing

@testable import Fuzzing

/// What worlds reach: read off small ones, each beside what it does not reach.
struct SituationTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var world: String
    var reached: [String]
    var missed: [String]
    var testDescription: String { name }
  }

  private static let two = """
    name: a world
    config:
      model_list:
        - model_name: g
          litellm_params: {model: azure/gpt-5, api_base: "https://a.openai.azure.com"}
          model_info: {id: a}
        - model_name: g
          litellm_params: {model: azure/gpt-5, api_base: "https://b.openai.azure.com"}
          model_info: {id: b}
    variants: {found: {preset: recommended}}

    """

  static let cases: [Case] = [
    Case(
      name: "a rate limit of one of two",
      world: two + """
        upstreams: {a: {faults: [{answers: 429, retry_after: 3s, attempts: 1}]}}
        traffic: {model: g, surface: chat, conversations: 12}
        """,
      reached: [
        "a deployment that was free is cooling", "a deployment that was cooling is free",
        "after a rate limit: another one of its level", "the next try comes at once",
        "health leaves out cooling", "a second attempt", "a request ends well",
      ],
      missed: [
        "a deployment that was free is paused", "after a rate limit: another level",
        "after a server error: another one of its level", "the next try waits",
        "a cooldown becomes longer", "a request ends in rateLimit",
      ]),
    Case(
      name: "one of two is removed, paused and there again, under a call",
      world: two + """
        traffic: {model: g, surface: chat, conversations: 60, arrival: {constant: 2/s}}
        timeline:
          - {at: 5050ms, remove_deployment: a}
          - {at: 10050ms, add_deployment: a}
          - {at: 15050ms, block: a}
          - {at: 20050ms, unblock: a}
          - {at: 90s, update_deployment: {deployment: b, weight: 2}}
        """,
      reached: [
        "a deployment that was free is removed", "a deployment that was removed is free",
        "a deployment that was free is paused", "a deployment that was paused is free",
        "removed while it has a call", "added while another has a call",
        "unblocked while another has a call", "update with nothing in flight",
      ],
      missed: [
        "a deployment that was removed is paused", "removed with nothing in flight",
        "update while it has a call", "added while it has a call",
      ]),
    Case(
      name: "an origin that cools, after a good turn",
      world: two + """
        traffic: {model: g, turns: [{}, {origin: {cools: 60s}}, {}]}
        """,
      reached: [
        "health leaves out cooling",
        "a conversation with sealed items goes to another boundary",
        "a conversation with sealed items stays with its deployment", "a request is degraded",
      ],
      missed: ["a conversation stays with its deployment", "a name that was refused is granted"]),
    Case(
      name: "a name that appears and disappears",
      world: """
        name: a world
        config:
          model_list:
            - {model_name: "anthropic/*", litellm_params: {model: "anthropic/*"}}
        keys: {wild: {models: ["anthropic/*"]}}
        cost_map: {zeta-1: anthropic}
        steps:
          - {call: zeta-2}
          - publish: {zeta-2: anthropic}
          - {reload: manual}
          - {call: zeta-2}
          - {withdraw: zeta-2}
          - {reload: manual}
          - {call: zeta-2}
        variants: {found: {preset: recommended}}
        """,
      reached: [
        "a name that was refused is granted", "a name that was granted is refused",
        "a request ends in accessDenied", "a request ends well",
      ],
      missed: ["a request ends in unknownModel"]),
  ]

  @Test(arguments: cases)
  func whatHappensIsReached(_ one: Case) throws {
    let run = try Self.run(one.world)
    let names = Situations.cells(of: run).map { Situations.names[Int($0)] }
    for name in one.reached { #expect(names.contains(name), "\(name)") }
    for name in one.missed {
      #expect(Situations.names.contains(name), "\(name)")
      #expect(!names.contains(name), "\(name)")
    }
  }

  @Test func everyCellHasANameOfItsOwn() {
    #expect(Set(Situations.names).count == Situations.names.count)
    #expect(Situations.ruleCases.map(\.cell).last == Situations.names.count - 1)
  }

  /// A case is reached where a world goes another way under it, and that in force with it.
  @Test func aRuleThatMakesADifferenceIsReached() throws {
    let world =
      Self.two + """
        upstreams: {a: {faults: [{answers: 429, retry_after: 30s}]}}
        traffic: {model: g, surface: chat, conversations: 12}
        """
    let run = try Self.run(world)
    func reached(_ rule: RuleName, _ name: String) -> [String] {
      Situations.ruleCases.filter { $0.rule == rule && $0.name == name }
        .flatMap { Situations.cells(of: $0, run) }.map { Situations.names[Int($0)] }
    }
    #expect(
      reached(.cooldownUse, "ignored") == [
        "cooldown_use=ignored makes a difference", "cooldown_use=honoured makes a difference",
      ])
    #expect(reached(.cooldownUse, "honoured") == [])
    #expect(reached(.restore, "never") == [])
  }

  @Test func casesThatAreInForceAreNotTried() {
    var plan = FuzzPlan(preset: "recommended", properties: [], profile: .swarm)
    func tried(_ rule: RuleName) -> [String] {
      plan.others(Coverage().untried).filter { $0.rule == rule }.map(\.name)
    }
    #expect(tried(.cooldownUse) == ["ignored"])
    plan.rules = [("cooldown_use", "ignored")]
    #expect(tried(.cooldownUse) == ["honoured"])
  }

  private static func run(_ text: String) throws -> WorldRun {
    let loader = ScenarioLoader { _ in .success(Array(text.utf8)) }
    let value = try #require(loader.value(file: "world.yaml").value)
    return try #require(WorldRun(value))
  }
}
