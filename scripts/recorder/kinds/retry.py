"""How often a request is tried, how long the router waits in between, and what it answers."""

from .. import world
from ..upstream import Upstream, request
from .retry_cases import cases  # noqa: F401


def record(given):
    least, most = (_once(given, jitter) for jitter in (0.0, 1.0))
    result = dict(least)
    result["sleeps"] = [
        {"min": round(low, 6), "max": round(high, 6)}
        for low, high in zip(least["sleeps"], most["sleeps"])]
    return result


def _once(given, jitter):
    world.reset()
    world.seed(0)
    return world.run(_record(given, jitter))


async def _record(given, jitter):
    router = world.make_router(given["config"])
    world.cool(router, given.get("cooldown", ()))
    call = dict(given["request"])
    group, failures = call["model"], given["failures"]
    tries = 0

    def answer(name, _):
        nonlocal tries
        if upstream.attempts[-1]["group"] != group:
            return None
        failure = failures[min(tries, len(failures) - 1)]
        tries += 1
        if failure and "retry_after" in failure:
            failure = {**failure, "headers": {"retry-after": failure["retry_after"]}}
        return failure

    upstream = Upstream(answer, jitter)
    final = await request(router, upstream, call)
    return {
        "attempts": tries, "retry": tries > 1, "sleeps": upstream.sleeps,
        "fell_back": any(a["group"] != group for a in upstream.attempts), "final": final}
