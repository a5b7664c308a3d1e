"""Whole runs of incident 1 against stub upstreams: conversations over several organizations."""

import copy

from .. import clock, world
from ..stub import Stub

LETTERS = "ABCD"


def cases(rng, count):
    for number in (2, 3, 4):
        for check in (False, True):
            yield _given(LETTERS[:number], check, 0), f"{number} organizations, check {'on' if check else 'off'}"
    yield _given("ABC", False, 0, num_retries=2), "a refusal is not retried"
    for check in (False, True):
        yield _given("CBA", check, 0), f"the list backwards, check {'on' if check else 'off'}"
        yield _given("AB", check, 0, weights=(1, 3)), f"two weights, check {'on' if check else 'off'}"
        yield _given("ABC", check, 0, weights=(1, 2, 5)), f"three weights, check {'on' if check else 'off'}"
        yield _given("ABC", check, 0, phases=True), f"all first turns first, check {'on' if check else 'off'}"
    yield _given("AB", False, 0, weights=(0, 1)), "a weight of zero"
    for _ in range(min(count // 20, 50)):
        letters = rng.sample(LETTERS, rng.randint(2, 4))
        weights = [rng.randint(1, 9) for _ in letters] if rng.random() < 0.5 else ()
        yield _given(
            letters, rng.random() < 0.5, rng.randint(1, 999), weights=weights, phases=rng.random() < 0.3,
            turns=rng.randint(2, 3), conversations=rng.choice((50, 100, 200))), None


def _given(letters, check, seed, num_retries=0, weights=(), phases=False, turns=2, conversations=200):
    settings = {"num_retries": num_retries}
    if check:
        settings["optional_pre_call_checks"] = ["encrypted_content_affinity"]
    model_list = [
        {"model_name": "codex",
         "litellm_params": {
             "model": "openai/gpt-5", "api_base": f"https://{letter.lower()}.local", "api_key": f"k-{letter}"},
         "model_info": {"id": letter}}
        for letter in letters]
    for deployment, weight in zip(model_list, weights):
        deployment["litellm_params"]["weight"] = weight
    traffic = {
        "client": "naive", "model": "codex", "conversations": conversations, "spacing": "10ms", "turns": turns}
    if phases:
        traffic["order"] = "phases"
    return {
        "name": f"{len(letters)} organizations", "random": f"cpython({seed})",
        "config": {"model_list": model_list, "router_settings": settings}, "traffic": traffic,
        "upstreams": {"all": {"first_byte": "1ms", "tokens": 0}}}


def record(given):
    world.reset()
    stub = Stub()
    try:
        return world.run(_record(given, stub))
    finally:
        stub.close()


async def _record(given, stub):
    config, traffic = copy.deepcopy(given["config"]), given["traffic"]
    names = {d["litellm_params"]["api_key"]: d["model_info"]["id"] for d in config["model_list"]}
    for deployment in config["model_list"]:
        deployment["litellm_params"]["api_base"] = stub.address
    router = world.make_router(config)
    world.seed(int(given["random"].removeprefix("cpython(").removesuffix(")")))
    statuses, follow_ups = {}, {}
    histories = [[] for _ in range(traffic["conversations"])]
    for conversation, turn in _order(traffic):
        clock.CLOCK.t += 0.01
        history = histories[conversation]
        question = {"type": "message", "role": "user", "content": [
            {"type": "input_text", "text": f"question {conversation}.{turn}"}]}
        try:
            answer = await router.aresponses(
                model=traffic["model"], input=copy.deepcopy(history) + [question], store=False,
                include=["reasoning.encrypted_content"])
            status = "200"
            history += [question] + [_plain(item) for item in answer.output]
        except Exception as problem:  # the client sees its status
            status = str(world.error_of(problem)["status"])
        statuses[status] = statuses.get(status, 0) + 1
        if turn > 0:
            follow_ups[status] = follow_ups.get(status, 0) + 1
    picks = [names[key] for key in stub.hits]
    load = {name: picks.count(name) for name in names.values()}
    return {"statuses": statuses, "follow_ups": follow_ups, "load": load, "picks": "".join(picks)}


def _order(traffic):
    """The turns as `order` puts them: conversation by conversation, or turn by turn."""
    conversations, turns = range(traffic["conversations"]), range(traffic["turns"])
    if traffic.get("order") == "phases":
        return [(conversation, turn) for turn in turns for conversation in conversations]
    return [(conversation, turn) for conversation in conversations for turn in turns]


def _plain(item):
    return dict(item) if isinstance(item, dict) else item.model_dump(exclude_none=True)
