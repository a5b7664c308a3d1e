"""Environments with a LiteLLM release in them: `environment.py VERSION FOLDER` prints its Python.

The release itself and, of what its extra `proxy` asks for, what the key check and the reload of the
cost map import: the whole extra is five times as much, and cannot always be installed.
"""

import contextlib
import fcntl
import os
import re
import subprocess
import sys
import venv

# Packages of the extra, and a module by which each is known to be there.
PROXY = {
    "fastapi": "fastapi", "orjson": "orjson", "backoff": "backoff", "rq": "redis", "pyyaml": "yaml",
    "websockets": "websockets", "apscheduler": "apscheduler", "pyjwt": "jwt",
    "cryptography": "cryptography", "python-multipart": "python_multipart", "fastapi-sso": "fastapi_sso",
    "mcp": "mcp", "soundfile": "soundfile", "expression": "expression", "boto3": "boto3"}


def environment(folder, version, more=()):
    """The Python of an environment with that release and `more`, made if it is not there."""
    python = os.path.join(folder, "bin", "python")
    with _alone(folder):
        if _ask(python, "import pip") is None:
            venv.create(folder, with_pip=True, clear=True)
        if version == "latest" or installed(python) != version:
            _install(python, "litellm" if version == "latest" else f"litellm=={version}")
        missing = _missing(python) + [package for package in more if not _has(python, package)]
        if missing:
            _install(python, *missing)
    return python


@contextlib.contextmanager
def _alone(folder):
    """Nobody else makes or completes the environment meanwhile; its users are not held up."""
    os.makedirs(os.path.dirname(os.path.abspath(folder)), exist_ok=True)
    with open(os.path.abspath(folder) + ".lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def installed(python):
    """The installed release, or None."""
    return _ask(python, "import importlib.metadata as m; print(m.version('litellm'))")


def _missing(python):
    """What the release asks for, with its own bounds, and is not there."""
    known = _ask(python, (
        "import importlib.metadata as m, importlib.util as u\n"
        f"for package, module in {PROXY!r}.items():\n"
        "    if u.find_spec(module) is None: print('?', package)\n"
        "for line in m.requires('litellm'): print(line)\n"))
    lines = known.splitlines()
    absent = [line[2:] for line in lines if line.startswith("? ")]
    wanted = []
    for line in lines:
        name = re.match(r"[A-Za-z0-9._-]*", line).group().lower()
        if name in absent and re.search(r"extra == .proxy\b", line):
            # Only the bounds and what the marker says of the interpreter.
            wanted.append(re.sub(r"(;| and) *\(?extra == .proxy.\)?", "", line))
    return wanted


def _has(python, package):
    return _ask(python, f"import importlib.metadata as m; m.version({package!r})") is not None


def _ask(python, code):
    if not os.path.exists(python):
        return None
    answer = subprocess.run([python, "-c", code], capture_output=True, text=True)
    return answer.stdout.strip() if answer.returncode == 0 else None


def _install(python, *wanted):
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", *wanted],
        check=True)


if __name__ == "__main__":
    try:
        print(environment(sys.argv[2], sys.argv[1], sys.argv[3:]))
    except subprocess.CalledProcessError as problem:
        sys.exit(f"LiteLLM {sys.argv[1]} cannot be installed: {problem}")
