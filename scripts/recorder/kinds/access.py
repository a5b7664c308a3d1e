"""Whether a key may call a model, by the proxy's own check of the key's models."""

import copy
import inspect

from litellm.proxy._types import ProxyException, UserAPIKeyAuth
from litellm.proxy.auth import auth_checks
from litellm.proxy.auth.auth_checks import can_key_call_model

from .. import world
from .access_cases import cases  # noqa: F401


# Up to 1.85 the check of the team alone judges such keys: the proxy does not ask this function.
_KNOWS_TEAM_KEYS = "all_team_models" in inspect.getsource(auth_checks)


class JudgedElsewhere(Exception):
    """The proxy would not put this question to the function."""


def record(given):
    if "all-team-models" in given["key"].get("models", ()) and not _KNOWS_TEAM_KEYS:
        raise JudgedElsewhere("keys with the models of their team")
    world.reset(given["catalog"], given.get("model_alias_map"))
    return world.run(_record(given))


async def _record(given):
    router = None
    if "config" in given:
        router = world.make_router(given["config"])
    return await check(given["key"], given["model"], router)


async def check(key, model, router):
    key = copy.deepcopy(key)
    token = UserAPIKeyAuth(
        models=key.get("models", []), aliases=key.get("aliases", {}), team_id=key.get("team_id"),
        team_models=key.get("team_models", []), team_model_aliases=key.get("team_model_aliases"))
    try:
        await can_key_call_model(
            model=model, llm_model_list=None, valid_token=token, llm_router=router)
        return {"allowed": True}
    except ProxyException as denial:
        return {"allowed": False, "status": int(denial.code), "type": denial.type}
    except Exception as problem:  # an entry that is no regular expression, for one
        return {"allowed": False, "error_class": f"{type(problem).__module__}.{type(problem).__name__}"}
