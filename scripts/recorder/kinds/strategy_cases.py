"""Cases of the kind `strategy`: hand-written ones first, then random ones for every strategy."""

from .strategy_hand import hand_written

STRATEGIES = (
    "least-busy", "latency-based-routing", "usage-based-routing", "usage-based-routing-v2",
    "cost-based-routing", "simple-shuffle", "enforce", "budget",
)
IDS = "abcdefgh"


def deployment(name, group="g", model=None, info=None, **params):
    """One `model_list` entry; its address names it, so that scores can be told apart."""
    model = model or f"openai/m-{name}"
    return {
        "model_name": group,
        "litellm_params": {
            "model": model, "api_key": "sk-fake", "api_base": f"https://{name}.invalid", **params},
        "model_info": {"id": name, **(info or {})},
    }


def cases(rng, count):
    yield from hand_written()
    for number in range(count):
        strategy = STRATEGIES[number % len(STRATEGIES)]
        yield _random_case(rng, strategy), None


def _random_case(rng, strategy):
    ids = list(IDS[: rng.choice((1, 2, 2, 3, 3, 4, 5))])
    settings = {"routing_strategy": strategy, "num_retries": 0}
    catalog = None
    limited = rng.random() < 0.5
    model_list = []
    for name in ids:
        params = {}
        if strategy == "simple-shuffle":
            key = rng.choice(("weight", "rpm", "tpm", None))
            if key:
                params[key] = rng.choice((0, 1, 2, 3, 5, 10))
        elif strategy not in ("least-busy", "budget") and (limited or strategy == "enforce"):
            if rng.random() < 0.7:
                params["rpm"] = rng.randint(1, 5)
            if rng.random() < 0.4:
                params["tpm"] = rng.choice((50, 100, 200, 400))
        model_list.append(deployment(name, **params))
    if strategy == "latency-based-routing":
        settings["routing_strategy_args"] = _latency_args(rng)
    elif strategy == "usage-based-routing" and rng.random() < 0.3:
        settings["routing_strategy_args"] = {"ttl": rng.choice((10, 60, 120))}
    elif strategy == "cost-based-routing":
        catalog = _prices(rng, model_list)
    elif strategy == "enforce":
        settings["routing_strategy"] = "simple-shuffle"
        settings["optional_pre_call_checks"] = ["enforce_model_rate_limits"]
    elif strategy == "budget":
        settings["routing_strategy"] = "simple-shuffle"
        settings["optional_pre_call_checks"] = ["router_budget_limiting"]
        _budgets(rng, settings, model_list)
    if strategy not in ("enforce", "budget"):
        settings["disable_cooldowns"] = True
    given = {
        "config": {"model_list": model_list, "router_settings": settings},
        "seed": rng.randint(0, 9999),
        "steps": list(_steps(rng, strategy, ids)),
    }
    if catalog:
        given["catalog"] = catalog
    return given


def _latency_args(rng):
    args = {}
    if rng.random() < 0.5:
        args["lowest_latency_buffer"] = rng.choice((0, 0.1, 0.25, 0.5, 1, 2))
    if rng.random() < 0.3:
        args["max_latency_list_size"] = rng.choice((1, 2, 3, 5))
    if rng.random() < 0.2:
        args["ttl"] = rng.choice((30, 90, 3600))
    return args


def _prices(rng, model_list):
    catalog = {}
    for entry in model_list:
        roll, params = rng.random(), entry["litellm_params"]
        price = rng.choice((1e-6, 2e-6, 3e-6, 5e-6))
        if roll < 0.5:
            name = params["model"] if rng.random() < 0.5 else params["model"].split("/")[1]
            catalog[name] = {
                "litellm_provider": "openai", "mode": "chat",
                "input_cost_per_token": price, "output_cost_per_token": rng.choice((1, 2, 4)) * price}
        elif roll < 0.75:
            params["input_cost_per_token"] = price
            if rng.random() < 0.7:
                params["output_cost_per_token"] = 2 * price
    return catalog


def _budgets(rng, settings, model_list):
    kind = rng.choice(("provider", "deployment", "mixed"))
    if kind in ("provider", "mixed"):
        for entry in model_list:
            provider = rng.choice(("openai", "anthropic", "groq"))
            entry["litellm_params"]["model"] = f"{provider}/m-{entry['model_info']['id']}"
        settings["provider_budget_config"] = {
            name: {"budget_limit": rng.choice((0.5, 1, 2)), "time_period": rng.choice(("1d", "30s", "2h"))}
            for name in rng.sample(("openai", "anthropic", "groq"), rng.randint(1, 3))}
    if kind in ("deployment", "mixed"):
        for entry in model_list:
            if rng.random() < 0.7:
                entry["litellm_params"].update(
                    max_budget=rng.choice((0.5, 1, 2)), budget_duration=rng.choice(("1d", "30s")))


def _steps(rng, strategy, ids):
    t, length = 0.0, rng.randint(6, 18)
    yield {"t": t, "op": "pick", "model": "g"}
    for _ in range(length):
        t = round(t + rng.choice((0.25, 0.5, 1, 2, 5, 20, 31 if strategy != "enforce" else 7)), 2)
        roll, name = rng.random(), rng.choice(ids)
        if roll < 0.42:
            yield _pick(rng, strategy, t)
        elif strategy == "simple-shuffle":
            yield {"t": t, "op": "pick", "model": "g"}
        elif roll < (0.9 if strategy == "enforce" else 0.6) and strategy in (
                "least-busy", "usage-based-routing-v2", "enforce"):
            yield {"t": t, "op": "pre_call", "deployment": name}
        elif roll < 0.9 or strategy in ("enforce", "budget"):
            yield _success(rng, strategy, t, name)
        else:
            yield {
                "t": t, "op": "failure", "deployment": name, "seconds": 0.5,
                "error": rng.choice(("timeout", "timeout", "internal_server_error", "rate_limit", "bad_request"))}
    yield _pick(rng, strategy, round(t + 0.5, 2))


def _pick(rng, strategy, t):
    step = {"t": t, "op": "pick", "model": "g"}
    if strategy not in ("simple-shuffle", "least-busy", "budget") and rng.random() < 0.25:
        step["input_tokens"] = rng.choice((10, 20, 60, 150))
    if strategy == "latency-based-routing" and rng.random() < 0.3:
        step["stream"] = True
    return step


def _success(rng, strategy, t, name):
    seconds = rng.choice((0.2, 0.4, 0.5, 0.8, 1, 1.5, 2, 3))
    tokens = rng.choice((0, 1, 4, 10, 20, 50))
    step = {
        "t": t, "op": "success", "deployment": name, "seconds": seconds,
        "completion_tokens": tokens, "total_tokens": tokens + rng.choice((0, 10, 30, 100))}
    if strategy == "latency-based-routing" and rng.random() < 0.35:
        step["ttft"] = rng.choice((0.05, 0.1, 0.2))
    if strategy == "budget":
        step["cost"] = rng.choice((0.1, 0.3, 0.5, 1))
    return step
