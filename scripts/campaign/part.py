"""One part of a campaign: a process of the program over one block of seeds, a function of its arguments.

Sent to the nodes by value, so it may import nothing but the standard library.
"""

import ctypes
import hashlib
import json
import os
import signal
import subprocess
import tempfile


def digest(program):
    """What a program is known by."""
    with open(program, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def run_part(program, plan, first, last, earlier, node):
    """What it reached and the files of its findings, or why there is no result; never half of it."""
    try:
        found = digest(program)
    except OSError as error:
        return {"status": 65, "problem": f"node {node()}: '{program}': {error.strerror}"}
    if found != plan["program"]:
        return {"status": 65, "problem": f"node {node()}: '{program}' is another build, {found[:12]}"}
    with tempfile.TemporaryDirectory() as scratch:
        known, reached = os.path.join(scratch, "in.json"), os.path.join(scratch, "out.json")
        findings = os.path.join(scratch, "findings")
        command = [
            program, "fuzz", "--jobs", "1", "--preset", plan["preset"], "--profile", plan["profile"],
            "--epoch", str(plan["epoch"]), "--seeds", f"{first}..{last}", "--commit", plan["commit"],
            "--findings", findings, "--coverage-out", reached]
        for name in plan["properties"]:
            command += ["--property", name]
        if earlier is not None:
            with open(known, "w", encoding="utf-8") as file:
                json.dump(earlier, file)
            command += ["--coverage-in", known]
        ended = subprocess.run(
            command, cwd=scratch, capture_output=True, text=True, check=False,
            preexec_fn=_end_with_parent)
        # 0: every property held; 1: something was found. Anything else is no result.
        if ended.returncode not in (0, 1) or not os.path.exists(reached):
            status = ended.returncode if ended.returncode > 1 else 70
            return {"status": status, "problem": ended.stderr.strip()[-2000:]}
        with open(reached, encoding="utf-8") as file:
            coverage = json.load(file)
        return {"status": 0, "coverage": coverage, "findings": _files(findings), "node": node()}


def _end_with_parent():
    """Has the kernel end the process with its worker, so that a lost node computes nothing on."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "prctl"):
        libc.prctl(1, signal.SIGKILL)


def _files(folder):
    """The text of each file below a folder, by its path."""
    texts = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, encoding="utf-8") as file:
                texts[os.path.relpath(path, folder)] = file.read()
    return dict(sorted(texts.items()))
