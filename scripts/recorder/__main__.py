"""Writes the vectors of the installed LiteLLM, one file a kind. `scripts/record-litellm` calls it."""

import argparse
import collections
import importlib
import importlib.metadata
import json
import logging
import os
import random
import sys
import time

KINDS = (
    "access", "access_reload", "access_generalization", "codec", "affinity", "candidates", "weights", "cooldown",
    "retry", "fallback", "strategy", "run")


def main():
    arguments = _arguments()
    os.environ["TZ"] = "UTC"
    time.tzset()
    logging.disable(logging.CRITICAL)
    os.makedirs(arguments.out, exist_ok=True)
    version = importlib.metadata.version("litellm")
    started = time.monotonic()
    for kind in arguments.kinds:
        _record(kind, arguments, version)
    print(f"LiteLLM {version}: recorded in {time.monotonic() - started:.0f} s")


def _arguments():
    parser = argparse.ArgumentParser(prog="recorder", description=__doc__)
    parser.add_argument("--kinds", type=lambda text: text.split(","), default=list(KINDS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100, help="random cases of each kind")
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    unknown = [kind for kind in arguments.kinds if kind not in KINDS]
    if unknown:
        parser.error(f"no kind {', '.join(unknown)}; there are {', '.join(KINDS)}")
    return arguments


def _record(kind, arguments, version):
    module = importlib.import_module(f"recorder.kinds.{kind}")
    reason = getattr(module, "missing", lambda: None)()
    if reason:
        print(f"{kind:22} skipped: {reason}", flush=True)
        return
    # A kind's cases depend on its own name and the seed alone, not on which kinds are recorded.
    rng = random.Random(f"{kind} {arguments.seed}")
    left_out, vectors = collections.Counter(), []
    for number, (given, note) in enumerate(module.cases(rng, arguments.count), 1):
        try:
            given = json.loads(json.dumps(given))
            expect = module.record(given)
        except Exception as problem:  # a case that is no vector of this release
            left_out[_why(problem)] += 1
            continue
        vector = {"id": f"{kind}-{number:04d}", "kind": kind, "given": given, "expect": expect}
        if note:
            vector["note"] = note
        vectors.append(vector)
    path = os.path.join(arguments.out, f"{kind}.jsonl")
    with open(path + ".new", "w", encoding="ascii") as file:
        for vector in vectors:
            file.write(json.dumps(vector, separators=(",", ":")) + "\n")
    os.replace(path + ".new", path)
    print(f"{kind:22} {len(vectors)} vectors", flush=True)
    for why, times in sorted(left_out.items()):
        print(f"{'':22} {times} left out: {why}", flush=True)


def _why(problem):
    if type(problem).__name__ == "Ambiguous":
        return "the outcome depends on draws"
    return f"{type(problem).__name__}: {problem}".splitlines()[0][:150]


if __name__ == "__main__":
    sys.exit(main())
