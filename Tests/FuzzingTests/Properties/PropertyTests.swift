import Fuzzing
import Testing

/// Every property can fail: a wrong case of a rule makes it, in the world of a seed.
struct PropertyTests {
  struct Fault: CustomTestStringConvertible {
    var property: Property
    var rule: (name: String, value: String)
    var seed: UInt64
    var cause: String
    var testDescription: String { "\(property.rawValue) under \(rule.name): \(rule.value)" }
  }

  static let faults: [Fault] = [
    Fault(
      property: .sealedStaysHome, rule: ("sealed_check", "unknown"), seed: 1,
      cause: "a sealed item went abroad on a first attempt with the check off"),
    Fault(
      property: .noMarkerUpstream, rule: ("restore", "never"), seed: 0,
      cause: "a marker went upstream"),
    Fault(
      property: .historyUsable, rule: ("boundary_peers", "ignored"), seed: 76,
      cause: "what somebody could open was stripped"),
    Fault(
      property: .errorsTold, rule: ("unavailable_origin", "fail_fast"), seed: 1,
      cause: "a history is refused for want of its origin"),
    Fault(
      property: .errorsTold, rule: ("gateway_retry_after", "text_only"), seed: 34,
      cause: "a limit does not say when it is over"),
    Fault(
      property: .pinsFollow, rule: ("stage_order", "seals_before_pins"), seed: 1,
      cause: "a preference leaves nobody"),
    Fault(
      property: .pinsFollow, rule: ("origin_candidates", "any_member"), seed: 5,
      cause: "a preference leaves nobody"),
    Fault(
      property: .weightsExact, rule: ("weights", "first_candidate"), seed: 18,
      cause: "candidates are weighted otherwise"),
    Fault(
      property: .orderKept, rule: ("order_filter", "messages_with_pre_call_checks"), seed: 3,
      cause: "a pick among several levels"),
    Fault(
      property: .walkExact, rule: ("fallback_errors", "server_errors"), seed: 14,
      cause: "a fallback is not tried"),
    Fault(
      property: .walkExact, rule: ("fallback_repeat", "allowed"), seed: 14,
      cause: "a fallback that its lists do not name"),
    Fault(
      property: .leftOutRightly, rule: ("client_errors", "counted"), seed: 310,
      cause: "left out as cooling without a reason"),
    Fault(
      property: .leftOutRightly, rule: ("client_errors", "cools"), seed: 29,
      cause: "left out as cooling without a reason"),
    Fault(
      property: .constraintsHold, rule: ("added_tags", "of_deployment"), seed: 329,
      cause: "an attempt without the request's tags"),
    Fault(
      property: .limitsExact, rule: ("limit_wait", "whole_window"), seed: 16,
      cause: "a key is not told when its minute is over"),
    Fault(
      property: .grantsHold, rule: ("fallback_access", "requested_name_only"), seed: 52,
      cause: "a group outside the key's grant stood in"),
    Fault(
      property: .absentUnpicked, rule: ("blocked_choice", "still_chosen"), seed: 17,
      cause: "picked although paused"),
    Fault(
      property: .historyUsable, rule: ("tier_change", "strips"), seed: 7324,
      cause: "a change of the tier strips a history"),
    Fault(
      property: .quotasKept, rule: ("limit_tokens", "counted_after"), seed: 310,
      cause: "more tokens at once than a key may have"),
    Fault(
      property: .quotasKept, rule: ("lookup_fall_through", "unbounded"), seed: 12,
      cause: "keys are read more often than callers need"),
    Fault(
      property: .triesExact, rule: ("refused_seal", "strips_reasoning"), seed: 22,
      cause: "refused sealed content is tried again"),
    Fault(
      property: .leastBusyPicked, rule: ("strategy_choice", "router"), seed: 10,
      cause: "a request's own strategy does not pick"),
    Fault(
      property: .endsOnce, rule: ("client_eviction", "closes_in_use"), seed: 49,
      cause: "a call breaks though no upstream failed"),
    Fault(
      property: .errorsTold, rule: ("tag_empty", "denied"), seed: 408,
      cause: "tags are told to be the reason though nobody was there"),
    Fault(
      property: .grantsHold, rule: ("access_group_members", "all"), seed: 6,
      cause: "somebody of no access group of the key answered"),
    Fault(
      property: .leftOutRightly, rule: ("probe_filter", "hard"), seed: 39,
      cause: "left out as unhealthy without a reason"),
    Fault(
      property: .grantsFollowCatalog, rule: ("reload_interval", "lost"), seed: 572,
      cause: "refused a name, listed since a reload"),
    Fault(
      property: .grantsFollowCatalog, rule: ("access_group_grant", "after_denial"), seed: 6,
      cause: "allowed a name, no map needed"),
    Fault(
      property: .grantsFollowCatalog, rule: ("key_alias_access", "requested_name"), seed: 11,
      cause: "allowed a name, no map needed"),
    Fault(
      property: .replicasAgree, rule: ("stored_model_sync", "adds_only"), seed: 265,
      cause: "replicas see different candidates"),
    Fault(
      property: .cooldownKept, rule: ("payment_cooldown", "never"), seed: 9242,
      cause: "picked in its cooldown"),
  ]

  @Test(arguments: faults)
  func aWrongRuleIsNoticed(_ fault: Fault) {
    var plan = FuzzPlan(
      preset: "recommended", properties: [fault.property], profile: .swarm)
    #expect(plan.run(fault.seed, weights: plan.profile.weights).breaches.isEmpty)
    plan.rules = [fault.rule]
    let breaches = plan.run(fault.seed, weights: plan.profile.weights).breaches
    #expect(breaches.map(\.cause) == [fault.cause])
  }
}
