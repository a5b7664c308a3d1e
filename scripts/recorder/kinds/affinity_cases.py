"""Cases of the kind `affinity`."""

from . import markers
from .codec_cases import items

IDS = ("dep-a", "dep-b", "dep-c", "dep-d")
CHECK = {"optional_pre_call_checks": ["encrypted_content_affinity"]}
CREDENTIALS = [
    {"credential_name": "east", "credential_values": {"api_base": "https://a.test", "api_key": "ka"},
     "credential_info": {}}]


def _deployment(name, group="g", info=None, **params):
    return {
        "model_name": group, "litellm_params": {"model": "openai/gpt-5", **params},
        "model_info": {"id": name, **(info or {})}}


def _on(name, place, group="g", **more):
    return _deployment(name, group, api_base=f"https://{place}.test", api_key=f"k{place}", **more)


def _given(deployments, history, settings=None, cooldown=(), model="g", **request):
    given = {
        "config": {"model_list": deployments, "router_settings": CHECK if settings is None else settings},
        "request": {"model": model, "input": history, **request}}
    if cooldown:
        given["cooldown"] = list(cooldown)
    return given


def _history(*origins, readable=True):
    found = []
    for number, origin in enumerate(origins):
        item = {"type": "reasoning", "id": f"rs_{number}", "encrypted_content": f"ENC{number}"}
        if origin:
            item["id"] = markers.item_id(origin, f"rs_{number}")
            item["encrypted_content"] = markers.content(origin, f"ENC{number}")
        item["summary"] = [{"type": "summary_text", "text": "s"}] if readable else []
        found.append(item)
    return found + [{"role": "user", "content": "next"}]


def cases(rng, count):
    two = [_on("dep-a", "a"), _on("dep-b", "b")]
    peers = [_on("dep-a", "a"), _on("dep-b", "b"), _on("dep-c", "a")]
    yield _given(two, "hello"), "no history"
    yield _given(two, _history("dep-a")), "pinned"
    yield _given(two, _history("dep-a"), settings={}), "without the check"
    yield _given(two, _history(None)), "no markers"
    yield _given(two, _history("dep-a", "dep-b")), "two origins"
    yield _given(two, _history("dep-a", None)), "a marked and an unmarked item"
    yield _given(two, _history("dep-a"), cooldown=["dep-a"]), "the origin in cooldown"
    yield _given(two, _history("dep-a"), cooldown=["dep-a", "dep-b"]), "all in cooldown"
    yield _given(peers, _history("dep-a"), cooldown=["dep-a"]), "the origin in cooldown, a peer"
    yield _given(two, _history("ghost")), "the origin removed"
    yield _given(two, _history("ghost", readable=False)), "the origin removed, nothing readable"
    yield _given([_on("dep-a", "a", info={"blocked": True}), two[1]], _history("dep-a")), "the origin blocked"
    yield _given([_on("dep-a", "a", "h"), _on("dep-b", "b"), _on("dep-c", "a")], _history("dep-a")), \
        "the origin in another group, a peer here"
    yield _given([_on("dep-a", "a", "h"), _on("dep-b", "b")], _history("dep-a")), \
        "the origin in another group, no peer"
    yield _given(two, _history("dep-a"), model="dep-b"), "asked by deployment id"
    for _ in range(count):
        yield _random(rng), None


def _random(rng):
    deployments = []
    for name in IDS[: rng.randint(2, 4)]:
        params, info = {}, {}
        roll = rng.random()
        if roll < 0.75:
            place = rng.choice("aab")
            params = {"api_base": f"https://{place}.test", "api_key": f"k{place}"}
        elif roll < 0.85:
            params = {"litellm_credential_name": rng.choice(("east", "nobody"))}
        else:
            params = {"api_key": "ka"}
        if rng.random() < 0.1:
            info["blocked"] = True
        if rng.random() < 0.15:
            params["order"] = rng.randint(1, 2)
        deployments.append(_deployment(name, rng.choice("gggh"), info, **params))
    settings, request = dict(CHECK), {}
    if rng.random() < 0.08:
        settings = {"model_group_affinity_config": {"g": ["encrypted_content_affinity"]}}
    if rng.random() < 0.08:
        request["target_order"] = rng.randint(1, 2)
    if rng.random() < 0.08:
        request["excluded_deployment_ids"] = [rng.choice(IDS)]
    if rng.random() < 0.08:
        request["retry_skipped_deployment_ids"] = [rng.choice(IDS)]
    if rng.random() < 0.08:
        request["previous_response_id"] = markers.response_id("openai", rng.choice(IDS), "resp_1")
    cooled = [d["model_info"]["id"] for d in deployments if rng.random() < 0.2]
    given = _given(deployments, items(rng, IDS + ("ghost",)), settings, cooled, rng.choice("gggh"), **request)
    given["config"]["credential_list"] = CREDENTIALS
    return given
