"""Cases of the kind `fallback`."""

GROUPS = ("g", "h", "i", "j")
ERRORS = (
    "internal_server_error", "rate_limit", "timeout", "authentication", "bad_request", "context_window",
    "content_policy", "not_found", "service_unavailable")


def _deployment(name, group, **params):
    return {
        "model_name": group,
        "litellm_params": {"model": f"openai/m-{name}", "api_key": "sk-fake", **params},
        "model_info": {"id": name}}


def _given(model_list, failures, settings=None, cooldown=(), **request):
    given = {
        "config": {
            "model_list": model_list,
            "router_settings": {"disable_cooldowns": True, "num_retries": 0, **(settings or {})}},
        "failures": failures, "request": {"model": "g", **request}}
    if cooldown:
        given["cooldown"] = list(cooldown)
    return given


def _groups(count=3):
    return [_deployment(f"{name}1", name) for name in GROUPS[:count]]


def cases(rng, count):
    for kind in ERRORS:
        yield _given(_groups(2), {"g1": kind}, {"fallbacks": [{"g": ["h"]}]}), f"after {kind}"
        yield _given(_groups(3), {"g1": kind}, {
            "fallbacks": [{"g": ["h"]}], "context_window_fallbacks": [{"g": ["i"]}],
            "content_policy_fallbacks": [{"g": ["i"]}]}), f"typed lists, after {kind}"
    yield _given(_groups(), {"g1": "timeout", "h1": "rate_limit"}, {"fallbacks": [{"g": ["h", "i"]}]}), "a list"
    yield _given(_groups(), {"g1": "timeout", "h1": "rate_limit"}, {
        "fallbacks": [{"g": ["h"]}, {"h": ["i"]}]}), "a chain"
    yield _given(_groups(2), {"g1": "timeout", "h1": "rate_limit"}, {
        "fallbacks": [{"g": ["h"]}, {"h": ["g"]}]}), "a cycle"
    yield _given(_groups(2), {"g1": "timeout"}, {"default_fallbacks": ["h"]}), "default fallbacks"
    yield _given(_groups(2), {"g1": "timeout", "h1": "timeout"}, {"default_fallbacks": ["h"]}), \
        "default fallbacks fail"
    yield _given(_groups(2), {"g1": "timeout"}, {"fallbacks": [{"g": ["h"]}], "max_fallbacks": 0}), \
        "max_fallbacks 0"
    yield _given(_groups(2), {"g1": "timeout"}, {"fallbacks": [{"g": ["nobody", "h"]}]}), "an unknown target"
    yield _given(_groups(2), {}, {"fallbacks": [{"g": ["h"]}]}, ["g1"]), "the group in cooldown"
    yield _given(_groups(2), {"g1": "timeout"}, {"fallbacks": [{"g": ["h"]}]}, ["h1"]), "the target in cooldown"
    orders = [_deployment("g1", "g", order=1), _deployment("g2", "g", order=2), _deployment("h1", "h")]
    yield _given(orders, {"g1": "timeout"}, {"fallbacks": [{"g": ["h"]}]}), "order levels"
    yield _given(orders, {"g1": "timeout", "g2": "rate_limit"}), "order levels, all fail"
    yield _given(_groups(2), {"g1": "timeout"}, fallbacks=["h"]), "fallbacks of the request"
    for _ in range(count):
        yield _random(rng), None


def _random(rng):
    names = GROUPS[: rng.randint(2, 4)]
    model_list = []
    for name in names:
        orders = rng.random() < 0.25
        for number in range(1, rng.choice((2, 2, 3)) + (1 if orders else 0)):
            params = {"order": number} if orders else {}
            model_list.append(_deployment(f"{name}{number}", name, **params))
    settings = {}
    for key, chance in (("fallbacks", 0.9), ("context_window_fallbacks", 0.25), ("content_policy_fallbacks", 0.25)):
        if rng.random() < chance:
            settings[key] = [
                {name: rng.sample([n for n in names if n != name], rng.randint(1, len(names) - 1))}
                for name in names if rng.random() < 0.7]
            if not settings[key]:
                del settings[key]
    if rng.random() < 0.2:
        settings["default_fallbacks"] = [rng.choice(names)]
    if rng.random() < 0.15:
        settings["max_fallbacks"] = rng.randint(0, 2)
    request = {"num_retries": rng.randint(0, 2)} if rng.random() < 0.15 else {}
    failures = {}
    for entry in model_list:
        roll, name = rng.random(), entry["model_info"]["id"]
        same = [d for d in model_list if d["model_name"] == entry["model_name"]]
        if "order" not in entry["litellm_params"] and entry is not same[0]:
            failures[name] = failures.get(same[0]["model_info"]["id"])
            if failures[name] is None:
                del failures[name]
        elif roll < 0.65:
            failures[name] = rng.choice(ERRORS)
        elif roll < 0.75 and len(same) == 1:
            failures[name] = [rng.choice(ERRORS), None]
    cooled = [d["model_info"]["id"] for d in model_list if rng.random() < 0.07]
    return _given(model_list, failures, settings, cooled, **request)
