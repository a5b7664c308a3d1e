"""Where a Responses request with sealed items may go, and what becomes of its input."""

import copy
import importlib.util

from .. import world
from .affinity_cases import cases  # noqa: F401
from .codec import find

_CHECK = "litellm.router_utils.pre_call_checks.encrypted_content_affinity_check"


def missing():
    return None if importlib.util.find_spec(_CHECK) else "this release has no encrypted_content_affinity"


def record(given):
    world.reset(given.get("catalog"))
    return world.run(_record(given))


async def _record(given):
    router = world.make_router(given["config"])
    world.cool(router, given.get("cooldown", ()))
    request = given["request"]
    sent = copy.deepcopy(request["input"])
    kwargs = {"input": sent, "litellm_metadata": {"model_group": request["model"]}}
    if "tags" in request:
        kwargs["litellm_metadata"]["tags"] = list(request["tags"])
    for field, key in (
            ("previous_response_id", "previous_response_id"), ("target_order", "_target_order"),
            ("excluded_deployment_ids", "_excluded_deployment_ids"),
            ("retry_skipped_deployment_ids", "_retry_skipped_deployment_ids")):
        if field in request:
            value = request[field]
            kwargs[key] = tuple(value) if isinstance(value, list) else value
    result = {}
    try:
        found = await world.member(router, "async_get_healthy_deployments")(
            model=request["model"], request_kwargs=kwargs, messages=None, input=sent,
            specific_deployment=False, parent_otel_span=None)
        found = [found] if isinstance(found, dict) else found
        result["candidates"] = [d["model_info"]["id"] for d in found]
    except Exception as problem:  # whatever LiteLLM raises is the answer
        result["error"] = world.error_of(problem)
    result["pinned"] = bool(kwargs.get("_encrypted_content_affinity_pinned"))
    result["marks_response"] = bool(
        kwargs["litellm_metadata"].get("encrypted_content_affinity_enabled"))
    result["input_after"] = copy.deepcopy(kwargs["input"])
    result["input_upstream"] = find("restore_encrypted_content_item_ids_in_input")(
        copy.deepcopy(kwargs["input"]))
    return result
