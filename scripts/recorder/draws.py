"""Watches LiteLLM's draws from the global random stream."""

import random

_choice, _choices, _sample = random.choice, random.choices, random.sample


def _label(value):
    """The deployment id of what LiteLLM draws from: a deployment, or a pair that holds one."""
    if isinstance(value, dict):
        return value.get("model_info", {}).get("id", "?")
    if isinstance(value, (tuple, list)) and value:
        return value[0] if isinstance(value[0], str) else _label(value[0])
    return value


class Draws:
    """While active, every draw is noted with what it was drawn from."""

    def __init__(self):
        self.notes = []

    def __enter__(self):
        notes = self.notes

        def choice(sequence):
            notes.append({"fn": "choice", "of": [_label(x) for x in sequence]})
            return _choice(sequence)

        def choices(population, weights=None, *, cum_weights=None, k=1):
            notes.append({"fn": "choices", "weights": list(weights or cum_weights or [])})
            return _choices(population, weights, cum_weights=cum_weights, k=k)

        def sample(population, k, **rest):
            result = _sample(population, k, **rest)
            notes.append({
                "fn": "sample",
                "of": [_label(x) for x in population],
                "result": [_label(x) for x in result],
            })
            return result

        random.choice, random.choices, random.sample = choice, choices, sample
        return self

    def __exit__(self, *_):
        random.choice, random.choices, random.sample = _choice, _choices, _sample
