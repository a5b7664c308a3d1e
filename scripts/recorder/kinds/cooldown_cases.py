"""Cases of the kind `cooldown`."""

from ..clock import EPOCH
from ..world import KINDS

IDS = "abcd"


def _deployment(name, group="g", info=None, **params):
    return {
        "model_name": group,
        "litellm_params": {"model": f"openai/m-{name}", "api_key": "sk-fake", **params},
        "model_info": {"id": name, **(info or {})}}


def _given(deployments, steps, **settings):
    return {
        "config": {"model_list": deployments, "router_settings": settings},
        "epoch": EPOCH, "steps": steps}


def _failure(t, name, kind, **more):
    return {"t": t, "deployment": name, "error": kind, "status": KINDS[kind][0], **more}


def _two():
    return [_deployment("a"), _deployment("b")]


def cases(rng, count):
    for kind in KINDS:
        yield _given([_deployment("a")], [_failure(0, "a", kind), {"t": 1}, {"t": 5.25}]), \
            f"{kind}, a lone deployment"
        yield _given(_two(), [_failure(0, "a", kind), {"t": 1}, {"t": 5.25}]), f"{kind}, one of two"
    for header in ("7", "3600", "0", "-3", "1.5", "soon"):
        yield _given(_two(), [_failure(0, "a", "rate_limit", retry_after=header), {"t": 4}, {"t": 8}]), \
            "Retry-After"
    yield _given(_two(), [_failure(t, "a", "internal_server_error") for t in range(5)] + [{"t": 6}]), \
        "the fifth failure"
    yield _given(_two(), [_failure(t, "a", "bad_request") for t in range(4)]
                 + [_failure(4, "a", "internal_server_error")]), "errors of the caller count"
    yield _given(_two(), [_failure(0, "a", "rate_limit"), _failure(3, "a", "rate_limit"), {"t": 5.25}]), \
        "a second cooldown does not extend the first"
    for fails in (0, 1, 3):
        yield _given(_two(), [_failure(t * 0.5, "a", "rate_limit") for t in range(5)], allowed_fails=fails), \
            "allowed_fails"
    for number in range(count):
        yield _random(rng), None


def _random(rng):
    deployments, names = [], IDS[: rng.randint(1, 3)]
    for name in names:
        params, info = {}, {}
        if rng.random() < 0.2:
            params["cooldown_time"] = rng.choice((0, 1, 10))
        if rng.random() < 0.1:
            info["cooldown_time"] = rng.choice((2, 30))
        deployments.append(_deployment(name, info=info, **params))
    settings = {}
    if rng.random() < 0.4:
        settings["cooldown_time"] = rng.choice((1, 10, 60))
    if rng.random() < 0.25:
        settings["allowed_fails"] = rng.randint(0, 4)
    elif rng.random() < 0.25:
        settings["allowed_fails_policy"] = {
            rng.choice(("RateLimit", "Timeout", "InternalServer", "Authentication"))
            + "ErrorAllowedFails": rng.randint(0, 3)}
    favourite = rng.choice(tuple(KINDS))
    t, steps = 0.0, []
    for _ in range(rng.randint(5, 14)):
        t += rng.choice((0.25, 0.5, 1, 1, 2, 4)) + 1 / 64
        roll = rng.random()
        if roll < 0.15:
            steps.append({"t": t})
        elif roll < 0.35:
            steps.append({"t": t, "deployment": rng.choice(names)})
        else:
            kind = favourite if rng.random() < 0.6 else rng.choice(tuple(KINDS))
            more = {"retry_after": rng.choice(("0", "3", "20"))} if rng.random() < 0.1 else {}
            steps.append(_failure(t, rng.choice(names), kind, **more))
    return _given(deployments, steps, **settings)
