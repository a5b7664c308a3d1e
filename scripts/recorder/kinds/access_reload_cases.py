"""Cases of the kind `access_reload`."""

from .access_cases import ENTRIES, catalog_of, entry, group


def cases(rng, count):
    for name, pattern in (
            ("claude-haiku-9", "anthropic/*"), ("gpt-99-new", "openai/*"), ("amazon.nova-9", "bedrock/*"),
            ("gemini/gemini-9-pro", "gemini/*"), ("groq/llama-9", "groq/*")):
        bare = name.split("/")[-1]
        yield _given([pattern], [
            ("start", {}), bare, ("reload", catalog_of(name)), bare, f"{pattern[:-1]}{bare}",
            ("reload", {}), bare, ("restart", {}), bare]), "a name appears and goes"
    moved = [("start", {"m-x": entry("openai")}), "m-x", ("reload", {"m-x": entry("anthropic")}), "m-x",
             ("restart", {"m-x": entry("anthropic")}), "m-x"]
    yield _given(["anthropic/*"], moved), "a name moves to another provider"
    yield _given(["openai/*"], moved), "a name moves away from a provider"
    for _ in range(count):
        yield _random(rng), None


def _given(models, steps, config=None):
    given = {"key": {"models": models}, "steps": [
        {"op": "check", "model": s} if isinstance(s, str) else {"op": s[0], "catalog": s[1]} for s in steps]}
    if config:
        given["config"] = config
    return given


def _random(rng):
    provider = rng.choice(("anthropic", "openai", "bedrock", "vertex_ai", "gemini", "groq", "watsonx"))
    pool = [n for n, p in ENTRIES.items() if p.startswith(provider)] or list(ENTRIES)
    watched = [rng.choice(pool), rng.choice(tuple(ENTRIES))]
    maps, steps = [], []
    for _ in range(rng.randint(2, 4)):
        chosen = rng.sample(tuple(ENTRIES), rng.randint(0, 4))
        if rng.random() < 0.6:
            chosen.append(watched[0])
        catalog = catalog_of(*chosen)
        if rng.random() < 0.2:
            catalog[watched[1]] = entry(provider)
        maps.append(catalog)
    for number, catalog in enumerate(maps):
        steps.append(("start" if number == 0 else rng.choice(("reload", "reload", "restart")), catalog))
        steps += watched
    config = None
    if rng.random() < 0.25:
        config = {"model_list": [group(f"{provider}/*", ident="w1")]}
    return _given([f"{provider}/*"], steps, config)
