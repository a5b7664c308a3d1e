"""The check of a key before and after the cost map is reloaded, and after a restart."""

import importlib.util

from .. import world
from .access import check
from .access_reload_cases import cases  # noqa: F401


def record(given):
    world.reset()
    return world.run(_record(given))


async def _record(given):
    router = world.make_router(given["config"]) if "config" in given else None
    results = []
    for step in given["steps"]:
        if step["op"] in ("start", "restart"):
            world.reset(step["catalog"])
        elif step["op"] == "reload":
            world.adopt(step["catalog"], extend_providers=reload_extends_providers())
        else:
            results.append(await check(step.get("key", given["key"]), step["model"], router))
    return {"checks": results}


def reload_extends_providers():
    """Whether the proxy's reload adds to the provider sets: read in its source, which need not run.

    Every release that does calls `add_known_models`, in the proxy itself or where it adopts a map.
    """
    for name in ("litellm.proxy.proxy_server", "litellm.litellm_core_utils.get_model_cost_map"):
        spec = importlib.util.find_spec(name)
        if spec is None or not spec.origin:
            continue
        with open(spec.origin, encoding="utf-8") as file:
            if "add_known_models" in file.read():
                return True
    return False
