"""Who is in cooldown after which successes and failures, and until when."""

import copy

from .. import clock, world
from .cooldown_cases import cases  # noqa: F401


def record(given):
    world.reset()
    clock.CLOCK.epoch = given["epoch"]
    return world.run(_steps(given))


async def _steps(given):
    config = given["config"]
    router = world.make_router(config)
    by_id = {d["model_info"]["id"]: d for d in config["model_list"]}
    results = []
    for step in given["steps"]:
        clock.CLOCK.t = step["t"]
        if "deployment" in step:
            await _book(router, by_id[step["deployment"]], step)
        results.append(await _look(router, list(by_id)))
    return {"steps": results}


async def _book(router, deployment, step):
    """What the router's callbacks do when a response has ended."""
    params, name = deployment["litellm_params"], deployment["model_info"]["id"]
    kwargs = {
        "model": params["model"], "call_type": "acompletion",
        "litellm_params": {
            "metadata": {"model_group": deployment["model_name"], "deployment": params["model"]},
            "model_info": dict(deployment["model_info"]), "cooldown_time": cooldown_time(deployment)},
        "standard_logging_object": {"model_id": name, "total_tokens": 0},
    }
    now = clock.CLOCK.now()
    if "error" not in step:
        await world.member(router, "deployment_callback_on_success")(kwargs, None, now, now)
        return
    headers = {"retry-after": step["retry_after"]} if "retry_after" in step else None
    kwargs["exception"] = world.upstream_error(step["error"], headers)
    world.member(router, "deployment_callback_on_failure")(kwargs, None, now, now)


def cooldown_time(deployment):
    """The length that a request carries: the router copies that of `model_info` over the other."""
    own = deployment["litellm_params"].get("cooldown_time")
    return deployment["model_info"].get("cooldown_time", own)


async def _look(router, ids):
    """Who cools, and until when: asked of the router itself, a moment before and at each end."""
    cache, now = world.member(router, "cooldown_cache"), clock.CLOCK.t
    active = await cache.async_get_active_cooldowns(model_ids=ids, parent_otel_span=None)
    cooled, inclusive = {}, []
    for name, value in active:
        end = value["timestamp"] + value["cooldown_time"]
        expiry = _memory(cache, name).ttl_dict.get(_key(name), end)
        for last in sorted({end, expiry}, reverse=True):
            if await _cools(cache, name, last - 0.001):
                cooled[name] = round(last - clock.CLOCK.epoch, 6)
                if await _cools(cache, name, last):
                    inclusive.append(name)
                break
    clock.CLOCK.t = now
    result = {"cooled": cooled}
    if inclusive:
        result["end_inclusive"] = inclusive
    return result


async def _cools(cache, name, instant):
    """Whether it will cool then; what a look takes out of the cache is put back."""
    memory = _memory(cache, name)
    kept = {key: copy.copy(getattr(memory, key)) for key in _PARTS if hasattr(memory, key)}
    clock.CLOCK.t = instant - clock.CLOCK.epoch
    active = await cache.async_get_active_cooldowns(model_ids=[name], parent_otel_span=None)
    for key, value in kept.items():
        setattr(memory, key, value)
    return bool(active)


_PARTS = ("cache_dict", "ttl_dict", "expiration_heap")


def _memory(cache, name):
    """The store of the entry: the cooldown cache's own one, or that of the router's cache."""
    both = (getattr(cache, "in_memory_cache", None), cache.cache.in_memory_cache)
    return next(m for m in both if m is not None and _key(name) in m.cache_dict)


def _key(name):
    return f"deployment:{name}:cooldown"
