"""One module a kind: `cases(rng, count)` yields `given`s, `record(given)` says what LiteLLM does."""
