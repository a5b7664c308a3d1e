"""Words in which the hand-written cases of the kind `strategy` are put."""


def deployment(name, group="g", info=None, **params):
    params.setdefault("model", f"openai/m-{name}")
    return {
        "model_name": group,
        "litellm_params": {"api_key": "sk-fake", "api_base": f"https://{name}.invalid", **params},
        "model_info": {"id": name, **(info or {})},
    }


def given(strategy, deployments, steps, seed=0, args=None, catalog=None, **settings):
    settings = {"routing_strategy": strategy, "num_retries": 0, **settings}
    if args is not None:
        settings["routing_strategy_args"] = args
    made = {
        "config": {"model_list": deployments, "router_settings": settings},
        "seed": seed, "steps": steps}
    if catalog:
        made["catalog"] = catalog
    return made


def pick(t, **more):
    return {"t": t, "op": "pick", "model": "g", **more}


def success(t, name, seconds, completion=10, total=20, **more):
    return {
        "t": t, "op": "success", "deployment": name, "seconds": seconds,
        "completion_tokens": completion, "total_tokens": total, **more}


def failure(t, name, error):
    return {"t": t, "op": "failure", "deployment": name, "seconds": 0.5, "error": error}


def pre(t, name):
    return {"t": t, "op": "pre_call", "deployment": name}


def two(**params):
    return [deployment("a", **params), deployment("b", **params)]
