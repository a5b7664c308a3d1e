"""The probabilities with which simple-shuffle picks: the weights that it hands to its draw."""

from .. import world
from ..draws import Draws
from .weights_cases import cases  # noqa: F401


def record(given):
    world.reset()
    world.seed(0)
    return world.run(_record(given))


async def _record(given):
    router = world.make_router(given["config"])
    world.cool(router, given.get("cooldown", ()))
    request = given["request"]

    def kwargs():
        made = {"metadata": {"model_group": request["model"]}}
        if "router_weights" in request:
            made["_router_weights"] = request["router_weights"]
        return made

    try:
        found = await world.member(router, "async_get_healthy_deployments")(
            model=request["model"], request_kwargs=kwargs(), messages=None, input=None,
            specific_deployment=False, parent_otel_span=None)
        if isinstance(found, dict):
            return {"probabilities": {found["model_info"]["id"]: 1.0}}
        with Draws() as draws:
            await world.member(router, "async_get_available_deployment")(
                model=request["model"], request_kwargs=kwargs())
    except Exception as problem:  # whatever LiteLLM raises is the answer
        return {"error": world.error_of(problem)}
    ids = [d["model_info"]["id"] for d in found]
    note = draws.notes[-1]
    weights = note["weights"] if note["fn"] == "choices" else [1] * len(ids)
    total, shares = sum(weights), {}
    for name, weight in zip(ids, weights):
        shares[name] = round(shares.get(name, 0.0) + weight / total, 9)
    return {"probabilities": shares}
