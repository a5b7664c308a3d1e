"""Cases of the kind `candidates`: groups, patterns, aliases, cooldown, pre-call checks, tags, orders."""

IDS = "abcdef"
TAGS = ("free", "paid", "beta", "default")
REGIONS = ("eu", "us", "us-east-1", None)


def deployment(name, group="g", model=None, info=None, **params):
    return {
        "model_name": group,
        "litellm_params": {"model": model or f"openai/m-{name}", "api_key": "sk-fake", **params},
        "model_info": {"id": name, **(info or {})},
    }


def cases(rng, count):
    yield from _hand_written()
    makers = (_checks, _tags, _orders, _patterns, _mixed)
    for number in range(count):
        yield makers[number % len(makers)](rng), None


def _given(deployments, model="g", settings=None, cooldown=(), catalog=None, **request):
    given = {
        "config": {"model_list": deployments, "router_settings": settings or {}},
        "request": {"model": model, **request}}
    if cooldown:
        given["cooldown"] = list(cooldown)
    if catalog:
        given["catalog"] = catalog
    return given


def _words(count):
    return [{"role": "user", "content": "hi " * count}]


def _hand_written():
    two, checks = [deployment("a"), deployment("b")], {"enable_pre_call_checks": True}
    yield _given(two), "a group"
    yield _given(two, cooldown=["a"]), "one in cooldown"
    yield _given(two, cooldown=["a", "b"]), "all in cooldown"
    yield _given(two, "nobody"), "a name that resolves to nothing"
    yield _given(two, "a"), "by deployment id"
    yield _given(two, "a", cooldown=["a"]), "by deployment id, in cooldown"
    yield _given(two, "openai/m-b"), "by upstream model"
    yield _given(two, "x", {"model_group_alias": {"x": "g"}}), "an alias"
    yield _given(two, "x", {"model_group_alias": {"x": {"model": "g", "hidden": True}}}), "a hidden alias"
    yield _given([deployment("a", info={"blocked": True}), deployment("b")]), "a blocked deployment"
    orders = [deployment("a", order=1), deployment("b", order=2), deployment("c")]
    yield _given(orders), "orders without pre-call checks"
    yield _given(orders, settings=checks, messages=_words(3)), "orders with pre-call checks"
    yield _given(orders, settings=checks), "orders, checks, no messages"
    yield _given(orders, cooldown=["a"], settings=checks, messages=_words(3)), "order 1 in cooldown"
    yield _given(orders, cooldown=["a"]), "order 1 in cooldown, no checks"
    small = [deployment("a", info={"max_input_tokens": 12}), deployment("b", info={"max_input_tokens": 40})]
    for count in (2, 4, 5, 30, 40):
        yield _given(small, settings=checks, messages=_words(count)), "a small and a larger context"
    yield _given(small, messages=_words(40)), "contexts without pre-call checks"
    yield _given(two, settings=checks, messages=_words(30), catalog={
        "openai/m-a": {"litellm_provider": "openai", "mode": "chat", "max_input_tokens": 12},
        "m-b": {"litellm_provider": "openai", "mode": "chat", "max_input_tokens": 12}}), \
        "contexts from the catalog"
    regions = [deployment("a", region_name="eu"), deployment("b", region_name="us-east-1"), deployment("c")]
    for region in ("eu", "us", "us-east-1", "mars"):
        yield _given(regions, settings=checks, messages=_words(3), allowed_model_region=region), "regions"
    yield _given(regions, settings=checks, allowed_model_region="eu"), "regions without messages"
    full = [deployment("a", rpm=1), deployment("b")]
    yield _given(full, settings=checks, messages=_words(3)), "rpm and checks, nothing used"
    tagging = {"enable_tag_filtering": True}
    tagged = [deployment("a", tags=["free"]), deployment("b", tags=["paid", "default"]), deployment("c")]
    for tags in (["free"], ["paid"], ["nobody"], ["free", "paid"], []):
        yield _given(tagged, settings=tagging, tags=tags), "tags"
    yield _given(tagged, settings=tagging), "no tags: those of default"
    yield _given([tagged[0], tagged[2]], settings=tagging), "no tags, no default"
    yield _given([tagged[0], tagged[2]], settings=tagging, tags=["nobody"]), "an unknown tag, no default"
    yield _given(tagged, settings={**tagging, "tag_filtering_match_any": False}, tags=["free", "paid"]), \
        "all tags must match"
    yield _given(tagged, tags=["free"]), "tags without the filter"
    yield _given(tagged, settings=tagging, tags=["free"], cooldown=["a"]), "the tagged one in cooldown"


