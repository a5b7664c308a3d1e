"""Which deployments a request reaches, hop by hop, and what it answers in the end."""

from .. import world
from ..upstream import Upstream, request
from .fallback_cases import cases  # noqa: F401

_OTHER_SEEDS = (1, 2, 3)


class Ambiguous(Exception):
    """The outcome of the case depends on the router's draws, so that it is no vector."""


def record(given):
    first = _once(given, 0)
    if any(len(hop["of"]) > 1 for hop in first["attempts"]):
        for seed in _OTHER_SEEDS:
            if _shape(_once(given, seed)) != _shape(first):
                raise Ambiguous()
    for hop in first["attempts"]:
        among = hop.pop("of")
        if len(among) > 1:
            del hop["id"]
            hop["any_of"] = among
    return first


def _shape(found):
    return [(hop["group"], hop["of"]) for hop in found["attempts"]], found["final"]


def _once(given, seed):
    world.reset()
    world.seed(seed)
    return world.run(_record(given))


async def _record(given):
    router = world.make_router(given["config"])
    world.cool(router, given.get("cooldown", ()))
    counts = {}

    def answer(name, _):
        plan = given["failures"].get(name)
        if isinstance(plan, list):
            counts[name] = counts.get(name, 0) + 1
            plan = plan[min(counts[name], len(plan)) - 1]
        return {"error": plan} if plan else None

    upstream = Upstream(answer)
    final = await request(router, upstream, dict(given["request"]))
    return {"attempts": upstream.attempts, "final": final}
