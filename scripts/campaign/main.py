"""Runs the fuzzer over many seeds on a Ray cluster; see Sources/Fuzzing/Fuzzing.docc/Campaigns.md."""

import argparse
import json
import os
import subprocess
import sys

import ray

import part
from state import State, added

BLOCK = 256
# Parts that wait or run at once; more would only wait.
IN_FLIGHT = 1000
# How often a part may lose its node.
RETRIES = 5
OBJECT_STORE_BYTES = 80_000_000


class Failed(Exception):
    """What ends a campaign, with its exit status; what is done stays done."""

    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


class Parser(argparse.ArgumentParser):
    """Ends with the project's status for a command line that cannot be understood."""

    def error(self, message):
        self.exit(64, f"campaign: {message}\n")


def arguments():
    """What was asked for."""
    parser = Parser(prog="campaign", description=__doc__)
    add = parser.add_argument
    add("--program", required=True, help="windtunnel, at this path on every node")
    add("--blocks", type=int, required=True, help="how many blocks of 256 seeds, from 0 on")
    add("--epoch", type=int, default=64, help="how many blocks are drawn alike, and run at once")
    add("--preset", default="recommended", help="the rules to run under")
    add("--profile", default="swarm", help="how worlds are drawn")
    add("--property", action="append", default=[], help="only this property; again and again")
    add("--folder", default=".windtunnel/campaign", help="where it is kept, and resumed")
    add("--commit", default="", help="the commit that findings name")
    add("--address", help="a Ray cluster; one on this machine unless given")
    asked = parser.parse_args()
    for name in ("blocks", "epoch"):
        if not 1 <= getattr(asked, name) <= 1_000_000:
            parser.error(f"--{name} is {getattr(asked, name)}; accepted: 1 to 1000000")
    return asked


def node():
    """The node that this runs on, as a person calls it."""
    return ray.get_runtime_context().get_node_id()[:8]


class Campaign:
    """A campaign that runs: what it keeps, and what it told of."""

    def __init__(self, state, program):
        self.state = state
        self.program = program
        self.told = set()
        # A part whose node or worker is lost runs again elsewhere, with the same result.
        self.task = ray.remote(num_cpus=1, max_retries=RETRIES)(part.run_part)

    def epoch(self, firsts, earlier):
        """Runs what is not done of an epoch, in any order; what was reached after it."""
        waiting = [first for first in reversed(firsts) if not self.state.done(first)]
        known = ray.put(earlier)
        running = {}
        while waiting or running:
            while waiting and len(running) < IN_FLIGHT:
                first = waiting.pop()
                seeds = (first, first + BLOCK - 1)
                running[self.task.remote(self.program, self.state.plan, *seeds, known, node)] = first
            (ready,), _ = ray.wait(list(running), num_returns=1)
            self.keep(running.pop(ready), ready)
        for first in firsts:
            earlier = added(earlier, self.state.coverage(first))
        return earlier

    def keep(self, first, ready):
        """Keeps the result of a part, and tells of it."""
        seeds = f"seeds {first}..{first + BLOCK - 1}"
        try:
            result = ray.get(ready)
        except ray.exceptions.RayTaskError as error:
            raise Failed(70, f"{seeds}: {error}") from None
        except ray.exceptions.RayError as error:
            raise Failed(70, f"{seeds}: lost {RETRIES + 1} times: {error}") from None
        if result["status"] != 0:
            raise Failed(result["status"], f"{seeds}: {result['problem']}")
        self.state.keep(first, result)
        texts = [text for name, text in result["findings"].items() if name.endswith("/finding.json")]
        print(f"{seeds}  node {result['node']}  findings {len(texts)}", flush=True)
        self.tell(texts)

    def tell(self, texts):
        """Tells of findings that no part had before."""
        for finding in map(json.loads, texts):
            if finding["id"] not in self.told:
                self.told.add(finding["id"])
                print(f"FOUND  {finding['id']}  {finding['cause']}", flush=True)

    def run(self, blocks, size):
        """Runs all epochs; the number of findings."""
        firsts = [block * BLOCK for block in range(blocks)]
        done = [first for first in firsts if self.state.done(first)]
        for first in done:
            self.told.update(os.listdir(self.state.findings(first)))
        print(f"{len(done)} of {blocks} parts are done", flush=True)
        coverage = None
        for start in range(0, blocks, size):
            coverage = self.epoch(firsts[start:start + size], coverage)
        merged = self.state.finish(coverage, lambda into: self.merge(firsts, into))
        count = len(os.listdir(merged))
        print(f"{coverage['worlds']} worlds, {count} findings in {merged}")
        return count

    def merge(self, firsts, into):
        """Puts the findings of all parts together: of each, the scenario of its first seed."""
        command = [self.program, "findings", "merge", "--keep", "first", "--into", into]
        # A thousand folders at a time: a command line has an end. In which order does not matter.
        for start in range(0, len(firsts), 1000):
            folders = [self.state.findings(first) for first in firsts[start:start + 1000]]
            ended = subprocess.run(command + folders, capture_output=True, text=True, check=False)
            if ended.returncode != 0:
                raise Failed(ended.returncode, ended.stderr.strip())


def campaign(asked):
    """Runs what was asked for; the exit status."""
    program = os.path.abspath(asked.program)
    try:
        plan = {
            "preset": asked.preset, "profile": asked.profile, "properties": asked.property,
            "epoch": asked.epoch,
            "program": part.digest(program), "commit": asked.commit}
        state = State(os.path.abspath(asked.folder), plan)
    except (OSError, ValueError) as error:
        raise Failed(65, error) from None
    # Nodes have the program, and not these files.
    ray.cloudpickle.register_pickle_by_value(part)
    local = {} if asked.address else {
        "include_dashboard": False, "object_store_memory": OBJECT_STORE_BYTES}
    ray.init(address=asked.address or "local", log_to_driver=False, logging_level="ERROR", **local)
    return 1 if Campaign(state, program).run(asked.blocks, asked.epoch) else 0


def main():
    """Exit status 0 if nothing was found and 1 otherwise, as of the program, and its other ones."""
    try:
        return campaign(arguments())
    except Failed as failed:
        print(f"campaign: {failed}", file=sys.stderr)
        if failed.status not in (64, 65):
            print("    what is done stays done: the same command goes on", file=sys.stderr)
        return failed.status
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