def _checks(rng):
    deployments = []
    for name in IDS[: rng.randint(2, 4)]:
        params, info = {}, {}
        if rng.random() < 0.6:
            info["max_input_tokens"] = rng.choice((10, 15, 25, 50))
        region = rng.choice(REGIONS)
        if region:
            params["region_name"] = region
        if rng.random() < 0.3:
            params["order"] = rng.randint(1, 2)
        if rng.random() < 0.3:
            params["rpm"] = rng.choice((0, 1, 5))
        deployments.append(deployment(name, info=info, **params))
    request = {"messages": _words(rng.choice((1, 6, 12, 30, 60)))} if rng.random() < 0.85 else {}
    if rng.random() < 0.5:
        request["allowed_model_region"] = rng.choice(("eu", "us", "us-east-1"))
    return _given(deployments, settings={"enable_pre_call_checks": True}, cooldown=_cooled(rng, deployments), **request)


def _tags(rng):
    deployments = []
    for name in IDS[: rng.randint(2, 5)]:
        tags = rng.sample(TAGS, rng.randint(0, 2))
        deployments.append(deployment(name, **({"tags": tags} if tags else {})))
    settings = {"enable_tag_filtering": True}
    if rng.random() < 0.3:
        settings["tag_filtering_match_any"] = False
    request = {}
    if rng.random() < 0.8:
        request["tags"] = rng.sample(("free", "paid", "beta", "gold"), rng.randint(1, 2))
    return _given(deployments, settings=settings, cooldown=_cooled(rng, deployments), **request)


def _orders(rng):
    deployments = []
    for name in IDS[: rng.randint(2, 5)]:
        params = {"order": rng.randint(1, 3)} if rng.random() < 0.8 else {}
        info = {"blocked": True} if rng.random() < 0.15 else {}
        deployments.append(deployment(name, info=info, **params))
    request = {"messages": _words(3)} if rng.random() < 0.5 else {}
    settings = {"enable_pre_call_checks": True} if rng.random() < 0.6 else {}
    if rng.random() < 0.25:
        request["target_order"] = rng.randint(1, 3)
    return _given(deployments, settings=settings, cooldown=_cooled(rng, deployments), **request)


def _patterns(rng):
    pool = ("anthropic/*", "openai/*", "*", "openai/gpt-*", "gpt-4*", "g*", "g", "azure/*-eu", "bedrock/*")
    deployments = []
    for name in IDS[: rng.randint(2, 4)]:
        group = rng.choice(pool)
        upstream = group if "/" in group and rng.random() < 0.6 else rng.choice(("openai/*", "openai/fixed", "groq/x-*"))
        deployments.append(deployment(name, group=group, model=upstream))
    model = rng.choice(("g", "gpt-4", "gpt-4o", "openai/gpt-4", "anthropic/claude-x", "azure/m-eu", "zeta", "claude-x"))
    catalog = {"claude-x": {"litellm_provider": "anthropic", "mode": "chat"}} if rng.random() < 0.5 else None
    return _given(deployments, model, cooldown=_cooled(rng, deployments), catalog=catalog)


def _mixed(rng):
    given = _tags(rng)
    settings = given["config"]["router_settings"]
    settings["enable_pre_call_checks"] = True
    given["request"]["messages"] = _words(rng.choice((1, 12, 40)))
    for entry in given["config"]["model_list"]:
        if rng.random() < 0.4:
            entry["litellm_params"]["order"] = rng.randint(1, 2)
        if rng.random() < 0.4:
            entry["model_info"]["max_input_tokens"] = rng.choice((10, 30))
        if rng.random() < 0.2:
            entry["model_name"] = "h"
    if rng.random() < 0.4:
        settings["model_group_alias"] = {"x": rng.choice(("g", "h"))}
        given["request"]["model"] = "x"
    return given


def _cooled(rng, deployments):
    return [d["model_info"]["id"] for d in deployments if rng.random() < 0.2]
