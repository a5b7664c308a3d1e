"""Cases of the kind `retry`."""

from ..world import KINDS

POLICY = (
    "BadRequestErrorRetries", "AuthenticationErrorRetries", "TimeoutErrorRetries", "RateLimitErrorRetries",
    "ContentPolicyViolationErrorRetries", "InternalServerErrorRetries")


def _deployment(name, group="g", **params):
    return {
        "model_name": group,
        "litellm_params": {"model": f"openai/m-{name}", "api_key": "sk-fake", **params},
        "model_info": {"id": name}}


def _given(names, failures, settings=None, cooldown=(), params=None, **request):
    model_list = [_deployment(n, "h" if n == "h" else "g", **(params or {})) for n in names]
    given = {
        "config": {
            "model_list": model_list, "router_settings": {"disable_cooldowns": True, **(settings or {})}},
        "request": {"model": "g", **request}, "failures": failures}
    if cooldown:
        given["cooldown"] = list(cooldown)
    return given


def _fail(kind, **more):
    return {"error": kind, "status": KINDS[kind][0], **more}


def cases(rng, count):
    for kind in KINDS:
        for names in ("a", "ab"):
            yield _given(names, [_fail(kind)], {"num_retries": 2}), None
    yield _given("a", [_fail("internal_server_error")]), "default number of retries"
    yield _given("a", [_fail("internal_server_error")], {"num_retries": 1}, num_retries=3), \
        "the request wins over the router"
    yield _given("a", [_fail("internal_server_error")], {"num_retries": 1}, params={"num_retries": 3}), \
        "num_retries of the deployment"
    for after in ("7", "60", "61", "0"):
        yield _given("a", [_fail("rate_limit", retry_after=after)], {"num_retries": 2}), "Retry-After"
    yield _given("a", [_fail("internal_server_error"), None], {"num_retries": 2}), "success at the second"
    yield _given("a", [_fail("internal_server_error"), _fail("bad_request")], {"num_retries": 3}), \
        "an error of the caller in between"
    yield _given("a", [_fail("rate_limit")], {"num_retries": 2}, cooldown=["a"]), "in cooldown"
    yield _given("ah", [_fail("rate_limit")], {"num_retries": 1, "fallbacks": [{"g": ["h"]}]}), "then a fallback"
    for kind, key in (("bad_request", POLICY[0]), ("timeout", POLICY[2]), ("rate_limit", POLICY[3])):
        for number in (0, 2):
            yield _given("a", [_fail(kind)], {"num_retries": 1, "retry_policy": {key: number}}), "a policy"
    for _ in range(count):
        yield _random(rng), None


def _random(rng):
    settings = {}
    if rng.random() < 0.8:
        settings["num_retries"] = rng.randint(0, 4)
    if rng.random() < 0.2:
        settings["retry_after"] = rng.choice((1, 3))
    if rng.random() < 0.25:
        settings["retry_policy"] = {rng.choice(POLICY): rng.randint(0, 3) for _ in range(2)}
    elif rng.random() < 0.1:
        settings["model_group_retry_policy"] = {"g": {rng.choice(POLICY): rng.randint(0, 3)}}
    request = {"num_retries": rng.randint(0, 3)} if rng.random() < 0.25 else {}
    failures = []
    for _ in range(rng.randint(1, 3)):
        more = {"retry_after": rng.choice(("2", "30", "100"))} if rng.random() < 0.2 else {}
        failures.append(_fail(rng.choice(tuple(KINDS)), **more))
    if rng.random() < 0.3:
        failures.append(None)
    names = rng.choice(("a", "ab", "abc"))
    cooled = [n for n in names if rng.random() < 0.1]
    return _given(names, failures, settings, cooled, **request)
