"""Hand-written cases of the kind `strategy`: each shows one rule on its own, and its note says which."""


from .strategy_quotas import budgets, quotas
from .strategy_steps import (
    deployment as _deployment, failure as _failure, given as _given, pick as _pick, pre as _pre,
    success as _success, two as _two)


def hand_written():
    yield from _least_busy()
    yield from _latency()
    yield from _usage()
    yield from _cost()
    yield from quotas()
    yield from budgets()


def _least_busy():
    two = _two()
    yield _given("least-busy", two, [_pick(0), _pre(0, "a"), _pick(1), _pre(1, "b"), _pick(2)]), \
        "ties: the first in the list"
    yield _given("least-busy", two, [_pre(0, "a"), _pick(1), _success(2, "a", 1), _pick(3)]), \
        "a success frees"
    yield _given("least-busy", two, [_pre(0, "a"), _failure(1, "a", "timeout"), _pick(2)],
                 disable_cooldowns=True), "a failure frees"
    yield _given("least-busy", two, [_success(0, "b", 1), _pick(1), _pre(2, "b"), _pick(3)]), \
        "a success without a start: below zero or floored"
    yield _given("least-busy", two, [_pre(0, "a"), _pick(599), _pick(601), _pick(3599), _pick(3601)]), \
        "how long a count lives"
    yield _given("least-busy", two, [_pre(0, "a"), _pre(500, "b"), _pre(550, "b"), _pick(601), _pick(1101)]), \
        "whether counts of a group expire together"


def _latency():
    name, two = "latency-based-routing", _two()
    yield _given(name, two, [_pick(0), _pick(1), _pick(2)]), "nobody tried: drawn among all"
    yield _given(name, two, [_success(0, "a", 1), _pick(1), _pick(2), _pick(3)]), "untested first"
    yield _given(name, two, [
        _success(0, "a", 1), _pick(1), _success(2, "b", 1.5), _pick(3), _success(4, "b", 1.5), _pick(5)]), \
        "phantom zero: the zero of an untested deployment stays a sample"
    yield _given(name, two, [
        _success(0, "a", 1), _success(0, "b", 1.5), _pick(1), _success(2, "b", 1.5), _pick(3)]), \
        "no phantom zero where both were tested before the pick"
    for buffer in (0, 0.1, 0.5, 1):
        yield _given(name, two, [
            _success(0, "a", 1), _success(0, "b", 1.5)] + [_pick(t) for t in range(1, 7)],
            args={"lowest_latency_buffer": buffer}), "buffer as a share of the lowest"
    yield _given(name, two, [
        _success(0, "a", 1, completion=0), _success(0, "b", 2, completion=0), _pick(1)]), \
        "no completion tokens: seconds"
    yield _given(name, two, [_success(t, "a", 5) for t in range(10)] + [_success(0, "b", 3)]
                 + [_pick(10)] + [_success(11 + t, "a", 0.1) for t in range(6)] + [_pick(20)]), \
        "a window of ten samples"
    yield _given(name, two, [
        _success(0, "a", 1), _success(0, "b", 2), _failure(1, "a", "timeout"), _pick(2)],
        disable_cooldowns=True), "a timeout counts 1000"
    yield _given(name, two, [
        _success(0, "a", 1), _success(0, "b", 2), _failure(1, "a", "internal_server_error"), _pick(2)],
        disable_cooldowns=True), "other failures count nothing"
    yield _given(name, two, [
        _success(0, "a", 1, ttft=0.5), _success(0, "b", 2, ttft=0.1), _pick(1), _pick(2, stream=True)]), \
        "streams go by time to first token"
    yield _given(name, two, [
        _success(0, "a", 1), _success(0, "b", 2, ttft=0.1), _pick(1, stream=True)]), \
        "a stream, and one deployment without a time to first token"
    yield _given(name, two, [
        _success(0, "a", 1, ttft=t) for t in (0.1, 0.2, 0.9)] + [
        _success(0, "b", 1, ttft=t) for t in (0.3, 0.3, 0.3)] + [_pick(1, stream=True)],
        args={"ttft_percentile": 0.5}), "the percentile of times to first token"
    yield _given(name, _two(rpm=2), [
        _success(0, "a", 1), _success(1, "a", 1), _success(1, "b", 2), _pick(2), _pick(61)]), \
        "rpm per clock minute"
    yield _given(name, _two(tpm=30), [
        _success(0, "a", 1), _success(1, "b", 2), _pick(2), _pick(3, input_tokens=11), _pick(61)]), \
        "tpm counts the input"
    yield _given(name, two, [
        _success(0, "a", 1), _success(0, "b", 2), _pick(3599), _success(3000, "b", 0.1)][:3]
        + [_pick(3601), _pick(3602)]), "the whole map expires"
    yield _given(name, two, [
        _success(0, "a", 1), _success(50, "b", 2), _pick(89), _pick(91)], args={"ttl": 90}), \
        "ttl counts from the first write"


