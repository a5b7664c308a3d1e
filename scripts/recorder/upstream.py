"""Requests through the whole router with the upstream replaced, and its sleeps noted, not slept."""

import asyncio
import random
import sys

import litellm
from litellm import ModelResponse

from . import world
from .draws import Draws

_real_sleep, _real_random = asyncio.sleep, random.random


class Upstream:
    """Stands in for every upstream: `answer(deployment, number)` gives a failure or None."""

    def __init__(self, answer, jitter=0.0):
        self.answer, self.jitter = answer, jitter
        self.attempts, self.sleeps, self.draws = [], [], None

    def __enter__(self):
        self.real = litellm.main.completion
        litellm.main.completion = self._completion
        asyncio.sleep = self._sleep
        random.random = lambda: self.jitter
        self.draws = Draws().__enter__()
        return self

    def __exit__(self, *rest):
        self.draws.__exit__(*rest)
        litellm.main.completion = self.real
        asyncio.sleep, random.random = _real_sleep, _real_random

    def _completion(self, *_, **kwargs):
        metadata = kwargs.get("metadata") or {}
        name = (kwargs.get("model_info") or metadata.get("model_info") or {}).get("id")
        drawn = [n for n in self.draws.notes if n["fn"] == "choice"]
        self.attempts.append({
            "group": metadata.get("model_group"), "id": name,
            "of": sorted(drawn[-1]["of"]) if drawn else [name]})
        failure = self.answer(name, len(self.attempts))
        if failure is not None:
            raise world.upstream_error(failure["error"], failure.get("headers"))
        return ModelResponse()

    def _sleep(self, seconds, *rest):
        """The router's waits between retries are noted; all other sleeps are real."""
        frame = sys._getframe(1)
        for _ in range(3):
            if frame is not None and frame.f_code.co_name == "async_function_with_retries":
                self.sleeps.append(seconds)
                return _real_sleep(0)
            frame = frame.f_back if frame is not None else None
        return _real_sleep(seconds, *rest)


async def request(router, upstream, call):
    """One chat request; `{ok: true}` or `{ok: false, status, class}`."""
    with upstream:
        try:
            await router.acompletion(messages=[{"role": "user", "content": "hi"}], **call)
            return {"ok": True}
        except Exception as problem:  # whatever LiteLLM raises is the answer
            return {"ok": False, **world.error_of(problem)}
