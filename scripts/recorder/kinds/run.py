"""Whole runs of incident 1 against stub upstreams: conversations over several organizations."""

import copy

from .. import clock, world
from ..stub import Stub

LETTERS = "ABCD"


def cases(rng, count):
    for number in (2, 3, 4):
        for check in (False, True):
            yield _given(number, check, 0), f"{number} organizations, check {'on' if check else 'off'}"
    yield _given(3, False, 0, num_retries=2), "a refusal is not retried"
    for _ in range(min(count // 50, 4)):
        yield _given(rng.randint(2, 4), rng.random() < 0.5, rng.randint(1, 999)), None


def _given(number, check, seed, num_retries=0):
    settings = {"num_retries": num_retries}
    if check:
        settings["optional_pre_call_checks"] = ["encrypted_content_affinity"]
    model_list = [
        {"model_name": "codex",
         "litellm_params": {
             "model": "openai/gpt-5", "api_base": f"https://{letter.lower()}.local", "api_key": f"k-{letter}"},
         "model_info": {"id": letter}}
        for letter in LETTERS[:number]]
    return {
        "name": f"{number} organizations", "random": f"cpython({seed})",
        "config": {"model_list": model_list, "router_settings": settings},
        "traffic": {
            "client": "naive", "model": "codex", "conversations": 200, "spacing": "10ms", "turns": 2},
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
    statuses = {}
    for conversation in range(traffic["conversations"]):
        history = []
        for turn in range(traffic["turns"]):
            clock.CLOCK.t += 0.01
            question = {"type": "message", "role": "user", "content": [
                {"type": "input_text", "text": f"question {conversation}.{turn}"}]}
            try:
                answer = await router.aresponses(
                    model=traffic["model"], input=copy.deepcopy(history) + [question], store=False,
                    include=["reasoning.encrypted_content"])
                status = 200
                history += [question] + [_plain(item) for item in answer.output]
            except Exception as problem:  # the client sees its status
                status = world.error_of(problem)["status"]
            statuses[str(status)] = statuses.get(str(status), 0) + 1
    picks = [names[key] for key in stub.hits]
    load = {name: picks.count(name) for name in names.values()}
    return {"statuses": statuses, "load": load, "picks": "".join(picks[:20])}


def _plain(item):
    return dict(item) if isinstance(item, dict) else item.model_dump(exclude_none=True)