def _usage():
    for name in ("usage-based-routing", "usage-based-routing-v2"):
        yield _given(name, _two(), [_pick(0), _pick(1), _pick(2), _pick(3)]), "nobody used"
        yield _given(name, _two(), [_success(0, "a", 1), _pick(1), _success(2, "b", 1, total=40), _pick(3)]), \
            "the lowest tokens of the minute"
        yield _given(name, _two(), [
            _success(0, "b", 1), _success(1, "a", 1), _pick(2), _pick(3), _pick(4)]), "a tie"
        yield _given(name, _two(rpm=3), [
            _pre(0, "a"), _success(1, "a", 1), _pre(2, "a"), _success(3, "a", 1), _pick(4),
            _pre(5, "b"), _success(6, "b", 1), _pre(7, "b"), _success(8, "b", 1), _pick(9), _pick(61)]), \
            "rpm 3 admits two"
        yield _given(name, _two(rpm=1), [_pick(0), _pre(0, "a"), _pick(1), _pre(2, "b"), _pick(3)]), "rpm 1"
        yield _given(name, _two(tpm=50), [
            _success(0, "a", 1, total=45), _success(1, "b", 1, total=48), _pick(2),
            _pick(3, input_tokens=10), _pick(61, input_tokens=10), _pick(62, input_tokens=60)]), \
            "tpm counts the input"
        yield _given(name, _two(), [
            _success(0, "a", 1), _pick(59), _pick(59.9), _pick(60), _pick(61)]), "where the minute ends"
        yield _given(name, _two(), [
            _success(50, "a", 1), _pick(55), _pick(59), _pick(60), _pick(65)]), \
            "a minute begun late"
        yield _given(name, _two(), [
            _failure(0, "a", "internal_server_error"), _pick(1), _success(2, "b", 1), _pick(3)],
            disable_cooldowns=True), "failures count no tokens"
    yield _given("usage-based-routing-v2", _two(rpm=2), [
        _pre(0, "a"), _pre(1, "a"), _pre(2, "a"), _pick(3), _pre(60, "a")]), \
        "the check before the call refuses over rpm"


def _cost():
    name = "cost-based-routing"
    row = {"litellm_provider": "openai", "mode": "chat"}
    cheap = {**row, "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}
    dear = {**row, "input_cost_per_token": 4e-6, "output_cost_per_token": 8e-6}
    yield _given(name, _two(), [_pick(0), _pick(1)], catalog={"m-a": dear, "m-b": cheap}), \
        "prices under the name without a provider"
    yield _given(name, _two(), [_pick(0), _pick(1)], catalog={"openai/m-a": dear, "openai/m-b": cheap}), \
        "prices under the name as configured"
    yield _given(name, _two(), [_pick(0)], catalog={"openai/m-b": cheap}), "no price counts as ten"
    yield _given(name, _two(), [_pick(0)]), "no prices: the first"
    yield _given(name, [
        _deployment("a", input_cost_per_token=3e-6, output_cost_per_token=3e-6),
        _deployment("b", input_cost_per_token=1e-6, output_cost_per_token=1e-6)], [_pick(0)]), \
        "prices of the deployment"
    yield _given(name, [_deployment("a", input_cost_per_token=3e-6), _deployment("b")], [_pick(0)],
                 catalog={"openai/m-b": dear}), "half a price"
    yield _given(name, _two(rpm=2), [
        _success(0, "a", 1), _success(1, "a", 1), _pick(2), _success(3, "b", 1), _success(4, "b", 1),
        _pick(5), _pick(61)], catalog={"openai/m-a": cheap, "openai/m-b": dear}), "rpm per clock minute"
    yield _given(name, _two(tpm=30), [_success(0, "a", 1), _pick(1), _pick(2, input_tokens=11)],
                 catalog={"openai/m-a": cheap, "openai/m-b": dear}), "tpm counts the input"
    yield _given(name, _two(), [_success(0, "b", 1), _pick(1), _pick(700)]), \
        "equal costs: who was used first stands first"
