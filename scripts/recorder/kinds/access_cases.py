"""Cases of the kind `access`: keys, wildcard entries, catalogs, aliases and access groups."""

ENTRIES = {
    "claude-sonnet-4-6": "anthropic", "claude-haiku-9": "anthropic", "gpt-5": "openai", "o9-mini": "openai",
    "gpt-99-new": "openai", "gemini/gemini-9-pro": "gemini", "gemini-9-pro": "vertex_ai-language-models",
    "vertex_ai/claude-sonnet-4-6": "vertex_ai-anthropic_models", "amazon.nova-9": "bedrock",
    "us.anthropic.claude-9-v1:0": "bedrock_converse", "groq/llama-9": "groq", "mistral-9": "mistral",
    "command-z": "cohere_chat", "davinci-z": "text-completion-openai", "ibm/granite-z": "watsonx",
    "openrouter/acme/zeta": "openrouter", "azure/gpt-5": "azure", "deepseek/zeta": "deepseek", "xai/zeta": "xai",
}
NAMES = tuple(ENTRIES) + (
    "zeta-poet-9", "anthropic/zeta-poet-9", "openai/zeta", "bedrock/zeta", "acme/zeta", "ft:gpt-4o:acme::1",
    "gpt-image-9", "claude-2", "claude-opus-9-9", "anthropic.claude-x", "vertex_ai/zeta", "Claude-Sonnet-4-6", "x/y/z")
PATTERNS = (
    "anthropic/*", "openai/*", "bedrock/*", "vertex_ai/*", "gemini/*", "groq/*", "azure/*", "anthropic*", "gpt-*",
    "claude-*", "*sonnet*", "anthropic.*", "gpt-(5|9)*", "openai/gpt-*", "acme/*", "mistral/*", "xai/*")


def entry(provider):
    return {"litellm_provider": provider, "mode": "chat", "max_input_tokens": 100000}


def catalog_of(*names):
    return {name: entry(ENTRIES[name]) for name in names}


def group(name, model=None, ident="d1", **info):
    return {
        "model_name": name,
        "litellm_params": {"model": model or f"openai/{name.split('/')[-1]}", "api_key": "sk-fake"},
        "model_info": {"id": ident, **info}}


def cases(rng, count):
    yield from _hand_written()
    for _ in range(count):
        yield random_case(rng), None


def _given(models, model, catalog=None, **more):
    key = {"models": models, **more.pop("key", {})}
    return {"catalog": catalog or {}, "key": key, "model": model, **more}


def _hand_written():
    claude = catalog_of("claude-sonnet-4-6")
    yield _given([], "anything"), "an empty list means everything"
    yield _given(["anthropic/*"], "claude-sonnet-4-6", claude), "a bare name that the catalog knows"
    yield _given(["anthropic/*"], "claude-sonnet-4-6"), "a bare name that nobody knows"
    yield _given(["anthropic/*"], "anthropic/anything"), "a prefix needs no catalog"
    yield _given(["openai/*"], "gpt-99-new"), "the same for openai"
    yield _given(["*"], "anything"), "a star"
    yield _given(["all-proxy-models"], "anything"), "all proxy models"
    yield _given(["all-team-models"], "gpt-5"), "all team models, no team"
    yield _given(["all-team-models"], "gpt-5", key={"team_id": "t", "team_models": ["gpt-4"]}), \
        "all team models, a team with others"
    yield _given(["anthropic.*"], "anthropicXclaude"), "a dot is any character"
    yield _given(["gpt-*"], "gpt-5\nx"), "a line break ends what a star covers"
    yield _given(["fast"], "gpt-5", key={"aliases": {"gpt-5": "fast"}}), "an alias of the key"
    yield _given(["fast"], "gpt-5", model_alias_map={"gpt-5": "fast"}), "a global alias"
    yield _given(["prod"], "gpt-5", config={"model_list": [group("gpt-5", access_groups=["prod"])]}), \
        "an access group"
    yield _given(["prod"], "gpt-5", config={"model_list": [group("gpt-5", access_groups=["test"])]}), \
        "another access group"
    yield _given(["gpt-5", "gpt-4"], ["gpt-5", "gpt-4"]), "a list of models"
    yield _given(["gpt-5"], ["gpt-5", "gpt-4"]), "a list with one that is not allowed"
    yield _given(["bedrock/*"], "bedrockz/anthropic.claude-9"), "a prefix that is no provider"


def random_case(rng):
    known = rng.sample(tuple(ENTRIES), rng.randint(0, 6))
    models = rng.sample(PATTERNS, rng.randint(1, 2)) if rng.random() < 0.8 else []
    models += rng.sample(NAMES, rng.randint(0 if models else 1, 1))
    given = _given(models, rng.choice(known if known and rng.random() < 0.6 else NAMES), catalog_of(*known))
    if rng.random() < 0.3:
        given["config"] = {"model_list": [
            group(name, ident=f"d{number}", **(
                {"access_groups": [rng.choice(("prod", "test"))]} if rng.random() < 0.5 else {}))
            for number, name in enumerate(rng.sample(NAMES[:8] + ("anthropic/*", "openai/*"), 2))]}
        if rng.random() < 0.5:
            given["key"]["models"] = ["prod"]
    if rng.random() < 0.1:
        given["model_alias_map"] = {given["model"]: rng.choice(NAMES)}
    return given
