"""Cases of the kind `weights`."""

IDS = "abcde"


def _deployment(name, **params):
    return {
        "model_name": "g",
        "litellm_params": {"model": f"openai/m-{name}", "api_key": "sk-fake", **params},
        "model_info": {"id": name}}


def _given(deployments, cooldown=(), **request):
    given = {"config": {"model_list": deployments}, "request": {"model": "g", **request}}
    if cooldown:
        given["cooldown"] = list(cooldown)
    return given


def cases(rng, count):
    for key in ("weight", "rpm", "tpm"):
        yield _given([_deployment("a", **{key: 3}), _deployment("b", **{key: 1})]), f"by {key}"
        yield _given([_deployment("a", **{key: 3}), _deployment("b")]), f"{key} at the first alone"
        yield _given([_deployment("a"), _deployment("b", **{key: 3})]), f"{key} at the second alone"
        yield _given([_deployment("a", **{key: 0}), _deployment("b", **{key: 0})]), f"{key} zero everywhere"
        yield _given([_deployment("a", **{key: 0}), _deployment("b", **{key: 2})]), f"{key} zero at the first"
    yield _given([_deployment("a", rpm=1, tpm=9), _deployment("b", tpm=1)]), "rpm before tpm"
    yield _given([_deployment("a", weight=1, rpm=9), _deployment("b", rpm=1)]), "weight before rpm"
    yield _given([_deployment("a", weight=2), _deployment("b"), _deployment("c")], ["a"]), \
        "the weighted one in cooldown"
    yield _given([_deployment("a", weight=2), _deployment("b", weight=1)],
                 router_weights={"g": {"a": 1, "b": 9}}), "weights of the request"
    for _ in range(count):
        deployments = []
        for name in IDS[: rng.randint(1, 5)]:
            params = {
                key: rng.choice((0, 1, 2, 7, 100))
                for key in ("weight", "rpm", "tpm") if rng.random() < 0.4}
            deployments.append(_deployment(name, **params))
        cooled = [d["model_info"]["id"] for d in deployments if rng.random() < 0.15]
        request = {}
        if rng.random() < 0.1:
            request["router_weights"] = {"g": {rng.choice(IDS): rng.randint(1, 5), "a": 1}}
        yield _given(deployments, cooled, **request), None
