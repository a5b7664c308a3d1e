"""What each routing strategy picks, step by step, and what limits and budgets refuse."""

import datetime

import litellm
from litellm import ModelResponse, Usage

from .. import clock, world
from ..draws import Draws
from .strategy_cases import cases  # noqa: F401  (the recorder asks this module for its cases)

NEEDS = None


def record(given):
    world.reset(given.get("catalog"))
    world.seed(given["seed"])
    return world.run(_steps(given))


async def _steps(given):
    desk = _Desk(given["config"])
    results = []
    for step in given["steps"]:
        clock.CLOCK.t = step["t"]
        result = await getattr(desk, "op_" + step["op"])(step)
        cooled = await desk.cooled()
        if cooled:
            result["cooled"] = cooled
        results.append(result)
    return {"steps": results}


class _Desk:
    """A router and the calls that its requests would make."""

    def __init__(self, config):
        self.router = world.make_router(config)
        self.by_id = {d["model_info"]["id"]: d for d in config["model_list"]}
        self.open = {}

    async def cooled(self):
        found = []
        for group in sorted({d["model_name"] for d in self.by_id.values()}):
            ids = [i for i, d in self.by_id.items() if d["model_name"] == group]
            cache = world.member(self.router, "cooldown_cache")
            active = await cache.async_get_active_cooldowns(model_ids=ids, parent_otel_span=None)
            found += [entry[0] for entry in active]
        return sorted(found)

    def deployment(self, name):
        """The router's own copy of a deployment, which is what it hands to its callbacks."""
        for entry in world.member(self.router, "model_list"):
            if entry["model_info"]["id"] == name:
                return entry
        raise KeyError(name)

    async def op_pick(self, step):
        metadata = {"model_group": step["model"]}
        if step.get("tags"):
            metadata["tags"] = step["tags"]
        kwargs = {"metadata": metadata}
        if step.get("stream"):
            kwargs["stream"] = True
        messages = message_of(step["input_tokens"]) if "input_tokens" in step else None
        with Draws() as draws:
            try:
                get = world.member(self.router, "async_get_available_deployment")
                chosen = await get(model=step["model"], request_kwargs=kwargs, messages=messages)
                result = {"picked": chosen["model_info"]["id"]}
            except Exception as problem:  # whatever LiteLLM raises is the answer
                result = {"error": world.error_of(problem)}
        if draws.notes:
            result["draws"] = draws.notes
        scores = metadata.get("_latency_per_deployment")
        if scores:
            result["scores"] = {k.split("//")[1].split(".")[0]: v for k, v in sorted(scores.items())}
        return result

    async def op_pre_call(self, step):
        deployment = self.deployment(step["deployment"])
        try:
            await self.router.async_routing_strategy_pre_call_checks(
                deployment=deployment, parent_otel_span=None)
        except Exception as problem:
            return {"error": world.error_of(problem)}
        kwargs = self.kwargs(step)
        for callback in self.custom(litellm.callbacks):
            callback.log_pre_api_call(kwargs["model"], [], kwargs)
        return {"admitted": True}

    async def op_success(self, step):
        kwargs, end = self.kwargs(step), clock.CLOCK.now()
        start = end - datetime.timedelta(seconds=step["seconds"])
        if "ttft" in step:
            kwargs["stream"] = True
            kwargs["completion_start_time"] = start + datetime.timedelta(seconds=step["ttft"])
        completion = step["completion_tokens"]
        usage = Usage(
            prompt_tokens=step["total_tokens"] - completion, completion_tokens=completion,
            total_tokens=step["total_tokens"])
        response = ModelResponse(usage=usage)
        await world.member(self.router, "deployment_callback_on_success")(kwargs, response, start, end)
        for callback in self.custom(litellm.callbacks):
            await callback.async_log_success_event(kwargs, response, start, end)
        return {}

    async def op_failure(self, step):
        kwargs, end = self.kwargs(step), clock.CLOCK.now()
        start = end - datetime.timedelta(seconds=step["seconds"])
        kwargs["exception"] = world.upstream_error(step["error"])
        await world.member(self.router, "async_deployment_callback_on_failure")(kwargs, None, start, end)
        for callback in self.custom(litellm.callbacks):
            await callback.async_log_failure_event(kwargs, None, start, end)
        world.member(self.router, "deployment_callback_on_failure")(kwargs, None, start, end)
        return {}

    async def op_open(self, step):
        """Takes a slot of `max_parallel_requests`; older releases wait for one."""
        deployment = self.deployment(step["deployment"])
        slot = world.member(self.router, "_get_client")(
            deployment=deployment, kwargs={}, client_type="max_parallel_requests")
        if slot is None:
            return {"open": True, "unlimited": True}
        if hasattr(slot, "locked"):
            if slot.locked():
                return {"waits": True}
            await slot.acquire()
            return {"open": True}
        try:
            slot.acquire()
            return {"open": True}
        except Exception as problem:
            return {"error": world.error_of(problem)}

    async def op_close(self, step):
        slot = world.member(self.router, "_get_client")(
            deployment=self.deployment(step["deployment"]), kwargs={},
            client_type="max_parallel_requests")
        if slot is not None:
            slot.release()
        return {}

    def kwargs(self, step):
        """What LiteLLM's logging hands to callbacks, as far as the strategies read it."""
        deployment = self.by_id[step["deployment"]]
        upstream = deployment["litellm_params"]["model"]
        metadata = {"model_group": deployment["model_name"], "deployment": upstream}
        metadata["model_info"] = {"id": step["deployment"]}
        if step.get("tags"):
            metadata["tags"] = step["tags"]
        return {
            "model": upstream.split("/")[-1],
            "call_type": "acompletion",
            "litellm_params": {
                "metadata": metadata, "model_info": {"id": step["deployment"]},
                "custom_llm_provider": upstream.split("/")[0],
            },
            "standard_logging_object": {
                "model_id": step["deployment"], "model_group": deployment["model_name"],
                "total_tokens": step.get("total_tokens", 0), "response_cost": step.get("cost", 0.0),
                "custom_llm_provider": upstream.split("/")[0],
                "hidden_params": {"litellm_model_name": upstream},
            },
        }

    @staticmethod
    def custom(callbacks):
        from litellm.integrations.custom_logger import CustomLogger

        return [c for c in callbacks if isinstance(c, CustomLogger)]


def message_of(tokens):
    """A message that LiteLLM itself counts as `tokens`."""
    for words in range(max(1, tokens - 12), tokens + 1):
        messages = [{"role": "user", "content": "hi " * words}]
        if litellm.token_counter(messages=messages, text=None) == tokens:
            return messages
    raise ValueError(f"no message of {tokens} tokens")
