"""Markers as LiteLLM writes them, made here so that cases do not depend on the release."""

import base64


def _b64(text):
    return base64.b64encode(text.encode()).decode()


def item_id(deployment, original):
    return "encitem_" + _b64(f"litellm:model_id:{deployment};item_id:{original}")


def content(deployment, original):
    return f"litellm_enc:{_b64(f'model_id:{deployment}')};{original}"


def response_id(provider, deployment, original):
    return "resp_" + _b64(f"litellm:custom_llm_provider:{provider};model_id:{deployment};response_id:{original}")


def spoil(rng, text):
    """One accident that happens to text in transit."""
    kind = rng.randint(0, 4)
    place = rng.randint(0, len(text))
    if kind == 0:
        return text[:place]
    if kind == 1:
        return text.rstrip("=")
    if kind == 2:
        return text[:place] + rng.choice("-_ =;A\u00e9") + text[place:]
    if kind == 3:
        return text.swapcase()
    return text + rng.choice(("=", "==", ";", "A"))
