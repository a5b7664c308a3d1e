"""Hand-written cases of limits and budgets for the kind `strategy`."""

from .strategy_steps import (
    deployment as _deployment, given as _given, pick as _pick, pre as _pre, success as _success,
    two as _two)


def quotas():
    checks = {"optional_pre_call_checks": ["enforce_model_rate_limits"]}
    for rpm in (1, 2, 3):
        yield _given("simple-shuffle", _two(rpm=rpm), [
            _pre(t, "a") for t in range(rpm + 2)] + [_pick(rpm + 2), _pre(61, "a")], **checks), \
            "admits exactly rpm; a refusal cools"
    yield _given("simple-shuffle", [_deployment("a", rpm=1)], [
        _pre(0, "a"), _pre(1, "a"), _pick(2), _pick(7)], **checks), "a lone deployment over its rpm"
    yield _given("simple-shuffle", _two(rpm=1), [
        _pre(0, "a"), _pre(0, "b"), _pre(1, "a"), _pre(1, "b"), _pick(2), _pick(7)], **checks), \
        "both over: the group is in cooldown"
    yield _given("simple-shuffle", _two(tpm=30), [
        _pre(0, "a"), _success(1, "a", 1), _pre(2, "a"), _success(3, "a", 1), _pre(4, "a"), _pre(61, "a")],
        **checks), "tpm: refused once the limit is used up"
    yield _given("simple-shuffle", _two(rpm=2), [
        _pre(58, "a"), _pre(59, "a"), _pre(59.5, "a"), _pre(60, "a"), _pre(61, "a"), _pre(62, "a")],
        **checks), "the clock minute ends a window early"
    yield _given("simple-shuffle", _two(rpm=1), [_pre(0, "a"), _pre(1, "a"), _pre(2, "a")]), \
        "without the check nothing is refused"
    for limits in ({"max_parallel_requests": 2}, {"rpm": 2}, {"tpm": 500}, {"tpm": 100}, {}):
        yield _given("simple-shuffle", _two(**limits), [
            {"t": t, "op": "open", "deployment": "a"} for t in range(4)] + [
            {"t": 5, "op": "close", "deployment": "a"}, {"t": 6, "op": "open", "deployment": "a"},
            {"t": 7, "op": "open", "deployment": "b"}]), "slots of a deployment"
    yield _given("simple-shuffle", _two(), [
        {"t": t, "op": "open", "deployment": "a"} for t in range(3)], default_max_parallel_requests=1), \
        "slots by default"


def budgets():
    day = {"budget_limit": 1, "time_period": "1d"}
    providers = [_deployment("a", model="openai/m-a"), _deployment("b", model="anthropic/m-b")]
    yield _given("simple-shuffle", providers, [
        _pick(0), _success(1, "a", 1, cost=0.6), _pick(2), _success(3, "a", 1, cost=0.4), _pick(4), _pick(5),
        _success(6, "b", 1, cost=2), _pick(7)], provider_budget_config={"openai": day, "anthropic": day}), \
        "a provider at its budget is left out; all: refused"
    yield _given("simple-shuffle", providers, [
        _pick(0), _success(1, "a", 1, cost=5), _pick(2), _pick(3)],
        provider_budget_config={"openai": {"budget_limit": None, "time_period": "1d"}, "anthropic": day}), \
        "a budget without a limit"
    yield _given("simple-shuffle", providers, [
        _success(0, "a", 1, cost=2), _pick(1), _pick(29), _pick(30), _pick(31), _success(32, "a", 1, cost=2),
        _pick(33), _pick(61), _pick(63)],
        provider_budget_config={"openai": {"budget_limit": 1, "time_period": "30s"}}), "the window of a budget"
    yield _given("simple-shuffle", [
        _deployment("a", max_budget=1, budget_duration="1d"), _deployment("b")], [
        _success(0, "a", 1, cost=0.5), _pick(1), _success(2, "a", 1, cost=0.5), _pick(3), _pick(4)],
        optional_pre_call_checks=["router_budget_limiting"]), "the budget of a deployment"
