"""Which deployments stand to choose from after all the router's filters, for a chat request."""

import litellm

from .. import world
from .candidates_cases import cases  # noqa: F401


def record(given):
    world.reset(given.get("catalog"), given.get("model_alias_map"))
    request = given["request"]
    if request.get("messages"):
        request["input_tokens"] = litellm.token_counter(messages=request["messages"], text=None)
    return world.run(_record(given))


async def _record(given):
    router = world.make_router(given["config"])
    world.cool(router, given.get("cooldown", ()))
    request = given["request"]
    metadata = {"model_group": request["model"]}
    kwargs = {"metadata": metadata}
    if "tags" in request:
        metadata["tags"] = list(request["tags"])
    for field, key in (
            ("allowed_model_region", "allowed_model_region"),
            ("enable_tag_filtering", "enable_tag_filtering"),
            ("target_order", "_target_order"),
            ("excluded_deployment_ids", "_excluded_deployment_ids"),
            ("retry_skipped_deployment_ids", "_retry_skipped_deployment_ids")):
        if field in request:
            value = request[field]
            kwargs[key] = tuple(value) if isinstance(value, list) else value
    try:
        found = await world.member(router, "async_get_healthy_deployments")(
            model=request["model"], request_kwargs=kwargs, messages=request.get("messages"),
            input=None, specific_deployment=False, parent_otel_span=None)
    except Exception as problem:  # whatever LiteLLM raises is the answer
        return {"error": world.error_of(problem)}
    found = [found] if isinstance(found, dict) else found
    return {"candidates": [
        {"id": d["model_info"]["id"], "model": d["litellm_params"]["model"]} for d in found]}
