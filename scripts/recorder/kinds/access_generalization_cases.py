"""Cases of the kind `access_generalization`."""

from .access_cases import catalog_of, random_case

BUILT_IN = (
    {"pattern": r"^(?:[a-z-]+\.)?anthropic\.claude-", "model_info": {"litellm_provider": "bedrock"}},
    {"pattern": r"^claude-[a-z]+-\d+(?:[-.]\d+)?(?:-\d{8})?$", "model_info": {"litellm_provider": "anthropic"}},
)
OTHERS = (
    {"pattern": r"gpt-\d+", "model_info": {"litellm_provider": "openai"}},
    {"pattern": r"^zeta", "model_info": {"litellm_provider": "groq"}},
    {"pattern": r"(", "model_info": {"litellm_provider": "openai"}},
    {"pattern": r"^claude", "model_info": {"litellm_provider": "openai", "mode": "chat"}},
    {"pattern": r"POET", "model_info": {"litellm_provider": "anthropic"}},
)
NAMES = (
    "claude-opus-9-9", "claude-opus-9", "claude-opus-9-20990101", "claude-zeta-99x", "eu.anthropic.claude-9",
    "anthropic.claude-x", "gpt-99-new", "my-gpt-99", "zeta-poet-9", "claude-2")


def cases(rng, count):
    for name in NAMES:
        yield {
            "catalog": {}, "generalizations": list(BUILT_IN),
            "key": {"models": ["anthropic/*", "bedrock/*"]}, "model": name}, "the rules of the cost map"
    for _ in range(count):
        given = random_case(rng)
        given.pop("config", None)
        given.pop("model_alias_map", None)
        rules = [r for r in BUILT_IN + OTHERS if rng.random() < 0.5]
        rng.shuffle(rules)
        given["generalizations"] = rules
        if rng.random() < 0.8:
            given["model"] = rng.choice(NAMES)
        if rng.random() < 0.3:
            given["catalog"] = catalog_of("claude-haiku-9")
        yield given, None
